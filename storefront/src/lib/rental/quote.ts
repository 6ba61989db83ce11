import "server-only"
import type { RentalPeriod } from "../dates/period"
import { sendStore } from "../medusa/client"
import { shopRegion } from "../shop/region"

/**
 * The price of one unit for a whole period, and the rate a day and days it came from; where
 * it is more than the one times the other, `words` say how it came about.
 */
export type PeriodPrice = {
  unitPrice: number
  rate: number
  days: number
  words: string | null
}

type Answer = {
  lines: {
    variant_id: string
    unit_price: number
    breakdown: {
      rate: number
      days: number
      words: string
      parts: { what: string; factor: number }[]
    }
  }[]
}

/**
 * The price of one unit of each variant for a period. The same for all visitors,
 * so it is shared; the shortages a quote also knows are not used.
 */
export async function periodPrices(
  variantIds: string[],
  period: RentalPeriod
): Promise<Map<string, PeriodPrice>> {
  if (!variantIds.length) {
    return new Map()
  }
  const region = await shopRegion()
  const items = [...new Set(variantIds)]
    .sort()
    .map((variant_id) => ({ variant_id, quantity: 1 }))
  const { lines } = await sendStore<Answer>(
    "/store/rental/quote",
    { start_date: period.start, end_date: period.end, items, region_id: region.id },
    { sharedAs: "prices" }
  )
  return new Map(
    lines.map(({ variant_id, unit_price, breakdown }) => [
      variant_id,
      {
        unitPrice: unit_price,
        rate: breakdown.rate,
        days: breakdown.days,
        words: isRateTimesDays(breakdown.parts) ? null : breakdown.words,
      },
    ])
  )
}

function isRateTimesDays([first, ...others]: {
  what: string
  factor: number
}[]): boolean {
  return !others.length && first?.what === "days" && first.factor === 1
}
