import {
  type CreateLineItemForCartDTO,
  type MedusaContainer,
  type UpdateLineItemWithoutSelectorDTO,
} from "@medusajs/framework/types"
import { generateEntityId, MathBN, ProductStatus } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { type Charges } from "../../../modules/rental/charges/saved-charges"
import {
  notFoundError,
  periodError,
  requestError,
} from "../../../modules/rental/errors/rental-error"
import {
  byVariant,
  type ItemIndex,
  type ItemRow,
} from "../../../modules/rental/items/item-rows"
import { type CartAdd, type RequestKey } from "../../../modules/rental/ledger/cart-keys"
import { type CartLine } from "../../../modules/rental/ledger/plan-bookings"
import { followAddOns } from "../../../modules/rental/packages/add-ons"
import { hasChoices, NO_CHOICE } from "../../../modules/rental/packages/package-terms"
import {
  readChoice,
  sameChoice,
  type AskedChoice,
} from "../../../modules/rental/packages/read-choice"
import {
  samePeriod,
  type RentalPeriod,
} from "../../../modules/rental/periods/rental-period"
import {
  requireOpenPeriod,
  requirePeriod,
} from "../../../modules/rental/rules/require-period"
import type RentalModuleService from "../../../modules/rental/service"
import { findRepeatedLine, metadataOfAdd, numberAdd, withoutAdds } from "../keyed-add"
import { readPricingContext } from "../rates/cart-pricing-context"
import { itemsPriced, priceLine } from "../rates/price-line"
import { readRentalVariants, type RentalVariant } from "../rates/rental-variants"
import { isWaiver, newWaiverLine, waiverAmount, waiverUpdate } from "../waiver-line"
import { readOpenCart, type OpenCart, type OpenCartLine } from "../read-cart"

/** Dates, and the times of day that items rented by the hour heed. */
export interface AskedPeriod {
  start_date: string
  end_date: string
  start_time?: string
  end_time?: string
}

/** What a customer wants of a cart. Dates are `YYYY-MM-DD` and not yet checked. */
export type CartChange =
  | ({ type: "set-period" } & AskedPeriod)
  | ({
      type: "add-item"
      variant_id: string
      quantity: number
      /** Of a package: what the customer wants of its components. */
      choices?: AskedChoice[]
      key?: RequestKey
    } & Partial<AskedPeriod>)
  | { type: "choose"; line_item_id: string; choices: AskedChoice[] }
  | {
      type: "set-quantity"
      line_item_id: string
      quantity: number
      metadata?: Record<string, unknown> | null
    }
  | { type: "remove-line"; line_item_id: string }
  | { type: "renew-holds" }
  | { type: "take-waiver" }

/** The cart as it shall be: what to hold, and which lines to write at which prices. */
export interface CartPlan {
  cart_id: string
  period: RentalPeriod
  moves_period: boolean
  lines: CartLine[]
  create: (CreateLineItemForCartDTO & { id: string })[]
  update: UpdateLineItemWithoutSelectorDTO[]
  /** Lines that go. */
  remove: string[]
  /** Who shops; without, no limit of what one visitor holds is looked at. */
  visitor?: string
  /** The key of what is added. */
  add?: CartAdd
  /** Whether it was done before: nothing is held or added again. */
  repeats?: boolean
}

interface PricedWaiverLine {
  variant_id: string
  quantity: number
  unit_price: number
  is_tax_inclusive: boolean
}

/** The most units one line can have. */
const MAX_QUANTITY = 100_000

/**
 * Works out what a change means for the whole cart: the period, the quantities, and the
 * price of every rental line, always computed here. Writes nothing.
 *
 * @example
 * planCartChangeStep({
 *   cart_id: "cart_1",
 *   change: { type: "set-period", start_date: "2027-06-12", end_date: "2027-06-14" },
 * })
 */
export const planCartChangeStep = createStep(
  "plan-cart-change",
  async (
    input: { cart_id: string; change: CartChange; visitor?: string },
    { container }
  ) => {
    const plan = await planCartChange(container, input.cart_id, input.change)
    return new StepResponse({ ...plan, visitor: input.visitor })
  }
)

