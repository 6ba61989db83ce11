import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  addUnits,
  reinstateUnit,
  retireUnit,
  type UnitInput,
} from "../../modules/rental/ledger/units"
import type RentalModuleService from "../../modules/rental/service"

const addUnitsStep = createStep(
  "add-units",
  async (units: UnitInput[], { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await addUnits(ledger, units))
  }
)

const retireUnitStep = createStep(
  "retire-unit",
  async ({ id }: { id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await retireUnit(ledger, id), id)
  },
  async (id, { container }) => {
    if (id) {
      const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await reinstateUnit(ledger, id)
    }
  }
)

/**
 * Registers things with serial numbers, all or none.
 *
 * @example
 * await addRentalUnitsWorkflow(container).run({
 *   input: { units: [{ variant_id, serial: "GC-0001" }] },
 * })
 */
export const addRentalUnitsWorkflow = createWorkflow(
  "add-rental-units",
  ({ units }: { units: UnitInput[] }) => new WorkflowResponse(addUnitsStep(units))
)

/**
 * Takes a thing with a serial number out of use for good; its history stays.
 *
 * @example
 * await retireRentalUnitWorkflow(container).run({ input: { id: "runit_1" } })
 */
export const retireRentalUnitWorkflow = createWorkflow(
  "retire-rental-unit",
  (input: { id: string }) => new WorkflowResponse(retireUnitStep(input))
)
