import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { planJobs, type DeliveryChoice } from "../delivery/delivery-choice"
import { WINDOW_ITEM } from "../delivery/windows"
import { RentalError, requestError } from "../errors/rental-error"
import { samePeriod, type RentalPeriod } from "../periods/rental-period"
import { type ItemIndex } from "../items/item-rows"
import {
  putChoices,
  refuseOtherChoices,
  withChoices,
  writeChoices,
  type ChoosingLine,
} from "../packages/choice-rows"
import { bookAllOrNothing } from "./all-or-nothing"
import {
  cancelBookings,
  lockBookings,
  readCartBookings,
  type BookingContent,
  type BookingRow,
} from "./booking-rows"
import { forgetAdd, noteAdd, type CartAdd } from "./cart-keys"
import {
  deleteCart,
  insertCart,
  lockCart,
  readCart,
  writeCartDelivery,
  writeCartPeriod,
  writeCartVisitor,
  type CartRow,
} from "./cart-rows"
import { choosePlaces, type OwnBookings } from "./choose-places"
import { currentShortages } from "./current-shortages"
import { refuseTooMuch } from "./hold-limit"
import { bookJobs } from "./jobs"
import { type Ledger } from "./ledger"
import { inLockOrder, isGoods, planBookings, type CartLine } from "./plan-bookings"
import { replaceBookings } from "./replace-bookings"
import { CapacityExceeded, ledgerTransaction } from "./transaction"

/** What a cart had before it was written: enough to put it back. */
export interface CartSnapshot {
  cart_id: string
  cart: CartRow | null
  bookings: BookingRow[]
  /** What the cart took over from another one. */
  absorbed?: CartSnapshot
  /** What was added, when it has a key. */
  add?: CartAdd
  /** What was chosen of packages whose choice was written. */
  choices?: ChoosingLine[]
}

export interface CartWrite {
  cart_id: string
  period: RentalPeriod
  /** Every rental line of the cart, as it shall be. A line that is left out is released. */
  lines: readonly CartLine[]
  state: "held" | "reserved"
  /** Whether the cart's period may become another one. */
  movesPeriod: boolean
  /** Another cart, whose holds this one takes over: they are free for it, for nobody else. */
  absorbs?: string
  /** Who shops: their holds in all carts together have a limit. */
  visitor?: string
  /** What is added, when it has a key. */
  add?: CartAdd
  /** What is chosen of delivery; null for none, absent to leave it as it is. */
  delivery?: DeliveryChoice | null
  /** Looks at the locked cart and may refuse, or answer that nothing is to be written. */
  inspect?: (
    trx: Knex.Transaction,
    cart: CartRow,
    bookings: readonly BookingRow[]
  ) => Promise<"write" | "leave">
}

/**
 * Makes the bookings of a cart what its lines and period need, all or nothing, in one
 * transaction. Its own bookings never stand in its way. All holds of the cart run out
 * together, `holdMinutes` from now.
 *
 * @returns what the cart had before, for `restoreCart`
 * @throws RentalError `rental_shortage` naming every line that lacks units
 */
