import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type AgreedCharges } from "../charges/agreed-charges"
import { type DeliveryChoice } from "../delivery/delivery-choice"
import { RentalError } from "../errors/rental-error"
import { type RentalPeriod } from "../periods/rental-period"
import { writeLinePrices, type LinePrice } from "../pricing/line-prices"
import { cancelBookings, lockBookings, updateBookings } from "./booking-rows"
import { lockCart } from "./cart-rows"
import { COMPLETION_DIES_AFTER_SECONDS, endCompletions } from "./ended-completions"
import { type Ledger } from "./ledger"
import { deleteOrderRow, lockOrder } from "./order-rows"
import { overbookKnowingly } from "./overbook"
import { type CartLine } from "./plan-bookings"
import { execute, rowsOf } from "./query"
import { ledgerStatement, ledgerTransaction } from "./transaction"
import { writeCart } from "./write-cart"

export interface Reservation {
  cart_id: string
  /** The completing workflow: each attempt has its own. */
  transaction_id: string
  period: RentalPeriod
  /** Every rental line of the cart. */
  lines: readonly CartLine[]
  /** What is agreed beside the prices; the order keeps it. */
  charges?: AgreedCharges | null
  /** What the lines are priced with; the order keeps it. */
  prices?: readonly LinePrice[]
  /** What is chosen of delivery; absent to leave it as it is. */
  delivery?: DeliveryChoice | null
}

/**
 * Turns a cart's holds into reserved bookings, before its order exists. Holds that ran out
 * are taken again when the units are still free. Idempotent: a second attempt finds the
 * bookings reserved and only notes that it is under way too.
 *
 * @throws RentalError `rental_shortage`; or `rental_hold_expired` when a hold had run out
 *   and its units are gone
 */
export async function reserveCart(
  ledger: Ledger,
  reservation: Reservation
): Promise<void> {
  const { cart_id, period, lines } = reservation
  let lapsed = false
  try {
    await writeCart(ledger, {
      cart_id,
      period,
      lines,
      state: "reserved",
      movesPeriod: false,
      delivery: reservation.delivery,
      inspect: async (trx, cart, bookings) => {
        if (cart.order_id) {
          return "leave"
        }
        const held = new Set(
          bookings
            .filter((b) => b.expires_at === null || b.expires_at > cart.now)
            .map((b) => b.line_item_id)
        )
        lapsed = lines.some((line) => !held.has(line.line_item_id))
        await noteCompletion(trx, reservation)
        return "write"
      },
    })
  } catch (error) {
    if (lapsed && error instanceof RentalError && error.code === "rental_shortage") {
      throw new RentalError(
        "rental_hold_expired",
        `Your items were no longer held and some are gone. ${error.message}`,
        error.details
      )
    }
    throw error
  }
}

async function noteCompletion(
  trx: Knex.Transaction,
  { cart_id, transaction_id, charges = null, prices }: Reservation
): Promise<void> {
  await execute(
    trx,
    `UPDATE rental_cart
        SET completions = completions || jsonb_build_object(?::text, to_jsonb(rental_now())),
            charges = ?::jsonb, updated_at = rental_now()
      WHERE cart_id = ?`,
    [transaction_id, charges && JSON.stringify(charges), cart_id]
  )
  if (prices) {
    await writeLinePrices(trx, cart_id, prices)
  }
}

/**
 * Takes back what one completion did, when it made no order: the bookings become holds
 * again, unless another completion of the same cart is still under way. It stays noted as
 * ended: it may have left an order behind (`findPastCompletions`).
 *
 * @param contents what was in the cart, by which such an order is known
 */
export async function releaseReservation(
  ledger: Ledger,
  cartId: string,
  transactionId: string,
  contents: string | null = null
): Promise<void> {
  await ledgerTransaction(ledger.knex, async (trx) => {
    const cart = await lockCart(trx, cartId)
    if (!cart || cart.order_id) {
      return
    }
    await endCompletions(trx, cartId, { transaction_ids: [transactionId], contents })
    await execute(
      trx,
      `UPDATE rental_cart SET updated_at = rental_now() WHERE cart_id = ?`,
      [cartId]
    )
    const now = Date.parse(cart.now)
    const oldest = now - COMPLETION_DIES_AFTER_SECONDS * 1000
    const others = Object.entries(cart.completions).filter(
      ([id, at]) => id !== transactionId && Date.parse(at) > oldest
    )
    if (others.length) {
      return
    }
    const bookings = await lockBookings(trx, { cart_id: cartId })
    const expires_at = new Date(now + ledger.holdMinutes * 60_000).toISOString()
    await updateBookings(
      trx,
      bookings
        .filter((booking) => booking.state === "reserved")
        .map((booking) => ({ ...booking, state: "held", expires_at }))
    )
  })
}

/**
 * Ends the bookings of a cart whose completion died without an order. A customer who comes
 * back takes them again; one who has done so just now is left alone.
 *
 * @returns whether bookings were ended
 */
