import { deleteLineItemsWorkflow } from "@medusajs/medusa/core-flows"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { requestError } from "../../modules/rental/errors/rental-error"
import type RentalModuleService from "../../modules/rental/service"
import { changeRentalCartWorkflow } from "./change-rental-cart"
import { readOpenCart } from "./read-cart"
import { isWaiver } from "./waiver-line"

export interface SetRentalWaiverInput {
  cart_id: string
  /** Whether the customer wants the damage waiver. */
  accepted: boolean
  visitor?: string
}

/** The waiver lines of a cart that are to go. */
const findWaiverStep = createStep(
  "find-waiver",
  async ({ cart_id, accepted }: SetRentalWaiverInput, { container }) => {
    const { rules } = await container
      .resolve<RentalModuleService>(RENTAL_MODULE)
      .charges.current()
    if (!accepted && rules.waiver?.is_required) {
      throw requestError("accepted", "The damage waiver is part of every rental here")
    }
    const cart = await readOpenCart(container, cart_id)
    return new StepResponse(cart.items.filter(isWaiver).map(({ id }) => id))
  }
)

/**
 * Puts the damage waiver into a cart, or takes it out.
 *
 * @example
 * await setRentalWaiverWorkflow(container).run({ input: { cart_id, accepted: true } })
 */
export const setRentalWaiverWorkflow = createWorkflow(
  "set-rental-waiver",
  (input: SetRentalWaiverInput) => {
    const lines = findWaiverStep(input)
    when("waiver-is-accepted", input, ({ accepted }) => accepted).then(() => {
      const change = transform({ input }, ({ input: { cart_id, visitor } }) => ({
        cart_id,
        visitor,
        change: { type: "take-waiver" as const },
      }))
      changeRentalCartWorkflow.runAsStep({ input: change })
    })
    when(
      "waiver-is-declined",
      { input, lines },
      (given) => !given.input.accepted && given.lines.length > 0
    ).then(() => {
      deleteLineItemsWorkflow.runAsStep({
        input: { cart_id: input.cart_id, ids: lines },
      })
    })
    return new WorkflowResponse(lines)
  }
)
