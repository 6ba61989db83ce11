import type { MedusaContainer } from "@medusajs/framework/types"

type Period = { start_date: string; end_date: string }

/** The part of the rental module that this wiring leans on. */
type RentalAvailability = {
  listAvailability(
    input: Period & { variant_ids?: string[] }
  ): Promise<{ variant_id: string; available: number }[]>
}

/** What vibe-match asks of whoever knows the stock. */
type AvailabilityPort = {
  /** Free units for the whole period, by variant. Variants that are not rented are absent. */
  freeUnits(input: Period & { variant_ids: string[] }): Promise<Map<string, number>>
}

/**
 * Gives vibe-match the rental ledger as its availability port. The two plugins do not know
 * each other; only the shop that installs both does.
 */
export function rentalAvailability(container: MedusaContainer): AvailabilityPort {
  const rental = container.resolve<RentalAvailability>("rental")

  return {
    async freeUnits(
      input: Period & { variant_ids: string[] }
    ): Promise<Map<string, number>> {
      const rows = await rental.listAvailability(input)
      return new Map(rows.map((row) => [row.variant_id, row.available]))
    },
  }
}
