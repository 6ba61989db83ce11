import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import mendBoards from "../jobs/mend-boards"
import reconcileProducts from "../jobs/reconcile-products"
import { STARTED_EVENT } from "../modules/vibe-match/started-event"

/** Mends at once, after a start, what a crash may have left behind. */
export default async function reconcileAtStart({
  container,
}: SubscriberArgs<object>): Promise<void> {
  await mendBoards(container)
  await reconcileProducts(container)
}

export const config: SubscriberConfig = { event: STARTED_EVENT }
