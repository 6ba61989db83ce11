import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { findLapsedHolds } from "../../modules/rental/quotes/quotes"
import type RentalModuleService from "../../modules/rental/service"
import { endQuoteHoldWorkflow } from "./end-quote-hold"

/**
 * Frees what quotes kept that expired or were withdrawn; each by itself, so that one that
 * cannot be freed keeps no other.
 *
 * @returns how many were freed
 */
export async function endQuoteHolds(container: MedusaContainer): Promise<number> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  let ended = 0
  for (const order_id of await findLapsedHolds(ledger.knex)) {
    try {
      await endQuoteHoldWorkflow(container).run({ input: { order_id } })
      ended++
    } catch (error) {
      logger.warn(`The units of quote ${order_id} are kept still: ${String(error)}`)
    }
  }
  return ended
}
