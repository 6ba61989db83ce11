import { type MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { followAsked } from "../../../modules/rental/packages/add-ons"
import { RENTAL_MODULE } from "../../../modules/rental"
import { RentalError, requestError } from "../../../modules/rental/errors/rental-error"
import {
  byVariant,
  type ItemIndex,
  type ItemRow,
} from "../../../modules/rental/items/item-rows"
import { type CartLine } from "../../../modules/rental/ledger/plan-bookings"
import { type OrderWrite } from "../../../modules/rental/ledger/write-order"
import {
  NO_CHOICE,
  type PackageChoice,
} from "../../../modules/rental/packages/package-terms"
import {
  readChoice,
  sameChoice,
  type AskedChoice,
} from "../../../modules/rental/packages/read-choice"
import { type LinePrice } from "../../../modules/rental/pricing/line-prices"
import { todayIn } from "../../../modules/rental/periods/local-date"
import {
  samePeriod,
  type RentalPeriod,
} from "../../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../../modules/rental/service"
import { priceVariants } from "../price-lines"
import { readRentedOrder, type RentedOrder, type RentedOrderLine } from "../read-order"
import { readStaffPeriod, type PeriodRequest } from "../staff-period"

/** What staff want of an order. Nothing of it is checked yet. */
export interface OrderChange extends PeriodRequest {
  order_id: string
  /** Quantities as they shall be; 0 removes a line, a new variant adds one. */
  items?: { variant_id: string; quantity: number; choices?: AskedChoice[] }[]
  overbook?: OrderWrite["overbook"]
  /**
   * Whether lines keep the price that was agreed, or get what their rate cards say now. When
   * left out, new dates bring new prices and new quantities alone keep them. Lines that are
   * added are always priced now.
   */
  prices?: "keep" | "recalculate"
  /** Whether a draft keeps its units from others; an order that is placed always does. */
  reserve?: boolean
}

/** An order as it shall be: what to book, and which of its lines to write. */
export interface OrderPlan {
  order_id: string
  is_draft: boolean
  state: OrderWrite["state"]
  period: RentalPeriod
  /** What it was; null when nothing of it was rented. */
  period_before: RentalPeriod | null
  /** What was chosen of packages that are chosen anew, by variant. */
  choices_before: Record<string, PackageChoice>
  lines: CartLine[]
  overbook?: OrderWrite["overbook"]
  update: LineUpdate[]
  add: Omit<LineUpdate, "id">[]
  /** What was done with the prices of the lines that were there. */
  prices: "keep" | "recalculate"
  /** The prices of each variant: as agreed, and by its rate card now. */
  offers: PriceOffer[]
  /** What each line is priced with, for the record. */
  records: LinePrice[]
  /** Whether promotions have to be worked out again. */
  has_promotions: boolean
  currency_code: string
  total_before: number
}

export interface PriceOffer {
  variant_id: string
  /** Null for a line that is added. */
  agreed: number | null
  /** Null when there is no price now. */
  current: number | null
}

export interface LineUpdate {
  id: string
  variant_id: string
  quantity: number
  unit_price: number
  compare_at_unit_price: number | null
}

/**
 * Works out what a change of dates, lines or quantities means for a whole order. Lines get
 * new prices when the dates change; a line whose quantity alone changes keeps the price that
 * was agreed; `prices` says otherwise. Writes nothing.
 *
 * @example
 * planOrderChangeStep({ order_id: "order_1", end_date: "2027-06-20" })
 */
export const planOrderChangeStep = createStep(
  "plan-order-change",
  async (change: OrderChange, { container }) =>
    new StepResponse(await planOrderChange(container, change))
)

async function planOrderChange(
  container: MedusaContainer,
  change: OrderChange
): Promise<OrderPlan> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const order = await readRentedOrder(container, change.order_id)
  const asked = readItems(change)
  const { items, rentable } = await rental.readRentable([
    ...order.items.flatMap((line) => line.variant_id ?? []),
    ...asked.keys(),
  ])
  refuseGoods(asked, rentable)
  const rented = order.items.filter(
    (line) => line.variant_id && rentable.has(line.variant_id)
  )
  const current = (await rental.readOrder(order.id))?.period ?? null
  const period = readStaffPeriod(change, current, todayIn(rental.options.timezone))
  const moves = !current || !samePeriod(current, period)

  const wanted = await chosenLines(
    rental,
    items,
    order.id,
    withAddOns(items, rented, wantedLines(rented, asked), asked),
    change
  )
  const choice = change.prices ?? (moves ? "recalculate" : "keep")
  const isPriced = (line: WantedLine) =>
    line.quantity > 0 &&
    (!line.existing || !!line.chosen_before || choice === "recalculate")
  const present = wanted.filter((line) => line.quantity > 0)
  const price = (lines: readonly WantedLine[]) =>
    priceVariants(container, order, items, lines, period)
  const prices = await price(wanted.filter(isPriced))
  const [offered, before] = await Promise.all([
    choice === "recalculate" ? prices : price(present).catch(noneOffered),
    rental.readLinePrices(order.id),
  ])
  return {
    order_id: order.id,
    is_draft: order.is_draft_order,
    state: await chooseState(rental, order, change.reserve),
    period,
    period_before: current,
    choices_before: Object.fromEntries(
      wanted.flatMap(({ variant_id, chosen_before }) =>
        chosen_before ? [[variant_id, chosen_before]] : []
      )
    ),
    lines: wanted
      .filter((line) => line.quantity > 0)
      .map(({ existing, variant_id, quantity, choice: chosen }) => ({
        line_item_id: existing?.id ?? generateEntityId(undefined, "ordli"),
        variant_id,
        quantity,
        choice: chosen,
      })),
    overbook: change.overbook,
    prices: choice,
    offers: present.map(({ variant_id, existing }) => ({
      variant_id,
      agreed: existing?.unit_price ?? null,
      current: offered.get(variant_id)?.unit_price ?? null,
    })),
    records: [...new Set(present.map((line) => line.variant_id))].flatMap(
      (id) => prices.get(id)?.record ?? before.get(id) ?? []
    ),
    ...writeLines(
      wanted.map((line) => ({ ...line, price: prices.get(line.variant_id) }))
    ),
    has_promotions: order.has_promotions,
    currency_code: order.currency_code,
    total_before: order.total,
  }
}

