import { MathBN } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { execute, rowsOf } from "../ledger/query"
import { type RentalPeriod } from "../periods/rental-period"
import { breakdownOf, type Breakdown } from "./breakdown"
import { type PriceQuestion, type UnitPrice } from "./price-unit"

/** What a line of an order was priced with. It stays when the card changes. */
export interface LinePrice {
  variant_id: string
  quantity: number
  period: RentalPeriod
  currency_code: string
  /** Exact decimal in major units. */
  unit_price: string
  rate_card: string
  /** What the card said; null for one written in code. */
  definition: unknown
  breakdown: Breakdown
  /** An ISO instant; when it is written, if it is new. */
  priced_at?: string
}

/** The record of a price that was just made. */
export function linePriceOf(
  variantId: string,
  question: PriceQuestion,
  price: UnitPrice
): LinePrice {
  return {
    variant_id: variantId,
    quantity: question.quantity,
    period: question.period,
    currency_code: question.currencyCode,
    unit_price: MathBN.convert(price.unitPrice).toFixed(),
    rate_card: price.card.name,
    definition: price.card.definition,
    breakdown: breakdownOf(price, question.baseRate),
  }
}

/** The prices of an order, by variant; those of the cart it was until staff change it. */
export async function readLinePrices(
  knex: Knex,
  orderId: string
): Promise<Map<string, LinePrice>> {
  const rows = await rowsOf<LinePrice & { owner_id: string }>(
    knex,
    `
    SELECT p.owner_id, p.variant_id, p.quantity, p.period, p.currency_code,
           p.unit_price::text, p.rate_card, p.definition, p.breakdown,
           to_char(p.priced_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
             AS priced_at
      FROM rental_line_price p
     WHERE p.owner_id = ?
        OR p.owner_id = (SELECT cart_id FROM rental_order WHERE order_id = ?)
    `,
    [orderId, orderId]
  )
  const own = rows.filter((row) => row.owner_id === orderId)
  return new Map(
    (own.length ? own : rows).map(({ owner_id: _owner, ...row }) => [row.variant_id, row])
  )
}

/**
 * Keeps the prices of an order, or of a cart that becomes one, instead of those it had.
 *
 * @param ownerId the order, or the cart
 */
export async function writeLinePrices(
  knex: Knex,
  ownerId: string,
  prices: readonly LinePrice[]
): Promise<void> {
  await execute(
    knex,
    `
    WITH wanted AS (
      SELECT *
        FROM jsonb_to_recordset(?::jsonb) AS r (
               variant_id text, quantity integer, period jsonb, currency_code text,
               unit_price numeric, rate_card text, definition jsonb, breakdown jsonb,
               priced_at timestamptz
             )
    ),
    gone AS (
      DELETE FROM rental_line_price
       WHERE owner_id = ? AND variant_id NOT IN (SELECT variant_id FROM wanted)
    )
    INSERT INTO rental_line_price (
      owner_id, variant_id, quantity, period, currency_code, unit_price, rate_card,
      definition, breakdown, priced_at
    )
    SELECT ?, variant_id, quantity, period, currency_code, unit_price, rate_card,
           nullif(definition, 'null'), breakdown, coalesce(priced_at, rental_now())
      FROM wanted
     ORDER BY variant_id
    ON CONFLICT (owner_id, variant_id) DO UPDATE
      SET quantity = excluded.quantity, period = excluded.period,
          currency_code = excluded.currency_code, unit_price = excluded.unit_price,
          rate_card = excluded.rate_card, definition = excluded.definition,
          breakdown = excluded.breakdown, priced_at = excluded.priced_at
    `,
    [JSON.stringify(prices), ownerId, ownerId]
  )
}

export async function deleteLinePrices(knex: Knex, ownerId: string): Promise<void> {
  await execute(knex, `DELETE FROM rental_line_price WHERE owner_id = ?`, [ownerId])
}
