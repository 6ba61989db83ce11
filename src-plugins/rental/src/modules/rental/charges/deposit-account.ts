import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { notFoundError, RentalError, requestError } from "../errors/rental-error"
import { lockOrder, readOrder } from "../ledger/order-rows"
import { execute, rowsOf } from "../ledger/query"
import { ledgerTransaction } from "../ledger/transaction"
import { roundToCurrency, spokenAmount } from "../pricing/currency"

/** What became of a deposit, or of a part of it. */
export const DEPOSIT_KINDS = ["held", "kept", "returned"] as const

export type DepositKind = (typeof DEPOSIT_KINDS)[number]

/** The deposit of an order: what is asked, what the shop has, and what became of it. */
export interface DepositAccount {
  currency_code: string
  /** What was agreed. */
  agreed: number
  held: number
  kept: number
  returned: number
  /** Still with the shop: held, and neither kept nor returned. */
  open: number
  entries: DepositEntry[]
}

export interface DepositEntry {
  kind: DepositKind
  amount: number
  payment_id: string | null
  reason: string | null
  created_by: string | null
  created_at: string
}

/** Something that happens to a deposit. */
export interface DepositMove {
  kind: DepositKind
  /** All that is open when absent; of `held`, all that was agreed and is not held yet. */
  amount?: number
  /** Medusa's payment it is held by, if it is. */
  payment_id?: string
  /** Why it is kept; customers read it. */
  reason?: string
  created_by?: string | null
}

/** The payment collection through which a deposit is paid, once there is one. */
export async function readDepositCollection(
  knex: Knex,
  orderId: string
): Promise<string | null> {
  const [row] = await rowsOf<{ id: string | null }>(
    knex,
    `SELECT payment_collection_id AS id FROM rental_deposit WHERE order_id = ?`,
    [orderId]
  )
  return row?.id ?? null
}

/** Notes the payment collection through which a deposit is paid. */
export async function writeDepositCollection(
  knex: Knex,
  orderId: string,
  currencyCode: string,
  collectionId: string
): Promise<void> {
  await execute(
    knex,
    `INSERT INTO rental_deposit (order_id, currency_code, payment_collection_id)
     VALUES (?, ?, ?)
     ON CONFLICT (order_id) DO UPDATE
       SET payment_collection_id = excluded.payment_collection_id`,
    [orderId, currencyCode, collectionId]
  )
}

/** The deposit of an order; null when nothing was agreed and nothing is held. */
export async function readDeposit(
  knex: Knex,
  orderId: string
): Promise<DepositAccount | null> {
  const order = await readOrder(knex, orderId)
  const [account] = await rowsOf<AccountRow>(knex, ACCOUNT, [orderId])
  const agreed = order?.charges?.deposit.amount ?? 0
  return order && (agreed > 0 || account) ? describe(order.charges, account) : null
}

/**
 * Notes that a deposit, or a part of it, is held, kept or returned. What is kept and returned
 * together is never more than was held: the database sees to it.
 *
 * @param alongside moves the money, before the entry is committed; it may refuse
 * @throws RentalError `rental_deposit_exceeded` saying what is open; `rental_not_found`,
 *   `rental_request_invalid`
 */
export async function moveDeposit(
  knex: Knex,
  orderId: string,
  move: DepositMove,
  alongside?: (amount: number, before: DepositAccount) => Promise<void>
): Promise<DepositAccount> {
  return await ledgerTransaction(knex, async (trx) => {
    const order = await lockOrder(trx, orderId)
    if (!order) {
      throw notFoundError("id", `Order ${orderId} rents nothing`)
    }
    if (!order.charges) {
      throw requestError("id", "No deposit was agreed for this order")
    }
    const { currency_code, deposit } = order.charges
    await execute(
      trx,
      `INSERT INTO rental_deposit (order_id, currency_code) VALUES (?, ?)
       ON CONFLICT DO NOTHING`,
      [orderId, currency_code]
    )
    const [before] = await rowsOf<AccountRow>(trx, ACCOUNT, [orderId])
    const account = describe(order.charges, before)
    const left = move.kind === "held" ? deposit.amount - account.held : account.open
    const amount = move.amount ?? Math.max(0, numberOf(left))
    refuseAmount(amount, move, account)
    await execute(
      trx,
      `INSERT INTO rental_deposit_entry
         (order_id, kind, amount, payment_id, reason, created_by)
       VALUES (?, ?, ?, ?, ?, ?)`,
      [
        orderId,
        move.kind,
        amount,
        move.payment_id ?? null,
        move.reason ?? null,
        move.created_by ?? null,
      ]
    )
    await alongside?.(amount, account)
    const [after] = await rowsOf<AccountRow>(trx, ACCOUNT, [orderId])
    return describe(order.charges, after)
  })
}

function refuseAmount(amount: number, move: DepositMove, account: DepositAccount): void {
  const { currency_code, open } = account
  const exact = MathBN.convert(amount)
  if (!exact.isPositive() || exact.isZero()) {
    throw requestError("amount", "There is nothing left to do: an amount is more than 0")
  }
  if (!roundToCurrency(exact, currency_code).eq(exact)) {
    throw requestError("amount", `${amount} is not an amount of ${currency_code}`)
  }
  if (move.kind === "kept" && !move.reason?.trim()) {
    throw requestError("reason", "Say why a part of the deposit is kept")
  }
  if (move.kind !== "held" && exact.gt(open)) {
    throw new RentalError(
      "rental_deposit_exceeded",
      `Of the deposit ${spokenAmount(MathBN.convert(open), currency_code)} ` +
        `${open === 1 ? "is" : "are"} still here, not ` +
        `${spokenAmount(exact, currency_code)}.`,
      { field: "amount", open }
    )
  }
}

interface AccountRow {
  currency_code: string
  held: string
  kept: string
  returned: string
  entries: (Omit<DepositEntry, "amount"> & { amount: string })[]
}

const ACCOUNT = `
  SELECT d.currency_code, d.held::text, d.kept::text, d.returned::text,
         (SELECT coalesce(jsonb_agg(jsonb_build_object(
                   'kind', e.kind, 'amount', e.amount::text, 'payment_id', e.payment_id,
                   'reason', e.reason, 'created_by', e.created_by,
                   'created_at', to_char(e.created_at AT TIME ZONE 'UTC',
                                         'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
                   ORDER BY e.id), '[]')
            FROM rental_deposit_entry e WHERE e.order_id = d.order_id) AS entries
    FROM rental_deposit d WHERE d.order_id = ?
`

function describe(
  charges: { currency_code: string; deposit: { amount: number } } | null,
  row: AccountRow | undefined
): DepositAccount {
  const held = MathBN.convert(row?.held ?? 0)
  const kept = MathBN.convert(row?.kept ?? 0)
  const returned = MathBN.convert(row?.returned ?? 0)
  return {
    currency_code: row?.currency_code ?? charges?.currency_code ?? "",
    agreed: charges?.deposit.amount ?? 0,
    held: numberOf(held),
    kept: numberOf(kept),
    returned: numberOf(returned),
    open: numberOf(held.minus(kept).minus(returned)),
    entries: (row?.entries ?? []).map((entry) => ({
      ...entry,
      amount: Number(entry.amount),
    })),
  }
}

function numberOf(amount: ReturnType<typeof MathBN.convert> | number): number {
  return new BigNumber(amount).numeric
}
