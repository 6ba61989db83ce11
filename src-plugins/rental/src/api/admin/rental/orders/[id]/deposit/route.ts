import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../../../modules/rental"
import {
  DEPOSIT_KINDS,
  readDeposit,
} from "../../../../../../modules/rental/charges/deposit-account"
import type RentalModuleService from "../../../../../../modules/rental/service"
import { moveDepositWorkflow } from "../../../../../../workflows/charges/move-deposit"
import { requireOrder } from "../../../../../../workflows/orders/read-order"
import { idField } from "../../../../../requests/fields"
import { parseRequest, pathId } from "../../../../../requests/parse-request"

const Body = z.strictObject({
  kind: z.enum(DEPOSIT_KINDS),
  amount: z.number().positive("must be more than 0").max(1_000_000_000).optional(),
  payment_id: idField.optional(),
  reason: z.string().trim().max(500).optional(),
})

/** The deposit of an order: what was agreed, what is held, and what became of it. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  await requireOrder(req.scope, order_id)
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ deposit: await readDeposit(ledger.knex, order_id) })
}

/** Notes that it, or a part of it, is held, kept or returned. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const { result } = await moveDepositWorkflow(req.scope).run({
    input: {
      order_id,
      created_by: req.auth_context.actor_id,
      ...parseRequest(Body, req.body),
    },
  })
  res.json({ deposit: result })
}
