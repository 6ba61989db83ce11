import { type BigNumberInput, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  withCancellation,
  type AgreedCharges,
} from "../../modules/rental/charges/agreed-charges"
import { requireDelivery } from "../../modules/rental/delivery/choose-delivery"
import { type DeliveryChoice } from "../../modules/rental/delivery/delivery-choice"
import {
  periodError,
  RentalError,
  requestError,
} from "../../modules/rental/errors/rental-error"
import {
  byVariant,
  type ItemIndex,
  type ItemRow,
} from "../../modules/rental/items/item-rows"
import { requiredUnits } from "../../modules/rental/packages/add-ons"
import { type CartRow } from "../../modules/rental/ledger/cart-rows"
import { type CartLine } from "../../modules/rental/ledger/plan-bookings"
import { type LinePrice } from "../../modules/rental/pricing/line-prices"
import { type Pricing } from "../../modules/rental/pricing/price-unit"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import { requireHeldPeriod } from "../../modules/rental/rules/require-period"
import type RentalModuleService from "../../modules/rental/service"
import { readPricingContext, type PricedCart } from "../carts/rates/cart-pricing-context"
import { itemsPriced, priceLine } from "../carts/rates/price-line"
import { readDayRates } from "../carts/rates/rental-variants"
import { agreedCancellation } from "../cancellation/agreed-cancellation"
import { agreedCharges } from "../charges/agreed-charges"
import { isWaiver } from "../carts/waiver-line"
import { contentsOf } from "../carts/contents-of"
import { findOrdersOfCart } from "../carts/read-cart"
import { withTitles } from "../carts/shortage-titles"
import { freezeCartSchedule } from "../payments/freeze-schedule"
import { plannedPayment } from "../payments/planned-payment"
import { addressOf, itemsTotal } from "../delivery/delivery-cart"
import { registersHooks } from "./registers-hooks"

interface CompletingCart extends PricedCart {
  id: string
  region?: { id: string } | null
  total?: BigNumberInput
  shipping_address?: { country_code: string | null; postal_code: string | null } | null
  shipping_methods?: { data?: Record<string, unknown> | null }[]
  payment_collection?: { amount?: BigNumberInput } | null
  items?: {
    id: string
    title?: string
    variant_id?: string | null
    quantity: unknown
    unit_price: number
    metadata?: Record<string, unknown> | null
  }[]
}

interface Attempt {
  cart_id: string
  transaction_id: string
}

interface ReservedAttempt extends Attempt {
  /** What was in the cart: an order that undoing leaves behind is known by it. */
  contents: string
}

interface ClaimedOrder {
  cart_id: string
  order_id: string
}

interface HookContext {
  container: MedusaContainer
  transactionId?: string
}

/**
 * Handler of `completeCartWorkflow.hooks.validate`: the units of a cart are reserved before
 * its order exists, so that of many carts after the last units exactly one goes on.
 *
 * It runs on every attempt, also after the order was made: then it does nothing.
 *
 * @throws RentalError `rental_shortage`, `rental_hold_expired`, `rental_price_changed`,
 *   `rental_period_invalid`, `rental_minimum_order`, `rental_zone_unknown`
 */
export async function reserveRentals(
  { cart }: { cart: CompletingCart },
  { container, transactionId }: HookContext
): Promise<StepResponse<void, ReservedAttempt | null>> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const items = cart.items ?? []
  const { items: catalogue, rentable } = await rental.readRentable(
    items.flatMap((i) => i.variant_id ?? [])
  )
  const rented = items.filter((line) => line.variant_id && rentable.has(line.variant_id))
  if (!rented.length) {
    return new StepResponse(undefined, null)
  }
  const owner = { cart_id: cart.id }
  const lines = await rental.withChoices(catalogue, owner, rented.map(toCartLine))
  const priced = itemsPriced(catalogue, lines)
  const [[orderId], rentalCart, rates, pricing] = await Promise.all([
    findOrdersOfCart(container, cart.id),
    rental.readCart(cart.id),
    readCurrentRates(container, cart, priced),
    rental.pricing(priced),
    // Kept for a moment, in which they are asked for below.
    rental.ledger.delivery.current(),
    rental.charges.current(),
    rental.payments.current(),
  ])
  if (orderId) {
    const order = { cart_id: cart.id, order_id: orderId }
    await attachUnlessKnown(rental, order, rentalCart)
    await freezeCartSchedule(container, order)
    return new StepResponse(undefined, null)
  }
  const period = rentalCart?.period
  if (!period) {
    throw periodError({
      rule: "start_date_invalid",
      field: "start_date",
      message: "Choose dates first: POST /store/carts/:id/rental-period",
    })
  }
  await requireHeldPeriod(rental, period, { lines, owner })
  refuseMissingAddOns(catalogue, lines)
  await refuseOtherAmount(container, cart)
  const delivery = deliveryPaidFor(cart, rentalCart.delivery)
  await requireDelivery(rental.ledger, delivery, {
    address: addressOf(cart),
    currency_code: cart.currency_code,
    items_total: itemsTotal(items),
  })
  const prices = priceAgain(pricing, { cart, lines, items: catalogue, period, rates })
  refuseChangedPrices(prices)
  const charges = await agreedCharges(rental, {
    lines: prices.map(({ line: { variant_id, quantity }, unit_price }) => ({
      variant_id,
      quantity,
      unit_price,
    })),
    period,
    currency_code: cart.currency_code,
  })
  refuseOtherWaiver(items, charges)
  const cancellation = await agreedCancellation(
    container,
    lines.map(({ variant_id }) => variant_id)
  )
  const attempt = { cart_id: cart.id, transaction_id: transactionId ?? cart.id }
  await withTitles(container, () =>
    rental.reserveCart({
      ...attempt,
      period,
      lines,
      charges: withCancellation(charges, cancellation, cart.currency_code),
      prices: prices.map(({ record }) => record),
      ...(delivery === rentalCart.delivery ? {} : { delivery }),
    })
  )
  return new StepResponse(undefined, { ...attempt, contents: contentsOf(items) })
}

