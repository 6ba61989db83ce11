import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { planJobs, type DeliveryChoice } from "../delivery/delivery-choice"
import { RentalError } from "../errors/rental-error"
import { samePeriod, type RentalPeriod } from "../periods/rental-period"
import { putChoices, writeChoices, type ChoosingLine } from "../packages/choice-rows"
import { bookAllOrNothing } from "./all-or-nothing"
import { refuseBeyondMaxUnits } from "./booking-limits"
import {
  lockBookings,
  lockSlots,
  readOrderBookings,
  updateBookings,
  type BookingContent,
  type BookingRow,
} from "./booking-rows"
import { currentShortages } from "./current-shortages"
import { bookJobs } from "./jobs"
import { type Ledger } from "./ledger"
import {
  deleteOrderRow,
  lockOrder,
  readOrder,
  writeOrderDelivery,
  writeOrderPeriod,
  writeOrderPlaced,
  type OrderRow,
} from "./order-rows"
import { overbookKnowingly, type Overbook } from "./overbook"
import { lateness } from "./overdue"
import { inLockOrder, isGoods, type CartLine } from "./plan-bookings"
import { planOrder, readSettled, stillWanted } from "./plan-order"
import { execute } from "./query"
import { replaceBookings } from "./replace-bookings"
import { ledgerTransaction } from "./transaction"

/** What an order had before it was written: enough to put it back. */
export interface OrderSnapshot {
  order_id: string
  order: OrderRow | null
  bookings: BookingRow[]
  /** Units of each line, by its id, also of lines whose goods are all back. */
  line_quantities: Record<string, number>
  /** What was chosen of packages whose choice was written. */
  choices?: ChoosingLine[]
}

export interface OrderWrite {
  order_id: string
  period: RentalPeriod
  /** Every rental line of the order, as it shall be. A line that is left out is cancelled. */
  lines: readonly CartLine[]
  /** A draft occupies nothing. */
  state: "draft" | "reserved"
  /**
   * Whether it is a draft still, which may reserve its units too; absent to leave it as it is.
   * A new one is a draft by itself when it reserves nothing.
   */
  is_draft?: boolean
  /** What is chosen of delivery; null for none, absent to leave it as it is. */
  delivery?: DeliveryChoice | null
  /** Books also what is not there, on the record. */
  overbook?: Overbook
}

/**
 * Makes the bookings of an order what its lines and period need, all or nothing, in one
 * transaction. Its own bookings never count against it, so less is always possible. What is
 * out stays out: its end moves with the period, and a line cannot fall below it.
 *
 * Lines are known by their variant: an order's lines have other ids than its cart's. Several
 * lines of one variant are one.
 *
 * @returns what the order had before, for `restoreOrder`
 * @throws RentalError `rental_shortage`; `rental_goods_out` when goods that a change would
 *   take away have left
 */
