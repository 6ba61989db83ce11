/**
 * Strategy: tells how many units of variants are free. The application wires it to whatever keeps
 * its bookings; without it every product is shown and `available` is null.
 */
export interface AvailabilityPort {
  /**
   * @param input - first and last day as `YYYY-MM-DD`, both inclusive, and the variants asked for
   * @returns units free on every one of those days; a variant that is not in it cannot be rented
   */
  freeUnits(input: {
    start_date: string
    end_date: string
    variant_ids: string[]
  }): Promise<Map<string, number>>
}
