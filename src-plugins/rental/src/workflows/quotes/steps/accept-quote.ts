import { type MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { RentalError } from "../../../modules/rental/errors/rental-error"
import {
  acceptQuote,
  readQuote,
  reopenQuote,
} from "../../../modules/rental/quotes/quotes"
import type RentalModuleService from "../../../modules/rental/service"
import { readRentedOrder } from "../../orders/read-order"
import { viewQuote } from "../view-quote"

/**
 * Accepts a quote that is open. One that is accepted already, but whose order is a draft
 * still, goes on where it stopped.
 *
 * @example
 * acceptQuoteStep({ order_id: "order_1" })
 */
export const acceptQuoteStep = createStep(
  "accept-quote",
  async ({ order_id }: { order_id: string }, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const { knex } = rental.ledger
    const wasOpen = await acceptQuote(knex, order_id).catch(
      async (refusal: unknown) => await refuse(container, order_id, refusal)
    )
    const { is_draft_order } = await readRentedOrder(container, order_id)
    const quote = await readQuote(knex, order_id)
    return new StepResponse(
      {
        is_draft: is_draft_order,
        release: await heldByCart(rental, is_draft_order ? quote?.cart_id : null),
      },
      wasOpen && is_draft_order ? order_id : null
    )
  },
  async (orderId, { container }) => {
    if (orderId) {
      const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
      await reopenQuote(ledger.knex, orderId)
    }
  }
)

/** Who comes too late is told what would be otherwise in a new quote. */
async function refuse(
  container: MedusaContainer,
  orderId: string,
  refusal: unknown
): Promise<never> {
  if (!(refusal instanceof RentalError) || refusal.code !== "rental_quote_ended") {
    throw refusal
  }
  const { changes } = await viewQuote(container, orderId)
  throw new RentalError("rental_quote_ended", refusal.message, {
    ...refusal.details,
    changes,
  })
}

/** What the cart still holds that the quote came from: the same goods, wanted once. */
async function heldByCart(
  rental: RentalModuleService,
  cartId: string | null | undefined
): Promise<{ cart_id: string; line_item_ids: string[] }> {
  const cart = cartId ? await rental.cartThatHolds(cartId) : null
  const bookings = cart ? await rental.readCartBookings(cart.cart_id) : []
  return {
    cart_id: cartId ?? "",
    line_item_ids: [...new Set(bookings.map((booking) => booking.line_item_id))],
  }
}
