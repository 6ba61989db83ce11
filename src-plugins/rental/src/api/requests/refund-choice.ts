import { z } from "@medusajs/framework/zod"
import { type RefundChoice } from "../../modules/rental/cancellation/settle-cancellation"
import { requestError } from "../../modules/rental/errors/rental-error"
import { reasonField } from "./order-fields"

/** What comes back of an order, and why it is not what the policy says. */
export const refundFields = {
  refund: z.enum(["policy", "full", "none", "amount"]).optional(),
  amount: z.number().min(0, "must be at least 0").max(1e9).optional(),
  reason: reasonField.optional(),
}

/**
 * What staff choose to give back: what the policy says, without a word.
 *
 * @throws RentalError `rental_request_invalid` naming `amount` or `reason`
 */
export function readRefundChoice({
  refund = "policy",
  amount,
  reason,
}: {
  refund?: RefundChoice["refund"]
  amount?: number
  reason?: string
}): { choice: RefundChoice; reason: string | null } {
  if (refund !== "policy" && !reason) {
    throw requestError("reason", "Say why something else than the policy is chosen")
  }
  if (refund !== "amount") {
    if (amount !== undefined) {
      throw requestError("amount", `An amount is said with "refund": "amount"`)
    }
    return { choice: { refund }, reason: reason ?? null }
  }
  if (amount === undefined) {
    throw requestError("amount", "amount is required")
  }
  return { choice: { refund, amount }, reason: reason ?? null }
}