/**
 * Undoes `reserveRentals`, unless an order came of it after all. It may be one that another
 * completion is just undoing, so nothing is given to it here.
 */
export async function unreserveRentals(
  attempt: ReservedAttempt | null | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> {
  if (!attempt || (await findOrdersOfCart(container, attempt.cart_id)).length) {
    return
  }
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { cart_id, transaction_id, contents } = attempt
  await rental.releaseReservation(cart_id, transaction_id, contents)
}

/**
 * Handler of `completeCartWorkflow.hooks.beforePaymentAuthorization`: the bookings learn
 * their order. Should Medusa's lock of the cart have failed, two completions may have come
 * this far: none that is not alone goes on, so no payment is authorised twice.
 *
 * @throws RentalError `rental_busy`
 */
export async function attachRentalOrder(
  { input }: { input: { id: string } },
  { container, transactionId }: HookContext
): Promise<StepResponse<void, ClaimedOrder | null>> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const attempt = { cart_id: input.id, transaction_id: transactionId ?? input.id }
  const [cart, [orderId, ...others]] = await Promise.all([
    rental.readCart(input.id),
    findOrdersOfCart(container, input.id),
  ])
  if (!cart) {
    return new StepResponse(undefined, null)
  }
  if (
    orderId &&
    !(await isReserved(container, cart, { ...attempt, order_id: orderId }))
  ) {
    return new StepResponse(undefined, null)
  }
  if (!orderId || others.length) {
    throw new RentalError("rental_busy", "This cart is being completed just now.")
  }
  const order = { cart_id: input.id, order_id: orderId }
  await rental.claimOrder({ ...attempt, order_id: orderId })
  try {
    await freezeCartSchedule(container, order)
  } catch (error) {
    await detachRentalOrder(order, { container })
    throw error
  }
  return new StepResponse(undefined, order)
}

/** Undoes `attachRentalOrder`, when the payment failed. */
export async function detachRentalOrder(
  order: ClaimedOrder | null | undefined,
  { container }: { container: MedusaContainer }
): Promise<void> {
  if (order) {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    await rental.detachOrder(order.cart_id, order.order_id)
  }
}

/** Whether a cart that has a period has rentals too, which were reserved for its order. */
async function isReserved(
  container: MedusaContainer,
  cart: Pick<CartRow, "completions">,
  { cart_id, order_id, transaction_id }: Attempt & ClaimedOrder
): Promise<boolean> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  return (
    transaction_id in cart.completions ||
    (await rental.readCartBookings(cart_id)).length > 0 ||
    (await hasRentals(container, order_id))
  )
}

async function hasRentals(container: MedusaContainer, orderId: string): Promise<boolean> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "items.variant_id"],
    filters: { id: orderId },
  })
  const order = data[0] as unknown as
    { items?: { variant_id: string | null }[] } | undefined
  const variantIds = (order?.items ?? []).flatMap((item) => item.variant_id ?? [])
  return (await rental.findRentable(variantIds)).size > 0
}

/** What was chosen of delivery counts only with its shipping method, and the other way round. */
function deliveryPaidFor(
  { shipping_methods = [] }: CompletingCart,
  delivery: DeliveryChoice | null
): DeliveryChoice | null {
  const isPaid = shipping_methods.some(({ data }) => data?.rental_delivery)
  if (isPaid && !delivery) {
    throw requestError(
      "jobs",
      "Choose delivery again with POST /store/carts/:id/rental-delivery"
    )
  }
  return isPaid ? delivery : null
}

/** Who changes lines past our calls, or the shop meanwhile, may have left out what goes with them. */
function refuseMissingAddOns(items: ItemIndex, lines: readonly CartLine[]): void {
  const missing = [...requiredUnits(items, lines)].flatMap(([variant_id, required]) => {
    const quantity = lines
      .filter((line) => line.variant_id === variant_id)
      .reduce((sum, line) => sum + line.quantity, 0)
    return quantity < required ? [{ variant_id, required, quantity }] : []
  })
  if (missing.length) {
    throw new RentalError(
      "rental_add_on_missing",
      "Something that goes with the items of this cart is not in it. " +
        "POST /store/carts/:id/rental-hold brings the cart up to date.",
      { add_ons: missing }
    )
  }
}

