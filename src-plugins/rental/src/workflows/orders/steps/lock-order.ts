import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { setTimeout } from "timers/promises"
import { RentalError } from "../../../modules/rental/errors/rental-error"

const WAIT_MS = 10_000
const RETRY_MS = 100
const EXPIRES_SECONDS = 60

/**
 * Takes Medusa's lock of an order, as its own order workflows do; `releaseLockStep` gives
 * it back. A courtesy between requests: the ledger does not rely on it.
 *
 * @example
 * lockOrderStep({ order_id: "order_1" })
 */
export const lockOrderStep = createStep(
  "lock-order",
  async ({ order_id }: { order_id: string }, { container }) => {
    const locking = container.resolve(Modules.LOCKING)
    const giveUpAt = Date.now() + WAIT_MS
    for (;;) {
      try {
        await locking.acquire(order_id, { expire: EXPIRES_SECONDS })
        return new StepResponse(order_id, order_id)
      } catch {
        if (Date.now() > giveUpAt) {
          throw new RentalError("rental_busy", "This order is being changed just now.")
        }
        await setTimeout(RETRY_MS)
      }
    }
  },
  async (orderId, { container }) => {
    if (orderId) {
      await container.resolve(Modules.LOCKING).release(orderId)
    }
  }
)
