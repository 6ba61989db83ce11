import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { setTimeout } from "timers/promises"
import { RentalError } from "../../../modules/rental/errors/rental-error"

const WAIT_MS = 10_000
const RETRY_MS = 100
const EXPIRES_SECONDS = 30

/**
 * Takes Medusa's lock of a cart, as its own cart workflows do; they release it with
 * `releaseLockStep`. A cart that stays locked is a 409, where Medusa's step would be a 500.
 * A courtesy between requests: the ledger does not rely on it.
 *
 * @example
 * lockCartStep({ cart_id: "cart_1" })
 */
export const lockCartStep = createStep(
  "lock-cart",
  async ({ cart_id }: { cart_id: string }, { container }) => {
    const locking = container.resolve(Modules.LOCKING)
    const giveUpAt = Date.now() + WAIT_MS
    for (;;) {
      try {
        await locking.acquire(cart_id, { expire: EXPIRES_SECONDS })
        return new StepResponse(cart_id, cart_id)
      } catch {
        if (Date.now() > giveUpAt) {
          throw new RentalError("rental_busy", "This cart is being changed just now.")
        }
        await setTimeout(RETRY_MS)
      }
    }
  },
  async (cartId, { container }) => {
    if (cartId) {
      await container.resolve(Modules.LOCKING).release(cartId)
    }
  }
)
