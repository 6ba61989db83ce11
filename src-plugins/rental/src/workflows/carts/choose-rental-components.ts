import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { type AskedChoice } from "../../modules/rental/packages/read-choice"
import { changeRentalCartWorkflow } from "./change-rental-cart"

export interface ChooseRentalComponentsInput {
  cart_id: string
  /** The line of a package. */
  line_item_id: string
  /** Components that are not named stay as they are. */
  choices: AskedChoice[]
  visitor?: string
}

/**
 * Chooses what is in a package of a cart: optional components, and what takes the place of
 * others. The hold moves and the price is made anew, all or nothing.
 *
 * @example
 * await chooseRentalComponentsWorkflow(container).run({
 *   input: { cart_id, line_item_id, choices: [{ variant_id, include: false }] },
 * })
 */
export const chooseRentalComponentsWorkflow = createWorkflow(
  "choose-rental-components",
  (input: ChooseRentalComponentsInput) => {
    const change = transform({ input }, ({ input: { cart_id, visitor, ...chosen } }) => ({
      cart_id,
      visitor,
      change: { type: "choose" as const, ...chosen },
    }))
    return new WorkflowResponse(changeRentalCartWorkflow.runAsStep({ input: change }))
  }
)
