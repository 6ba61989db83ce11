import { type MedusaContainer, type OrderChangeDTO } from "@medusajs/framework/types"
import { ChangeActionType, Modules, OrderChangeStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RentalError } from "../../../modules/rental/errors/rental-error"

/** Marks the order edits that a change of rentals makes. */
export const RENTAL_EDIT = "gather-rental-change"

/**
 * Drops an order edit of ours that is open: one that was made for a preview, or one that a
 * change left behind when its process died. What it added goes with it.
 *
 * @throws RentalError `rental_busy` when somebody else has an edit of the order open
 * @example
 * discardOrderEditStep({ order_id: "order_1" })
 */
export const discardOrderEditStep = createStep(
  "discard-order-edit",
  async ({ order_id }: { order_id: string }, { container }) => {
    await discardOrderEdit(container, order_id)
    return new StepResponse({ order_id })
  }
)

/** The note is kept and answered, though its type does not say so. */
type MarkedChange = OrderChangeDTO & { internal_note?: string | null }

async function discardOrderEdit(
  container: MedusaContainer,
  orderId: string
): Promise<void> {
  const orders = container.resolve(Modules.ORDER)
  const [change] = await orders.listOrderChanges(
    {
      order_id: orderId,
      status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED],
    },
    { relations: ["actions"] }
  )
  if (!change) {
    return
  }
  if ((change as MarkedChange).internal_note !== RENTAL_EDIT) {
    throw new RentalError(
      "rental_busy",
      "Somebody is editing this order: confirm or cancel that edit first."
    )
  }
  const added = (change.actions ?? [])
    .filter((action) => action.action === ChangeActionType.ITEM_ADD)
    .flatMap((action) => (action.details?.reference_id as string | undefined) ?? [])
  await orders.deleteOrderChanges([change.id])
  if (added.length) {
    await orders.deleteOrderLineItems(added)
  }
}
