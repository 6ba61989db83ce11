import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type RentalEventName } from "../ledger/outbox"
import { execute, rowsOf } from "../ledger/query"
import { type LocalDate } from "../periods/local-date"
import { type InstalmentKind } from "./payment-plan"
import { type Notice } from "./payment-notices"

/** What is said or collected for an instalment, once: this is by what it is known. */
export interface EffectKey extends Notice {
  order_id: string
  kind: InstalmentKind
  due_on: LocalDate
}

export interface PaymentEffect {
  outcome: "begun" | EffectOutcome
  created_at: Date
  /** Through which money is collected; null while none is. */
  payment_collection_id: string | null
  /** The session through which money is collected; null while there is none. */
  payment_session_id: string | null
}

export type EffectOutcome = "told" | "collected" | "failed"

/** Begins an effect, or finds it as it is: a process may have died in it. */
export async function beginEffect(knex: Knex, key: EffectKey): Promise<PaymentEffect> {
  await execute(
    knex,
    `INSERT INTO rental_payment_effect (order_id, kind, notice, days, due_on)
     VALUES (?, ?, ?, ?, ?::date) ON CONFLICT DO NOTHING`,
    valuesOf(key)
  )
  const [effect] = await rowsOf<PaymentEffect>(
    knex,
    `SELECT ${EFFECT} FROM rental_payment_effect WHERE ${KEY}`,
    valuesOf(key)
  )
  return effect!
}

/** Collections of an order that a process died in. */
export async function findBrokenOff(
  knex: Knex,
  orderId: string
): Promise<(EffectKey & PaymentEffect)[]> {
  return await rowsOf(
    knex,
    `SELECT order_id, kind, notice, days, due_on::text, ${EFFECT}
       FROM rental_payment_effect
      WHERE order_id = ? AND outcome = 'begun' AND payment_collection_id IS NOT NULL`,
    [orderId]
  )
}

/** Notes the payment collection through which an effect is about to collect. */
export async function noteCollection(
  knex: Knex,
  key: EffectKey,
  collectionId: string
): Promise<void> {
  await execute(
    knex,
    `UPDATE rental_payment_effect SET payment_collection_id = ? WHERE ${KEY}`,
    [collectionId, ...valuesOf(key)]
  )
}

/**
 * Notes the session through which an effect collects, before money moves.
 *
 * @returns the session it has: another process may have been faster
 */
export async function noteSession(
  knex: Knex,
  key: EffectKey,
  sessionId: string
): Promise<string> {
  const [effect] = await rowsOf<{ payment_session_id: string }>(
    knex,
    `UPDATE rental_payment_effect
        SET payment_session_id = coalesce(payment_session_id, ?)
      WHERE ${KEY} RETURNING payment_session_id`,
    [sessionId, ...valuesOf(key)]
  )
  return effect?.payment_session_id ?? sessionId
}

/** Ends an effect and hands its events to the outbox, in one: each is said once. */
export async function endEffect(
  knex: Knex,
  key: EffectKey,
  outcome: EffectOutcome,
  events: readonly { name: RentalEventName; data: Record<string, unknown> }[]
): Promise<boolean> {
  return await knex.transaction(async (trx) => {
    const ended = await execute(
      trx,
      `UPDATE rental_payment_effect SET outcome = ?, ended_at = rental_now()
        WHERE ${KEY} AND outcome = 'begun'`,
      [outcome, ...valuesOf(key)]
    )
    if (ended) {
      for (const { name, data } of events) {
        await execute(
          trx,
          `INSERT INTO rental_outbox (name, data) VALUES (?, ?::jsonb)`,
          [name, JSON.stringify(data)]
        )
      }
    }
    return ended > 0
  })
}

const EFFECT = "outcome, created_at, payment_collection_id, payment_session_id"
const KEY = `order_id = ? AND kind = ? AND notice = ? AND days = ? AND due_on = ?::date`

function valuesOf(key: EffectKey): (string | number)[] {
  return [key.order_id, key.kind, key.notice, key.days, key.due_on]
}
