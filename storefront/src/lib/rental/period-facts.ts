import "server-only"
import { cheapestVariant, type Product } from "../catalogue/product"
import { periodDays, type RentalPeriod } from "../dates/period"
import { type Availability, availabilityOf } from "./availability"
import { type PeriodPrice, periodPrices } from "./quote"
import { rentalItemsOf } from "./rental-items"

/** What cards know when the visitor has chosen dates. */
export type PeriodFacts = {
  days: number
  availability: Map<string, Availability>
  prices: Map<string, PeriodPrice>
}

/** What cards of these products say for a period; null without one. */
export async function periodFacts(
  products: Product[],
  period: RentalPeriod | null
): Promise<PeriodFacts | null> {
  if (!period) {
    return null
  }
  // What is sold, not rented, has no price for a period: asking would be an error.
  const rentable = await rentalItemsOf(products.map(({ id }) => id))
  const all = products.flatMap(({ variants }) => variants.map(({ id }) => id))
  const priced = products.flatMap((product) => cheapestVariant(product)?.id ?? [])
  const [availability, prices] = await Promise.all([
    availabilityOf(
      all.filter((id) => rentable.has(id)),
      period
    ),
    periodPrices(
      priced.filter((id) => rentable.has(id)),
      period
    ),
  ])
  return { days: periodDays(period), availability, prices }
}
