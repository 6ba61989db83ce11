import "server-only"
import { cheapestVariant, type Product } from "../catalogue/product"
import { periodDays, type RentalPeriod } from "../dates/period"
import { type Availability, availabilityOf } from "./availability"
import { type PeriodPrice, periodPrices } from "./quote"

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
  const all = products.flatMap((product) => product.variants.map((variant) => variant.id))
  const priced = products.flatMap((product) => cheapestVariant(product)?.id ?? [])
  const [availability, prices] = await Promise.all([
    availabilityOf(all, period),
    periodPrices(priced, period),
  ])
  return { days: periodDays(period), availability, prices }
}