async function planCartChange(
  container: MedusaContainer,
  cartId: string,
  change: CartChange
): Promise<CartPlan> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const key = change.type === "add-item" ? change.key : undefined
  const [cart, rentalCart] = await Promise.all([
    readOpenCart(container, cartId),
    rental.readCart(cartId, key?.key),
  ])
  const known = rentalCart?.known_add
  const repeated = findRepeatedLine(cart, key, known)
  if (rentalCart && repeated) {
    return planRepeat(cart, rentalCart.period, repeated)
  }
  const { items, rentable } = await rental.readRentable([
    ...cart.items.flatMap((line) => line.variant_id ?? []),
    ...(change.type === "add-item" ? [change.variant_id] : []),
  ])
  const owner = { cart_id: cartId }
  const lines = await rental.withChoices(items, owner, rentalLines(cart, rentable))
  const current = rentalCart?.period
  const wanted = withAddOns(items, lines, wantedLines(lines, change, rentable))
  const period = await choosePeriod(rental, change, current, {
    cartId,
    wanted,
    isEmpty: !lines.length,
  })

  const priced = itemsPriced(items, wanted)
  const [pricing, variants] = await Promise.all([
    rental.pricing(priced),
    readRentalVariants(
      container,
      [...wanted, ...priced].map(({ variant_id }) => variant_id),
      await readPricingContext(container, cart)
    ),
  ])
  const plan: CartPlan = {
    cart_id: cartId,
    period,
    moves_period: !current || !samePeriod(current, period),
    lines: wanted,
    create: [],
    update: [],
    remove: lines
      .map(({ line_item_id }) => line_item_id)
      .filter((id) => !wanted.some((line) => line.line_item_id === id)),
    add: change.type === "add-item" ? numberAdd(cart, wanted, change, known) : undefined,
  }
  const waived: PricedWaiverLine[] = []
  for (const line of wanted) {
    writeLine(plan, line, variants.get(line.variant_id))
  }
  writeWaiver(plan, await rental.charges.current())
  return plan

  function writeWaiver(target: CartPlan, charges: Charges): void {
    const line = cart.items.find(isWaiver)
    const isAsked = change.type === "take-waiver"
    if (!line && !isAsked && !charges.rules.waiver?.is_required) {
      return
    }
    const amount = waiverAmount(charges, waived, cart.currency_code)
    if (amount === null) {
      if (isAsked) {
        throw requestError("accepted", "There is no damage waiver for this cart")
      }
      return
    }
    if (!line) {
      const isInclusive = waived.every(({ is_tax_inclusive }) => is_tax_inclusive)
      target.create.push(newWaiverLine(cart.id, amount, isInclusive))
    } else {
      const update = waiverUpdate(line, amount)
      target.update.push(...(update ? [update] : []))
    }
  }

  function metadataFor(lineId: string): Record<string, unknown> | undefined {
    const isMeant = change.type === "set-quantity" && change.line_item_id === lineId
    return isMeant && change.metadata ? withoutAdds(change.metadata) : undefined
  }

  function writeLine(
    target: CartPlan,
    line: CartLine,
    variant: RentalVariant | undefined
  ): void {
    const existing = cart.items.find((item) => item.id === line.line_item_id)
    if (!variant || (!existing && variant.product.status !== ProductStatus.PUBLISHED)) {
      throw notFoundError("variant_id", `Variant ${line.variant_id} is not for rent`)
    }
    const item = byVariant(items).get(line.variant_id)
    if (!item) {
      throw notFoundError("variant_id", `Variant ${line.variant_id} is not for rent`)
    }
    const { unit_price, compare_at_unit_price, is_tax_inclusive } = priceLine(
      pricing,
      { items, rates: variants },
      { ...line, item, currencyCode: cart.currency_code, period }
    )
    const { variant_id, quantity } = line
    waived.push({ variant_id, quantity, unit_price, is_tax_inclusive })
    const metadata =
      metadataOfAdd(plan.add, line.line_item_id) ?? metadataFor(line.line_item_id)
    if (!existing) {
      target.create.push({
        ...describeLine(cart, line, variant),
        unit_price,
        compare_at_unit_price: compare_at_unit_price ?? undefined,
        is_tax_inclusive,
        metadata: metadata ?? {},
      })
    } else if (
      Number(existing.quantity) !== line.quantity ||
      !existing.is_custom_price ||
      !MathBN.eq(existing.unit_price, unit_price) ||
      existing.compare_at_unit_price !== compare_at_unit_price ||
      metadata
    ) {
      target.update.push({
        id: existing.id,
        quantity: line.quantity,
        unit_price,
        // Medusa's own update clears it with null too, though the type does not say so.
        compare_at_unit_price: compare_at_unit_price as number | undefined,
        is_custom_price: true,
        ...(metadata ? { metadata } : {}),
      } as UpdateLineItemWithoutSelectorDTO)
    }
  }
}

