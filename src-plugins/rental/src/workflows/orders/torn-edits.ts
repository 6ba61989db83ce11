import { type MedusaContainer, type OrderChangeDTO } from "@medusajs/framework/types"
import {
  ChangeActionType,
  ContainerRegistrationKeys,
  Modules,
  OrderChangeStatus,
} from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { RentalError } from "../../modules/rental/errors/rental-error"
import { type OrderWrite } from "../../modules/rental/ledger/write-order"
import { type PackageChoice } from "../../modules/rental/packages/package-terms"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"

/** Marks the order edits that a change of rentals makes. */
export const RENTAL_EDIT = "gather-rental-change"

/**
 * What an order was before a change of it: kept with the edit while that is open, so that a
 * change whose process died half way can be undone.
 */
export interface OrderBefore {
  /** Null when nothing of it was rented. */
  period: RentalPeriod | null
  state: OrderWrite["state"]
  /** What was chosen of packages that the change chose anew, by variant. */
  choices?: Record<string, PackageChoice>
  /** The edit is only looked at: the ledger was left alone. */
  preview: boolean
  /** What the change makes of its period. */
  planned?: RentalPeriod
}

/** The period that an open change of rentals gives to an order; null without one. */
export async function readPlannedPeriod(
  container: MedusaContainer,
  orderId: string
): Promise<RentalPeriod | null> {
  const [change] = await readOpenEdits(container, { order_id: orderId })
  const isOurs = change?.internal_note === RENTAL_EDIT
  return (isOurs && (change.metadata as OrderBefore | null)?.planned) || null
}

/**
 * Undoes an edit of ours that is open: one that was only looked at, or one whose process
 * died. What it added goes, and the ledger is what the order's lines say again.
 *
 * Call it with the lock of the order.
 *
 * @returns whether there was one
 * @throws RentalError `rental_busy` when somebody else has an edit of the order open
 */
export async function undoTornEdit(
  container: MedusaContainer,
  orderId: string
): Promise<boolean> {
  const [change] = await readOpenEdits(container, { order_id: orderId })
  if (!change) {
    return false
  }
  if (change.internal_note !== RENTAL_EDIT) {
    throw new RentalError(
      "rental_busy",
      "Somebody is editing this order: confirm or cancel that edit first."
    )
  }
  const before = change.metadata as unknown as OrderBefore | null
  if (before && !before.preview) {
    await putLedgerBack(container, orderId, before)
  }
  const orders = container.resolve(Modules.ORDER)
  const added = (change.actions ?? [])
    .filter((action) => action.action === ChangeActionType.ITEM_ADD)
    .flatMap((action) => (action.details?.reference_id as string | undefined) ?? [])
  await orders.deleteOrderChanges([change.id])
  if (added.length) {
    await orders.deleteOrderLineItems(added)
  }
  return true
}

/** Orders whose edit of ours has been open for longer than any change takes. */
export async function findTornEdits(container: MedusaContainer): Promise<string[]> {
  const changes = await readOpenEdits(container, {
    internal_note: RENTAL_EDIT,
    created_at: { $lt: new Date(Date.now() - TORN_AFTER_MS) },
  })
  return changes.map((change) => change.order_id)
}

/** A change takes a second. One that is slower still holds the lock of its order. */
const TORN_AFTER_MS = 15_000

/** The note is kept and answered, though the type does not say so. */
type MarkedChange = OrderChangeDTO & {
  internal_note?: string | null
  metadata?: Record<string, unknown> | null
}

async function readOpenEdits(
  container: MedusaContainer,
  filter: Record<string, unknown>
): Promise<MarkedChange[]> {
  return (await container.resolve(Modules.ORDER).listOrderChanges(
    {
      ...filter,
      status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED],
    },
    { relations: ["actions"] }
  )) as MarkedChange[]
}

/** The order had these units before: what others have taken since is overbooked. */
async function putLedgerBack(
  container: MedusaContainer,
  orderId: string,
  { period, state, choices = {} }: OrderBefore
): Promise<void> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  if (!period) {
    await rental.deleteOrder(orderId)
    return
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "items.*"],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as
    { items?: { id: string; variant_id: string | null; quantity: unknown }[] } | undefined
  const items = order?.items ?? []
  const rentable = await rental.findRentable(items.flatMap((i) => i.variant_id ?? []))
  await rental.writeOrder({
    order_id: orderId,
    period,
    state,
    lines: items.flatMap(({ id, variant_id, quantity }) =>
      variant_id && rentable.has(variant_id)
        ? [
            {
              line_item_id: id,
              variant_id,
              quantity: Number(quantity),
              choice: choices[variant_id],
            },
          ]
        : []
    ),
    overbook: {
      author: "rental",
      reason: `Order ${orderId} was put back after a change that died`,
    },
  })
}
