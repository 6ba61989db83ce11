import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { undoTornEdit } from "../torn-edits"

/**
 * Undoes an open edit that a change or a preview of rentals has left.
 *
 * @example
 * undoTornEditStep({ order_id: "order_1" })
 */
export const undoTornEditStep = createStep(
  "undo-torn-edit",
  async ({ order_id }: { order_id: string }, { container }) => {
    await undoTornEdit(container, order_id)
    return new StepResponse({ order_id })
  }
)
