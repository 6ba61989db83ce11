import { type SubscriberArgs, type SubscriberConfig } from "@medusajs/framework"
import reconcileRentalsJob from "../jobs/reconcile-rentals"
import { STARTED_EVENT } from "../modules/rental/started-event"

/** Mends at once, after a start, what a crash may have left behind, and goes on doing so. */
export default async function reconcileAtStart({
  container,
}: SubscriberArgs<object>): Promise<void> {
  await reconcileRentalsJob(container)
}

export const config: SubscriberConfig = { event: STARTED_EVENT }
