import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  type ReturnContext,
  type ReturnRequest,
} from "../../../modules/rental/ledger/returns"

/** Who takes goods of an order back; and, when some are not as they were, its currency. */
export async function returnContext(
  container: MedusaContainer,
  orderId: string,
  author: string,
  bookings: readonly ReturnRequest[] | undefined
): Promise<ReturnContext> {
  const needsCurrency = bookings?.some(
    ({ damaged, lost }) => damaged?.length || lost?.length
  )
  return {
    author,
    currency_code: needsCurrency ? await readCurrency(container, orderId) : null,
  }
}

/** The currency of an order; null when there is none of this id. */
export async function readCurrency(
  container: MedusaContainer,
  orderId: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "currency_code"],
    filters: { id: orderId },
  })
  return (data[0] as { currency_code?: string } | undefined)?.currency_code ?? null
}