/**
 * Writes the line as it is: nothing changes, and the taxes and the payment that a server
 * which died may not have got to follow it.
 */
function planRepeat(
  cart: OpenCart,
  period: RentalPeriod,
  { id, quantity }: OpenCartLine
): CartPlan {
  return {
    cart_id: cart.id,
    period,
    moves_period: false,
    lines: [],
    create: [],
    update: [{ id, quantity: Number(quantity) }],
    remove: [],
    repeats: true,
  }
}

function rentalLines(cart: OpenCart, rentable: ReadonlyMap<string, unknown>): CartLine[] {
  return cart.items.flatMap((line) =>
    line.variant_id && rentable.has(line.variant_id)
      ? [
          {
            line_item_id: line.id,
            variant_id: line.variant_id,
            quantity: Number(line.quantity),
          },
        ]
      : []
  )
}

async function choosePeriod(
  rental: RentalModuleService,
  change: CartChange,
  current: RentalPeriod | undefined,
  cart: { cartId: string; wanted: readonly CartLine[]; isEmpty: boolean }
): Promise<RentalPeriod> {
  const wantedFor = { lines: cart.wanted, owner: { cart_id: cart.cartId } }
  if (change.type === "set-period") {
    return await requirePeriod(rental, change, wantedFor)
  }
  if (
    change.type === "add-item" &&
    (change.start_date !== undefined || change.end_date !== undefined)
  ) {
    const asked = await requirePeriod(rental, change, wantedFor)
    if (current && !cart.isEmpty && !samePeriod(current, asked)) {
      throw periodError({
        rule: "start_date_invalid",
        field: "start_date",
        message:
          `The cart is rented from ${current.start_date} to ${current.end_date}; ` +
          "change that with POST /store/carts/:id/rental-period",
      })
    }
    return asked
  }
  if (!current) {
    throw periodError({
      rule: "start_date_invalid",
      field: "start_date",
      message: "Choose dates first: POST /store/carts/:id/rental-period",
    })
  }
  if (change.type !== "remove-line") {
    await requireOpenPeriod(rental, current, wantedFor)
  }
  return current
}

function wantedLines(
  lines: readonly CartLine[],
  change: CartChange,
  rentable: ReadonlyMap<string, ItemRow>
): CartLine[] {
  switch (change.type) {
    case "add-item":
      return addItem(lines, change, rentable)
    case "set-quantity":
      return setQuantity(lines, change)
    case "remove-line": {
      const gone = requireLine(lines, change.line_item_id)
      return lines.filter((line) => line !== gone)
    }
    case "choose":
      return choose(lines, change, rentable)
    default:
      return [...lines]
  }
}

/** What goes with the lines follows them, as lines of its own. */
function withAddOns(
  items: ItemIndex,
  before: readonly CartLine[],
  after: readonly CartLine[]
): CartLine[] {
  const lines = followAddOns(items, before, after).map((line): CartLine =>
    "line_item_id" in line
      ? line
      : {
          ...line,
          line_item_id: generateEntityId(undefined, "cali"),
          choice: NO_CHOICE,
        }
  )
  if (lines.some((line) => line.quantity > MAX_QUANTITY)) {
    throw requestError("quantity", `A line has at most ${MAX_QUANTITY} units`)
  }
  return lines
}

