import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError, type Shortage } from "../../modules/rental/errors/rental-error"
import { readQuote, type RentalQuote } from "../../modules/rental/quotes/quotes"
import type RentalModuleService from "../../modules/rental/service"
import { nameShortages } from "../carts/shortage-titles"
import { shownPayment, type ShownPayment } from "../payments/planned-payment"
import { readRentedOrder, type RentedOrder } from "../orders/read-order"
import { priceVariants } from "../orders/price-lines"

/** A quote as clients read it. Amounts are in major units. */
export interface QuoteView extends RentalQuote {
  number: number | null
  currency_code: string
  /** With tax, delivery and discounts, as it was quoted. */
  total: number
  /** What is paid on accepting and what later; null where all is paid at once. */
  payment: ShownPayment | null
  /** What would be otherwise if it were made anew; null once it is accepted. */
  changes: QuoteChanges | null
}

export interface QuoteChanges {
  /** Lines that cost something else now; until it expires the quoted price holds. */
  prices: { variant_id: string; quoted: number; price: number }[]
  /** Lines that lack units now. */
  shortages: Shortage[]
}

/** @throws RentalError `rental_not_found` when the order is not a quote */
export async function viewQuote(
  container: MedusaContainer,
  orderId: string
): Promise<QuoteView> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const quote = await readQuote(ledger.knex, orderId)
  if (!quote) {
    throw notFoundError("id", `Order ${orderId} is not a quote`)
  }
  const order = await readRentedOrder(container, orderId)
  const status = order.is_draft_order ? quote.status : "accepted"
  return {
    ...quote,
    status,
    number: await readNumber(container, orderId),
    currency_code: order.currency_code,
    total: order.total,
    payment:
      status === "accepted" ? null : await shownPayment(container, "order", orderId),
    changes: status === "accepted" ? null : await readChanges(container, order),
  }
}

async function readChanges(
  container: MedusaContainer,
  order: RentedOrder
): Promise<QuoteChanges> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const period = (await rental.readOrder(order.id))?.period
  const { items, rentable } = await rental.readRentable(
    order.items.flatMap((line) => line.variant_id ?? [])
  )
  const rented = order.items.flatMap(({ id, variant_id, quantity, unit_price }) =>
    variant_id && rentable.has(variant_id)
      ? [{ line_item_id: id, variant_id, quantity, unit_price }]
      : []
  )
  if (!period || !rented.length) {
    return { prices: [], shortages: [] }
  }
  const lines = await rental.withChoices(items, { order_id: order.id }, rented)
  const [prices, shortages] = await Promise.all([
    priceVariants(container, order, items, lines, period),
    rental.findOrderShortages({ order_id: order.id, period, lines }),
  ])
  return {
    prices: lines.flatMap(({ variant_id, unit_price: quoted }) => {
      const price = prices.get(variant_id)?.unit_price ?? quoted
      return price === quoted ? [] : [{ variant_id, quoted, price }]
    }),
    shortages: await nameShortages(container, shortages),
  }
}

async function readNumber(
  container: MedusaContainer,
  orderId: string
): Promise<number | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "display_id"],
    filters: { id: orderId },
  })
  return (data[0] as { display_id?: number } | undefined)?.display_id ?? null
}
