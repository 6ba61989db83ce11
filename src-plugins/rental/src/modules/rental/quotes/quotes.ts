import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError, RentalError } from "../errors/rental-error"
import { rowsOf } from "../ledger/query"
import { ledgerTransaction } from "../ledger/transaction"

/** A draft order whose price holds until an instant. */
export interface RentalQuote {
  id: string
  /** The draft order; once the quote is accepted, the order. */
  order_id: string
  cart_id: string | null
  /** ISO instant. */
  expires_at: string
  /** Whether its units are kept from others until then. */
  holds: boolean
  /** `expired` is an open one past its time. */
  status: "open" | "expired" | "accepted" | "withdrawn"
  accepted_at: string | null
  created_by: string | null
  created_at: string
}

export type NewQuote = Pick<
  RentalQuote,
  "order_id" | "cart_id" | "expires_at" | "holds" | "created_by"
>

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

const COLUMNS = `
  id, order_id, cart_id, holds, created_by,
  CASE WHEN status = 'open' AND expires_at <= rental_now() THEN 'expired' ELSE status END
    AS status,
  to_char(expires_at AT TIME ZONE 'UTC', ${ISO}) AS expires_at,
  to_char(accepted_at AT TIME ZONE 'UTC', ${ISO}) AS accepted_at,
  to_char(created_at AT TIME ZONE 'UTC', ${ISO}) AS created_at
`

/** The quote that an order is, or was; null for other orders. */
export async function readQuote(
  knex: Knex,
  orderId: string
): Promise<RentalQuote | null> {
  const [row] = await rowsOf<RentalQuote>(
    knex,
    `SELECT ${COLUMNS} FROM rental_quote WHERE order_id = ?`,
    [orderId]
  )
  return row ?? null
}

/** The latest quotes first. */
export async function listQuotes(
  knex: Knex,
  status: RentalQuote["status"] | null,
  limit: number
): Promise<RentalQuote[]> {
  return await rowsOf<RentalQuote>(
    knex,
    `SELECT * FROM (SELECT ${COLUMNS} FROM rental_quote) q
      WHERE ?::text IS NULL OR status = ?
      ORDER BY created_at DESC, id DESC LIMIT ?`,
    [status, status, limit]
  )
}

export async function insertQuote(knex: Knex, quote: NewQuote): Promise<RentalQuote> {
  const [row] = await rowsOf<RentalQuote>(
    knex,
    `INSERT INTO rental_quote (id, order_id, cart_id, expires_at, holds, created_by)
     VALUES (?, ?, ?, ?::timestamptz, ?, ?)
     RETURNING ${COLUMNS}`,
    [
      generateEntityId(undefined, "rquo"),
      quote.order_id,
      quote.cart_id,
      quote.expires_at,
      quote.holds,
      quote.created_by,
    ]
  )
  return row!
}

export async function deleteQuote(knex: Knex, id: string): Promise<void> {
  await rowsOf(knex, "DELETE FROM rental_quote WHERE id = ?", [id])
}

/**
 * Accepts a quote: one of several who try at once does.
 *
 * @returns whether it was open until now; false when it is accepted already
 * @throws RentalError `rental_not_found`, `rental_quote_ended` when it expired or was
 *   withdrawn
 */
export async function acceptQuote(knex: Knex, orderId: string): Promise<boolean> {
  return await ledgerTransaction(knex, async (trx) => {
    const quote = await lockQuote(trx, orderId)
    if (quote.status === "accepted") {
      return false
    }
    if (quote.status !== "open") {
      throw quoteEnded(quote)
    }
    await rowsOf(
      trx,
      `UPDATE rental_quote SET status = 'accepted', accepted_at = rental_now()
        WHERE order_id = ?`,
      [orderId]
    )
    return true
  })
}

/** Opens a quote again whose acceptance came to nothing. */
export async function reopenQuote(knex: Knex, orderId: string): Promise<void> {
  await rowsOf(
    knex,
    `UPDATE rental_quote SET status = 'open', accepted_at = NULL
      WHERE order_id = ? AND status = 'accepted'`,
    [orderId]
  )
}

/**
 * Takes a quote back that is not accepted.
 *
 * @throws RentalError `rental_not_found`, `rental_quote_ended` when it is accepted
 */
export async function withdrawQuote(knex: Knex, orderId: string): Promise<RentalQuote> {
  return await ledgerTransaction(knex, async (trx) => {
    const quote = await lockQuote(trx, orderId)
    if (quote.status === "accepted") {
      throw quoteEnded(quote)
    }
    await rowsOf(trx, `UPDATE rental_quote SET status = 'withdrawn' WHERE order_id = ?`, [
      orderId,
    ])
    return quote
  })
}

/** Quotes past their time, or withdrawn, that still keep units from others. */
export async function findLapsedHolds(knex: Knex): Promise<string[]> {
  const rows = await rowsOf<{ order_id: string }>(
    knex,
    `SELECT order_id FROM rental_quote
      WHERE holds AND (status = 'withdrawn'
                       OR status = 'open' AND expires_at <= rental_now())
      ORDER BY expires_at LIMIT 500`
  )
  return rows.map((row) => row.order_id)
}

/** Notes that a quote keeps no units any more. */
export async function endQuoteHold(knex: Knex, orderId: string): Promise<void> {
  await rowsOf(knex, "UPDATE rental_quote SET holds = false WHERE order_id = ?", [
    orderId,
  ])
}

async function lockQuote(trx: Knex.Transaction, orderId: string): Promise<RentalQuote> {
  const [row] = await rowsOf<RentalQuote>(
    trx,
    `SELECT ${COLUMNS} FROM rental_quote WHERE order_id = ? FOR UPDATE`,
    [orderId]
  )
  if (!row) {
    throw notFoundError("id", `Order ${orderId} is not a quote`)
  }
  return row
}

function quoteEnded(quote: RentalQuote): RentalError {
  const { status, expires_at } = quote
  return new RentalError("rental_quote_ended", `This quote is ${status}.`, {
    quote: { status, expires_at },
  })
}
