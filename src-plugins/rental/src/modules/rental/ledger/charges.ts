import { BigNumber, generateEntityId, MathBN } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError, RentalError } from "../errors/rental-error"
import { type RequestKey } from "./cart-keys"
import { keyReused } from "./goods-keys"
import { rowsOf } from "./query"
import { ledgerTransaction } from "./transaction"

export const CHARGE_KINDS = ["damage", "loss", "late", "other"] as const
export const CHARGE_STATES = ["open", "settled", "waived"] as const

export type ChargeKind = (typeof CHARGE_KINDS)[number]
export type ChargeState = (typeof CHARGE_STATES)[number]

/** What an order owes besides its prices: noted here, collected elsewhere. */
export interface Charge {
  id: string
  order_id: string
  kind: ChargeKind
  state: ChargeState
  /** Exact decimal in major units of the currency. */
  amount: string
  currency_code: string
  reason: string
  quantity: number | null
  line_item_id: string | null
  booking_id: string | null
  unit_id: string | null
  incident_id: string | null
  created_by: string | null
  created_at: string
  decided_by: string | null
  decided_at: string | null
  /** What it was settled with, or why it was waived. */
  reference: string | null
}

export interface ChargeInput {
  order_id: string
  kind: ChargeKind
  amount: number | string
  currency_code: string
  reason: string
  quantity?: number | null
  line_item_id?: string | null
  booking_id?: string | null
  unit_id?: string | null
  incident_id?: string | null
  created_by?: string | null
}

/**
 * Notes a charge, once for each key of an order.
 *
 * @throws RentalError `rental_key_reused` when the key stands for something else
 */
export async function addCharge(
  knex: Knex,
  input: ChargeInput,
  key?: RequestKey
): Promise<Charge> {
  const id = generateEntityId(undefined, "rcharge")
  const [made] = await rowsOf<Charge>(
    knex,
    `
    INSERT INTO rental_charge (
      id, order_id, key, request_hash, kind, amount, currency_code, reason, quantity,
      line_item_id, booking_id, unit_id, incident_id, created_by
    )
    VALUES (?, ?, ?, ?, ?, ?::numeric, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (order_id, key) DO NOTHING
    RETURNING ${COLUMNS}
    `,
    [
      id,
      input.order_id,
      key?.key ?? id,
      key?.request_hash ?? null,
      input.kind,
      String(input.amount),
      input.currency_code.toLowerCase(),
      input.reason,
      input.quantity ?? null,
      input.line_item_id ?? null,
      input.booking_id ?? null,
      input.unit_id ?? null,
      input.incident_id ?? null,
      input.created_by ?? null,
    ]
  )
  if (made) {
    return made
  }
  const [known] = await rowsOf<Charge & { request_hash: string | null }>(
    knex,
    `SELECT ${COLUMNS}, request_hash FROM rental_charge WHERE order_id = ? AND key = ?`,
    [input.order_id, key?.key ?? id]
  )
  if (!known || known.request_hash !== key?.request_hash) {
    throw keyReused()
  }
  const { request_hash: _hash, ...charge } = known
  return charge
}

export interface ChargeFilter {
  ids?: readonly string[]
  order_id?: string
  states?: readonly ChargeState[]
  limit?: number
  offset?: number
}

/** Charges, the latest first. */
export async function readCharges(knex: Knex, filter: ChargeFilter): Promise<Charge[]> {
  const { ids = null, order_id = null, states = null, limit = 200, offset = 0 } = filter
  return await rowsOf<Charge>(
    knex,
    `SELECT ${COLUMNS} FROM rental_charge
      WHERE (?::text[] IS NULL OR id = ANY (?::text[]))
        AND (?::text IS NULL OR order_id = ?)
        AND (?::text[] IS NULL OR state = ANY (?::text[]))
      ORDER BY rental_charge.created_at DESC, id DESC LIMIT ? OFFSET ?`,
    [ids, ids, order_id, order_id, states, states, limit, offset]
  )
}

/** What is charged and open, by currency: exact decimals in major units. */
export function sumOpen(charges: readonly Charge[]): Record<string, string> {
  const sums = new Map<string, BigNumber>()
  for (const { state, amount, currency_code } of charges) {
    if (state === "open") {
      const sum = MathBN.add(sums.get(currency_code) ?? 0, amount)
      sums.set(currency_code, new BigNumber(sum))
    }
  }
  return Object.fromEntries(
    [...sums].map(([currency, sum]) => [currency, MathBN.convert(sum).toFixed()])
  )
}

/**
 * A charge was paid, or is not asked for. Safe to repeat.
 *
 * @param reference what it was paid with, or why it is not asked for
 * @throws RentalError `rental_wrong_state` when the other was decided before
 */
export async function decideCharge(
  knex: Knex,
  id: string,
  decision: { state: "settled" | "waived"; by: string; reference?: string | null }
): Promise<Charge> {
  return await ledgerTransaction(knex, async (trx) => {
    const [charge] = await rowsOf<Charge>(
      trx,
      `SELECT ${COLUMNS} FROM rental_charge WHERE id = ? FOR UPDATE`,
      [id]
    )
    if (!charge) {
      throw notFoundError("id", `There is no charge ${id}`)
    }
    if (charge.state === decision.state) {
      return charge
    }
    if (charge.state !== "open") {
      throw new RentalError(
        "rental_wrong_state",
        `Charge ${id} is ${charge.state}, not open.`,
        { charge: { id, state: charge.state } }
      )
    }
    const [decided] = await rowsOf<Charge>(
      trx,
      `UPDATE rental_charge SET state = ?, decided_by = ?, decided_at = rental_now(),
              reference = ?
        WHERE id = ? RETURNING ${COLUMNS}`,
      [decision.state, decision.by, decision.reference ?? null, id]
    )
    return decided ?? charge
  })
}

const INSTANT = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS ${column}`

const COLUMNS = `
  id, order_id, kind, state, amount::text, currency_code, reason, quantity, line_item_id,
  booking_id, unit_id, incident_id, created_by, ${INSTANT("created_at")}, decided_by,
  ${INSTANT("decided_at")}, reference
`
