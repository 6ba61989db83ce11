import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { reconcileRentals } from "../workflows/reconcile/reconcile-rentals"

export const config = {
  name: "reconcile-rentals",
  schedule: "* * * * *",
}

/** Every minute: sweeps holds that ran out and mends what a crash left behind. */
export default async function reconcileRentalsJob(
  container: MedusaContainer
): Promise<void> {
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
      logger.warn(`Rental ledger: ${kind} ${id}: ${why}`)
    }
  } catch (error) {
    logger.error(`Rental ledger could not be reconciled: ${String(error)}`)
  }
}
