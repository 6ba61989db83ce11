import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { chasePayments } from "../workflows/payments/chase-payments"

export const config = {
  name: "chase-rental-payments",
  schedule: "* * * * *",
}

/** Every minute: reminds of what orders owe, and collects it, when its day has come. */
export default async function chasePaymentsJob(
  container: MedusaContainer
): Promise<void> {
  try {
    await chasePayments(container)
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.error(`Payments could not be looked after: ${String(error)}`)
  }
}
