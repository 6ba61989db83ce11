import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, OrderStatus } from "@medusajs/framework/utils"
import { COMPLETION_DIES_AFTER_SECONDS } from "../../modules/rental/ledger/ended-completions"

/** What Medusa says of an order; of one that is gone it says nothing. */
export interface OrderState {
  id: string
  status: string
  canceled_at: string | Date | null
}

/** The orders that exist, by id. */
export async function readOrderStates(
  container: MedusaContainer,
  ids: readonly string[]
): Promise<Map<string, OrderState>> {
  if (!ids.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "status", "canceled_at"],
    filters: { id: [...ids] },
  })
  return new Map((data as unknown as OrderState[]).map((order) => [order.id, order]))
}

/**
 * Whether an order is cancelled, and whoever did it is done: its units are given up just
 * after it is marked.
 */
export function isLongCancelled({ status, canceled_at }: OrderState): boolean {
  const moment = COMPLETION_DIES_AFTER_SECONDS * 1000
  return (
    status === OrderStatus.CANCELED &&
    (!canceled_at || new Date(canceled_at).getTime() < Date.now() - moment)
  )
}
