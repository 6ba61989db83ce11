import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createPaymentCollectionForCartWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import type RentalModuleService from "../../modules/rental/service"
import { askForShareWorkflow } from "../../workflows/payments/ask-for-share"
import { plannedPayment } from "../../workflows/payments/planned-payment"
import { idField } from "./fields"

/**
 * Medusa's own calls that open the payment of a cart: before they do, it asks for what is paid
 * with the order. What is wrong with a request is left to Medusa to refuse.
 */
export const shareGuards: MiddlewareRoute[] = [
  {
    matcher: "/store/payment-collections",
    method: ["POST"],
    middlewares: [openForShare],
  },
  {
    matcher: "/store/payment-collections/:id/payment-sessions",
    method: ["POST"],
    middlewares: [askForShare],
  },
]

async function openForShare(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const cart = idField.safeParse((req.body as { cart_id?: unknown } | null)?.cart_id)
  if (cart.success && (await plannedPayment(req.scope, "cart", cart.data))) {
    if (!(await findLink(req, { cart_id: cart.data }))) {
      await createPaymentCollectionForCartWorkflow(req.scope).run({
        input: { cart_id: cart.data },
      })
    }
    await askForShareWorkflow(req.scope).run({ input: { cart_id: cart.data } })
  }
  next()
}

async function askForShare(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const { payments } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  if ((await payments.current()).share) {
    const link = await findLink(req, { payment_collection_id: req.params.id ?? "" })
    if (link) {
      await askForShareWorkflow(req.scope).run({ input: { cart_id: link.cart_id } })
    }
  }
  next()
}

async function findLink(
  req: MedusaRequest,
  filters: { cart_id: string } | { payment_collection_id: string }
): Promise<{ cart_id: string } | undefined> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id"],
    filters,
  })
  return data[0] as unknown as { cart_id: string } | undefined
}
