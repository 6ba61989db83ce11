import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { type DepositMove } from "../../modules/rental/charges/deposit-account"
import { payDeposit, settleDeposit } from "./deposit-payments"

/* Both move money at their end, under the lock of the deposit: neither is undone. */

const takeDepositStep = createStep(
  "take-deposit",
  async (input: { order_id: string; provider_id: string }, { container }) =>
    new StepResponse(await payDeposit(container, input))
)

const settleDepositStep = createStep(
  "settle-deposit",
  async (input: DepositMove & { order_id: string }, { container }) =>
    new StepResponse(await settleDeposit(container, input))
)

/**
 * Notes that the deposit of an order, or a part of it, is held, kept or returned, and moves the
 * money where a payment holds it.
 *
 * @example
 * await moveDepositWorkflow(container).run({
 *   input: { order_id, kind: "kept", amount: 40, reason: "A broken vase" },
 * })
 */
export const moveDepositWorkflow = createWorkflow(
  "move-deposit",
  (input: DepositMove & { order_id: string }) => {
    const key = transform({ input }, lockOf)
    acquireLockStep({ key, timeout: 10, ttl: 60 })
    const account = settleDepositStep(input)
    releaseLockStep({ key })
    return new WorkflowResponse(account)
  }
)

/**
 * Takes the deposit of an order through a payment provider.
 *
 * @example
 * await payDepositWorkflow(container).run({
 *   input: { order_id, provider_id: "pp_stripe_stripe" },
 * })
 */
export const payDepositWorkflow = createWorkflow(
  "pay-deposit",
  (input: { order_id: string; provider_id: string }) => {
    const key = transform({ input }, lockOf)
    acquireLockStep({ key, timeout: 10, ttl: 60 })
    const paid = takeDepositStep(input)
    releaseLockStep({ key })
    return new WorkflowResponse(paid)
  }
)

function lockOf({ input }: { input: { order_id: string } }): string {
  return `rental-deposit:${input.order_id}`
}
