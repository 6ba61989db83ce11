import { type BookingContent } from "../ledger/booking-rows"
import { type Spared } from "../ledger/free-slots"
import { type Ledger } from "../ledger/ledger"
import { DEPARTURES, isGoods, RETURNS } from "../ledger/plan-bookings"
import { type LocalDate } from "../periods/local-date"
import { periodOf, type RentalPeriod } from "../periods/rental-period"
import { nextAvailable } from "../rules/next-available"
import { type PeriodRules, type ShopRules } from "../rules/period-rules"
import { departuresFull, returnsFull, type PeriodRefusal } from "../rules/refusal"
import { periodError, type RentalError, type Shortage } from "./rental-error"

/**
 * The refusal of a day on which no more goods can leave or come back, if that is missing. It
 * names the nearest period that works for all that was wanted.
 */
export async function visitsFull(
  ledger: Ledger,
  owner: Spared,
  wanted: readonly BookingContent[],
  shortages: readonly Shortage[]
): Promise<RentalError | null> {
  const shop = await ledger.shopRules()
  const refusal = refusalOf(shortages, shop.rules)
  return refusal && periodError(refusal, await nearest(ledger, shop, owner, wanted))
}

/* A limit that was lifted this instant is as good as one of one. */
function refusalOf(
  shortages: readonly Shortage[],
  rules: PeriodRules
): PeriodRefusal | null {
  const departures = shortages.find((s) => s.variant_id === DEPARTURES)
  if (departures) {
    return departuresFull(dayOf(departures), rules.departures_per_day ?? 1)
  }
  const returns = shortages.find((s) => s.variant_id === RETURNS)
  return returns ? returnsFull(dayOf(returns), rules.returns_per_day ?? 1) : null
}

async function nearest(
  ledger: Ledger,
  shop: ShopRules,
  owner: Spared,
  wanted: readonly BookingContent[]
): Promise<RentalPeriod | null> {
  const [first] = wanted
  if (!first) {
    return null
  }
  const goods = wanted.filter(isGoods)
  const lines = new Map(
    goods.map(({ line_item_id, line_variant_id, line_quantity }) => [
      line_item_id,
      { variant_id: line_variant_id, quantity: line_quantity },
    ])
  )
  const { start_date, end_date, start_time, end_time } = first
  return await nextAvailable(ledger, {
    asked: periodOf(start_date, end_date, start_time, end_time),
    shop,
    lines: [...lines.values()],
    owner,
  })
}

function dayOf(shortage: Shortage): LocalDate {
  return shortage.slots[0] as LocalDate
}
