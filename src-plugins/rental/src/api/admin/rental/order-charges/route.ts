import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../modules/rental"
import {
  CHARGE_KINDS,
  CHARGE_STATES,
  readCharges,
} from "../../../../modules/rental/ledger/charges"
import type RentalModuleService from "../../../../modules/rental/service"
import { addRentalChargeWorkflow } from "../../../../workflows/orders/charges"
import { toChargeAnswer } from "../../../../workflows/rental-view/return-answer"
import {
  idField,
  limitParameter,
  offsetParameter,
  quantityField,
} from "../../../requests/fields"
import { idempotencyKey } from "../../../requests/idempotency-key"
import { parseRequest } from "../../../requests/parse-request"
import { amountField } from "../../../requests/returns"

const Query = z.object({
  order_id: idField.optional(),
  state: z.enum(CHARGE_STATES).optional(),
  limit: limitParameter,
  offset: offsetParameter,
})

const Body = z.strictObject({
  order_id: idField,
  kind: z.enum(CHARGE_KINDS),
  amount: amountField,
  reason: z.string().trim().min(1).max(500),
  quantity: quantityField.optional(),
  line_item_id: idField.optional(),
  booking_id: idField.optional(),
  unit_id: idField.optional(),
})

/** What orders owe besides their prices, the latest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { state, ...filter } = parseRequest(Query, req.query)
  const charges = await readCharges(ledger.knex, {
    ...filter,
    states: state && [state],
  })
  res.json({ charges: charges.map(toChargeAnswer) })
}

/** Charges an order, once for each `Idempotency-Key`. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const body = parseRequest(Body, req.body)
  const { result } = await addRentalChargeWorkflow(req.scope).run({
    input: {
      ...body,
      created_by: req.auth_context.actor_id,
      key: idempotencyKey(req, body),
    },
  })
  res.status(201).json({ charge: toChargeAnswer(result) })
}
