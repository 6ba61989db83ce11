import {
  validateAndTransformQuery,
  type AuthenticatedMedusaRequest,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { retrieveTransformQueryConfig } from "@medusajs/medusa/api/admin/draft-orders/query-config"
import { AdminGetDraftOrderParams } from "@medusajs/medusa/api/admin/draft-orders/validators"
import { retrieveTransformQueryConfig as orderQueryConfig } from "@medusajs/medusa/api/admin/orders/query-config"
import { AdminGetOrdersOrderParams } from "@medusajs/medusa/api/admin/orders/validators"
import { RENTAL_MODULE } from "../../modules/rental"
import { requestError } from "../../modules/rental/errors/rental-error"
import type RentalModuleService from "../../modules/rental/service"
import { cancelRentalOrderWorkflow } from "../../workflows/cancellation/cancel-rental-order"
import { convertRentalDraftOrderWorkflow } from "../../workflows/orders/convert-rental-draft-order"
import { deleteRentalDraftOrderWorkflow } from "../../workflows/orders/delete-rental-draft-order"

const CHANGE = "change it with POST /admin/rental/orders/:id/change"
const RETURN = "take it back with POST /admin/rental/orders/:id/check-in"
const DRAFT = "make the draft with POST /admin/rental/draft-orders"

type Middleware = (
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
) => Promise<void>

/** Reads `fields` as Medusa's own calls of draft orders do. */
export const answersDraftOrder = validateAndTransformQuery(
  AdminGetDraftOrderParams,
  retrieveTransformQueryConfig
)

const answersOrder = validateAndTransformQuery(
  AdminGetOrdersOrderParams,
  orderQueryConfig
)

/**
 * Medusa's own routes of orders, which know nothing of the ledger. What would add, change or
 * return a rental is refused with the call that does it right; goods for sale in the same
 * order pass. Three calls are made to do the right thing: placing and deleting a draft order,
 * and cancelling an order, of which Medusa would refund everything.
 */
export const nativeOrderGuards: MiddlewareRoute[] = [
  post("/admin/draft-orders", refuseVariants(DRAFT)),
  post("/admin/draft-orders/:id/edit/items", refuseVariants(CHANGE)),
  post("/admin/draft-orders/:id/edit/items/item/:item_id", refuseNewQuantity),
  post("/admin/draft-orders/:id/edit/items/:action_id", refuseNewQuantity),
  post("/admin/order-edits/:id/items", refuseVariants(CHANGE)),
  post("/admin/order-edits/:id/items/item/:item_id", refuseNewQuantity),
  post("/admin/order-edits/:id/items/:action_id", refuseNewQuantity),
  post("/admin/exchanges/:id/inbound/items", refuseLines(RETURN)),
  post("/admin/exchanges/:id/outbound/items", refuseVariants(CHANGE)),
  post("/admin/claims/:id/claim-items", refuseLines(RETURN)),
  post("/admin/claims/:id/inbound/items", refuseLines(RETURN)),
  post("/admin/claims/:id/outbound/items", refuseVariants(CHANGE)),
  post("/admin/returns/:id/request-items", refuseLines(RETURN)),
  post("/store/returns", refuseLines("the shop takes it back when it comes in")),
  {
    matcher: "/admin/draft-orders/:id/convert-to-order",
    method: ["POST"],
    middlewares: [answersDraftOrder, placeRentalDraft],
  },
  {
    matcher: "/admin/orders/:id/cancel",
    method: ["POST"],
    middlewares: [answersOrder, cancelRentalOrder],
  },
  {
    matcher: "/admin/draft-orders/:id",
    method: ["DELETE"],
    middlewares: [deleteRentalDraft],
  },
]

function post(matcher: string, middleware: Middleware): MiddlewareRoute {
  return { matcher, method: ["POST"], middlewares: [middleware] }
}

/** Refuses a body that names a rentable variant. */
function refuseVariants(instead: string): Middleware {
  return async (req, _res, next) => {
    const variantIds = itemsOf(req).flatMap(({ variant_id }) =>
      typeof variant_id === "string" ? [variant_id] : []
    )
    await refuseRentables(req, variantIds, instead)
    next()
  }
}

/** Refuses a body that names an order line of a rentable variant. */
function refuseLines(instead: string): Middleware {
  return async (req, _res, next) => {
    const lineIds = itemsOf(req).flatMap(({ id }) => (typeof id === "string" ? [id] : []))
    await refuseRentables(req, [...(await readVariants(req, lineIds)).values()], instead)
    next()
  }
}

/** Lets the price of a rental line be edited, and refuses another quantity. */
async function refuseNewQuantity(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const lineId = req.params.item_id ?? (await lineOfAction(req, req.params.action_id))
  const quantity = (req.body as { quantity?: unknown } | undefined)?.quantity
  if (lineId && quantity !== undefined) {
    const variants = await readVariants(req, [lineId])
    const current = await readQuantity(req, lineId)
    if (Number(quantity) !== current) {
      await refuseRentables(req, [...variants.values()], CHANGE)
    }
  }
  next()
}

async function placeRentalDraft(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const order_id = req.params.id ?? ""
  if (!(await isRentalDraft(req, order_id))) {
    return next()
  }
  await convertRentalDraftOrderWorkflow(req.scope).run({ input: { order_id } })
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "orders",
    fields: req.queryConfig.fields,
    filters: { id: order_id },
  })
  res.status(200).json({ order: data[0] })
}

