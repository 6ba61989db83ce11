import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, OrderStatus } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { type AgreedCharges } from "../../modules/rental/charges/agreed-charges"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { type OrderRow } from "../../modules/rental/ledger/order-rows"
import {
  type PaperLook,
  type PaperOrder,
  type PaperParty,
  type PaperPeriod,
} from "../../modules/rental/papers/paper-frame"
import { type PricedLine } from "../../modules/rental/papers/parts/priced-lines"
import {
  type PaperPayments,
  type PaperSums,
  type SumRow,
} from "../../modules/rental/papers/parts/sums"
import { type LinePrice } from "../../modules/rental/pricing/line-prices"
import { todayIn } from "../../modules/rental/periods/local-date"
import { periodColumns, periodDays } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { isWaiver } from "../carts/waiver-line"
import { byNaturalOrder } from "../rental-view/natural-order"

/** An order as papers tell of it; its money is Medusa's own. */
export interface OrderOfPaper {
  order: PaperOrder
  currency_code: string
  lines: PricedLine[]
  sums: PaperSums
  /** What has been paid, given back, and is owed now. */
  paid: PaperPayments
  /** What was agreed beside the price: the deposit. */
  agreed: PaperPayments
  /** ISO instant. */
  created_at: string
  customer_id: string | null
  /** Neither a draft nor cancelled. */
  is_placed: boolean
  is_cancelled: boolean
  goods: SoldGoods[]
  /** What was agreed on, whatever papers look like: a signature and an invoice are of this. */
  content: unknown
}

/** A line of the order as something that has to be packed. */
export interface SoldGoods {
  variant_id: string | null
  title: string
  sku: string | null
  quantity: number
}

/**
 * Reads what papers say of an order.
 *
 * @throws RentalError `rental_not_found`
 */
export async function readOrderOfPaper(
  container: MedusaContainer,
  orderId: string,
  look: PaperLook
): Promise<OrderOfPaper> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [order, booked, prices] = await Promise.all([
    queryOrder(container, orderId),
    rental.readOrder(orderId),
    rental.readLinePrices(orderId),
  ])
  const lines = [...(order.items ?? [])].sort(byTitle)
  const created = new Date(order.created_at)
  const period: PaperPeriod | null = booked && {
    ...(periodColumns(booked.period) as Omit<PaperPeriod, "days">),
    days: periodDays(booked.period),
  }
  return {
    order: {
      number: String(order.display_id ?? order.id),
      placed_on: todayIn(rental.options.timezone, created),
      period,
      customer: customerOf(order, look),
      deliver_to: order.shipping_address ? partyOf(order.shipping_address, look) : null,
    },
    currency_code: order.currency_code,
    lines: lines.map((line) => pricedLine(line, prices.get(line.variant_id ?? ""))),
    sums: sumsOf(order, look),
    paid: paidOf(order, look),
    created_at: created.toISOString(),
    customer_id: order.customer_id,
    is_placed: !order.is_draft_order && !isCancelled(order),
    is_cancelled: isCancelled(order),
    content: contentOf(order, lines, booked),
    agreed: agreedBeside(booked?.charges ?? null, look),
    goods: lines.filter(isGoods).map((line) => ({
      variant_id: line.variant_id,
      title: titleOf(line),
      sku: line.variant_sku || null,
      quantity: Number(line.quantity),
    })),
  }
}

const FIELDS = [
  "id",
  "display_id",
  "created_at",
  "canceled_at",
  "is_draft_order",
  "status",
  "currency_code",
  "customer_id",
  "email",
  "total",
  "item_subtotal",
  "shipping_subtotal",
  "discount_subtotal",
  "tax_total",
  "credit_line_total",
  "summary.*",
  "items.*",
  "items.tax_lines.*",
  "items.subtotal",
  "shipping_methods.*",
  "shipping_methods.tax_lines.*",
  "billing_address.*",
  "shipping_address.*",
  "customer.first_name",
  "customer.last_name",
  "customer.company_name",
]

async function queryOrder(
  container: MedusaContainer,
  orderId: string
): Promise<QueriedOrder> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: FIELDS,
    filters: { id: orderId },
  })
  const order = data[0] as unknown as QueriedOrder | undefined
  if (!order) {
    throw notFoundError("id", `There is no order ${orderId}`)
  }
  return order
}

/** The same order each time: Medusa keeps none of its own. */
function byTitle(a: QueriedLine, b: QueriedLine): number {
  return byNaturalOrder(titleOf(a), titleOf(b)) || (a.id < b.id ? -1 : 1)
}

/** @param price what the line was priced with; it says how only if it is still the price */
function pricedLine(line: QueriedLine, price: LinePrice | undefined): PricedLine {
  const rates = (line.tax_lines ?? []).map((tax) => exact(tax.rate))
  return {
    title: titleOf(line),
    sku: line.variant_sku || null,
    quantity: Number(line.quantity),
    unit_price: exact(line.unit_price),
    price_words:
      price && MathBN.eq(price.unit_price, exact(line.unit_price))
        ? price.breakdown.words
        : null,
    tax_rate: rates.length ? exact(MathBN.sum(...rates)) : null,
    subtotal: exact(line.subtotal),
  }
}

/** Medusa's parts of the total; each that is nothing is left out, but for the goods. */
function sumsOf(order: QueriedOrder, look: PaperLook): PaperSums {
  const { words } = look
  const rows: SumRow[] = [
    { label: words.shipping, amount: exact(order.shipping_subtotal) },
    { label: words.discount, amount: minus(order.discount_subtotal) },
    { label: words.tax, amount: exact(order.tax_total) },
    { label: words.credit, amount: minus(order.credit_line_total) },
  ]
  return {
    rows: [
      { label: words.subtotal, amount: exact(order.item_subtotal) },
      ...rows.filter((row) => !MathBN.eq(row.amount, 0)),
    ],
    total: exact(order.total),
  }
}

