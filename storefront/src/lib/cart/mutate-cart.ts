import "server-only"
import { randomUUID } from "node:crypto"
import type { HttpTypes } from "@medusajs/types"
import type { RentalPeriod } from "../dates/period"
import { askAgain } from "../medusa/ask-again"
import { sendStore } from "../medusa/client"
import { visitorAddress } from "../medusa/visitor-address"
import { shopRegion } from "../shop/region"
import { rememberCart } from "./cart-cookie"
import type { EventCart } from "./event-cart"

/** Makes an empty cart for the visitor and remembers it. */
export async function createCart(): Promise<string> {
  const region = await shopRegion()
  const { cart } = await sendStore<{ cart: HttpTypes.StoreCart }>("/store/carts", {
    region_id: region.id,
  })
  await rememberCart(cart.id)
  return cart.id
}

/** Gives a cart its period; re-prices it and moves its holds, all or nothing. */
export async function setPeriod(id: string, period: RentalPeriod): Promise<void> {
  await sendStore(
    `/store/carts/${id}/rental-period`,
    { start_date: period.start, end_date: period.end },
    { headers: await visitorAddress() }
  )
}

/**
 * Adds units of a variant and holds them; the cart has this period or gets it. An add whose
 * answer is lost is sent again, and done once by its key.
 */
export async function addItem(
  id: string,
  item: { variantId: string; quantity: number },
  period: RentalPeriod
): Promise<void> {
  const headers = { ...(await visitorAddress()), "idempotency-key": randomUUID() }
  await askAgain(() =>
    sendStore(
      `/store/carts/${id}/rental-items`,
      {
        variant_id: item.variantId,
        quantity: item.quantity,
        start_date: period.start,
        end_date: period.end,
      },
      { headers }
    )
  )
}

/** Sets the quantity of a line; 0 takes it out. */
export async function setQuantity(
  id: string,
  lineId: string,
  quantity: number
): Promise<void> {
  const path = `/store/carts/${id}/line-items/${encodeURIComponent(lineId)}`
  if (quantity === 0) {
    await sendStore(path, undefined, { method: "DELETE" })
    return
  }
  await sendStore(path, { quantity })
}

/** Holds everything in the cart for a fresh while, taking lost holds again. */
export async function renewHold(id: string): Promise<void> {
  await sendStore(
    `/store/carts/${id}/rental-hold`,
    {},
    { headers: await visitorAddress() }
  )
}

/** Brings lines down to the given quantities, one after the other. */
export async function shrinkLines(
  cart: EventCart,
  changes: { line: { id: string }; quantity: number }[]
): Promise<void> {
  for (const { line, quantity } of changes) {
    await setQuantity(cart.id, line.id, quantity)
  }
}
