import { type MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  withCancellation,
  type AgreedCharges,
} from "../../modules/rental/charges/agreed-charges"
import {
  agreeOrderCharges,
  forgetOrderCharges,
} from "../../modules/rental/ledger/order-rows"
import type RentalModuleService from "../../modules/rental/service"
import { agreedCancellation } from "../cancellation/agreed-cancellation"
import { readRentedOrder } from "../orders/read-order"
import { agreedCharges } from "./agreed-charges"

/**
 * Notes the deposit, the late fees and the policy of cancellation with which staff's order, or
 * a quote that is accepted, is placed.
 *
 * @example
 * agreeOrderChargesStep({ order_id: "order_1" })
 */
export const agreeOrderChargesStep = createStep(
  "agree-order-charges",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const charges = await chargesOfOrder(container, order_id)
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

/** What the shop charges beside the prices of an order, as of now; null for nothing. */
async function chargesOfOrder(
  container: MedusaContainer,
  orderId: string
): Promise<AgreedCharges | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [{ items, currency_code }, rented] = await Promise.all([
    readRentedOrder(container, orderId),
    rental.readOrder(orderId),
  ])
  if (!rented) {
    return null
  }
  const rentable = await rental.findRentable(
    items.flatMap(({ variant_id }) => variant_id ?? [])
  )
  const lines = items.flatMap(({ variant_id, quantity, unit_price }) =>
    variant_id && rentable.has(variant_id) ? [{ variant_id, quantity, unit_price }] : []
  )
  const [charges, cancellation] = await Promise.all([
    agreedCharges(rental, { lines, period: rented.period, currency_code }),
    agreedCancellation(
      container,
      lines.map(({ variant_id }) => variant_id)
    ),
  ])
  return withCancellation(charges, cancellation, currency_code)
}
