import {
  type CreateLineItemForCartDTO,
  type MedusaContainer,
  type UpdateLineItemWithoutSelectorDTO,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { isWaiver } from "../waiver-line"
import { RENTAL_MODULE } from "../../../modules/rental"
import {
  notFoundError,
  RentalError,
  requestError,
} from "../../../modules/rental/errors/rental-error"
import { type ItemIndex, type ItemRow } from "../../../modules/rental/items/item-rows"
import { bringsAlong, mergedUnits } from "../../../modules/rental/packages/add-ons"
import { type CartLine } from "../../../modules/rental/ledger/plan-bookings"
import {
  samePeriod,
  type RentalPeriod,
} from "../../../modules/rental/periods/rental-period"
import { requireOpenPeriod } from "../../../modules/rental/rules/require-period"
import type RentalModuleService from "../../../modules/rental/service"
import { priceVariants, type VariantPrice } from "../../orders/price-lines"

/** Two carts that shall become one. */
export interface CartMerge {
  cart_id: string
  from_cart_id: string
  /** Who is signed in. */
  customer_id?: string
  /** Which dates stay when both carts have rentals on other ones. */
  period?: "this" | "other"
}

/** The cart as it shall be, and what the other one loses. */
export interface CartMergePlan {
  cart_id: string
  from_cart_id: string
  /** Absent while neither cart has dates. */
  period?: RentalPeriod
  moves_period: boolean
  lines: CartLine[]
  create: (CreateLineItemForCartDTO & { id: string })[]
  update: UpdateLineItemWithoutSelectorDTO[]
  goods: CartGoods[]
  /** Lines of the other cart, all of them. */
  remove: string[]
}

/** A line of goods for sale, in the words of Medusa's add-to-cart. */
export interface CartGoods {
  variant_id?: string
  title?: string
  quantity: number
  unit_price?: number
  metadata?: Record<string, unknown>
}

/**
 * Works out what a cart becomes when it takes in another. Both have to belong to whoever is
 * signed in, or to nobody. Writes nothing.
 *
 * @example
 * planCartMergeStep({ cart_id, from_cart_id, customer_id: "cus_1" })
 */
export const planCartMergeStep = createStep(
  "plan-cart-merge",
  async (merge: CartMerge, { container }) =>
    new StepResponse(await planCartMerge(container, merge))
)

async function planCartMerge(
  container: MedusaContainer,
  merge: CartMerge
): Promise<CartMergePlan> {
  const { cart_id, from_cart_id } = merge
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const cart = await readMergedCart(container, cart_id, "id", merge.customer_id)
  const other = await readMergedCart(
    container,
    from_cart_id,
    "from_cart_id",
    merge.customer_id
  )
  if (cart.region_id !== other.region_id) {
    throw requestError("from_cart_id", "The carts are of different regions")
  }
  const { items, rentable } = await rental.readRentable(
    [...cart.items, ...other.items].flatMap((line) => line.variant_id ?? [])
  )
  const current = (await rental.readCart(cart_id))?.period
  const period = choosePeriod(
    { period: current, has_lines: cart.items.some(isRented) },
    {
      period: (await rental.readCart(from_cart_id))?.period,
      has_lines: other.items.some(isRented),
    },
    merge.period
  )
  const plan: CartMergePlan = {
    cart_id,
    from_cart_id,
    period,
    moves_period: !current || !period || !samePeriod(current, period),
    lines: [],
    create: [],
    update: [],
    // A cart has its own damage waiver, or takes it anew.
    goods: other.items.filter((line) => !isRented(line) && !isWaiver(line)).map(toGoods),
    remove: other.items.map((line) => line.id),
  }
  const rented = mergeLines(
    items,
    await chosen(cart_id, cart.items),
    await chosen(from_cart_id, other.items)
  )
  if (!period || !rented.length) {
    return plan
  }
  await requireOpenPeriod(rental, period, { lines: rented, owner: { cart_id } })
  const prices = await priceVariants(container, cart, items, rented, period)
  for (const line of rented) {
    writeLine(plan, line, prices.get(line.variant_id))
  }
  return plan

  function isRented(line: MergedLine): line is RentedLine {
    return isRentedLine(line, rentable)
  }

  async function chosen(
    cartId: string,
    lines: readonly MergedLine[]
  ): Promise<(CartLine & { line: RentedLine })[]> {
    const own = lines.filter(isRented).map((line) => ({
      line_item_id: line.id,
      variant_id: line.variant_id,
      quantity: line.quantity,
      line,
    }))
    return await rental.withChoices(items, { cart_id: cartId }, own)
  }
}

interface MergedCart {
  id: string
  region_id: string | null
  currency_code: string
  sales_channel_id: string | null
  customer_id: string | null
  items: MergedLine[]
}

interface MergedLine {
  id: string
  variant_id: string | null
  title: string
  quantity: number
  unit_price: number
  is_custom_price: boolean
  metadata: Record<string, unknown> | null
}

type RentedLine = MergedLine & { variant_id: string }

function isRentedLine(
  line: MergedLine,
  rentable: ReadonlyMap<string, ItemRow>
): line is RentedLine {
  return line.variant_id !== null && rentable.has(line.variant_id)
}

/** @throws RentalError `rental_not_found` also for a cart of somebody else */
async function readMergedCart(
  container: MedusaContainer,
  cartId: string,
  field: string,
  customerId: string | undefined
): Promise<MergedCart> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "completed_at",
      "region_id",
      "currency_code",
      "sales_channel_id",
      "customer_id",
      "customer.id",
      "customer.has_account",
      "items.*",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as unknown as
    | (MergedCart & {
        completed_at: string | Date | null
        customer?: { has_account?: boolean } | null
      })
    | undefined
  const isOthers = cart?.customer?.has_account && cart.customer_id !== customerId
  if (!cart || isOthers) {
    throw notFoundError(field, `There is no cart ${cartId} for you`)
  }
  if (cart.completed_at) {
    throw new RentalError(
      "rental_cart_completed",
      "This cart has become an order and cannot change.",
      { field }
    )
  }
  const items = (cart.items ?? []).map((line) => ({
    ...line,
    quantity: Number(line.quantity),
    unit_price: Number(line.unit_price),
  }))
  return { ...cart, items }
}

