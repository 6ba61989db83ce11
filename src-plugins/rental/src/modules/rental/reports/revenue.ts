import { MathBN } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../ledger/query"
import { type ReportRange } from "./report-range"
import { shareOut, type Decimal } from "./share-out"

/** Units that a line of an order rents: of its own item, or of a package's component. */
export interface RentedPart {
  order_id: string
  /** The variant on the line: the package, for its components. */
  line_variant_id: string
  item_id: string
  variant_id: string | null
  product_id: string | null
  location_id: string
  quantity: number
}

/** What an order takes for the lines of a variant, after discounts and before tax. */
export interface LineRevenue {
  currency_code: string
  amount: Decimal
}

/** What a part has earned of its line. */
export interface PartRevenue extends RentedPart {
  currency_code: string
  amount: Decimal
}

/** What revenue is shared out by, which the ledger does not know itself. */
export interface RevenueShares {
  /** Of the lines of a variant in an order; undefined: the order does not count. */
  revenueOf: (orderId: string, variantId: string) => LineRevenue | undefined
  /** What a unit rents for on its own, in a currency; undefined when it has no such price. */
  priceOf: (variantId: string, currencyCode: string) => Decimal | undefined
  /** Decimals of a currency. */
  digitsOf: (currencyCode: string) => number
}

/** What the orders rent whose rental begins in the range; drafts and what is cancelled, not. */
export async function readRentedParts(
  knex: Knex,
  { from, to }: ReportRange
): Promise<RentedPart[]> {
  const rows = await rowsOf<RentedPart & { quantity: unknown }>(
    knex,
    `
    SELECT b.order_id, b.line_variant_id, b.item_id, i.variant_id, i.product_id,
           b.location_id, sum(b.quantity) AS quantity
      FROM rental_order o
      JOIN rental_booking b ON b.order_id = o.order_id
      LEFT JOIN rental_item i ON i.id = b.item_id
     WHERE o.start_date BETWEEN ? AND ?
       AND o.placed_at IS NOT NULL
       AND b.state IN ('reserved', 'out', 'returned', 'no_show')
       AND b.item_id NOT LIKE '#%'
     GROUP BY b.order_id, b.line_variant_id, b.item_id, i.variant_id, i.product_id,
              b.location_id
     ORDER BY b.order_id, b.line_variant_id, b.item_id, b.location_id
    `,
    [from, to]
  )
  return rows.map((row) => ({ ...row, quantity: Number(row.quantity) }))
}

/**
 * Gives each part its share of what its line earns; the shares of a line add up to it.
 *
 * A package's revenue is shared over its components by what their units rent for on their
 * own (relative stand-alone selling prices, as IFRS 15.76 and ASC 606-10-32-31 have it), or
 * by units alone when a component has no price of its own in the currency.
 */
export function shareRevenue(
  parts: readonly RentedPart[],
  shares: RevenueShares
): PartRevenue[] {
  return groupByLine(parts).flatMap((line) => {
    const { order_id, line_variant_id } = line[0]!
    const revenue = shares.revenueOf(order_id, line_variant_id)
    if (!revenue) {
      return []
    }
    const { currency_code } = revenue
    const amounts = shareOut(
      revenue.amount,
      weigh(line, currency_code, shares),
      shares.digitsOf(currency_code)
    )
    return line.map((part, at) => ({ ...part, currency_code, amount: amounts[at]! }))
  })
}

function groupByLine(parts: readonly RentedPart[]): RentedPart[][] {
  const lines = new Map<string, RentedPart[]>()
  for (const part of parts) {
    const key = `${part.order_id} ${part.line_variant_id}`
    const line = lines.get(key)
    if (line) {
      line.push(part)
    } else {
      lines.set(key, [part])
    }
  }
  return [...lines.values()]
}

function weigh(
  line: readonly RentedPart[],
  currencyCode: string,
  { priceOf }: RevenueShares
): Decimal[] {
  const prices = line.map(({ variant_id }) =>
    variant_id === null ? undefined : priceOf(variant_id, currencyCode)
  )
  return line.map(({ quantity }, at) =>
    prices.includes(undefined)
      ? MathBN.convert(quantity)
      : MathBN.mult(prices[at]!, quantity)
  )
}
