import type { MedusaRequest } from "@medusajs/framework/http"
import { refetchCart } from "@medusajs/medusa/api/store/carts/helpers"
import { readCartRental } from "../../workflows/rental-view/cart-rental"
import { pathId } from "./parse-request"

/** The cart as Medusa answers it, with its rental side as `cart.rental`. */
export async function answerCart(
  req: MedusaRequest
): Promise<{ cart: Record<string, unknown> }> {
  const cartId = pathId(req)
  const [cart, rental] = await Promise.all([
    refetchCart(cartId, req.scope, req.queryConfig.fields),
    readCartRental(req.scope, cartId),
  ])
  return { cart: { ...cart, rental } }
}
