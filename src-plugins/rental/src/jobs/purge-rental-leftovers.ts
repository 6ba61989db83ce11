import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { purgeLeftovers } from "../workflows/reconcile/purge-leftovers"

export const config = {
  name: "purge-rental-leftovers",
  schedule: "17 * * * *",
}

/** Every hour: photos that show nothing and choices of carts that are gone are taken away. */
export default async function purgeRentalLeftoversJob(
  container: MedusaContainer
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  try {
    const { photos, choices } = await purgeLeftovers(container)
    if (photos || choices) {
      logger.info(`Rental leftovers: ${photos} photos, ${choices} choices`)
    }
  } catch (error) {
    logger.error(`Rental leftovers could not be taken away: ${String(error)}`)
  }
}
