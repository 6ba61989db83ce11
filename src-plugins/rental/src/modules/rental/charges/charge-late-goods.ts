import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { MathBN } from "@medusajs/framework/utils"
import { addCharge } from "../ledger/charges"
import { type Ledger } from "../ledger/ledger"
import { readOrder } from "../ledger/order-rows"
import { rowsOf } from "../ledger/query"
import { type Decimal } from "../pricing/decimal"
import { readLateReturns, type LateRow } from "./late-goods"

/**
 * A booking is charged once for coming late: the keys of an order's charges are unique. No
 * client can send one with a space.
 */
const LATE_KEY = "late fee of "

/**
 * Charges an order for goods that have just come back late, each booking once, by the fee that
 * was agreed. Of a package it is what the part that costs most comes to, less what was charged
 * for it before.
 *
 * @param returned ids of the bookings that have come back
 * @returns the ids of the charges
 */
export async function chargeLateGoods(
  trx: Knex.Transaction,
  ledger: Ledger,
  {
    order_id,
    returned,
    by,
  }: { order_id: string; returned: readonly string[]; by: string }
): Promise<string[]> {
  const order = returned.length ? await readOrder(trx, order_id) : null
  const late = order ? await readLateReturns(trx, ledger, order) : []
  if (!order?.charges || !late.length) {
    return []
  }
  const fees = newFees(late, returned, await readCharged(trx, order_id))
  const ids: string[] = []
  for (const { row, words, amount } of fees) {
    const { id } = await addCharge(
      trx,
      {
        order_id,
        kind: "late",
        amount: amount.toFixed(),
        currency_code: order.charges.currency_code,
        reason: words,
        quantity: row.units,
        line_item_id: row.line_item_id,
        booking_id: row.id,
        created_by: by,
      },
      { key: `${LATE_KEY}${row.id}`, request_hash: LATE_KEY }
    )
    ids.push(id)
  }
  return ids
}

/** What lines cost now beyond what was charged for them, by the goods that came back. */
function newFees(
  late: readonly LateRow[],
  returned: readonly string[],
  charged: ReadonlyMap<string, string>
): { row: LateRow["row"]; words: string; amount: Decimal }[] {
  const lines = new Set(late.map(({ row }) => row.line_item_id))
  return [...lines].flatMap((line) => {
    const own = late.filter(({ row }) => row.line_item_id === line)
    const now = own.filter(({ row }) => returned.includes(row.id))
    let left = MathBN.sub(
      own.reduce<Decimal>((sum, { amount }) => sum.plus(amount), MathBN.convert(0)),
      charged.get(line) ?? 0
    )
    return now.flatMap(({ row, words, amount }, at) => {
      const asked = at === now.length - 1 ? left : MathBN.min(left, amount)
      left = left.minus(asked)
      return asked.gt(0) ? [{ row, words, amount: asked }] : []
    })
  })
}

async function readCharged(
  trx: Knex.Transaction,
  orderId: string
): Promise<Map<string, string>> {
  const rows = await rowsOf<{ line_item_id: string; amount: string }>(
    trx,
    `SELECT line_item_id, sum(amount)::text AS amount FROM rental_charge
      WHERE order_id = ? AND starts_with(key, ?) AND line_item_id IS NOT NULL
      GROUP BY line_item_id`,
    [orderId, LATE_KEY]
  )
  return new Map(rows.map(({ line_item_id, amount }) => [line_item_id, amount]))
}
