import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  deletePaymentSessionsWorkflow,
  releaseLockStep,
  updatePaymentCollectionStep,
} from "@medusajs/medusa/core-flows"
import { plannedPayment } from "./planned-payment"

/** What the payment collection of a cart asks for otherwise than it should. */
interface AskedAmount {
  is_other: boolean
  payment_collection_id: string
  session_ids: string[]
  amount: number
}

const compareAskedStep = createStep(
  "compare-asked",
  async ({ cart_id }: { cart_id: string }, { container }) =>
    new StepResponse(await compareAsked(container, cart_id))
)

/**
 * Makes the payment collection of a cart ask for what is paid with the order. Medusa makes it
 * ask for the total with every change of the cart, and ends its payment sessions; so this is done
 * before a session is opened, and after each change of our own. A session for another amount is
 * ended.
 *
 * @example
 * await askForShareWorkflow(container).run({ input: { cart_id } })
 */
export const askForShareWorkflow = createWorkflow(
  "ask-for-share",
  (input: { cart_id: string }) => {
    acquireLockStep({ key: input.cart_id, timeout: 5, ttl: 10 })
    const asked = compareAskedStep(input)
    when("asks-for-other", asked, ({ is_other }) => is_other).then(() => {
      const sessions = transform({ asked }, (data) => ({ ids: data.asked.session_ids }))
      deletePaymentSessionsWorkflow.runAsStep({ input: sessions })
      const update = transform({ asked }, (data) => ({
        selector: { id: data.asked.payment_collection_id },
        update: { amount: data.asked.amount },
      }))
      updatePaymentCollectionStep(update)
    })
    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse(asked)
  }
)

async function compareAsked(
  container: MedusaContainer,
  cartId: string
): Promise<AskedAmount> {
  const nothing = {
    is_other: false,
    payment_collection_id: "",
    session_ids: [],
    amount: 0,
  }
  const plan = await plannedPayment(container, "cart", cartId)
  if (!plan) {
    return nothing
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: [
      "payment_collection.id",
      "payment_collection.amount",
      "payment_collection.payment_sessions.id",
      "cart.completed_at",
    ],
    filters: { cart_id: cartId },
  })
  const [link] = data as unknown as LinkedCollection[]
  const collection = link?.payment_collection
  if (!collection || link.cart?.completed_at || MathBN.eq(collection.amount, plan.now)) {
    return nothing
  }
  return {
    is_other: true,
    payment_collection_id: collection.id,
    session_ids: (collection.payment_sessions ?? []).map(({ id }) => id),
    amount: plan.now,
  }
}

interface LinkedCollection {
  cart?: { completed_at: string | Date | null } | null
  payment_collection?: {
    id: string
    amount: number
    payment_sessions?: { id: string }[]
  } | null
}
