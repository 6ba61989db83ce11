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
import { bringsAlong } from "../../modules/rental/packages/add-ons"
import { removeRentalLineWorkflow } from "../../workflows/carts/remove-rental-line"
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
  {
    matcher: "/store/carts/:id/line-items/:line_id",
    method: ["DELETE"],
    middlewares: [
      validateAndTransformQuery(StoreGetCartsCart, retrieveTransformQueryConfig),
      removeWithAddOns,
    ],
  },
]

async function setRentalQuantity(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const { id: cart_id = "", line_id: line_item_id = "" } = req.params
  if (isZero(req.body) && (await hasAddOns(req, cart_id, line_item_id))) {
    await removeRentalLineWorkflow(req.scope).run({ input: { cart_id, line_item_id } })
    res.json({ cart: await refetchCart(cart_id, req.scope, req.queryConfig.fields) })
    return
  }
  const body = Body.safeParse(req.body)
  if (!body.success || !(await isRentalLine(req, cart_id, line_item_id))) {
    return next()
  }
  await setRentalQuantityWorkflow(req.scope).run({
    input: { cart_id, line_item_id, visitor: visitorOf(req), ...body.data },
  })
  res.json({ cart: await refetchCart(cart_id, req.scope, req.queryConfig.fields) })
}

/**
 * A line that brings others along, or goes with another, is not removed alone: those that
 * went with it go too, and one that has to stay is refused.
 */
async function removeWithAddOns(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const { id: cart_id = "", line_id: line_item_id = "" } = req.params
  if (!(await hasAddOns(req, cart_id, line_item_id))) {
    return next()
  }
  await removeRentalLineWorkflow(req.scope).run({ input: { cart_id, line_item_id } })
  res.json({
    id: line_item_id,
    object: "line-item",
    deleted: true,
    parent: await refetchCart(cart_id, req.scope, req.queryConfig.fields),
  })
}

/** Whether the line is for rent, in a cart where something brings something else along. */
async function hasAddOns(
  req: MedusaRequest,
  cartId: string,
  lineId: string
): Promise<boolean> {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const lines = await req.scope
    .resolve(Modules.CART)
    .listLineItems(
      { cart_id: cartId },
      { select: ["id", "variant_id"], take: null as unknown as number }
    )
  const rented = lines.flatMap(({ variant_id }) => variant_id ?? [])
  const { items, rentable } = await rental.readRentable(rented)
  const variant = lines.find((line) => line.id === lineId)?.variant_id
  const present = [...rentable.keys()].map((variant_id) => ({ variant_id, quantity: 1 }))
  return !!variant && rentable.has(variant) && bringsAlong(items, present)
}

function isZero(body: unknown): boolean {
  return (body as { quantity?: unknown } | undefined)?.quantity === 0
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
