import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { withCancellation } from "../../../modules/rental/charges/agreed-charges"
import {
  agreeOrderCharges,
  forgetOrderCharges,
} from "../../../modules/rental/ledger/order-rows"
import type RentalModuleService from "../../../modules/rental/service"
import { readCurrency } from "../../orders/steps/return-context"
import { agreedCancellation } from "../agreed-cancellation"

export interface AgreeCancellationInput {
  order_id: string
  lines: readonly { variant_id: string }[]
}

/**
 * Notes the policy of cancellation with which staff's order is placed.
 *
 * @example
 * agreeCancellationStep({ order_id, lines: [{ variant_id }] })
 */
export const agreeCancellationStep = createStep(
  "agree-cancellation",
  async ({ order_id, lines }: AgreeCancellationInput, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const agreed = await agreedCancellation(
      container,
      lines.map(({ variant_id }) => variant_id)
    )
    const currency = agreed && (await readCurrency(container, order_id))
    const charges = withCancellation(null, agreed, currency ?? "")
    const isNoted = charges && (await agreeOrderCharges(ledger.knex, order_id, charges))
    return new StepResponse(undefined, isNoted ? order_id : null)
  },
  async (orderId, { container }) => {
    if (orderId) {
      const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await forgetOrderCharges(ledger.knex, orderId)
    }
  }
)