interface DatedCart {
  period?: RentalPeriod
  has_lines: boolean
}

/** @throws RentalError naming both periods when they differ and nobody has chosen */
function choosePeriod(
  cart: DatedCart,
  other: DatedCart,
  chosen: CartMerge["period"]
): RentalPeriod | undefined {
  if (chosen) {
    return chosen === "this"
      ? (cart.period ?? other.period)
      : (other.period ?? cart.period)
  }
  if (
    cart.has_lines &&
    other.has_lines &&
    cart.period &&
    other.period &&
    !samePeriod(cart.period, other.period)
  ) {
    throw new RentalError(
      "rental_period_invalid",
      `One cart is rented from ${spoken(cart.period)}, the other from ` +
        `${spoken(other.period)}. Say which dates stay: period "this" or "other".`,
      {
        field: "period",
        rule: "periods_differ",
        periods: { this: cart.period, other: other.period },
      }
    )
  }
  return other.has_lines && !cart.has_lines
    ? (other.period ?? cart.period)
    : (cart.period ?? other.period)
}

function spoken({ start_date, end_date }: RentalPeriod): string {
  return `${start_date} to ${end_date}`
}

type WantedLine = CartLine & {
  /** The line that is there already, or the one that it comes from. */
  existing?: RentedLine
  copied?: RentedLine
}

type ChosenLine = CartLine & { line: RentedLine }

/**
 * A package in both carts is chosen as in the one that takes the other in. What goes with
 * something else is there once for each.
 */
function mergeLines(
  items: ItemIndex,
  own: readonly ChosenLine[],
  others: readonly ChosenLine[]
): WantedLine[] {
  const lines = own.map(({ line: existing, ...line }): WantedLine => ({
    ...line,
    existing,
  }))
  for (const { line: copied, ...line } of others) {
    const same = lines.find((known) => known.variant_id === line.variant_id)
    if (same) {
      same.quantity += line.quantity
    } else {
      const line_item_id = generateEntityId(undefined, "cali")
      lines.push({ ...line, line_item_id, copied })
    }
  }
  if (!bringsAlong(items, lines)) {
    return lines
  }
  const units = mergedUnits(items, own, others)
  return lines.map((line) => ({
    ...line,
    quantity: units.get(line.variant_id) ?? line.quantity,
  }))
}

function writeLine(
  plan: CartMergePlan,
  line: WantedLine,
  price: VariantPrice | undefined
): void {
  const { existing, copied, ...held } = line
  const { line_item_id, variant_id, quantity } = held
  if (!price) {
    throw new Error(`Variant ${variant_id} was let through without a price`)
  }
  plan.lines.push(held)
  const { unit_price, is_tax_inclusive } = price
  if (existing) {
    plan.update.push({
      id: existing.id,
      quantity,
      unit_price,
      // Medusa's own update clears it with null too, though the type does not say so.
      compare_at_unit_price: price.compare_at_unit_price as number | undefined,
      is_custom_price: true,
    } as UpdateLineItemWithoutSelectorDTO)
  } else if (copied) {
    plan.create.push({
      ...describe(copied),
      id: line_item_id,
      cart_id: plan.cart_id,
      quantity,
      unit_price,
      compare_at_unit_price: price.compare_at_unit_price ?? undefined,
      is_tax_inclusive,
      is_custom_price: true,
    } as CartMergePlan["create"][number])
  }
}

/** What a line says of its product, without what ties it to its cart. */
function describe(line: RentedLine): Record<string, unknown> {
  const { ...words } = line as unknown as Record<string, unknown>
  for (const field of NOT_COPIED) {
    delete words[field]
  }
  return words
}

const NOT_COPIED = [
  "adjustments",
  "cart",
  "created_at",
  "deleted_at",
  "raw_compare_at_unit_price",
  "raw_unit_price",
  "tax_lines",
  "updated_at",
]

/** Goods are priced by Medusa again, unless somebody set their price. */
function toGoods(line: MergedLine): CartGoods {
  return {
    ...(line.variant_id ? { variant_id: line.variant_id } : { title: line.title }),
    quantity: line.quantity,
    metadata: line.metadata ?? undefined,
    ...(line.is_custom_price || !line.variant_id ? { unit_price: line.unit_price } : {}),
  }
}
