import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { foundAgain, type Found } from "../../modules/rental/ledger/found-again"
import type RentalModuleService from "../../modules/rental/service"

export interface FoundGoodsInput extends Found {
  incident_id: string
  by: string
}

const foundGoodsStep = createStep(
  "found-goods",
  async ({ incident_id, by, ...found }: FoundGoodsInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(
      await rental.thenSend(foundAgain(rental.ledger, incident_id, found, by))
    )
  }
)

/**
 * Lost goods turned up again: they are owned again from today on. Safe to repeat.
 *
 * @example
 * await foundGoodsWorkflow(container).run({
 *   input: { incident_id: "rincident_1", found: 1, by: "user_1" },
 * })
 */
export const foundGoodsWorkflow = createWorkflow(
  "found-goods",
  (input: FoundGoodsInput) => new WorkflowResponse(foundGoodsStep(input))
)
