import { RentalError } from "../errors/rental-error"
import { type Finding } from "./reconcile"

/**
 * Mends one thing, or one kind of thing, by itself: when that fails it is a finding, and the
 * others are mended all the same. What somebody else is at work with is for the next pass.
 *
 * @param id what is mended, for the finding
 */
export async function attempt(
  id: string,
  mend: () => Promise<Finding[]>
): Promise<Finding[]> {
  try {
    return await mend()
  } catch (error) {
    return isAtWork(error)
      ? []
      : [
          {
            kind: "mend_failed",
            id,
            why: error instanceof Error ? error.message : String(error),
          },
        ]
  }
}

function isAtWork(error: unknown): boolean {
  return (
    error instanceof RentalError &&
    (error.code === "rental_busy" || error.code === "rental_cart_completed")
  )
}