/** By the policy that the order was placed with. */
async function cancelRentalOrder(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const order_id = req.params.id ?? ""
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  if (!(await rental.readOrder(order_id)) || (await isRentalDraft(req, order_id))) {
    return next()
  }
  await cancelRentalOrderWorkflow(req.scope).run({
    input: {
      order_id,
      choice: { refund: "policy" },
      created_by: (req as AuthenticatedMedusaRequest).auth_context?.actor_id,
    },
  })
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: req.queryConfig.fields,
    filters: { id: order_id },
  })
  res.status(200).json({ order: data[0] })
}

async function deleteRentalDraft(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const order_id = req.params.id ?? ""
  if (!(await isRentalDraft(req, order_id))) {
    return next()
  }
  await deleteRentalDraftOrderWorkflow(req.scope).run({ input: { order_id } })
  res.status(200).json({ id: order_id, object: "draft-order", deleted: true })
}

/**
 * Whether an order is a draft that rents: by its period, or by a line whose period was lost,
 * which must not become an order without bookings. Everything else is Medusa's to answer.
 */
async function isRentalDraft(req: MedusaRequest, orderId: string): Promise<boolean> {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "is_draft_order", "items.id", "items.variant_id"],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as
    { is_draft_order?: boolean; items?: { variant_id: string | null }[] } | undefined
  if (!order?.is_draft_order) {
    return false
  }
  const variantIds = (order.items ?? []).flatMap((line) => line.variant_id ?? [])
  return (
    (await rental.findRentable(variantIds)).size > 0 ||
    (await rental.readOrder(orderId)) !== null
  )
}

async function refuseRentables(
  req: MedusaRequest,
  variantIds: readonly string[],
  instead: string
): Promise<void> {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const [first] = (await rental.findRentable(variantIds)).keys()
  if (first) {
    throw requestError("items", `Variant ${first} is rented, not sold: ${instead}`)
  }
}

/** Bodies are read before Medusa has checked them. */
function itemsOf(req: MedusaRequest): { variant_id?: unknown; id?: unknown }[] {
  const items = (req.body as { items?: unknown } | undefined)?.items
  return Array.isArray(items)
    ? items.filter((item): item is object => typeof item === "object" && item !== null)
    : []
}

/** The variants of order lines, by line. */
async function readVariants(
  req: MedusaRequest,
  lineIds: readonly string[]
): Promise<Map<string, string>> {
  if (!lineIds.length) {
    return new Map()
  }
  const lines = await req.scope
    .resolve(Modules.ORDER)
    .listOrderLineItems({ id: [...lineIds] }, { select: ["id", "variant_id"] })
  return new Map(
    lines.flatMap((line) =>
      line.variant_id ? [[line.id, line.variant_id] as const] : []
    )
  )
}

async function lineOfAction(
  req: MedusaRequest,
  actionId: string | undefined
): Promise<string | undefined> {
  if (!actionId) {
    return undefined
  }
  const [action] = await req.scope
    .resolve(Modules.ORDER)
    .listOrderChangeActions({ id: [actionId] })
  return action?.details?.reference_id as string | undefined
}

/** The quantity of a line in its order; undefined while it is only in an edit. */
async function readQuantity(
  req: MedusaRequest,
  lineId: string
): Promise<number | undefined> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "items.*"],
    filters: { id: (req as AuthenticatedMedusaRequest).params.id },
  })
  const order = data[0] as unknown as
    { items?: { id: string; quantity: unknown }[] } | undefined
  const line = order?.items?.find(({ id }) => id === lineId)
  return line && Number(line.quantity)
}
