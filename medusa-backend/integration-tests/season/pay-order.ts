import { ask, readToken, SeasonFailure, tell, type Life, type Season } from "./life"
import { partsOfOrder, readLines } from "./read-lines"
import { checkMoney, readMedusa, type Money } from "./read-money"
import {
  balanceDay,
  cents,
  depositOf,
  discounted,
  latePerDay,
  shareOf,
  type Part,
} from "./terms"

const MANUAL = "pp_system_default"

/**
 * What was agreed with an order on the day it is placed: its share, which a cart has paid
 * already, when the rest is due, its deposit, and what a day late costs.
 */
export async function agree(season: Season, life: Life): Promise<void> {
  const { today } = season
  const order = await readLines(season, life)
  const parts = partsOfOrder(season, order)
  requireDiscounts(season, life, parts)
  const share = shareOf(parts, life.start, today)
  life.authorised = life.plan.comesAs === "cart" ? share : 0
  const money = await checkMoney(season, life)
  const balance = cents(money.total - share)
  const due = money.instalments.find(({ kind }) => kind === "balance")
  const expected = {
    owed_now: cents(share - life.authorised),
    owed_later: balance,
    due_on: balance ? balanceDay(life.start, today) : undefined,
    deposit: depositOf(parts),
  }
  const found = {
    owed_now: money.owed_now,
    owed_later: money.owed_later,
    due_on: due?.due_on,
    deposit: money.deposit?.agreed ?? 0,
  }
  requireSame(season, life, found, expected)
  life.agreedDeposit = expected.deposit
  for (const { variant_id, unit_price } of order.items) {
    if (variant_id) {
      life.latePerDay.set(variant_id, latePerDay(unit_price, life.plan.days))
    }
  }
}

/** A draft has no promotions but those that staff put on it. */
function requireDiscounts(season: Season, life: Life, parts: readonly Part[]): void {
  const days = life.plan.comesAs === "draft" ? 0 : life.plan.days
  for (const { amount, price, kind } of parts.filter((part) => part.kind !== "beside")) {
    const expected = discounted(price, days)
    if (cents(amount - expected) !== 0) {
      const what = `${price} for ${days} days, ${kind}`
      throw new SeasonFailure(season, life, `${what}: ${amount}, not ${expected}`)
    }
  }
}

function requireSame(season: Season, life: Life, found: object, expected: object): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)]
  if (one !== other) {
    throw new SeasonFailure(season, life, `agreed is ${one}, and should be ${other}`)
  }
}

/** Takes what was authorised, then what is owed, or gives back what is too much. */
export async function pay(season: Season, life: Life): Promise<void> {
  await capture(season, life)
  const money = await checkMoney(season, life)
  const owed = cents(money.owed_now + money.owed_later)
  if (owed > 0) {
    await payMore(season, life, money, owed)
    await capture(season, life)
  }
  await giveBack(season, life, money.overpaid)
  const after = await checkMoney(season, life)
  if (after.owed_now + after.owed_later + after.overpaid !== 0) {
    throw new SeasonFailure(season, life, `is not paid: ${JSON.stringify(after)}`)
  }
  life.owes = false
}

/** Takes what was authorised and no more: a difference stays owed, or is owed to them. */
export async function capture(season: Season, life: Life): Promise<void> {
  const { payment_collections } = await readMedusa(season, life)
  const payments = payment_collections.flatMap((collection) => collection.payments)
  for (const { id, amount, captures, canceled_at } of payments) {
    if (!captures.length && !canceled_at) {
      await ask(season, life, `capture ${amount}`, () =>
        season.shop.admin("POST", `/admin/payments/${id}/capture`, {})
      )
      life.paid = cents(life.paid + amount)
    }
  }
  life.authorised = 0
  life.isTaken = true
}

async function payMore(
  season: Season,
  life: Life,
  { owed_now }: Money,
  owed: number
): Promise<void> {
  if (life.plan.paysBy === "customer") {
    await payAsCustomer(season, life)
    life.authorised = cents(life.authorised + owed)
    return
  }
  const before = life.paid
  if (life.plan.paysBy === "medusa") {
    await payInMedusa(season, life, owed_now)
  }
  if (life.paid < before + owed) {
    const path = `/admin/rental/orders/${life.orderId}/payments`
    // Whoever tells it twice pays it once.
    await tell(season, life, `pay the rest of ${owed}`, () =>
      season.shop.admin("POST", path, { all: true })
    )
    life.paid = cents(before + owed)
  }
}

/** Without taking: what a customer pays so is for staff to capture. */
async function payAsCustomer(season: Season, life: Life): Promise<void> {
  const path = `/store/orders/${life.orderId}/rental-payment`
  const body = { provider_id: MANUAL, all: true }
  const headers = { "x-order-token": await readToken(season, life) }
  await tell(season, life, "pay as the customer", () =>
    season.shop.store("POST", path, body, headers)
  )
}

/** Through the payment collection that asks for what is due, when one does. */
async function payInMedusa(season: Season, life: Life, owedNow: number): Promise<void> {
  const { payment_collections } = await readMedusa(season, life)
  const open = payment_collections.filter(({ status }) => status === "not_paid")
  const asked = open.reduce((all, { amount }) => all + amount, 0)
  if (asked !== 0 && cents(asked) !== owedNow) {
    throw new SeasonFailure(
      season,
      life,
      `is asked for ${asked}, and owes ${owedNow} now`
    )
  }
  for (const { id, amount } of open) {
    await ask(season, life, `pay ${amount} in Medusa`, () =>
      season.shop.admin("POST", `/admin/payment-collections/${id}/mark-as-paid`, {
        order_id: life.orderId,
      })
    )
    life.paid = cents(life.paid + amount)
  }
}

/** Payment by payment, as each gives back at most what it took. */
async function giveBack(season: Season, life: Life, amount: number): Promise<void> {
  let left = amount
  const { payment_collections } = await readMedusa(season, life)
  for (const payment of payment_collections.flatMap(({ payments }) => payments)) {
    const part = Math.min(left, cents(sum(payment.captures) - sum(payment.refunds)))
    if (part > 0) {
      await ask(season, life, `refund ${part}`, () =>
        season.shop.admin("POST", `/admin/payments/${payment.id}/refund`, {
          amount: part,
        })
      )
      life.refunded = cents(life.refunded + part)
      left = cents(left - part)
    }
  }
}

function sum(rows: readonly { amount: number }[]): number {
  return rows.reduce((total, { amount }) => total + Number(amount), 0)
}
