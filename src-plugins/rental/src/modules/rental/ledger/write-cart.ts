import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { RentalError, requestError, shortageError } from "../errors/rental-error"
import { readItems, unitsOf, type ItemIndex } from "../items/item-rows"
import { samePeriod, type RentalPeriod } from "../periods/rental-period"
import {
  cancelBookings,
  insertBookings,
  lockCartBookings,
  lockSlots,
  updateBookings,
  type BookingContent,
  type BookingRow,
} from "./booking-rows"
import { deleteCart, lockCart, writeCartPeriod, type CartRow } from "./cart-rows"
import { diffBookings, needsLocks } from "./diff-bookings"
import { expireHolds } from "./expire-holds"
import { findShortages } from "./find-shortages"
import { readFreeSlots, readFreeUnits } from "./free-units"
import {
  planBookings,
  type CartLine,
  type ChosenLocations,
  type PlannedState,
} from "./plan-bookings"
import { CapacityExceeded, ledgerTransaction } from "./transaction"
import { execute, rowsOf } from "./query"

/** What a cart had before it was written: enough to put it back. */
export interface CartSnapshot {
  cart_id: string
  cart: CartRow | null
  bookings: BookingRow[]
}

export interface CartWrite {
  cart_id: string
  period: RentalPeriod
  /** Every rental line of the cart, as it shall be. A line that is left out is released. */
  lines: readonly CartLine[]
  planned: PlannedState
  /** Whether the cart's period may become another one. */
  movesPeriod: boolean
  /** Looks at the locked cart and may refuse, or answer that nothing is to be written. */
  inspect?: (
    trx: Knex.Transaction,
    cart: CartRow | null,
    bookings: readonly BookingRow[]
  ) => Promise<"write" | "leave">
}

/**
 * Makes the bookings of a cart what its lines and period need, all or nothing, in one
 * transaction. Its own bookings never stand in its way.
 *
 * When units are missing, holds past their expiry are dropped and it is tried again; so
 * what is free never depends on the sweeper.
 *
 * @returns what the cart had before, for `restoreCart`
 * @throws RentalError `rental_shortage` naming every line that lacks units
 */
export async function writeCart(knex: Knex, write: CartWrite): Promise<CartSnapshot> {
  const items = await readItems(knex, {
    variant_ids: [...new Set(write.lines.map((line) => line.variant_id))],
  })
  for (let attempt = 1; ; attempt++) {
    const wanted = planBookings(
      write.lines,
      write.period,
      items,
      await chooseLocations(knex, items, write),
      write.planned
    )
    try {
      return await ledgerTransaction(
        knex,
        async (trx) => await attemptWrite(trx, write, wanted)
      )
    } catch (error) {
      if (!(error instanceof CapacityExceeded)) {
        throw error
      }
      const dropped = await expireHolds(knex, [...new Set(wanted.map((b) => b.item_id))])
      if (dropped && attempt < ATTEMPTS) {
        continue
      }
      const shortages = await currentShortages(knex, write.cart_id, wanted, items)
      if (shortages.length) {
        throw shortageError(shortages)
      }
      if (attempt >= ATTEMPTS) {
        throw new RentalError(
          "rental_busy",
          "These units are being booked by others just now. Please try again."
        )
      }
    }
  }
}

/**
 * Puts a cart back to a snapshot. Units that others have taken in the meantime stay theirs:
 * then the cart's holds are released, and its completion says so.
 */
export async function restoreCart(knex: Knex, snapshot: CartSnapshot): Promise<void> {
  try {
    await ledgerTransaction(knex, async (trx) => {
      const now = await lockCart(trx, snapshot.cart_id)
      if (now?.order_id) {
        return
      }
      await replaceBookings(trx, snapshot.cart_id, snapshot.bookings)
      if (snapshot.cart) {
        await writeCartPeriod(trx, snapshot.cart_id, snapshot.cart.period)
      } else {
        await deleteCart(trx, snapshot.cart_id)
      }
    })
  } catch (error) {
    if (!(error instanceof CapacityExceeded)) {
      throw error
    }
    await ledgerTransaction(knex, async (trx) => {
      await lockCart(trx, snapshot.cart_id)
      await replaceBookings(trx, snapshot.cart_id, [])
      if (snapshot.cart) {
        await writeCartPeriod(trx, snapshot.cart_id, snapshot.cart.period)
      }
    })
  }
}

/**
 * Releases what some lines of a cart hold.
 *
 * @returns what the cart had before, for `restoreCart`
 */
export async function releaseLines(
  knex: Knex,
  cartId: string,
  lineItemIds: readonly string[]
): Promise<CartSnapshot> {
  return await ledgerTransaction(knex, async (trx) => {
    const cart = await lockCart(trx, cartId)
    refuseCompletedCart(cart)
    const bookings = await lockCartBookings(trx, cartId)
    await cancelBookings(
      trx,
      bookings.filter((b) => lineItemIds.includes(b.line_item_id)).map((b) => b.id)
    )
    return { cart_id: cartId, cart, bookings }
  })
}

