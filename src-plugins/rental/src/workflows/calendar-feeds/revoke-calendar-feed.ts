import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../modules/rental"
import { reinstateFeed, revokeFeed } from "../../modules/rental/calendar-feeds/feed-rows"
import type RentalModuleService from "../../modules/rental/service"

const revokeFeedStep = createStep(
  "revoke-feed",
  async ({ id }: { id: string }, { container }) => {
    const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const { feed, revoked } = await revokeFeed(ledger.knex, id)
    return new StepResponse(feed, revoked ? id : null)
  },
  async (id, { container }) => {
    if (id) {
      const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await reinstateFeed(ledger.knex, id)
    }
  }
)

/**
 * Ends a calendar feed: its address answers nothing any more.
 *
 * @example
 * await revokeCalendarFeedWorkflow(container).run({ input: { id: "rfeed_1" } })
 */
export const revokeCalendarFeedWorkflow = createWorkflow(
  "revoke-calendar-feed",
  (input: { id: string }) => new WorkflowResponse(revokeFeedStep(input))
)
