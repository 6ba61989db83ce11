import { type BigNumberInput, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, OrderStatus } from "@medusajs/framework/utils"
import { type LineRevenue } from "../../modules/rental/reports/revenue"

/** Orders come with all their lines: a page of them is as much as is held at once. */
const PAGE = 200

/**
 * What orders take for their lines, after discounts and before tax, by variant. Orders that
 * are drafts or cancelled are left out.
 */
export async function readOrderRevenue(
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<Map<string, Map<string, LineRevenue>>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const ids = [...new Set(orderIds)]
  const revenue = new Map<string, Map<string, LineRevenue>>()
  for (let at = 0; at < ids.length; at += PAGE) {
    const { data } = await query.graph({
      entity: "order",
      fields: FIELDS,
      filters: { id: ids.slice(at, at + PAGE) },
    })
    for (const order of data as unknown as QueriedOrder[]) {
      if (counts(order)) {
        revenue.set(order.id, sumLines(order))
      }
    }
  }
  return revenue
}

const FIELDS = [
  "id",
  "status",
  "is_draft_order",
  "canceled_at",
  "currency_code",
  "total",
  "items.*",
  "items.total",
  "items.tax_total",
]

interface QueriedOrder {
  id: string
  status: string
  is_draft_order: boolean | null
  canceled_at: string | Date | null
  currency_code: string
  items?:
    | ({
        variant_id: string | null
        total: BigNumberInput
        tax_total: BigNumberInput
      } | null)[]
    | null
}

function counts(order: QueriedOrder): boolean {
  return (
    !order.is_draft_order && !order.canceled_at && order.status !== OrderStatus.CANCELED
  )
}

function sumLines({ currency_code, items }: QueriedOrder): Map<string, LineRevenue> {
  const sums = new Map<string, LineRevenue>()
  for (const line of items ?? []) {
    if (line?.variant_id) {
      const net = MathBN.sub(line.total, line.tax_total)
      const sum = sums.get(line.variant_id)
      sums.set(line.variant_id, {
        currency_code,
        amount: sum ? MathBN.add(sum.amount, net) : net,
      })
    }
  }
  return sums
}
