import type { Answer } from "../harness/shop"
import { ask, atOrder, SeasonFailure, tell, type Life, type Season } from "./life"
import { partsOfOrder, readLines } from "./read-lines"
import { checkMoney, type Money } from "./read-money"
import { baseOf, cents, keptOf } from "./terms"

/** Each part of an order is rounded for itself. */
const COINS_OF_A_PART = 0.011

/** The whole order is off: what its policy says, or staff choose, comes back; the deposit too. */
export async function cancel(season: Season, life: Life): Promise<void> {
  const before = await checkMoney(season, life)
  const expected = await expectKept(season, life, before, "cancelled")
  await tell(season, life, `cancel (${life.plan.refunds})`, () => callOff(season, life), [
    "rental_wrong_state",
  ])
  const { cancellation } = await ask(season, life, "read its cancellation", () =>
    season.shop.admin("GET", `/admin/rental/orders/${life.orderId}/cancellation`)
  )
  requireKept(season, life, before, cancellation, expected)
  noteMoved(life, before, cancellation.kept)
  life.phase = "cancelled"
  life.owes = false
  if (life.deposit === "held") {
    life.deposit = "settled"
    life.deposited.returned = life.deposited.held
  }
  const after = await checkMoney(season, life)
  const nothing = { owed_now: 0, owed_later: 0, overpaid: 0 }
  requireMoney(season, life, after, { ...nothing, total: cancellation.kept })
}

/** Nobody came: what the policy says comes back, and what was not paid yet stays owed. */
export async function giveUp(season: Season, life: Life): Promise<void> {
  const before = await checkMoney(season, life)
  const expected = await expectKept(season, life, before, "no show")
  const answers = await tell(season, life, "nobody came", () =>
    atOrder(season, life, "no-show")
  )
  const cancellation = answers.map((body) => body.cancellation).find(Boolean)
  requireKept(season, life, before, cancellation, expected)
  // Where nothing comes back, nothing moves: what was promised stays so.
  if (cancellation.refund > 0) {
    noteMoved(life, before, cancellation.kept)
  }
  life.phase = "not fetched"
  const after = await checkMoney(season, life)
  const owed = ({ owed_now, owed_later }: Money) => cents(owed_now + owed_later)
  if (owed(after) !== owed(before) || after.overpaid !== 0) {
    const said = `${JSON.stringify(before)}, then ${JSON.stringify(after)}`
    throw new SeasonFailure(season, life, `what is owed has changed: ${said}`)
  }
}

function callOff(season: Season, life: Life): Promise<Answer> {
  const { refunds } = life.plan
  if (refunds === "medusa") {
    return season.shop.admin("POST", `/admin/orders/${life.orderId}/cancel`)
  }
  const reason = "As agreed by telephone"
  return atOrder(
    season,
    life,
    "cancel",
    refunds === "policy" ? {} : { refund: refunds, reason }
  )
}

/** What is kept of an order, and by how much rounding may make it another sum. */
async function expectKept(
  season: Season,
  life: Life,
  before: Money,
  kind: "cancelled" | "no show"
): Promise<{ kept: number; within: number }> {
  const paid = cents(before.paid - before.refunded + before.authorised)
  const { refunds } = life.plan
  if (kind === "cancelled" && (refunds === "full" || refunds === "none")) {
    return { kept: refunds === "full" ? 0 : paid, within: 0 }
  }
  const parts = partsOfOrder(season, await readLines(season, life))
  const { start } = life
  const { today, seed } = season
  const kept = keptOf({ kind, base: baseOf(seed), parts, paid, start, today })
  return { kept, within: parts.length * COINS_OF_A_PART }
}

type Cancellation = { is_done: boolean; paid: number; refund: number; kept: number }

/** What is said to be kept is what the terms of the season come to. */
function requireKept(
  season: Season,
  life: Life,
  before: Money,
  said: Cancellation | undefined,
  { kept, within }: { kept: number; within: number }
): void {
  const paid = cents(before.paid - before.refunded + before.authorised)
  const isRight =
    said?.is_done &&
    cents(said.paid) === paid &&
    cents(said.kept + said.refund) === paid &&
    Math.abs(said.kept - kept) <= within
  if (!isRight) {
    const found = JSON.stringify(said)
    throw new SeasonFailure(season, life, `keeps ${found}, and should ${kept} of ${paid}`)
  }
}

/** What was charged is kept first, then what was only promised; the rest goes back. */
function noteMoved(life: Life, before: Money, kept: number): void {
  const charged = cents(before.paid - before.refunded)
  life.refunded = cents(life.refunded + Math.max(0, charged - kept))
  life.paid = cents(life.paid + Math.max(0, kept - charged))
  life.authorised = 0
}

function requireMoney(
  season: Season,
  life: Life,
  money: Money,
  expected: Partial<Money>
): void {
  const wrong = Object.entries(expected).filter(
    ([field, amount]) => money[field as keyof Money] !== amount
  )
  if (wrong.length) {
    const said = JSON.stringify(money)
    throw new SeasonFailure(season, life, `${said}, and should have ${wrong.join(" ")}`)
  }
}
