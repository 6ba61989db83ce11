import { type BigNumberInput, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { type Cells } from "../../modules/rental/imports/csv/write-csv"

/** What an order is called, who placed it, and what it comes to, as texts; by its id. */
export async function readOrderSums(
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<Map<string, Cells>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: FIELDS,
    filters: { id: [...orderIds] },
  })
  return new Map(
    (data as unknown as QueriedOrder[]).map((order) => [
      order.id,
      {
        order: String(order.display_id),
        status: statusOf(order),
        email: order.email ?? "",
        placed_at: new Date(order.created_at).toISOString(),
        currency_code: order.currency_code,
        total: MathBN.convert(order.total).toFixed(),
      },
    ])
  )
}

/* The total is of the lines with all that was added and taken off. */
const FIELDS = [
  "id",
  "display_id",
  "status",
  "is_draft_order",
  "canceled_at",
  "email",
  "created_at",
  "currency_code",
  "total",
  "items.*",
]

interface QueriedOrder {
  id: string
  display_id: number | string
  status: string
  is_draft_order: boolean | null
  canceled_at: string | Date | null
  email: string | null
  created_at: string | Date
  currency_code: string
  total: BigNumberInput
}

function statusOf({ status, is_draft_order, canceled_at }: QueriedOrder): string {
  return canceled_at ? "canceled" : is_draft_order ? "draft" : status
}
