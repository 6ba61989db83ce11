import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  addFeed,
  removeFeed,
  type CalendarFeedInput,
} from "../../modules/rental/calendar-feeds/feed-rows"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import type RentalModuleService from "../../modules/rental/service"
import { requireLocation } from "../reports/report-scope"

const checkScopeStep = createStep(
  "check-scope",
  async ({ location_id, variant_id }: CalendarFeedInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    if (location_id) {
      await requireLocation(container, location_id)
    }
    if (variant_id && !(await rental.findRentable([variant_id])).size) {
      throw notFoundError("variant_id", `Variant ${variant_id} is not for rent`)
    }
    return new StepResponse(undefined)
  }
)

const addFeedStep = createStep(
  "add-feed",
  async (input: CalendarFeedInput, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const made = await addFeed(ledger.knex, input)
    return new StepResponse(made, made.feed.id)
  },
  async (id, { container }) => {
    if (id) {
      const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await removeFeed(ledger.knex, id)
    }
  }
)

/**
 * Makes a calendar that can be subscribed to: of the shop, of a place, of an item.
 *
 * @example
 * const { result } = await createCalendarFeedWorkflow(container).run({
 *   input: { location_id: "sloc_1", created_by: "user_1" },
 * })
 * result.token // the secret of the address; it is never told again
 */
export const createCalendarFeedWorkflow = createWorkflow(
  "create-calendar-feed",
  (input: CalendarFeedInput) => {
    checkScopeStep(input)
    return new WorkflowResponse(addFeedStep(input))
  }
)
