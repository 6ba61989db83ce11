import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { MathBN } from "@medusajs/framework/utils"
import { type BigNumberInput } from "@medusajs/framework/types"
import { execute, rowsOf } from "../ledger/query"
import { ledgerTransaction } from "../ledger/transaction"
import { type LocalDate } from "../periods/local-date"
import { instantOf } from "../periods/shop-time"
import { type PaidInstalment } from "./order-money"
import {
  instalmentsOf,
  type AgreedShare,
  type Instalment,
  type InstalmentKind,
} from "./payment-plan"

/** When an order is paid, as agreed when it was placed. */
export interface PaymentSchedule extends AgreedShare {
  order_id: string
  currency_code: string
  /** What the order came to when this was last brought up to date. */
  agreed: string
  instalments: StoredInstalment[]
}

export interface StoredInstalment {
  kind: InstalmentKind
  amount: string
  due_on: LocalDate
  state: InstalmentState
}

export type InstalmentState = "open" | "paid" | "cancelled"

export interface NewSchedule extends AgreedShare {
  order_id: string
  currency_code: string
  total: BigNumberInput
  start_date: LocalDate
}

/**
 * Notes when an order is paid. An order has one schedule: what is agreed once is not agreed
 * again.
 *
 * @returns whether it was written
 */
export async function writeSchedule(
  knex: Knex,
  schedule: NewSchedule,
  timezone: string
): Promise<boolean> {
  const instalments = instalmentsOf(schedule, schedule)
  return await ledgerTransaction(knex, async (trx) => {
    const written = await execute(
      trx,
      `INSERT INTO rental_payment_schedule
         (order_id, currency_code, share, agreed, placed_on, balance_days)
       VALUES (?, ?, ?::numeric, ?::numeric, ?::date, ?)
       ON CONFLICT (order_id) DO NOTHING`,
      [
        schedule.order_id,
        schedule.currency_code,
        textOf(schedule.share),
        textOf(schedule.total),
        schedule.placed_on,
        schedule.balance_days,
      ]
    )
    if (written) {
      await writeInstalments(trx, schedule.order_id, instalments, timezone)
    }
    return written > 0
  })
}

/** Forgets the schedule of an order that was not placed after all. */
export async function deleteSchedule(knex: Knex, orderId: string): Promise<void> {
  await execute(knex, `DELETE FROM rental_payment_schedule WHERE order_id = ?`, [orderId])
}

/** When an order is paid; null when it was to be paid at once. */
export async function readSchedule(
  knex: Knex,
  orderId: string
): Promise<PaymentSchedule | null> {
  const [row] = await rowsOf<PaymentSchedule>(
    knex,
    `SELECT s.order_id, s.currency_code, s.share::text, s.agreed::text,
            s.placed_on::text, s.balance_days,
            (SELECT jsonb_agg(jsonb_build_object(
                      'kind', i.kind, 'amount', i.amount::text, 'due_on', i.due_on::text,
                      'state', i.state) ORDER BY i.kind DESC)
               FROM rental_instalment i WHERE i.order_id = s.order_id) AS instalments
       FROM rental_payment_schedule s WHERE s.order_id = ?`,
    [orderId]
  )
  return row ?? null
}

/**
 * Brings the instalments of an order to what it comes to now and when it starts now, and notes
 * which are paid. An order that was cancelled is asked for nothing more.
 */
export async function updateSchedule(
  knex: Knex,
  orderId: string,
  now: {
    total: BigNumberInput
    start_date: LocalDate
    is_cancelled: boolean
    /** What is covered, by `moneyOf`. */
    paid: readonly Pick<PaidInstalment, "kind" | "owed">[]
  },
  timezone: string
): Promise<void> {
  await ledgerTransaction(knex, async (trx) => {
    const [schedule] = await rowsOf<AgreedShare>(
      trx,
      `SELECT share::text, placed_on::text, balance_days FROM rental_payment_schedule
        WHERE order_id = ? FOR UPDATE`,
      [orderId]
    )
    if (!schedule) {
      return
    }
    const instalments = instalmentsOf(schedule, now)
    const agreed = instalments.reduce<BigNumberInput>(
      (sum, { amount }) => MathBN.add(sum, amount),
      0
    )
    await execute(
      trx,
      `UPDATE rental_payment_schedule SET agreed = ?::numeric, updated_at = rental_now()
        WHERE order_id = ? AND agreed <> ?::numeric`,
      [textOf(agreed), orderId, textOf(agreed)]
    )
    await writeInstalments(trx, orderId, instalments, timezone, ({ kind }) => {
      const owed = now.paid.find((one) => one.kind === kind)?.owed ?? 0
      return now.is_cancelled ? "cancelled" : owed > 0 ? "open" : "paid"
    })
  })
}

/**
 * Orders with an instalment that is not paid and due on one of these days, and those for which
 * something was begun and not ended.
 */
export async function findOpenOrders(
  knex: Knex,
  { from, to }: { from: LocalDate; to: LocalDate }
): Promise<string[]> {
  const rows = await rowsOf<{ order_id: string }>(
    knex,
    `SELECT order_id FROM rental_instalment
      WHERE state = 'open' AND due_on BETWEEN ?::date AND ?::date
      UNION
     SELECT order_id FROM rental_payment_effect
      WHERE outcome = 'begun' AND payment_collection_id IS NOT NULL
      ORDER BY order_id LIMIT 5000`,
    [from, to]
  )
  return rows.map((row) => row.order_id)
}

async function writeInstalments(
  trx: Knex.Transaction,
  orderId: string,
  instalments: readonly Instalment[],
  timezone: string,
  stateOf: (instalment: Instalment) => InstalmentState = ({ amount }) =>
    amount.isZero() ? "paid" : "open"
): Promise<void> {
  const rows = instalments.map((instalment) => ({
    kind: instalment.kind,
    amount: textOf(instalment.amount),
    due_on: instalment.due_on,
    due_at: new Date(
      instantOf(instalment.due_on, "00:00", timezone, "first")
    ).toISOString(),
    state: stateOf(instalment),
  }))
  await execute(
    trx,
    `INSERT INTO rental_instalment (order_id, kind, amount, due_on, due_at, state)
     SELECT ?, r.kind, r.amount, r.due_on, r.due_at, r.state
       FROM jsonb_to_recordset(?::jsonb) AS r
              (kind text, amount numeric, due_on date, due_at timestamptz, state text)
     ON CONFLICT (order_id, kind) DO UPDATE
       SET amount = excluded.amount, due_on = excluded.due_on, due_at = excluded.due_at,
           state = excluded.state, updated_at = rental_now()
     WHERE (rental_instalment.amount, rental_instalment.due_on, rental_instalment.state)
           IS DISTINCT FROM (excluded.amount, excluded.due_on, excluded.state)`,
    [orderId, JSON.stringify(rows)]
  )
}

function textOf(amount: BigNumberInput): string {
  return MathBN.convert(amount).toFixed()
}