export async function writeOrder(
  ledger: Ledger,
  write: OrderWrite
): Promise<OrderSnapshot> {
  const { knex } = ledger
  const owner = { order_id: write.order_id }
  return await bookAllOrNothing(
    ledger,
    owner,
    { plan, jobs, book },
    async (wanted) =>
      await currentShortages(ledger, owner, await stillWanted(knex, write, wanted))
  )

  async function plan(): Promise<BookingContent[]> {
    const wanted = await planOrder(ledger, write, await ledger.limitedVisits())
    if (write.overbook || write.state === "draft") {
      // What is missing does not stand in the way of these: only what cannot be counted.
      refuseBeyondMaxUnits(wanted)
    }
    return wanted
  }

  async function jobs(): Promise<BookingContent[]> {
    const delivery =
      write.delivery === undefined
        ? ((await readOrder(knex, write.order_id))?.delivery ?? null)
        : write.delivery
    return planJobs(delivery, write.period, write.state)
  }

  async function book(wanted: BookingContent[]): Promise<OrderSnapshot> {
    return await ledgerTransaction(knex, async (trx) => {
      await overbookKnowingly(trx, write.overbook)
      const order = await lockOrder(trx, write.order_id)
      if (!order || !samePeriod(order.period, write.period)) {
        await writeOrderPeriod(trx, write.order_id, write.period)
      }
      const wasDraft = order !== null && order.placed_at === null
      const isDraft = write.is_draft ?? (order ? wasDraft : write.state === "draft")
      if (isDraft !== wasDraft) {
        await writeOrderPlaced(trx, write.order_id, isDraft)
      }
      const before = await lockBookings(trx, owner)
      const items = await ledger.items()
      const choices = await writeChoices(trx, items, owner, write.lines)
      const settled = await readSettled(trx, write, order)
      const all = await readOrderBookings(trx, write.order_id)
      const delivery =
        write.delivery === undefined ? (order?.delivery ?? null) : write.delivery
      const { period } = write
      const work = await bookJobs(trx, { period, delivery }, wanted, before)
      if (write.delivery !== undefined) {
        await writeOrderDelivery(trx, write.order_id, write.delivery)
      }
      const known = withKnownLines([...wanted, ...work].sort(inLockOrder), [
        ...all,
        ...before,
      ])
      await rebook(ledger, trx, order, write.order_id, { before, settled }, known)
      await writeLineQuantities(trx, write.order_id, lineQuantities(known))
      return {
        order_id: write.order_id,
        order,
        bookings: before,
        line_quantities: lineQuantities(all),
        choices,
      }
    })
  }
}

/**
 * Puts an order back to a snapshot. It had these units before: what others have taken since
 * is overbooked, on the record, rather than broken. Goods that are late keep what they got
 * for it meanwhile.
 */
export async function restoreOrder(
  { knex, timezone }: Ledger,
  snapshot: OrderSnapshot
): Promise<void> {
  const { order_id, order, bookings } = snapshot
  await ledgerTransaction(knex, async (trx) => {
    await overbookKnowingly(trx, {
      author: "rental",
      reason: `Order ${order_id} was put back after a change that failed`,
    })
    const now = await lockOrder(trx, order_id)
    const live = await lockBookings(trx, { order_id })
    await replaceBookings(
      trx,
      { cart_id: now?.cart_id ?? null, order_id },
      live.filter(isNotOut),
      bookings.filter(isNotOut)
    )
    const away = new Map(bookings.filter(isOut).map((row) => [row.id, row]))
    const isLate = await lateness(trx, timezone)
    await updateBookings(
      trx,
      live.flatMap((row) => {
        const was = away.get(row.id)
        return was ? [keepingLate(row, was, isLate)] : []
      })
    )
    await writeLineQuantities(trx, order_id, snapshot.line_quantities)
    await putChoices(trx, { order_id }, snapshot.choices ?? [])
    if (order) {
      await writeOrderPeriod(trx, order_id, order.period)
      await writeOrderPlaced(trx, order_id, order.placed_at === null)
      await writeOrderDelivery(trx, order_id, order.delivery)
    } else {
      await deleteOrderRow(trx, order_id)
    }
  })
}

async function rebook(
  { timezone }: Ledger,
  trx: Knex.Transaction,
  order: OrderRow | null,
  order_id: string,
  { before, settled }: { before: readonly BookingRow[]; settled: readonly BookingRow[] },
  wanted: readonly BookingContent[]
): Promise<void> {
  const away = before.filter(isOut)
  const isLate = away.length ? await lateness(trx, timezone) : () => false
  const { remaining, moved } = withoutWhatIsOut(wanted, away, settled, isLate)
  if (moved.length) {
    await lockSlots(trx, [...before, ...wanted, ...moved])
    await updateBookings(trx, moved)
  }
  await replaceBookings(
    trx,
    { cart_id: order?.cart_id ?? null, order_id },
    before.filter(isNotOut),
    // An order whose goods are all back leaves and returns no more.
    away.length || remaining.some(isGoods) ? remaining : []
  )
}

function lineQuantities(bookings: readonly BookingContent[]): Record<string, number> {
  return Object.fromEntries(bookings.map((row) => [row.line_item_id, row.line_quantity]))
}

