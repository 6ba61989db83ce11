import {
  validateAndTransformQuery,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { refetchCart } from "@medusajs/medusa/api/store/carts/helpers"
import { retrieveTransformQueryConfig } from "@medusajs/medusa/api/store/carts/query-config"
import { StoreGetCartsCart } from "@medusajs/medusa/api/store/carts/validators"
import { RENTAL_MODULE } from "../../modules/rental"
import type RentalModuleService from "../../modules/rental/service"
import { setRentalQuantityWorkflow } from "../../workflows/carts/set-rental-quantity"
import { quantityField } from "./fields"
import { visitorOf } from "./visitor"

/** What Medusa's own call takes; everything else is left to Medusa to refuse. */
const Body = z.object({
  quantity: quantityField,
  metadata: z.record(z.string(), z.unknown()).nullish(),
})

/**
 * Medusa's own call for the quantity of a cart's line keeps the price of a unit. Of rentals
 * the price can depend on the quantity, so for them it does what our calls do: prices the
 * cart, and moves its holds. Zero is left to Medusa, which removes the line.
 */
export const nativeLineGuards: MiddlewareRoute[] = [
  {
    matcher: "/store/carts/:id/line-items/:line_id",
    method: ["POST"],
    middlewares: [
      validateAndTransformQuery(StoreGetCartsCart, retrieveTransformQueryConfig),
      setRentalQuantity,
    ],
  },
]

async function setRentalQuantity(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const { id: cart_id = "", line_id: line_item_id = "" } = req.params
  const body = Body.safeParse(req.body)
  if (!body.success || !(await isRentalLine(req, cart_id, line_item_id))) {
    return next()
  }
  await setRentalQuantityWorkflow(req.scope).run({
    input: { cart_id, line_item_id, visitor: visitorOf(req), ...body.data },
  })
  res.json({ cart: await refetchCart(cart_id, req.scope, req.queryConfig.fields) })
}

async function isRentalLine(
  req: MedusaRequest,
  cartId: string,
  lineId: string
): Promise<boolean> {
  const [line] = await req.scope
    .resolve(Modules.CART)
    .listLineItems({ id: lineId, cart_id: cartId }, { select: ["id", "variant_id"] })
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  return !!line?.variant_id && (await rental.findRentable([line.variant_id])).size > 0
}
