import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  type ChargeRulesChange,
  type ItemChargesInput,
} from "../../modules/rental/charges/charge-fields"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import type RentalModuleService from "../../modules/rental/service"

/* Each of these writes one thing and is the last step of its workflow: none is undone. */

const saveRulesStep = createStep(
  "save-rules",
  async (
    input: { change: ChargeRulesChange; updated_by: string | null },
    { container }
  ) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    await rental.charges.saveRules(input.change, input.updated_by)
    return new StepResponse(undefined)
  }
)

const saveItemsStep = createStep(
  "save-items",
  async ({ items }: { items: ItemChargesInput }, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const rentable = await rental.findRentable(items.map((item) => item.variant_id))
    const strange = items.findIndex((item) => !rentable.has(item.variant_id))
    if (strange >= 0) {
      throw notFoundError(
        `items.${strange}.variant_id`,
        `Variant ${items[strange]?.variant_id} is not for rent`
      )
    }
    await rental.charges.saveItems(items)
    return new StepResponse(undefined)
  }
)

/**
 * Changes what the shop charges beside its prices; `null` ends a charge.
 *
 * @example
 * await saveChargeRulesWorkflow(container).run({
 *   input: { change: { waiver: { type: "percent", percent: 8, is_required: false } },
 *            updated_by: "user_1" },
 * })
 */
export const saveChargeRulesWorkflow = createWorkflow(
  "save-charge-rules",
  (input: { change: ChargeRulesChange; updated_by: string | null }) =>
    new WorkflowResponse(saveRulesStep(input))
)

/**
 * Sets what is charged otherwise for single items.
 *
 * @example
 * await saveItemChargesWorkflow(container).run({
 *   input: { items: [{ variant_id, deposit: "none" }] },
 * })
 */
export const saveItemChargesWorkflow = createWorkflow(
  "save-item-charges",
  (input: { items: ItemChargesInput }) => new WorkflowResponse(saveItemsStep(input))
)
