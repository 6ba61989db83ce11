import type { MedusaRequest } from "@medusajs/framework/http"
import { refetchCart } from "@medusajs/medusa/api/store/carts/helpers"
import { readCartRental, type CartItem } from "../../workflows/rental-view/cart-rental"
import { pathId } from "./parse-request"

/** The cart as Medusa answers it, with its rental side as `cart.rental`. */
export async function answerCart(
  req: MedusaRequest
): Promise<{ cart: Record<string, unknown> }> {
  const cartId = pathId(req)
  const { fields } = req.queryConfig
  const cart = refetchCart(cartId, req.scope, fields)
  const items = tellsLines(fields)
    ? cart.then((read) => (read.items ?? []) as CartItem[])
    : undefined
  const [read, rental] = await Promise.all([
    cart,
    readCartRental(req.scope, cartId, items),
  ])
  return { cart: { ...read, rental } }
}

/** Whether a cart read with these fields has all that is needed of its lines. */
function tellsLines(fields: readonly string[]): boolean {
  return ["items.id", "items.variant_id", "items.quantity"].every((field) =>
    fields.includes(field)
  )
}
