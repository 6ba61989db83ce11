import "server-only"
import type { HttpTypes } from "@medusajs/types"
import { readStore } from "../medusa/client"
import { StoreError } from "../medusa/store-error"
import { cartId } from "./cart-cookie"
import { type CartRental, type EventCart, toEventCart } from "./event-cart"

const FIELDS =
  "*items,*shipping_methods,+completed_at,+item_total,+shipping_total,+tax_total"

/** The visitor's event; null when there is none, or it has become an order. */
export async function readCart(): Promise<EventCart | null> {
  const id = await cartId()
  return id ? readCartById(id) : null
}

/** A cart by id; null when it is unknown or has become an order. */
export async function readCartById(id: string): Promise<EventCart | null> {
  try {
    const [{ cart }, { rental }] = await Promise.all([
      readStore<{ cart: HttpTypes.StoreCart & { completed_at?: string | null } }>(
        `/store/carts/${encodeURIComponent(id)}`,
        { query: { fields: FIELDS } }
      ),
      readStore<{ rental: CartRental | null }>(
        `/store/carts/${encodeURIComponent(id)}/rental`
      ),
    ])
    return cart.completed_at ? null : toEventCart(cart, rental)
  } catch (error) {
    if (error instanceof StoreError && error.status === 404) {
      return null
    }
    throw error
  }
}