/** What the wanted bookings lack, the cart's own not counted. */
export async function currentShortages(
  knex: Knex,
  cartId: string | null,
  wanted: readonly BookingContent[],
  items: ItemIndex
): Promise<ReturnType<typeof findShortages>> {
  if (!wanted.length) {
    return []
  }
  const days = wanted.flatMap((b) => [b.occupied_from, b.occupied_to]).sort()
  const slots = await readFreeSlots(
    knex,
    [...new Set(wanted.map((b) => b.item_id))],
    days[0]!,
    days[days.length - 1]!,
    cartId
  )
  return findShortages(wanted, slots, items)
}

const ATTEMPTS = 3
const COMPLETION_UNDER_WAY_MS = 2 * 60 * 1000

/** @throws RentalError when the cart became an order, or is becoming one just now */
export function refuseCompletedCart(cart: CartRow | null): void {
  if (cart?.order_id) {
    throw new RentalError(
      "rental_cart_completed",
      "This cart has become an order and cannot change."
    )
  }
  const started = Object.values(cart?.completions ?? {}).map((at) => Date.parse(at))
  if (started.some((at) => Date.now() - at < COMPLETION_UNDER_WAY_MS)) {
    throw new RentalError("rental_busy", "This cart is being completed just now.")
  }
}

async function attemptWrite(
  trx: Knex.Transaction,
  write: CartWrite,
  wanted: readonly BookingContent[]
): Promise<CartSnapshot> {
  let cart = await lockCart(trx, write.cart_id)
  if (!cart) {
    // Two first writers of one cart meet here: the second waits, and then reads the first's.
    await execute(
      trx,
      `INSERT INTO rental_cart (cart_id, start_date, end_date) VALUES (?, ?, ?)
       ON CONFLICT DO NOTHING`,
      [write.cart_id, write.period.start_date, write.period.end_date]
    )
    const locked = await lockCart(trx, write.cart_id)
    cart = locked && samePeriod(locked.period, write.period) ? null : locked
  }
  if (cart && !write.movesPeriod && !samePeriod(cart.period, write.period)) {
    throw requestError(
      "start_date",
      `The cart is rented from ${cart.period.start_date} to ${cart.period.end_date}. ` +
        "Change its dates with POST /store/carts/:id/rental-period."
    )
  }
  const before = await lockCartBookings(trx, write.cart_id)
  const snapshot = { cart_id: write.cart_id, cart, bookings: before }
  if (write.inspect) {
    if ((await write.inspect(trx, cart, before)) === "leave") {
      return snapshot
    }
  } else {
    refuseCompletedCart(cart)
  }
  await replaceBookings(trx, write.cart_id, wanted, before)
  if (cart && !samePeriod(cart.period, write.period)) {
    await writeCartPeriod(trx, write.cart_id, write.period)
  }
  return snapshot
}

async function replaceBookings(
  trx: Knex.Transaction,
  cartId: string,
  wanted: readonly BookingContent[],
  locked?: readonly BookingRow[]
): Promise<void> {
  const current = locked ?? (await lockCartBookings(trx, cartId))
  const diff = diffBookings(current, wanted)
  if (needsLocks(diff)) {
    await lockSlots(trx, [...current, ...wanted])
  }
  await cancelBookings(
    trx,
    diff.cancel.map((row) => row.id)
  )
  await updateBookings(trx, diff.update)
  await insertBookings(trx, cartId, diff.insert)
}

/** For items kept in several places: where most of their units are free. */
async function chooseLocations(
  knex: Knex,
  items: ItemIndex,
  write: CartWrite
): Promise<ChosenLocations> {
  const spread = [...items.values()].filter((item) => item.fleet.length > 1)
  const needed = new Set(
    [...items.values()].flatMap((item) => unitsOf(item).map((unit) => unit.item_id))
  )
  const ids = spread.map((item) => item.id).filter((id) => needed.has(id))
  if (!ids.length) {
    return new Map()
  }
  const kept = await readKeptLocations(knex, write.cart_id)
  const free = await readFreeUnits(knex, write.period, ids)
  const chosen = new Map<string, string>()
  for (const id of ids) {
    const best = free
      .filter((place) => place.item_id === id)
      .sort(
        (a, b) => b.available - a.available || (a.location_id < b.location_id ? -1 : 1)
      )
    const location = best[0]?.location_id
    if (location !== undefined) {
      chosen.set(id, location)
    }
  }
  return write.movesPeriod ? chosen : new Map([...chosen, ...kept])
}

/** Units that are held already stay where they are while the period does not change. */
async function readKeptLocations(
  knex: Knex,
  cartId: string
): Promise<Map<string, string>> {
  const rows = await rowsOf<{ item_id: string; location_id: string }>(
    knex,
    `SELECT DISTINCT ON (item_id) item_id, location_id FROM rental_booking
      WHERE cart_id = ? AND state IN ('held', 'reserved', 'out') ORDER BY item_id`,
    [cartId]
  )
  return new Map(rows.map((row) => [row.item_id, row.location_id]))
}