/** What has no price now can still keep the one that was agreed. */
function noneOffered(error: unknown): Awaited<ReturnType<typeof priceVariants>> {
  if (error instanceof RentalError) {
    return new Map()
  }
  throw error
}

interface WantedLine {
  variant_id: string
  quantity: number
  existing?: RentedOrderLine
  /** Of a package: what is chosen, and what was, where this change chooses anew. */
  choice?: PackageChoice
  chosen_before?: PackageChoice
}

/** What is chosen of packages in the lines: as before, as asked, or for a new line nothing. */
async function chosenLines(
  rental: RentalModuleService,
  items: ItemIndex,
  orderId: string,
  lines: readonly WantedLine[],
  change: OrderChange
): Promise<WantedLine[]> {
  const variants = byVariant(items)
  const known = await rental.withChoices(
    items,
    { order_id: orderId },
    lines.map((line) => ({
      ...line,
      line_item_id: line.existing?.id ?? "",
      choice: line.existing ? undefined : NO_CHOICE,
    }))
  )
  return known.map(({ line_item_id: _id, ...line }) => {
    const asked = change.items?.find((item) => item.variant_id === line.variant_id)
    if (!asked?.choices) {
      return line
    }
    const terms = variants.get(line.variant_id)?.package
    const before = line.choice ?? NO_CHOICE
    const choice = readChoice(terms, asked.choices, before)
    const isSame = !line.existing || sameChoice(choice, before)
    return { ...line, choice, chosen_before: isSame ? undefined : before }
  })
}

function readItems(change: OrderChange): Map<string, number> {
  const asked = new Map<string, number>()
  for (const { variant_id, quantity } of change.items ?? []) {
    if (asked.has(variant_id)) {
      throw requestError("items", `Variant ${variant_id} is listed twice`)
    }
    asked.set(variant_id, quantity)
  }
  return asked
}