export async function writeCart(ledger: Ledger, write: CartWrite): Promise<CartSnapshot> {
  const { knex } = ledger
  const owner = { cart_id: write.cart_id, absorbs: write.absorbs }
  const items = await ledger.items()
  let chosen = write.lines
  return await bookAllOrNothing(
    ledger,
    owner,
    { plan, jobs, book },
    async (wanted) => await currentShortages(ledger, owner, wanted)
  )

  async function plan(): Promise<BookingContent[]> {
    const { period, state } = write
    const { timezone } = ledger
    const visits = await ledger.limitedVisits()
    chosen = await withChoices(knex, items, { cart_id: write.cart_id }, write.lines)
    const wanted = planBookings({ lines: chosen, period, items, timezone, state, visits })
    return await choosePlaces(knex, items, wanted, { owner, own: readOwn })
  }

  async function jobs(): Promise<BookingContent[]> {
    if (!write.lines.length) {
      return []
    }
    const delivery =
      write.delivery === undefined
        ? ((await readCart(knex, write.cart_id))?.delivery ?? null)
        : write.delivery
    return planJobs(delivery, write.period, write.state)
  }

  async function readOwn(): Promise<OwnBookings> {
    const live = await readCartBookings(knex, write.cart_id)
    const taken = write.absorbs ? await readCartBookings(knex, write.absorbs) : []
    return { live: [...live, ...taken], settled: [] }
  }

  async function book(wanted: BookingContent[]): Promise<CartSnapshot> {
    return await ledgerTransaction(
      knex,
      async (trx) => await attemptWrite(trx, ledger, write, { items, chosen, wanted })
    )
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
      await restoreBookings(trx, snapshot, snapshot.bookings)
      if (snapshot.add) {
        await forgetAdd(trx, snapshot.cart_id, snapshot.add)
      }
      if (!snapshot.cart) {
        await deleteCart(trx, snapshot.cart_id)
      }
      if (snapshot.absorbed) {
        await lockCart(trx, snapshot.absorbed.cart_id)
        await restoreBookings(trx, snapshot.absorbed, snapshot.absorbed.bookings)
      }
    })
  } catch (error) {
    if (!(error instanceof CapacityExceeded)) {
      throw error
    }
    await ledgerTransaction(knex, async (trx) => {
      await lockCart(trx, snapshot.cart_id)
      await restoreBookings(trx, snapshot, [])
      if (snapshot.add) {
        await forgetAdd(trx, snapshot.cart_id, snapshot.add)
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
    const bookings = await lockBookings(trx, { cart_id: cartId })
    const gone = bookings.filter((b) => lineItemIds.includes(b.line_item_id))
    const emptied =
      bookings.length > 0 && bookings.every((b) => gone.includes(b) || !isGoods(b))
    await cancelBookings(
      trx,
      (emptied ? bookings : gone).map((b) => b.id)
    )
    return { cart_id: cartId, cart, bookings }
  })
}

/**
 * Ends what a cart has chosen of delivery, and its jobs.
 *
 * @returns what the cart had before, for `restoreCart`; null when it had no delivery
 */
export async function dropDelivery(
  knex: Knex,
  cartId: string
): Promise<CartSnapshot | null> {
  return await ledgerTransaction(knex, async (trx) => {
    const cart = await lockCart(trx, cartId)
    refuseCompletedCart(cart)
    if (!cart?.delivery) {
      return null
    }
    const bookings = await lockBookings(trx, { cart_id: cartId })
    const jobs = bookings.filter(({ item_id }) => item_id.startsWith(WINDOW_ITEM))
    await cancelBookings(
      trx,
      jobs.map((job) => job.id)
    )
    await writeCartDelivery(trx, cartId, null)
    return { cart_id: cartId, cart, bookings }
  })
}

/** @throws RentalError when the cart became an order, or is becoming one just now */
export function refuseCompletedCart(cart: CartRow | null): void {
  if (cart?.order_id) {
    throw new RentalError(
      "rental_cart_completed",
      "This cart has become an order and cannot change."
    )
  }
  if (cart?.completing) {
    throw new RentalError("rental_busy", "This cart is being completed just now.")
  }
}

/** What a cart needs, and the lines that it was worked out from. */
interface PlannedCart {
  items: ItemIndex
  chosen: readonly CartLine[]
  wanted: readonly BookingContent[]
}

async function attemptWrite(
  trx: Knex.Transaction,
  ledger: Ledger,
  write: CartWrite,
  { items, chosen, wanted }: PlannedCart
): Promise<CartSnapshot> {
  if (write.absorbs !== undefined && write.absorbs < write.cart_id) {
    // Carts that take each other over at the same time lock each other in one order.
    await lockCart(trx, write.absorbs)
  }
  const { cart, isNew } = await lockOrMakeCart(trx, write)
  if (!write.movesPeriod && !samePeriod(cart.period, write.period)) {
    throw requestError(
      "start_date",
      `The cart is rented from ${cart.period.start_date} to ${cart.period.end_date}. ` +
        "Change its dates with POST /store/carts/:id/rental-period."
    )
  }
  const absorbed = write.absorbs ? await lockAbsorbed(trx, write.absorbs) : undefined
  const before = isNew ? [] : await lockBookings(trx, { cart_id: write.cart_id })
  const snapshot: CartSnapshot = {
    cart_id: write.cart_id,
    cart: isNew ? null : cart,
    bookings: before,
    absorbed,
    add: write.add,
  }
  if (!write.inspect) {
    refuseCompletedCart(cart)
  } else if ((await write.inspect(trx, cart, before)) === "leave") {
    return snapshot
  }
  if (write.add) {
    await noteAdd(trx, write.cart_id, write.add)
  }
  const owner = { cart_id: write.cart_id }
  snapshot.choices = await writeChoices(trx, items, owner, write.lines)
  await refuseOtherChoices(trx, items, owner, { lines: write.lines, chosen })
  const expires_at = write.state === "held" ? laterBy(cart.now, ledger.holdMinutes) : null
  const { period, delivery = cart.delivery } = write
  const jobs = await bookJobs(trx, { period, delivery }, wanted, before)
  await replaceBookings(
    trx,
    { cart_id: write.cart_id, order_id: null },
    [...before, ...(absorbed?.bookings ?? []).map(asForeign)],
    [...wanted, ...jobs].sort(inLockOrder).map((booking) => ({ ...booking, expires_at }))
  )
  if (write.delivery !== undefined) {
    await writeCartDelivery(trx, write.cart_id, write.delivery)
  }
  if (!samePeriod(cart.period, write.period)) {
    await writeCartPeriod(trx, write.cart_id, write.period)
  }
  const visitor = write.visitor ?? cart.visitor
  if (visitor && write.state === "held" && takesMore(before, wanted, cart.now)) {
    await writeCartVisitor(trx, write.cart_id, visitor)
    await refuseTooMuch(trx, ledger.holdLimit, visitor)
  }
  return snapshot
}

/** Whether a cart holds more units than before: less is never too much. */
function takesMore(
  before: readonly BookingRow[],
  wanted: readonly BookingContent[],
  now: string
): boolean {
  const units = (bookings: readonly BookingContent[]) =>
    bookings.filter(isGoods).reduce((sum, booking) => sum + booking.quantity, 0)
  const held = before.filter(({ expires_at }) => expires_at === null || expires_at > now)
  return units(wanted) > units(held)
}

/** Locks the cart's row; makes one for a cart that has none. */
async function lockOrMakeCart(
  trx: Knex.Transaction,
  write: CartWrite
): Promise<{ cart: CartRow; isNew: boolean }> {
  const known = await lockCart(trx, write.cart_id)
  if (known) {
    return { cart: known, isNew: false }
  }
  // Two first writers of one cart meet here: the second waits, and then reads the first's.
  const isNew = await insertCart(trx, write.cart_id, write.period)
  const cart = await lockCart(trx, write.cart_id)
  if (!cart) {
    throw new Error(`Rental cart ${write.cart_id} was not written`)
  }
  return { cart, isNew }
}

async function lockAbsorbed(
  trx: Knex.Transaction,
  cartId: string
): Promise<CartSnapshot> {
  const cart = await lockCart(trx, cartId)
  refuseCompletedCart(cart)
  return { cart_id: cartId, cart, bookings: await lockBookings(trx, { cart_id: cartId }) }
}

/** So that a booking of the other cart is never taken for one of this cart's lines. */
function asForeign(booking: BookingRow): BookingRow {
  return { ...booking, line_item_id: `${booking.cart_id} ${booking.line_item_id}` }
}

async function restoreBookings(
  trx: Knex.Transaction,
  snapshot: CartSnapshot,
  bookings: readonly BookingRow[]
): Promise<void> {
  await replaceBookings(
    trx,
    { cart_id: snapshot.cart_id, order_id: null },
    await lockBookings(trx, { cart_id: snapshot.cart_id }),
    bookings
  )
  if (snapshot.cart) {
    await writeCartPeriod(trx, snapshot.cart_id, snapshot.cart.period)
    await writeCartDelivery(trx, snapshot.cart_id, snapshot.cart.delivery)
  }
  await putChoices(trx, { cart_id: snapshot.cart_id }, snapshot.choices ?? [])
}

function laterBy(now: string, minutes: number): string {
  return new Date(Date.parse(now) + minutes * 60_000).toISOString()
}
