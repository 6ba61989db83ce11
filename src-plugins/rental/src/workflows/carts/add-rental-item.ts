import {
  createWorkflow,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { type RequestKey } from "../../modules/rental/ledger/cart-keys"
import { type AskedChoice } from "../../modules/rental/packages/read-choice"
import { changeRentalCartWorkflow } from "./change-rental-cart"

export interface AddRentalItemInput {
  cart_id: string
  variant_id: string
  quantity: number
  /** With `end_date`: sets the period of a cart that has none. */
  start_date?: string
  end_date?: string
  start_time?: string
  end_time?: string
  /** Of a package: what the customer wants of its components. */
  choices?: AskedChoice[]
  visitor?: string
  /** By which this add is known when it is sent again. */
  key?: RequestKey
}

/**
 * Adds units of a rentable variant to a cart and holds them. A variant that is in the cart
 * already gets one line with both quantities. With a `key` it is done once, however often it
 * is sent.
 *
 * @example
 * await addRentalItemWorkflow(container).run({
 *   input: { cart_id, variant_id, quantity: 12 },
 * })
 */
export const addRentalItemWorkflow = createWorkflow(
  "add-rental-item",
  (input: AddRentalItemInput) => {
    const change = transform({ input }, ({ input: { cart_id, visitor, ...item } }) => ({
      cart_id,
      visitor,
      change: { type: "add-item" as const, ...item },
    }))
    return new WorkflowResponse(changeRentalCartWorkflow.runAsStep({ input: change }))
  }
)
