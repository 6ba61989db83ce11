import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { RentalError } from "../../../modules/rental/errors/rental-error"
import { type OrderWrite } from "../../../modules/rental/ledger/write-order"
import { endQuoteHold } from "../../../modules/rental/quotes/quotes"
import type RentalModuleService from "../../../modules/rental/service"
import { readRentedOrder } from "../../orders/read-order"
import { planConversion } from "../../orders/steps/plan-conversion"

export interface HoldEnd {
  /** Null when there is nothing to free: the draft was placed by other means, or is gone. */
  bookings: OrderWrite | null
}

/**
 * What a quote's draft order books once it keeps no units.
 *
 * @example
 * planHoldEndStep({ order_id: "order_1" })
 */
export const planHoldEndStep = createStep(
  "plan-hold-end",
  async ({ order_id }: { order_id: string }, { container }) => {
    const isDraft = await readRentedOrder(container, order_id).then(
      (order) => order.is_draft_order,
      (error: unknown) => {
        if (error instanceof RentalError) {
          return false
        }
        throw error
      }
    )
    const bookings = isDraft ? await planConversion(container, order_id) : null
    return new StepResponse<HoldEnd>({
      bookings: bookings && { ...bookings, state: "draft", is_draft: true },
    })
  }
)

/**
 * Notes that a quote keeps no units any more.
 *
 * @example
 * endQuoteHoldStep({ order_id: "order_1" })
 */
export const endQuoteHoldStep = createStep(
  "end-quote-hold",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    await endQuoteHold(ledger.knex, order_id)
    return new StepResponse(undefined)
  }
)