export async function buryCompletion(knex: Knex, cartId: string): Promise<boolean> {
  return await ledgerTransaction(knex, async (trx) => {
    const cart = await lockCart(trx, cartId)
    if (cart?.order_id) {
      return false
    }
    const dead = await execute(
      trx,
      `UPDATE rental_cart SET updated_at = rental_now()
        WHERE cart_id = ? AND updated_at < rental_now() - make_interval(secs => ?)`,
      [cartId, COMPLETION_DIES_AFTER_SECONDS]
    )
    if (cart && !dead) {
      return false
    }
    const transaction_ids = Object.keys(cart?.completions ?? {})
    await endCompletions(trx, cartId, { transaction_ids, contents: null })
    const ended = await execute(
      trx,
      `UPDATE rental_booking SET state = 'expired', updated_at = rental_now()
        WHERE cart_id = ? AND order_id IS NULL AND state = 'reserved'`,
      [cartId]
    )
    return ended > 0
  })
}

/**
 * Gives a cart's bookings to the order that a completion has made of it, if that completion
 * still has them: one that was given up for dead, or that another was faster than, has not.
 *
 * @throws RentalError `rental_busy`
 */
export async function claimOrder(
  knex: Knex,
  claim: { cart_id: string; transaction_id: string; order_id: string }
): Promise<void> {
  if (!(await giveToOrder(knex, claim))) {
    throw new RentalError("rental_busy", "This cart is being completed just now.")
  }
}

/**
 * Notes which order a cart became; the order has the cart's period from then on. The cart's
 * holds, should some be left, are reserved by it.
 *
 * An order that the cart was detached from is being undone: it gets nothing, however late
 * the news of it comes.
 *
 * @returns whether the order has the bookings
 */
export async function attachOrder(
  knex: Knex,
  cartId: string,
  orderId: string
): Promise<boolean> {
  return await giveToOrder(knex, { cart_id: cartId, order_id: orderId })
}

/** One statement: the server's function locks the cart, and asks who has it. */
async function giveToOrder(
  knex: Knex,
  claim: { cart_id: string; transaction_id?: string; order_id: string }
): Promise<boolean> {
  const [row] = await ledgerStatement(async () =>
    rowsOf<{ given: boolean }>(knex, `SELECT rental_give_to_order(?, ?, ?) AS given`, [
      claim.cart_id,
      claim.order_id,
      claim.transaction_id ?? null,
    ])
  )
  return !!row?.given
}

/** Forgets the order of a cart whose completion failed after the order was made. */
export async function detachOrder(
  knex: Knex,
  cartId: string,
  orderId: string
): Promise<void> {
  await ledgerTransaction(knex, async (trx) => {
    await lockCart(trx, cartId)
    await execute(
      trx,
      `UPDATE rental_cart
          SET order_id = NULL, detached_order_id = ?, updated_at = rental_now()
        WHERE cart_id = ? AND (order_id IS NULL OR order_id = ?)`,
      [orderId, cartId, orderId]
    )
    await deleteOrderRow(trx, orderId)
    await execute(
      trx,
      `UPDATE rental_booking SET order_id = NULL, updated_at = rental_now()
        WHERE cart_id = ? AND order_id = ?`,
      [cartId, orderId]
    )
  })
}

/**
 * Ends the reserved bookings of a cancelled order; goods that are out stay booked.
 *
 * @returns the ids of the bookings that were ended, for `uncancelBookings`
 */
export async function cancelOrderBookings(
  knex: Knex,
  orderId: string
): Promise<string[]> {
  return await ledgerTransaction(knex, async (trx) => await endBookings(trx, orderId))
}

/** Undoes `cancelOrderBookings`; what others took in the meantime is overbooked. */
export async function uncancelBookings(
  knex: Knex,
  ids: readonly string[]
): Promise<void> {
  await ledgerTransaction(knex, async (trx) => {
    await overbookKnowingly(trx, {
      author: "rental",
      reason: "An order was put back after its cancellation failed",
    })
    await execute(
      trx,
      `UPDATE rental_booking SET state = 'reserved', updated_at = rental_now()
        WHERE id = ANY (?::text[]) AND state = 'cancelled'`,
      [ids]
    )
  })
}

/** Ends everything an order still has to get, and forgets the order: a draft that is gone. */
export async function deleteOrder(knex: Knex, orderId: string): Promise<void> {
  await ledgerTransaction(knex, async (trx) => {
    await endBookings(trx, orderId)
    await deleteOrderRow(trx, orderId)
  })
}

/**
 * Ends everything that an order still has to get which does not exist any more. Its cart can
 * be completed anew. Goods that are out stay booked, and can be checked in.
 */
export async function endGoneOrder(knex: Knex, orderId: string): Promise<void> {
  await ledgerTransaction(knex, async (trx) => {
    await execute(
      trx,
      `UPDATE rental_cart
          SET order_id = NULL, detached_order_id = order_id, updated_at = rental_now()
        WHERE order_id = ?`,
      [orderId]
    )
    await endBookings(trx, orderId)
    await execute(
      trx,
      `DELETE FROM rental_order o
        WHERE o.order_id = ? AND NOT EXISTS (
          SELECT 1 FROM rental_booking b WHERE b.order_id = o.order_id AND b.state = 'out'
        )`,
      [orderId]
    )
  })
}

/* The order is locked first, as by everyone who writes its bookings. */
async function endBookings(trx: Knex.Transaction, orderId: string): Promise<string[]> {
  await lockOrder(trx, orderId)
  const ids = (await lockBookings(trx, { order_id: orderId }))
    .filter(({ state }) => state === "draft" || state === "reserved")
    .map(({ id }) => id)
  await cancelBookings(trx, ids)
  return ids
}
