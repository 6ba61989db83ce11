import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { releaseLockStep } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  chooseDelivery,
  type AskedJob,
} from "../../modules/rental/delivery/choose-delivery"
import { type DeliveryChoice } from "../../modules/rental/delivery/delivery-choice"
import { notFoundError, requestError } from "../../modules/rental/errors/rental-error"
import { setOrderDelivery } from "../../modules/rental/ledger/order-delivery"
import type RentalModuleService from "../../modules/rental/service"
import { lockOrderStep } from "../orders/steps/lock-order"
import { addressOf } from "./delivery-cart"

export interface OrderDeliveryChange {
  order_id: string
  /** None takes delivery off the order. */
  jobs: AskedJob[]
  note?: string
}

const changeOrderDeliveryStep = createStep(
  "change-order-delivery",
  async (change: OrderDeliveryChange, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const choice = change.jobs.length ? await choose(container, change) : null
    const before = await setOrderDelivery(ledger, change.order_id, choice)
    return new StepResponse(choice, { order_id: change.order_id, before })
  },
  async (change, { container }) => {
    if (change) {
      const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await setOrderDelivery(ledger, change.order_id, change.before)
    }
  }
)

/**
 * Gives an order other windows, or takes delivery off it. What the customer pays stays as it
 * is: Medusa's order edits change that.
 *
 * @example
 * await changeOrderDeliveryWorkflow(container).run({
 *   input: { order_id, jobs: [{ kind: "delivery", window_id: "dwin_1" }] },
 * })
 */
export const changeOrderDeliveryWorkflow = createWorkflow(
  "change-rental-order-delivery",
  (input: OrderDeliveryChange) => {
    lockOrderStep({ order_id: input.order_id })
    const choice = changeOrderDeliveryStep(input)
    releaseLockStep({ key: input.order_id, executeOnSubWorkflow: true })
    return new WorkflowResponse(choice)
  }
)

async function choose(
  container: MedusaContainer,
  { order_id, jobs, note }: OrderDeliveryChange
): Promise<DeliveryChoice> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [{ data }, rented] = await Promise.all([
    query.graph({
      entity: "order",
      fields: [
        "id",
        "currency_code",
        "shipping_address.country_code",
        "shipping_address.postal_code",
      ],
      filters: { id: order_id },
    }),
    rental.readOrder(order_id),
  ])
  const order = data[0] as unknown as QueriedOrder | undefined
  if (!order || !rented) {
    throw notFoundError("id", `Order ${order_id} rents nothing`)
  }
  const address = addressOf(order) ?? rented.delivery?.address
  if (!address) {
    throw requestError("id", "This order has no shipping address")
  }
  return await chooseDelivery(
    rental.ledger,
    {
      address,
      period: rented.period,
      currency_code: order.currency_code,
      items_total: 0,
    },
    { jobs, note, by_staff: true }
  )
}

interface QueriedOrder {
  currency_code: string
  shipping_address: { country_code: string | null; postal_code: string | null } | null
}
