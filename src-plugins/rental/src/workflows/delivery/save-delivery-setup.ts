import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  deleteWindow,
  deleteZone,
  saveDeliverySettings,
  savePostalPlaces,
  saveWindow,
  saveZone,
} from "../../modules/rental/delivery/save-setup"
import {
  type DeliverySettingsChange,
  type PostalPlaces,
  type WindowChange,
  type ZoneChange,
} from "../../modules/rental/delivery/setup-fields"
import type RentalModuleService from "../../modules/rental/service"

/* Each of these writes one thing and is the last step of its workflow: none is undone. */

const saveZoneStep = createStep(
  "save-delivery-zone",
  async (change: ZoneChange, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await saveZone(ledger, change))
  }
)

const deleteZoneStep = createStep(
  "delete-delivery-zone",
  async ({ id }: { id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    await deleteZone(ledger, id)
    return new StepResponse({ id })
  }
)

const saveWindowStep = createStep(
  "save-delivery-window",
  async (change: WindowChange, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await saveWindow(ledger, change))
  }
)

const deleteWindowStep = createStep(
  "delete-delivery-window",
  async ({ id }: { id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    await deleteWindow(ledger, id)
    return new StepResponse({ id })
  }
)

const saveSettingsStep = createStep(
  "save-delivery-settings",
  async (change: DeliverySettingsChange, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await saveDeliverySettings(ledger, change))
  }
)

const savePlacesStep = createStep(
  "save-postal-places",
  async ({ postal_codes }: { postal_codes: PostalPlaces }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    return new StepResponse(await savePostalPlaces(ledger, postal_codes))
  }
)

/**
 * Makes a zone of delivery, or changes the one with the `id`.
 *
 * @example
 * await saveDeliveryZoneWorkflow(container).run({
 *   input: { name: "Town", country_code: "us", postal_codes: ["125*"], prices },
 * })
 */
export const saveDeliveryZoneWorkflow = createWorkflow(
  "save-rental-delivery-zone",
  (input: ZoneChange) => new WorkflowResponse(saveZoneStep(input))
)

/** Takes a zone out of use. */
export const deleteDeliveryZoneWorkflow = createWorkflow(
  "delete-rental-delivery-zone",
  (input: { id: string }) => new WorkflowResponse(deleteZoneStep(input))
)

/**
 * Makes a window of delivery, or changes the one with the `id`.
 *
 * @example
 * await saveDeliveryWindowWorkflow(container).run({
 *   input: { name: "Morning", kinds: ["delivery"], start_time: "08:00", end_time: "12:00",
 *            capacity: 4 },
 * })
 */
export const saveDeliveryWindowWorkflow = createWorkflow(
  "save-rental-delivery-window",
  (input: WindowChange) => new WorkflowResponse(saveWindowStep(input))
)

/** Takes a window out of what can be chosen; jobs that are in it stay. */
export const deleteDeliveryWindowWorkflow = createWorkflow(
  "delete-rental-delivery-window",
  (input: { id: string }) => new WorkflowResponse(deleteWindowStep(input))
)

/** Changes some of what holds for all of delivery. */
export const saveDeliverySettingsWorkflow = createWorkflow(
  "save-rental-delivery-settings",
  (input: DeliverySettingsChange) => new WorkflowResponse(saveSettingsStep(input))
)

/** Notes where postal codes are, for zones by distance. */
export const savePostalPlacesWorkflow = createWorkflow(
  "save-rental-postal-places",
  (input: { postal_codes: PostalPlaces }) => new WorkflowResponse(savePlacesStep(input))
)
