import { type CreateOrderDTO, type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { requestError } from "../../../modules/rental/errors/rental-error"
import { type CartLine } from "../../../modules/rental/ledger/plan-bookings"
import { type NewQuote } from "../../../modules/rental/quotes/quotes"
import { quoteExpiry } from "../../../modules/rental/quotes/quote-expiry"
import { requireOpenPeriod } from "../../../modules/rental/rules/require-period"
import type RentalModuleService from "../../../modules/rental/service"
import { spokenChoice } from "../../../modules/rental/packages/read-choice"
import { readOpenCart, type OpenCart } from "../../carts/read-cart"
import { isWaiver, type WaivableLine } from "../../carts/waiver-line"
import { type DraftOrderRequest } from "../../orders/steps/plan-draft-order"
import { readQuoteTime } from "./quote-time"

/** How long a quote's price holds, and whether its units are kept so long. */
export interface QuoteTerms {
  days: number
  hold: boolean
  /** Null for a customer, who can quote only what the rules of the shop let them book. */
  created_by: string | null
}

interface CartQuotePlan {
  draft: DraftOrderRequest
  quote: Omit<NewQuote, "order_id">
  /** The cart's holds that the quote's take the place of; none without a hold. */
  release: { cart_id: string; line_item_ids: string[] }
}

/**
 * Works out the draft order that a cart becomes as a quote. Writes nothing.
 *
 * @example
 * planCartQuoteStep({ cart_id: "cart_1", days: 14, hold: false, created_by: null })
 */
export const planCartQuoteStep = createStep(
  "plan-cart-quote",
  async (input: QuoteTerms & { cart_id: string }, { container }) =>
    new StepResponse(await planCartQuote(container, input))
)

async function planCartQuote(
  container: MedusaContainer,
  { cart_id, days, hold, created_by }: QuoteTerms & { cart_id: string }
): Promise<CartQuotePlan> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [cart, contact, rented] = await Promise.all([
    readOpenCart(container, cart_id),
    readContact(container, cart_id),
    rental.readCart(cart_id),
  ])
  if (!rented?.period || !cart.region_id) {
    throw requestError("cart_id", "This cart has no rental period")
  }
  if (!cart.customer_id && !contact.email) {
    throw requestError("email", "A quote is for somebody: the cart has no email yet")
  }
  const time = await readQuoteTime(rental, days)
  if (created_by === null) {
    await requireOpenPeriod(rental, rented.period, {
      lines: wantedLines(cart),
      owner: { cart_id },
      now: new Date(time.now),
    })
  }
  const expires_at = quoteExpiry(rented.period, time)
  return {
    draft: {
      ...rented.period,
      region_id: cart.region_id,
      sales_channel_id: cart.sales_channel_id ?? undefined,
      customer_id: cart.customer_id ?? undefined,
      email: contact.email ?? undefined,
      items: await chosenItems(rental, cart),
      reserve: hold,
      shipping_address: contact.shipping_address,
      billing_address: contact.billing_address,
      shipping_methods: contact.shipping_methods,
      delivery: contact.pays_delivery ? rented.delivery : null,
      promo_codes: contact.promo_codes,
      extra_lines: contact.extra_lines,
    },
    quote: { cart_id, expires_at, holds: hold, created_by },
    release: {
      cart_id,
      line_item_ids: hold ? cart.items.map((line) => line.id) : [],
    },
  }
}

/** The cart's goods, packages as they were chosen. */
async function chosenItems(
  rental: RentalModuleService,
  cart: OpenCart
): Promise<DraftOrderRequest["items"]> {
  const lines = wantedLines(cart)
  const { items } = await rental.readRentable(lines.map((line) => line.variant_id))
  const chosen = await rental.withChoices(items, { cart_id: cart.id }, lines)
  return chosen.map(({ variant_id, quantity, choice }) => ({
    variant_id,
    quantity,
    ...(choice ? { choices: spokenChoice(choice) } : {}),
  }))
}

function wantedLines(cart: OpenCart): CartLine[] {
  return cart.items.flatMap(({ id, variant_id, quantity }) =>
    variant_id ? [{ line_item_id: id, variant_id, quantity: Number(quantity) }] : []
  )
}

interface Contact {
  email: string | null
  shipping_address: DraftOrderRequest["shipping_address"]
  billing_address: DraftOrderRequest["billing_address"]
  shipping_methods: CreateOrderDTO["shipping_methods"]
  /** Whether one of them is delivery at our prices, whose jobs are booked. */
  pays_delivery: boolean
  promo_codes: string[]
  extra_lines: DraftOrderRequest["extra_lines"]
}

async function readContact(container: MedusaContainer, cartId: string): Promise<Contact> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "email",
      "shipping_address.*",
      "billing_address.*",
      "shipping_methods.*",
      "promotions.code",
      "items.*",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as unknown as QueriedCart | undefined
  return {
    email: cart?.email ?? null,
    shipping_address: address(cart?.shipping_address),
    billing_address: address(cart?.billing_address),
    shipping_methods: (cart?.shipping_methods ?? []).map((method) => ({
      name: method.name,
      shipping_option_id: method.shipping_option_id ?? undefined,
      amount: Number(method.amount),
      is_tax_inclusive: method.is_tax_inclusive,
      data: method.data ?? undefined,
    })) as unknown as CreateOrderDTO["shipping_methods"],
    pays_delivery: (cart?.shipping_methods ?? []).some(
      ({ data }) => data?.rental_delivery
    ),
    // The waiver is taken over as it is: it was priced with the rest of the cart.
    extra_lines: (cart?.items ?? []).filter(isWaiver).map((line) => ({
      title: line.title,
      quantity: 1,
      unit_price: Number(line.unit_price),
      is_tax_inclusive: line.is_tax_inclusive,
      is_discountable: false,
      requires_shipping: false,
      metadata: line.metadata ?? undefined,
    })),
    promo_codes: (cart?.promotions ?? []).flatMap((promotion) => promotion?.code ?? []),
  }
}

/** An address of the cart's as one of the order's own. */
function address(
  given: Record<string, unknown> | null | undefined
): DraftOrderRequest["shipping_address"] {
  if (!given) {
    return undefined
  }
  const fields = [
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "city",
    "country_code",
    "province",
    "postal_code",
    "phone",
  ]
  return Object.fromEntries(
    fields.filter((field) => given[field]).map((field) => [field, given[field]])
  ) as DraftOrderRequest["shipping_address"]
}

interface QueriedCart {
  email: string | null
  shipping_address?: Record<string, unknown> | null
  billing_address?: Record<string, unknown> | null
  shipping_methods?: {
    name: string
    shipping_option_id: string | null
    amount: unknown
    is_tax_inclusive: boolean
    data: Record<string, unknown> | null
  }[]
  items?: (WaivableLine & { title: string; is_tax_inclusive?: boolean })[]
  promotions?: ({ code?: string } | null)[] | null
}
