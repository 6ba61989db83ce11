import { type CreateOrderDTO, type MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  generateEntityId,
  OrderStatus,
} from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { followAsked } from "../../../modules/rental/packages/add-ons"
import { RENTAL_MODULE } from "../../../modules/rental"
import { notFoundError, requestError } from "../../../modules/rental/errors/rental-error"
import { type OrderWrite } from "../../../modules/rental/ledger/write-order"
import { type ItemRow } from "../../../modules/rental/items/item-rows"
import { type PackageChoice } from "../../../modules/rental/packages/package-terms"
import {
  readChoice,
  type AskedChoice,
} from "../../../modules/rental/packages/read-choice"
import { type LinePrice } from "../../../modules/rental/pricing/line-prices"
import { todayIn } from "../../../modules/rental/periods/local-date"
import type RentalModuleService from "../../../modules/rental/service"
import { priceVariants } from "../price-lines"
import { readStaffPeriod, type PeriodRequest } from "../staff-period"

/** What staff ask for when they write an order themselves. */
export interface DraftOrderRequest extends PeriodRequest {
  region_id: string
  sales_channel_id?: string
  email?: string
  customer_id?: string
  items: { variant_id: string; quantity: number; choices?: AskedChoice[] }[]
  /** Whether the draft keeps its units from others. */
  reserve?: boolean
  overbook?: OrderWrite["overbook"]
  shipping_address?: CreateOrderDTO["shipping_address"]
  billing_address?: CreateOrderDTO["billing_address"]
  shipping_methods?: CreateOrderDTO["shipping_methods"]
  /** What was chosen of delivery, which its shipping method pays for. */
  delivery?: OrderWrite["delivery"]
  promo_codes?: string[]
  /** Lines that are no goods: a damage waiver. */
  extra_lines?: NonNullable<CreateOrderDTO["items"]>
}

/** What to book, and the order to make. */
export interface DraftOrderPlan {
  bookings: OrderWrite
  order: CreateOrderDTO & { id: string }
  /** What its lines are priced with. */
  prices: LinePrice[]
}

/**
 * Prices a draft order and works out what it needs. Writes nothing.
 *
 * @example
 * planDraftOrderStep({ region_id, email, start_date, end_date, items })
 */
export const planDraftOrderStep = createStep(
  "plan-draft-order",
  async (request: DraftOrderRequest, { container }) =>
    new StepResponse(await planDraftOrder(container, request))
)

async function planDraftOrder(
  container: MedusaContainer,
  request: DraftOrderRequest
): Promise<DraftOrderPlan> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const region = await readRegion(container, request.region_id)
  const customer = await readCustomer(container, request)
  const period = readStaffPeriod(request, null, todayIn(rental.options.timezone))
  const quantities = addUp(request.items)
  const { items: catalogue, rentable } = await readWithAddOns(rental, quantities)
  const choices = readChoices(request.items, rentable)
  if (!rentable.size) {
    throw requestError(
      "items",
      "None of these variants is rented: make the draft with POST /admin/draft-orders"
    )
  }
  const prices = await priceVariants(
    container,
    { ...region, ...customer, sales_channel_id: request.sales_channel_id },
    catalogue,
    Array.from(rentable.keys(), (variant_id) => ({
      variant_id,
      quantity: quantities.get(variant_id) ?? 1,
      choice: choices.get(variant_id),
    })),
    period
  )
  const order_id = generateEntityId(undefined, "order")
  const items = [...quantities].map(([variant_id, quantity]) => {
    const price = prices.get(variant_id)
    return {
      variant_id,
      quantity,
      ...(price && {
        unit_price: price.unit_price,
        compare_at_unit_price: price.compare_at_unit_price ?? undefined,
      }),
    }
  })
  return {
    bookings: {
      order_id,
      period,
      state: request.reserve ? "reserved" : "draft",
      is_draft: true,
      delivery: request.delivery,
      overbook: request.overbook,
      lines: items
        .filter((item) => rentable.has(item.variant_id))
        .map(({ variant_id, quantity }) => ({
          line_item_id: generateEntityId(undefined, "ordli"),
          variant_id,
          quantity,
          choice: choices.get(variant_id),
        })),
    },
    order: {
      id: order_id,
      ...region,
      ...customer,
      sales_channel_id: request.sales_channel_id,
      shipping_address: request.shipping_address,
      billing_address: request.billing_address,
      shipping_methods: request.shipping_methods,
      promo_codes: request.promo_codes,
      status: OrderStatus.DRAFT,
      is_draft_order: true,
      items: [...items, ...(request.extra_lines ?? [])],
    } as unknown as DraftOrderPlan["order"],
    prices: Array.from(prices.values(), ({ record }) => record),
  }
}

async function readRegion(
  container: MedusaContainer,
  regionId: string
): Promise<{ region_id: string; currency_code: string }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "currency_code"],
    filters: { id: regionId },
  })
  const region = data[0]
  if (!region) {
    throw notFoundError("region_id", `There is no region ${regionId}`)
  }
  return { region_id: region.id, currency_code: region.currency_code }
}

async function readCustomer(
  container: MedusaContainer,
  { customer_id, email }: DraftOrderRequest
): Promise<{ customer_id?: string; email?: string }> {
  if (!customer_id) {
    return { email }
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "customer",
    fields: ["id", "email"],
    filters: { id: customer_id },
  })
  const customer = data[0]
  if (!customer) {
    throw notFoundError("customer_id", `There is no customer ${customer_id}`)
  }
  return { customer_id, email: email ?? customer.email ?? undefined }
}

/** The items that are for rent; what goes with them is added, unless staff name it too. */
async function readWithAddOns(
  rental: RentalModuleService,
  quantities: Map<string, number>
): Promise<Awaited<ReturnType<RentalModuleService["readRentable"]>>> {
  const read = await rental.readRentable([...quantities.keys()])
  const lines = [...quantities].map(([variant_id, quantity]) => ({
    variant_id,
    quantity,
  }))
  const asked = new Set(quantities.keys())
  const brought = followAsked(read.items, [], lines, asked)
  if (!brought.size) {
    return read
  }
  brought.forEach((units, variant_id) => quantities.set(variant_id, units))
  return await rental.readRentable([...quantities.keys()])
}

/** What is chosen of each package; of one that is listed several times, all of it alike. */
function readChoices(
  items: DraftOrderRequest["items"],
  rentable: ReadonlyMap<string, ItemRow>
): Map<string, PackageChoice> {
  const chosen = new Map<string, PackageChoice>()
  for (const { variant_id, choices } of items) {
    if (choices) {
      const terms = rentable.get(variant_id)?.package
      chosen.set(variant_id, readChoice(terms, choices, chosen.get(variant_id)))
    }
  }
  return chosen
}

/** One line a variant. */
function addUp(items: DraftOrderRequest["items"]): Map<string, number> {
  const quantities = new Map<string, number>()
  for (const { variant_id, quantity } of items) {
    quantities.set(variant_id, (quantities.get(variant_id) ?? 0) + quantity)
  }
  return quantities
}
