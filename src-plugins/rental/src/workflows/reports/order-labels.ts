import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** As many as one query takes in its stride. */
const PAGE = 1000

/** By what people know an order. */
export interface OrderLabel {
  display_id: number
  is_draft: boolean
}

/** The numbers of orders by id; an order that is not there any more is left out. */
export async function readOrderLabels(
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<Map<string, OrderLabel>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const ids = [...new Set(orderIds)]
  const labels = new Map<string, OrderLabel>()
  for (let at = 0; at < ids.length; at += PAGE) {
    const { data } = await query.graph({
      entity: "order",
      fields: ["id", "display_id", "is_draft_order"],
      filters: { id: ids.slice(at, at + PAGE) },
    })
    for (const order of data as unknown as QueriedOrder[]) {
      labels.set(order.id, {
        display_id: Number(order.display_id),
        is_draft: !!order.is_draft_order,
      })
    }
  }
  return labels
}

interface QueriedOrder {
  id: string
  display_id: number | string
  is_draft_order?: boolean | null
}
