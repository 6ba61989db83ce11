import type { MedusaRequest } from "@medusajs/framework/http"
import { refetchCart } from "@medusajs/medusa/api/store/carts/helpers"
import { readCartRental, type RentedCart } from "../../workflows/rental-view/cart-rental"
import { pathId } from "./parse-request"

/** The cart as Medusa answers it, with its rental side as `cart.rental`. */
export async function answerCart(
  req: MedusaRequest
): Promise<{ cart: Record<string, unknown> }> {
  const cartId = pathId(req)
  const { fields } = req.queryConfig
  const cart = refetchCart(cartId, req.scope, fields)
  const known = tellsLines(fields)
    ? cart.then(
        ({ currency_code, items = [] }) => ({ currency_code, items }) as RentedCart
      )
    : undefined
  const [read, rental] = await Promise.all([
    cart,
    readCartRental(req.scope, cartId, known),
  ])
  return { cart: { ...read, rental } }
}

const NEEDED = [
  "currency_code",
  "items.id",
  "items.variant_id",
  "items.quantity",
  "items.unit_price",
  "items.metadata",
]

/** Whether a cart read with these fields has all that is needed of its lines. */
function tellsLines(fields: readonly string[]): boolean {
  return NEEDED.every((field) => fields.includes(field))
}
