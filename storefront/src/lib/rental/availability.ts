import "server-only"
import type { RentalPeriod } from "../dates/period"
import { readStore } from "../medusa/client"

/** Units of a variant that are free for a whole period, of those the shop owns. */
export type Availability = { available: number; capacity: number }

type Answer = { availability: (Availability & { variant_id: string })[] }

/** Free units for each variant; asked anew each time, because bookings change it. */
export async function availabilityOf(
  variantIds: string[],
  period: RentalPeriod
): Promise<Map<string, Availability>> {
  if (!variantIds.length) {
    return new Map()
  }
  const { availability } = await readStore<Answer>("/store/rental/availability", {
    query: {
      start_date: period.start,
      end_date: period.end,
      variant_id: variantIds,
    },
  })
  return new Map(availability.map((entry) => [entry.variant_id, entry]))
}
