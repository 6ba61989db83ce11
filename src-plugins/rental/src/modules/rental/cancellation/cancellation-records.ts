import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { execute, rowsOf } from "../ledger/query"
import { ledgerTransaction } from "../ledger/transaction"
import { type CancellationBase } from "./cancellation-rule"
import { type RefundChoice } from "./settle-cancellation"

export type CancellationKind = "cancelled" | "no_show"

/** What comes back of an order and what is kept; amounts are in major units. */
export interface Cancellation {
  order_id: string
  kind: CancellationKind
  currency_code: string
  paid: number
  refund: number
  kept: number
  choice: RefundChoice["refund"]
  reason: string | null
  details: CancellationDetails
  created_by: string | null
}

/** How it came to that. */
export interface CancellationDetails {
  /** Negative once the rental has begun. */
  days_before: number
  of: CancellationBase
  /** What the order came to before. */
  total: number
  /** What the policy says, whatever was chosen. */
  policy: { refund: number; words: string }
  parts: { title: string; percent: number; amount: number; kept: number }[]
}

export interface CancellationRecord extends Cancellation {
  created_at: string
  /** When the money had moved; null while it has not. */
  settled_at: string | null
}

export async function readCancellation(
  knex: Knex,
  orderId: string,
  kind: CancellationKind
): Promise<CancellationRecord | null> {
  return await select(knex, orderId, kind, "")
}

/**
 * Notes what is to come back, before any money moves. What is settled stays as it is; what is
 * not can be decided anew.
 */
export async function openCancellation(
  knex: Knex,
  input: Cancellation
): Promise<CancellationRecord> {
  await execute(
    knex,
    `
    INSERT INTO rental_cancellation (order_id, kind, currency_code, paid, refund, kept, choice,
                                     reason, details, created_by)
    VALUES (?, ?, ?, ?::numeric, ?::numeric, ?::numeric, ?, ?, ?::jsonb, ?)
    ON CONFLICT (order_id, kind) DO UPDATE
      SET paid = excluded.paid, refund = excluded.refund, kept = excluded.kept,
          choice = excluded.choice, reason = excluded.reason, details = excluded.details,
          created_by = excluded.created_by, created_at = rental_now()
      WHERE rental_cancellation.settled_at IS NULL
    `,
    [
      input.order_id,
      input.kind,
      input.currency_code,
      String(input.paid),
      String(input.refund),
      String(input.kept),
      input.choice,
      input.reason,
      JSON.stringify(input.details),
      input.created_by,
    ]
  )
  const record = await readCancellation(knex, input.order_id, input.kind)
  return record!
}

/**
 * Moves the money of a cancellation, once: whoever comes second waits, and finds it moved.
 *
 * @param move must come to the same when it is run again after a failure
 */
export async function settleOnce(
  knex: Knex,
  orderId: string,
  kind: CancellationKind,
  move: (record: CancellationRecord) => Promise<void>
): Promise<CancellationRecord | null> {
  return await ledgerTransaction(knex, async (trx) => {
    const record = await select(trx, orderId, kind, "FOR UPDATE")
    if (!record || record.settled_at) {
      return record
    }
    await move(record)
    await execute(
      trx,
      `UPDATE rental_cancellation SET settled_at = rental_now()
        WHERE order_id = ? AND kind = ?`,
      [orderId, kind]
    )
    return await select(trx, orderId, kind, "")
  })
}

async function select(
  knex: Knex,
  orderId: string,
  kind: CancellationKind,
  lock: "" | "FOR UPDATE"
): Promise<CancellationRecord | null> {
  const [row] = await rowsOf<
    Omit<CancellationRecord, "paid" | "refund" | "kept"> &
      Record<"paid" | "refund" | "kept", string>
  >(
    knex,
    `SELECT order_id, kind, currency_code, paid::text, refund::text, kept::text, choice,
            reason, details, created_by, ${instant("created_at")}, ${instant("settled_at")}
       FROM rental_cancellation WHERE order_id = ? AND kind = ? ${lock}`,
    [orderId, kind]
  )
  return row
    ? {
        ...row,
        paid: Number(row.paid),
        refund: Number(row.refund),
        kept: Number(row.kept),
      }
    : null
}

function instant(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS ${column}`
}