/** Medusa itself never compares what is paid with what the cart comes to, or its share. */
async function refuseOtherAmount(
  container: MedusaContainer,
  { id, total, payment_collection }: CompletingCart
): Promise<void> {
  const paid = payment_collection?.amount
  if (total === undefined || paid == null) {
    return
  }
  const asked = (await plannedPayment(container, "cart", id))?.now ?? total
  if (!MathBN.eq(asked, paid)) {
    throw new RentalError(
      "rental_price_changed",
      "The payment is not for what is to be paid with this order now. " +
        "POST /store/carts/:id/rental-hold brings the cart and its payment up to date.",
      { paid: Number(paid), total: Number(total) }
    )
  }
}

async function attachUnlessKnown(
  rental: RentalModuleService,
  { cart_id, order_id }: ClaimedOrder,
  cart: { order_id: string | null } | null
): Promise<void> {
  const known = !cart || cart.order_id === order_id
  if (!known && !(await rental.attachOrder(cart_id, order_id))) {
    throw new RentalError("rental_busy", "This cart is being completed just now.")
  }
}

type CartLines = NonNullable<CompletingCart["items"]>
type Rates = Awaited<ReturnType<typeof readDayRates>>

async function readCurrentRates(
  container: MedusaContainer,
  cart: CompletingCart,
  priced: readonly ItemRow[]
): Promise<Rates> {
  return await readDayRates(
    container,
    priced.map((item) => item.variant_id),
    readPricingContext(container, {
      ...cart,
      region_id: cart.region_id ?? cart.region?.id,
    })
  )
}

interface PriceAgain {
  line: CartLine
  shown: number
  unit_price: number
  record: LinePrice
}

/** What the lines cost now, by cards and rates as they are now. */
function priceAgain(
  pricing: Pricing,
  {
    cart,
    lines,
    items,
    period,
    rates,
  }: {
    cart: CompletingCart
    lines: readonly CartLine[]
    items: ItemIndex
    period: RentalPeriod
    rates: Rates
  }
): PriceAgain[] {
  const shown = new Map((cart.items ?? []).map((line) => [line.id, line.unit_price]))
  return lines.map((line) => {
    const { unit_price, record } = priceLine(
      pricing,
      { items, rates },
      {
        ...line,
        item: byVariant(items).get(line.variant_id)!,
        currencyCode: cart.currency_code,
        period,
      }
    )
    return { line, shown: Number(shown.get(line.line_item_id)), unit_price, record }
  })
}

function refuseChangedPrices(prices: readonly PriceAgain[]): void {
  const changed = prices
    .filter(({ shown, unit_price }) => !MathBN.eq(unit_price, shown))
    .map(({ line, shown, unit_price }) => ({
      line_item_id: line.line_item_id,
      variant_id: line.variant_id,
      shown,
      price: unit_price,
    }))
  if (changed.length) {
    throw new RentalError(
      "rental_price_changed",
      "Prices have changed since they were shown. " +
        "POST /store/carts/:id/rental-hold brings the cart up to date.",
      { lines: changed }
    )
  }
}

/** The damage waiver is what the lines ask for, and there where every rental has it. */
function refuseOtherWaiver(items: CartLines, charges: AgreedCharges | null): void {
  const line = items.find(isWaiver)
  const waiver = charges?.waiver ?? null
  const price = line || waiver?.is_required ? (waiver?.amount ?? 0) : 0
  const shown = line ? Number(line.unit_price) * Number(line.quantity) : 0
  if (!MathBN.eq(price, shown)) {
    throw new RentalError(
      "rental_price_changed",
      "The damage waiver is not what it should be. " +
        "POST /store/carts/:id/rental-hold brings the cart up to date.",
      { lines: [{ line_item_id: line?.id ?? null, variant_id: null, shown, price }] }
    )
  }
}

function toCartLine(line: CartLines[number]): CartLine {
  const quantity = Number(line.quantity)
  if (!Number.isInteger(quantity) || quantity < 1) {
    throw requestError(
      "quantity",
      `${line.title ?? line.id} needs a whole number of units`
    )
  }
  return { line_item_id: line.id, variant_id: line.variant_id ?? "", quantity }
}

/** The hooks of complete-cart that exist at run time; only `validate` is in its type. */
interface CompleteCartHooks {
  beforePaymentAuthorization(
    invoke: typeof attachRentalOrder,
    compensate: typeof detachRentalOrder
  ): void
}

if (registersHooks()) {
  completeCartWorkflow.hooks.validate(reserveRentals, unreserveRentals)
  ;(
    completeCartWorkflow.hooks as unknown as CompleteCartHooks
  ).beforePaymentAuthorization(attachRentalOrder, detachRentalOrder)
}
