import { ask, atOrder, tell, type Life, type Season } from "./life"

/** What Medusa has of an order's money. */
export type OrderMoney = {
  status: string
  total: number
  summary: { pending_difference: number; paid_total: number; refunded_total: number }
  payment_collections: {
    id: string
    amount: number
    status: string
    payments: {
      id: string
      amount: number
      canceled_at: string | null
      captures: { amount: number }[]
      refunds: { amount: number }[]
    }[]
  }[]
}

const FIELDS = [
  "id",
  "status",
  "total",
  "summary",
  "*payment_collections",
  "*payment_collections.payments",
  "*payment_collections.payments.captures",
  "*payment_collections.payments.refunds",
].join(",")

export async function readMoney(season: Season, life: Life): Promise<OrderMoney> {
  const body = await ask(season, life, "read its money", () =>
    season.shop.admin("GET", `/admin/orders/${life.orderId}?fields=${FIELDS}`)
  )
  return body.order
}

/** Takes what was authorised, then what is owed, or gives back what is too much. */
export async function pay(season: Season, life: Life): Promise<void> {
  await capture(season, life)
  const { summary } = await readMoney(season, life)
  const pending = cents(summary.pending_difference)
  if (pending > 0) {
    await payMore(season, life, pending)
  } else if (pending < 0) {
    await giveBack(season, life, -pending)
  }
  life.owes = false
}

/** Takes what was authorised and no more: a difference stays owed, or is owed to them. */
export async function capture(season: Season, life: Life): Promise<void> {
  const { payment_collections } = await readMoney(season, life)
  const payments = payment_collections.flatMap((collection) => collection.payments)
  for (const { id, amount, captures, canceled_at } of payments) {
    if (!captures.length && !canceled_at) {
      await ask(season, life, `capture ${amount}`, () =>
        season.shop.admin("POST", `/admin/payments/${id}/capture`, {})
      )
      life.paid += amount
    }
  }
  life.owes = false
}

async function payMore(season: Season, life: Life, amount: number): Promise<void> {
  const { shop } = season
  const order_id = life.orderId
  const { payment_collections } = await readMoney(season, life)
  const open = payment_collections.find(({ status }) => status === "not_paid")
  let id = open?.id
  if (!open || cents(open.amount) !== amount) {
    const body = await ask(season, life, `ask for ${amount}`, () =>
      shop.admin("POST", "/admin/payment-collections", { order_id, amount })
    )
    id = body.payment_collection.id
  }
  await ask(season, life, `pay ${amount}`, () =>
    shop.admin("POST", `/admin/payment-collections/${id}/mark-as-paid`, { order_id })
  )
  life.paid += amount
}

/** Payment by payment, as each gives back at most what it took. */
async function giveBack(season: Season, life: Life, amount: number): Promise<void> {
  const { payment_collections } = await readMoney(season, life)
  let left = amount
  for (const payment of payment_collections.flatMap(({ payments }) => payments)) {
    const part = Math.min(left, cents(sum(payment.captures) - sum(payment.refunds)))
    if (part > 0) {
      await ask(season, life, `refund ${part}`, () =>
        season.shop.admin("POST", `/admin/payments/${payment.id}/refund`, {
          amount: part,
        })
      )
      life.refunded += part
      left = cents(left - part)
    }
  }
}

/** The whole order is off: what was paid goes back, the deposit too. */
export async function cancel(season: Season, life: Life): Promise<void> {
  await ask(season, life, "cancel", () =>
    season.shop.admin("POST", `/admin/orders/${life.orderId}/cancel`)
  )
  life.refunded = life.paid
  life.phase = "cancelled"
  life.owes = false
}

/** The customer leaves the deposit that was agreed, in cash or by card. */
export async function leaveDeposit(season: Season, life: Life): Promise<void> {
  const { shop } = season
  const { deposit } = await readDeposit(season, life)
  life.deposit = "settled"
  if (!deposit || deposit.agreed === 0) {
    return
  }
  if (life.plan.deposit === "cash") {
    await ask(season, life, `leave ${deposit.agreed} in cash`, () =>
      atOrder(season, life, "deposit", { kind: "held" })
    )
  } else {
    const { order_token } = await ask(season, life, "read its token", () =>
      shop.admin("GET", `/admin/rental/orders/${life.orderId}/papers`)
    )
    const path = `/store/orders/${life.orderId}/rental-deposit`
    const provider = { provider_id: "pp_system_default" }
    const headers = { "x-order-token": order_token as string }
    await tell(season, life, `leave ${deposit.agreed} by card`, () =>
      shop.store("POST", path, provider, headers)
    )
  }
  life.deposit = "held"
}

/** A part of the deposit is kept, as planned, and the rest goes back. */
export async function settleDeposit(season: Season, life: Life): Promise<void> {
  const { deposit } = await readDeposit(season, life)
  const { agreed } = deposit!
  const kept = life.phase === "checked" ? cents(agreed * life.plan.depositKept) : 0
  if (kept > 0) {
    await ask(season, life, `keep ${kept}`, () =>
      atOrder(season, life, "deposit", {
        kind: "kept",
        amount: kept,
        reason: "Scratches",
      })
    )
  }
  if (cents(agreed - kept) > 0) {
    await ask(season, life, `return ${cents(agreed - kept)}`, () =>
      atOrder(season, life, "deposit", { kind: "returned" })
    )
  }
  life.deposit = "settled"
}

export type Deposit = {
  agreed: number
  held: number
  kept: number
  returned: number
  open: number
}

export async function readDeposit(
  season: Season,
  life: Life
): Promise<{ deposit: Deposit | null }> {
  return await ask(season, life, "read its deposit", () =>
    season.shop.admin("GET", `/admin/rental/orders/${life.orderId}/deposit`)
  )
}

export type Charge = { id: string; kind: string; state: string; amount: number }

/** Late fees are noted as charges; each charge is then settled, waived, or left open. */
export async function decideCharges(season: Season, life: Life): Promise<void> {
  const { shop } = season
  const order_id = life.orderId
  const { late_fees } = await ask(season, life, "read its late fees", () =>
    shop.admin("GET", `/admin/rental/orders/${order_id}/late-fees`)
  )
  if (late_fees?.amount > 0) {
    const late = { order_id, kind: "late", amount: late_fees.amount, reason: "Late" }
    await ask(season, life, `charge ${late.amount} for being late`, () =>
      shop.admin("POST", "/admin/rental/order-charges", late)
    )
  }
  for (const [at, charge] of (await readCharges(season, life)).entries()) {
    const verdict = life.plan.charges[at % life.plan.charges.length]!
    if (charge.state === "open" && verdict !== "leave") {
      const path = `/admin/rental/order-charges/${charge.id}/${verdict}`
      const body = verdict === "settle" ? { reference: "till" } : { reason: "Goodwill" }
      await tell(season, life, `${verdict} ${charge.amount}`, () =>
        shop.admin("POST", path, body)
      )
    }
  }
  life.chargesDecided = true
}

export async function readCharges(season: Season, life: Life): Promise<Charge[]> {
  const { charges } = await ask(season, life, "read its charges", () =>
    season.shop.admin("GET", `/admin/rental/order-charges?order_id=${life.orderId}`)
  )
  return charges
}

export function cents(amount: number): number {
  return Math.round(amount * 100) / 100
}

function sum(rows: readonly { amount: number }[]): number {
  return rows.reduce((total, { amount }) => total + Number(amount), 0)
}
