import { ask, SeasonFailure, type Life, type Season } from "./life"
import { cents } from "./terms"

/** What Medusa has of an order's money. */
export type MedusaMoney = {
  status: string
  total: number
  summary: { pending_difference: number; paid_total: number; refunded_total: number }
  payment_collections: {
    id: string
    amount: number
    status: string
    payments: Payment[]
  }[]
}

export type Payment = {
  id: string
  amount: number
  canceled_at: string | null
  captures: { amount: number }[]
  refunds: { amount: number }[]
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

export async function readMedusa(season: Season, life: Life): Promise<MedusaMoney> {
  const body = await ask(season, life, "read its payments", () =>
    season.shop.admin("GET", `/admin/orders/${life.orderId}?fields=${FIELDS}`)
  )
  return body.order
}

/** What the shop says of an order's money. */
export type Money = {
  total: number
  paid: number
  refunded: number
  authorised: number
  owed_now: number
  owed_later: number
  overpaid: number
  deposit: {
    agreed: number
    held: number
    kept: number
    returned: number
    owed: number
  } | null
  instalments: { kind: string; amount: number; owed: number; due_on: string }[]
}

/**
 * Reads what the shop says of an order's money, and holds it against what was told: it is so
 * after each step, not in the end alone.
 */
export async function checkMoney(season: Season, life: Life): Promise<Money> {
  const { payments } = await ask(season, life, "read its money", () =>
    season.shop.admin("GET", `/admin/rental/orders/${life.orderId}/payments`)
  )
  const money = payments as Money
  const wrong = differences(money, life)
  if (wrong.length) {
    const said = JSON.stringify(money)
    throw new SeasonFailure(season, life, `its money is wrong: ${wrong}. ${said}`)
  }
  return money
}

export function differences(
  money: Money,
  told: Pick<Life, "paid" | "refunded" | "authorised">
): string[] {
  const { total, overpaid, paid, refunded, authorised, owed_now, owed_later } = money
  const has = paid - refunded + authorised
  const instalments = money.instalments.reduce((all, { amount }) => all + amount, 0)
  const sums: [string, number, number][] = [
    ["paid", paid, told.paid],
    ["refunded", refunded, told.refunded],
    ["authorised", authorised, told.authorised],
    ["total", total + overpaid, has + owed_now + owed_later],
    ["total, by its instalments", total, instalments],
  ]
  return [
    ...sums
      .filter(([, found, expected]) => cents(found - expected) !== 0)
      .map(([what, found, expected]) => `${what} is ${found}, and should be ${expected}`),
    ...[owed_now, owed_later, overpaid].flatMap((amount) =>
      amount < 0 ? [`${amount} is less than nothing`] : []
    ),
  ]
}
