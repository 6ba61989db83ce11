import { type MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { listShippingOptionsForCartWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../../modules/rental"
import {
  chooseDelivery,
  type AskedJob,
} from "../../../modules/rental/delivery/choose-delivery"
import { type DeliveryChoice } from "../../../modules/rental/delivery/delivery-choice"
import { isDeliveryProvider } from "../../../modules/rental/delivery/provider-id"
import { normalPostalCode } from "../../../modules/rental/delivery/postal-codes"
import { type Address } from "../../../modules/rental/delivery/zones"
import { periodError, requestError } from "../../../modules/rental/errors/rental-error"
import { type CartLine } from "../../../modules/rental/ledger/plan-bookings"
import { type RentalPeriod } from "../../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../../modules/rental/service"
import {
  addressOf,
  itemsTotal,
  readDeliveryCart,
  refuseCompleted,
  type DeliveryCart,
} from "../delivery-cart"

/** What a customer asks for; not yet checked. */
export interface DeliveryRequest {
  cart_id: string
  jobs: AskedJob[]
  /** Where to, while the cart has no shipping address. */
  country_code?: string
  postal_code?: string
  /** Which of several shipping options of the provider. */
  shipping_option_id?: string
  note?: string
  visitor?: string
}

export interface DeliveryPlan {
  cart_id: string
  period: RentalPeriod
  moves_period: boolean
  lines: CartLine[]
  delivery: DeliveryChoice
  options: { id: string; data: Record<string, unknown> }[]
  visitor?: string
}

/**
 * Checks what a customer wants of delivery, and finds the shipping option it is. Writes
 * nothing.
 *
 * @example
 * planDeliveryStep({ cart_id, jobs: [{ kind: "delivery", window_id: "dwin_1" }] })
 */
export const planDeliveryStep = createStep(
  "plan-rental-delivery",
  async (request: DeliveryRequest, { container }) =>
    new StepResponse(await planDelivery(container, request))
)

async function planDelivery(
  container: MedusaContainer,
  request: DeliveryRequest
): Promise<DeliveryPlan> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [cart, rentalCart] = await Promise.all([
    readDeliveryCart(container, request.cart_id),
    rental.readCart(request.cart_id),
  ])
  refuseCompleted(cart)
  if (!rentalCart) {
    throw periodError({
      rule: "start_date_invalid",
      field: "start_date",
      message: "Choose dates first: POST /store/carts/:id/rental-period",
    })
  }
  const rented = await rentalItems(rental, cart)
  if (!rented.length) {
    throw requestError("id", "Nothing in this cart is rented yet")
  }
  const delivery = await chooseDelivery(
    rental.ledger,
    {
      address: requireAddress(cart, request),
      period: rentalCart.period,
      currency_code: cart.currency_code,
      items_total: itemsTotal(cart.items),
    },
    request
  )
  return {
    cart_id: cart.id,
    period: rentalCart.period,
    moves_period: false,
    lines: rented,
    delivery,
    options: [{ id: await findOption(container, request), data: {} }],
    visitor: request.visitor,
  }
}

async function rentalItems(
  rental: RentalModuleService,
  cart: DeliveryCart
): Promise<CartLine[]> {
  const variantIds = cart.items.flatMap((line) => line.variant_id ?? [])
  const rentable = await rental.findRentable(variantIds)
  return cart.items.flatMap(({ id, variant_id, quantity }) =>
    variant_id && rentable.has(variant_id)
      ? [{ line_item_id: id, variant_id, quantity: Number(quantity) }]
      : []
  )
}

/** The cart's own address; the one asked about while it has none. */
function requireAddress(
  cart: DeliveryCart,
  { country_code, postal_code }: DeliveryRequest
): Address {
  const own = addressOf(cart)
  if (own) {
    const asked = postal_code && normalPostalCode(own.country_code, postal_code)
    if (asked && asked !== normalPostalCode(own.country_code, own.postal_code)) {
      throw requestError(
        "postal_code",
        `This cart goes to ${own.postal_code}: change its shipping address first`
      )
    }
    return own
  }
  if (!postal_code) {
    throw requestError(
      "postal_code",
      "Say where to: postal_code and country_code, or the cart's shipping address"
    )
  }
  if (!country_code) {
    throw requestError("country_code", "country_code is required")
  }
  return { country_code: country_code.toLowerCase(), postal_code }
}

async function findOption(
  container: MedusaContainer,
  { cart_id, shipping_option_id }: DeliveryRequest
): Promise<string> {
  const { result } = await listShippingOptionsForCartWorkflow(container).run({
    input: { cart_id, is_return: false },
  })
  const own = (result as { id: string; provider_id?: string }[]).filter((option) =>
    isDeliveryProvider(option.provider_id)
  )
  const found = shipping_option_id
    ? own.find(({ id }) => id === shipping_option_id)
    : own[0]
  if (!found) {
    throw requestError(
      "shipping_option_id",
      own.length
        ? `There is no such option here, only ${own.map(({ id }) => id).join(", ")}`
        : "This shop has no shipping option for rental delivery that fits this cart"
    )
  }
  return found.id
}
