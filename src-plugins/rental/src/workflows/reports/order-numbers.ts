import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** As many as one query takes in its stride. */
const PAGE = 1000

/** The numbers by which people know orders, by id. */
export async function readOrderNumbers(
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<Map<string, number>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const ids = [...new Set(orderIds)]
  const numbers = new Map<string, number>()
  for (let at = 0; at < ids.length; at += PAGE) {
    const { data } = await query.graph({
      entity: "order",
      fields: ["id", "display_id"],
      filters: { id: ids.slice(at, at + PAGE) },
    })
    for (const order of data) {
      numbers.set(order.id, Number(order.display_id))
    }
  }
  return numbers
}