function setQuantity(
  lines: readonly CartLine[],
  change: { line_item_id: string; quantity: number }
): CartLine[] {
  requireLine(lines, change.line_item_id)
  if (change.quantity > MAX_QUANTITY) {
    throw requestError("quantity", `A line has at most ${MAX_QUANTITY} units`)
  }
  return lines.map((line) =>
    line.line_item_id === change.line_item_id
      ? { ...line, quantity: change.quantity }
      : line
  )
}

function choose(
  lines: readonly CartLine[],
  change: { line_item_id: string; choices: AskedChoice[] },
  rentable: ReadonlyMap<string, ItemRow>
): CartLine[] {
  const line = requireLine(lines, change.line_item_id)
  const terms = rentable.get(line.variant_id)?.package
  const choice = readChoice(terms, change.choices, line.choice)
  return lines.map((other) => (other === line ? { ...line, choice } : other))
}

function requireLine(lines: readonly CartLine[], id: string): CartLine {
  const line = lines.find((other) => other.line_item_id === id)
  if (!line) {
    throw notFoundError("line_item_id", `There is no rental line ${id} in this cart`)
  }
  return line
}

function addItem(
  lines: readonly CartLine[],
  change: { variant_id: string; quantity: number; choices?: AskedChoice[] },
  rentable: ReadonlyMap<string, ItemRow>
): CartLine[] {
  const item = rentable.get(change.variant_id)
  if (!item) {
    throw notFoundError("variant_id", `Variant ${change.variant_id} is not for rent`)
  }
  const same = lines.find((line) => line.variant_id === change.variant_id)
  const quantity = (same?.quantity ?? 0) + change.quantity
  if (quantity > MAX_QUANTITY) {
    throw requestError("quantity", `A line has at most ${MAX_QUANTITY} units`)
  }
  const line = {
    line_item_id: same?.line_item_id ?? generateEntityId(undefined, "cali"),
    variant_id: change.variant_id,
    quantity,
    ...chosenOf(item, change.choices, same),
  }
  return same ? lines.map((other) => (other === same ? line : other)) : [...lines, line]
}

/** A package is one line of a cart, so all of it is chosen alike. */
function chosenOf(
  { package: terms }: ItemRow,
  asked: AskedChoice[] | undefined,
  same: CartLine | undefined
): Pick<CartLine, "choice"> {
  if (!hasChoices(terms) && !asked?.length) {
    return {}
  }
  const choice = readChoice(terms, asked ?? [], same?.choice)
  if (same && !sameChoice(choice, same.choice ?? NO_CHOICE)) {
    throw requestError(
      "choices",
      "The cart has this package with other choices; change them for all of it with " +
        "POST /store/carts/:id/rental-choices"
    )
  }
  return { choice }
}

/** What a line copies of its variant and product, the way Medusa's own lines do. */
function describeLine(
  cart: OpenCart,
  line: CartLine,
  variant: RentalVariant
): Omit<CartPlan["create"][number], "unit_price"> {
  const { product } = variant
  return {
    id: line.line_item_id,
    cart_id: cart.id,
    quantity: line.quantity,
    title: product.title,
    subtitle: variant.title ?? undefined,
    thumbnail: variant.thumbnail ?? product.thumbnail ?? undefined,
    product_id: product.id,
    product_title: product.title,
    product_description: product.description ?? undefined,
    product_subtitle: product.subtitle ?? undefined,
    product_type: product.type?.value,
    product_type_id: product.type?.id,
    product_collection: product.collection?.title,
    product_handle: product.handle,
    variant_id: variant.id,
    variant_sku: variant.sku ?? undefined,
    variant_barcode: variant.barcode ?? undefined,
    variant_title: variant.title ?? undefined,
    is_discountable: product.discountable,
    requires_shipping: !!product.shipping_profile?.id,
    is_custom_price: true,
  }
}
