import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../../../../modules/rental"
import {
  readDeposit,
  type DepositAccount,
} from "../../../../../modules/rental/charges/deposit-account"
import type RentalModuleService from "../../../../../modules/rental/service"
import { payDepositWorkflow } from "../../../../../workflows/charges/move-deposit"
import { idField } from "../../../../requests/fields"
import { requireOwnOrder } from "../../../../requests/own-order"
import { parseRequest, pathId } from "../../../../requests/parse-request"

const Body = z.strictObject({ provider_id: idField })

/** The deposit of the customer's own order, and what became of it. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  await requireOwnOrder(req, order_id)
  const { ledger } = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  res.json({ deposit: forCustomer(await readDeposit(ledger.knex, order_id)) })
}

/** Leaves the deposit through a payment provider. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const order_id = pathId(req)
  const { provider_id } = parseRequest(Body, req.body)
  await requireOwnOrder(req, order_id)
  const { result } = await payDepositWorkflow(req.scope).run({
    input: { order_id, provider_id },
  })
  res.json({ ...result, deposit: forCustomer(result.deposit) })
}

/** Without who of the staff wrote what, and payments' ids. */
function forCustomer(deposit: DepositAccount | null): unknown {
  return (
    deposit && {
      ...deposit,
      entries: deposit.entries.map(({ kind, amount, reason, created_at }) => ({
        kind,
        amount,
        reason,
        created_at,
      })),
    }
  )
}
