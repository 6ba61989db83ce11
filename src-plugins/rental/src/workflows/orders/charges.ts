import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { type RequestKey } from "../../modules/rental/ledger/cart-keys"
import {
  addCharge,
  decideCharge,
  type ChargeInput,
} from "../../modules/rental/ledger/charges"
import type RentalModuleService from "../../modules/rental/service"
import { readCurrency } from "./steps/return-context"

/** In the order's currency. */
export interface AddChargeInput extends Omit<ChargeInput, "currency_code"> {
  key?: RequestKey
}

export interface DecideChargeInput {
  id: string
  state: "settled" | "waived"
  by: string
  /** What it was paid with, or why it is not asked for. */
  reference?: string | null
}

const addRentalChargeStep = createStep(
  "add-rental-charge",
  async ({ key, ...input }: AddChargeInput, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const currency_code = await readCurrency(container, input.order_id)
    if (!currency_code) {
      throw notFoundError("order_id", `There is no order ${input.order_id}`)
    }
    return new StepResponse(
      await addCharge(ledger.knex, { ...input, currency_code }, key)
    )
  }
)

const decideRentalChargeStep = createStep(
  "decide-rental-charge",
  async ({ id, ...decision }: DecideChargeInput, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await decideCharge(ledger.knex, id, decision))
  }
)

/**
 * Notes what an order owes besides its prices. It is collected elsewhere.
 *
 * @example
 * await addRentalChargeWorkflow(container).run({
 *   input: { order_id, kind: "late", amount: 25, reason: "Two days late" },
 * })
 */
export const addRentalChargeWorkflow = createWorkflow(
  "add-rental-charge",
  (input: AddChargeInput) => new WorkflowResponse(addRentalChargeStep(input))
)

/**
 * A charge was paid, or is not asked for. Safe to repeat.
 *
 * @example
 * await decideRentalChargeWorkflow(container).run({
 *   input: { id: "rcharge_1", state: "settled", by: "user_1", reference: "pay_1" },
 * })
 */
export const decideRentalChargeWorkflow = createWorkflow(
  "decide-rental-charge",
  (input: DecideChargeInput) => new WorkflowResponse(decideRentalChargeStep(input))
)