function refuseGoods(
  asked: ReadonlyMap<string, number>,
  rentable: ReadonlyMap<string, ItemRow>
): void {
  const goods = [...asked.keys()].find((id) => !rentable.has(id))
  if (goods) {
    throw requestError(
      "items",
      `Variant ${goods} is sold, not rented: edit it with Medusa's order edits`
    )
  }
}

/** A draft stays what it is, holding units or not, until it is told otherwise. */
async function chooseState(
  rental: RentalModuleService,
  order: RentedOrder,
  reserve: boolean | undefined
): Promise<OrderWrite["state"]> {
  if (!order.is_draft_order) {
    if (reserve === false) {
      throw requestError("reserve", "An order that is placed keeps its units")
    }
    return "reserved"
  }
  if (reserve !== undefined) {
    return reserve ? "reserved" : "draft"
  }
  const bookings = await rental.readOrderBookings(order.id)
  return bookings.some((booking) => booking.state === "reserved") ? "reserved" : "draft"
}

/** One line a variant; should there be several of one, the first takes its whole quantity. */
function wantedLines(
  rented: readonly RentedOrderLine[],
  asked: ReadonlyMap<string, number>
): WantedLine[] {
  const seen = new Set<string>()
  const lines = rented.map((existing): WantedLine => {
    const variant_id = existing.variant_id ?? ""
    const isFirst = !seen.has(variant_id)
    seen.add(variant_id)
    const quantity = asked.get(variant_id)
    return {
      variant_id,
      existing,
      quantity: quantity === undefined ? existing.quantity : isFirst ? quantity : 0,
    }
  })
  const added = [...asked]
    .filter(([variant_id, quantity]) => quantity > 0 && !seen.has(variant_id))
    .map(([variant_id, quantity]) => ({ variant_id, quantity }))
  return [...lines, ...added]
}

/**
 * What goes with the lines follows them, unless staff say of it what they want. A line of an
 * order that is there several times has its change in the first.
 */
function withAddOns(
  items: ItemIndex,
  rented: readonly RentedOrderLine[],
  wanted: readonly WantedLine[],
  asked: ReadonlyMap<string, number>
): WantedLine[] {
  const before = rented.map(({ variant_id, quantity }) => ({
    variant_id: variant_id ?? "",
    quantity,
  }))
  const changed = followAsked(items, before, wanted, new Set(asked.keys()))
  const seen = new Set<string>()
  const lines = wanted.map((line) => {
    const units = changed.get(line.variant_id)
    const isFirst = !seen.has(line.variant_id)
    seen.add(line.variant_id)
    return units === undefined ? line : { ...line, quantity: isFirst ? units : 0 }
  })
  const added = [...changed]
    .filter(([variant_id, quantity]) => quantity > 0 && !seen.has(variant_id))
    .map(([variant_id, quantity]) => ({ variant_id, quantity }))
  return [...lines, ...added]
}

type PricedLine = WantedLine & {
  price?: { unit_price: number; compare_at_unit_price: number | null }
}

function writeLines(lines: readonly PricedLine[]): Pick<OrderPlan, "update" | "add"> {
  const update: OrderPlan["update"] = []
  const add: OrderPlan["add"] = []
  for (const { variant_id, quantity, existing, price } of lines) {
    if (!existing) {
      add.push({ variant_id, quantity, ...pricesOf(price) })
    } else if (
      quantity !== existing.quantity ||
      (price && !MathBN.eq(price.unit_price, existing.unit_price))
    ) {
      update.push({
        id: existing.id,
        variant_id,
        quantity,
        ...pricesOf(price ?? existing),
      })
    }
  }
  return { update, add }
}

function pricesOf(
  price: PricedLine["price"]
): Pick<LineUpdate, "unit_price" | "compare_at_unit_price"> {
  if (!price) {
    throw new Error("A new line was let through without a price")
  }
  return {
    unit_price: price.unit_price,
    compare_at_unit_price: price.compare_at_unit_price,
  }
}
