import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import { listQuotes } from "../../../../modules/rental/quotes/quotes"
import type RentalModuleService from "../../../../modules/rental/service"
import {
  createRentalQuoteWorkflow,
  quoteRentalDraftOrderWorkflow,
} from "../../../../workflows/quotes/create-rental-quote"
import { viewQuote } from "../../../../workflows/quotes/view-quote"
import { idField } from "../../../requests/fields"
import { tokenOf } from "../../../requests/own-order"
import { parseRequest } from "../../../requests/parse-request"

const MOST_LISTED = 200
const DEFAULT_DAYS = 14

const Query = z.object({
  status: z.enum(["open", "expired", "accepted", "withdrawn"]).optional(),
})

const Body = z
  .strictObject({
    cart_id: idField.optional(),
    order_id: idField.optional(),
    days: z.number().int("must be a whole number").min(1).max(365).optional(),
    hold: z.boolean().optional(),
  })
  .refine((body) => (body.cart_id === undefined) !== (body.order_id === undefined), {
    path: ["cart_id"],
    message: "name either cart_id or order_id",
  })

/** The latest quotes, of one status or all. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { status } = parseRequest(Query, req.query)
  res.json({ quotes: await listQuotes(ledger.knex, status ?? null, MOST_LISTED) })
}

/** Makes a quote of a cart, or of a draft order, and the token for the customer's link. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { cart_id, order_id, days, hold } = parseRequest(Body, req.body)
  const terms = {
    days: days ?? DEFAULT_DAYS,
    hold: hold ?? false,
    created_by: req.auth_context.actor_id,
  }
  const { result } = order_id
    ? await quoteRentalDraftOrderWorkflow(req.scope).run({
        input: { ...terms, order_id },
      })
    : await createRentalQuoteWorkflow(req.scope).run({
        input: { ...terms, cart_id: cart_id! },
      })
  res.status(201).json({
    quote: await viewQuote(req.scope, result.order_id),
    order_token: tokenOf(req, result.order_id),
  })
}