/** What has left or come back says the same of its line as what is still to leave. */
async function writeLineQuantities(
  trx: Knex.Transaction,
  orderId: string,
  quantities: Readonly<Record<string, number>>
): Promise<void> {
  await execute(
    trx,
    `
    UPDATE rental_booking b SET line_quantity = l.value::integer
      FROM jsonb_each_text(?::jsonb) AS l (line_item_id, value)
     WHERE b.order_id = ? AND b.line_item_id = l.line_item_id
       AND b.state IN ('out', 'returned', 'no_show')
       AND b.line_quantity <> l.value::integer
    `,
    [JSON.stringify(quantities), orderId]
  )
}

/** Wanted bookings under the line ids that the order's bookings of the variant have. */
function withKnownLines(
  wanted: readonly BookingContent[],
  before: readonly BookingRow[]
): BookingContent[] {
  const known = new Map(before.map((row) => [row.line_variant_id, row.line_item_id]))
  return wanted.map((booking) => ({
    ...booking,
    line_item_id: known.get(booking.line_variant_id) ?? booking.line_item_id,
  }))
}

/** What is still to leave of the wanted bookings, and how those that are out change. */
function withoutWhatIsOut(
  wanted: readonly BookingContent[],
  away: readonly BookingRow[],
  settled: readonly BookingRow[],
  isLate: (row: BookingRow) => boolean
): { remaining: BookingContent[]; moved: BookingRow[] } {
  const unclaimed = new Set(away)
  const moved: BookingRow[] = []
  const remaining = wanted.flatMap((booking) => {
    let left = booking.quantity
    for (const row of away) {
      if (isOfLine(row, booking)) {
        unclaimed.delete(row)
        left -= row.quantity
        moved.push(...withNewEnd(row, booking, isLate))
      }
    }
    if (left < 0) {
      throw goodsAreOut(booking.line_variant_id)
    }
    left -= unitsOf(settled, booking)
    return left > 0 ? [{ ...booking, quantity: left }] : []
  })
  for (const row of unclaimed) {
    throw goodsAreOut(row.line_variant_id)
  }
  return { remaining, moved }
}

function unitsOf(rows: readonly BookingRow[], booking: BookingContent): number {
  return rows
    .filter((row) => isOfLine(row, booking))
    .reduce((sum, row) => sum + row.quantity, 0)
}

/* By variant: what a cart with two lines of one variant booked keeps its two line ids. */
function isOfLine(row: BookingRow, booking: BookingContent): boolean {
  return (
    row.line_variant_id === booking.line_variant_id && row.item_id === booking.item_id
  )
}

/**
 * Goods that are out keep the day they left; they are due back when the new period ends, at
 * its time if it has one.
 */
function withNewEnd(
  row: BookingRow,
  wanted: BookingContent,
  isLate: (row: BookingRow) => boolean
): BookingRow[] {
  const { end_date, end_time } = wanted
  const occupied_to = Math.max(wanted.occupied_to, row.occupied_from)
  const start_date = row.start_date < end_date ? row.start_date : end_date
  const start_time = end_time === null ? null : (row.start_time ?? "00:00")
  const due = { ...row, start_date, start_time, end_date, end_time, occupied_to }
  const moved = keepingLate(row, due, isLate)
  return DUE.some((field) => moved[field] !== row[field]) ? [moved] : []
}

/** Goods that were late and still are have no end of their own: they keep all they have. */
function keepingLate(
  row: BookingRow,
  moved: BookingRow,
  isLate: (row: BookingRow) => boolean
): BookingRow {
  return isLate(row) && isLate(moved)
    ? { ...moved, occupied_to: Math.max(row.occupied_to, moved.occupied_to) }
    : moved
}

/** What says when goods are due back. */
const DUE = ["end_date", "end_time", "occupied_to"] as const

function goodsAreOut(variantId: string): RentalError {
  return new RentalError(
    "rental_goods_out",
    "Goods of this order are out: check them in before taking them off the order.",
    { variant_id: variantId }
  )
}

function isOut(booking: BookingRow): boolean {
  return booking.state === "out"
}

function isNotOut(booking: BookingRow): boolean {
  return booking.state !== "out"
}
