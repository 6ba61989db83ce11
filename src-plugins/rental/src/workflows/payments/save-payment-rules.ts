import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { type PaymentRulesChange } from "../../modules/rental/payments/payment-fields"
import type RentalModuleService from "../../modules/rental/service"

interface PaymentRulesSave {
  change: PaymentRulesChange
  updated_by: string | null
}

/* It writes one thing and is the last step of its workflow: it is not undone. */
const savePaymentRulesStep = createStep(
  "save-payment-rules",
  async ({ change, updated_by }: PaymentRulesSave, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    await rental.payments.save(change, updated_by)
    return new StepResponse(undefined)
  }
)

/**
 * Changes when customers pay; orders that are placed keep what was agreed.
 *
 * @example
 * await savePaymentRulesWorkflow(container).run({
 *   input: { change: { share: { percent: 50, minimum: null } }, updated_by: "user_1" },
 * })
 */
export const savePaymentRulesWorkflow = createWorkflow(
  "save-payment-rules",
  (input: PaymentRulesSave) => new WorkflowResponse(savePaymentRulesStep(input))
)