function contentOf(
  order: QueriedOrder,
  lines: readonly QueriedLine[],
  booked: OrderRow | null
): unknown {
  const { billing_address, shipping_address } = order
  return {
    period: booked && periodColumns(booked.period),
    deposit: exact(booked?.charges?.deposit.amount),
    currency_code: order.currency_code,
    lines: lines.map((line) => ({
      variant_id: line.variant_id,
      title: titleOf(line),
      quantity: Number(line.quantity),
      unit_price: exact(line.unit_price),
      subtotal: exact(line.subtotal),
    })),
    shipping: exact(order.shipping_subtotal),
    discount: exact(order.discount_subtotal),
    tax: exact(order.tax_total),
    credit: exact(order.credit_line_total),
    total: exact(order.total),
    customer: [order.email ?? null, addressFields(billing_address)],
    deliver_to: addressFields(shipping_address),
  }
}

function addressFields(address: QueriedAddress | null | undefined): unknown {
  const fields = [
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "postal_code",
    "city",
    "province",
    "country_code",
  ] as const
  return address ? fields.map((field) => address[field] || null) : null
}

function isCancelled(order: QueriedOrder): boolean {
  return !!order.canceled_at || order.status === OrderStatus.CANCELED
}

function paidOf({ summary }: QueriedOrder, { words }: PaperLook): PaperPayments {
  const rows = [
    { label: words.paid, amount: exact(summary?.paid_total), due_on: null },
    { label: words.refunded, amount: minus(summary?.refunded_total), due_on: null },
    { label: words.owed, amount: exact(summary?.pending_difference), due_on: null },
  ]
  return { rows: rows.filter((row) => !MathBN.eq(row.amount, 0)), deposits: [] }
}

function agreedBeside(
  charges: AgreedCharges | null,
  { words }: PaperLook
): PaperPayments {
  const amount = exact(charges?.deposit.amount)
  const deposit = { label: words.deposit_agreed, amount, due_on: null }
  return { rows: [], deposits: MathBN.gt(amount, 0) ? [deposit] : [] }
}

/** A damage waiver is paid for, but nobody packs it. */
function isGoods({ variant_id, metadata }: QueriedLine): boolean {
  return !isWaiver({ variant_id, metadata })
}

/** Who pays: the billing address, or what is known of the customer. */
function customerOf(order: QueriedOrder, look: PaperLook): PaperParty {
  const address = order.billing_address ?? order.shipping_address
  const known = partyOf(address ?? {}, look)
  return {
    ...known,
    name: known.name || nameOf(order.customer ?? {}) || (order.email ?? ""),
    company: known.company ?? order.customer?.company_name ?? null,
    email: order.email ?? null,
  }
}

function partyOf(address: QueriedAddress, look: PaperLook): PaperParty {
  const town = [address.postal_code, address.city].filter(Boolean).join(" ")
  const lines = [
    address.address_1,
    address.address_2,
    [town, address.province].filter(Boolean).join(", "),
    countryName(look.locale, address.country_code),
  ]
  return {
    name: nameOf(address),
    company: address.company || null,
    address: lines.filter((line): line is string => !!line),
    email: null,
    telephone: address.phone || null,
  }
}

function nameOf(named: {
  first_name?: string | null
  last_name?: string | null
}): string {
  return [named.first_name, named.last_name].filter(Boolean).join(" ")
}

function countryName(locale: string, code: string | null | undefined): string | null {
  try {
    const names = new Intl.DisplayNames(locale, { type: "region" })
    return code ? (names.of(code.toUpperCase()) ?? code) : null
  } catch {
    return code ?? null
  }
}

function titleOf(line: QueriedLine): string {
  const product = line.product_title || line.title || ""
  const own = line.variant_title || ""
  return own && !/^default\b/i.test(own) && own !== product
    ? `${product} – ${own}`
    : product
}

function exact(amount: unknown): string {
  return MathBN.convert((amount ?? 0) as number).toFixed()
}

function minus(amount: unknown): string {
  return MathBN.mult((amount ?? 0) as number, -1).toFixed()
}

interface QueriedOrder {
  id: string
  display_id?: number | string | null
  created_at: string | Date
  canceled_at?: string | Date | null
  is_draft_order?: boolean | null
  status: string
  currency_code: string
  customer_id: string | null
  email?: string | null
  total: unknown
  item_subtotal: unknown
  shipping_subtotal: unknown
  discount_subtotal: unknown
  tax_total: unknown
  credit_line_total?: unknown
  summary?: {
    paid_total?: unknown
    refunded_total?: unknown
    pending_difference?: unknown
  } | null
  items?: QueriedLine[]
  billing_address?: QueriedAddress | null
  shipping_address?: QueriedAddress | null
  customer?: {
    first_name?: string | null
    last_name?: string | null
    company_name?: string | null
  } | null
}

interface QueriedLine {
  id: string
  variant_id: string | null
  variant_sku?: string | null
  metadata?: Record<string, unknown> | null
  title?: string | null
  product_title?: string | null
  variant_title?: string | null
  quantity: unknown
  unit_price: unknown
  subtotal: unknown
  tax_lines?: { rate: unknown }[] | null
}

interface QueriedAddress {
  first_name?: string | null
  last_name?: string | null
  company?: string | null
  address_1?: string | null
  address_2?: string | null
  city?: string | null
  postal_code?: string | null
  province?: string | null
  country_code?: string | null
  phone?: string | null
}
