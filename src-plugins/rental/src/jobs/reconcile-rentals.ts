import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { reconcileRentals } from "../workflows/reconcile/reconcile-rentals"

export const config = {
  name: "reconcile-rentals",
  schedule: "*/30 * * * * *",
}

/** A little more than the time between two runs. */
const WAIT_FOR_NEXT_MS = 35_000

let next: NodeJS.Timeout | undefined

/**
 * Every half minute: sweeps holds that ran out and mends what a crash left behind.
 *
 * Where Medusa keeps its schedule in Redis, the schedule is gone when Redis loses its
 * memory, until a server starts anew. So a process that has run this once, as one does at
 * its start, goes on by itself when it is not called again.
 */
export default async function reconcileRentalsJob(
  container: MedusaContainer
): Promise<void> {
  clearTimeout(next)
  next = setTimeout(() => void reconcileRentalsJob(container), WAIT_FOR_NEXT_MS)
  next.unref()
  await reconcileAndTell(container)
}

async function reconcileAndTell(container: MedusaContainer): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  try {
    const report = await reconcileRentals(container)
    const mended = Object.entries(report?.mended ?? {}).filter(([, count]) => count > 0)
    if (mended.length) {
      logger.info(
        `Rental ledger: ${mended.map(([what, count]) => `${what} ${count}`).join(", ")}`
      )
    }
    for (const { kind, id, why } of report?.findings ?? []) {
      if (kind !== "mend_failed") {
        logger.warn(`Rental ledger: ${kind} ${id}: ${why}`)
      }
    }
  } catch (error) {
    logger.error(`Rental ledger could not be reconciled: ${String(error)}`)
  }
}
