import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  type BookingRow,
  type BookingState,
} from "../../modules/rental/ledger/booking-rows"
import { readAssignedUnits } from "../../modules/rental/ledger/units"
import { type ReturnedGoods } from "../../modules/rental/papers/layouts/return-receipt"
import {
  type GoodsLine,
  type GoodsPart,
} from "../../modules/rental/papers/parts/goods-lines"
import type RentalModuleService from "../../modules/rental/service"
import { byNaturalOrder } from "../rental-view/natural-order"
import { variantTitle } from "../variant-title"
import { type SoldGoods } from "./order-of-paper"

const TO_LEAVE: readonly BookingState[] = ["draft", "reserved"]
const GONE: readonly BookingState[] = ["out"]
const PACKED: readonly BookingState[] = ["draft", "reserved", "out", "returned"]

/** What is still to be got ready; once all of it has left, what left. */
export async function readGoodsToPick(
  container: MedusaContainer,
  orderId: string,
  sold: readonly SoldGoods[]
): Promise<GoodsLine[]> {
  const goods = await readGoods(container, orderId)
  const isOpen = goods.bookings.some((row) => TO_LEAVE.includes(row.state))
  const lines = linesOf(goods, isOpen ? TO_LEAVE : GONE, sold)
  return [...lines].sort((a, b) => byPlace(a.parts[0] ?? a, b.parts[0] ?? b))
}

/** All that goes to the customer. */
export async function readPackedGoods(
  container: MedusaContainer,
  orderId: string,
  sold: readonly SoldGoods[]
): Promise<GoodsLine[]> {
  return linesOf(await readGoods(container, orderId), PACKED, sold)
}

/** What left, and what became of it. */
export async function readReturnedGoods(
  container: MedusaContainer,
  orderId: string
): Promise<ReturnedGoods[]> {
  const goods = await readGoods(container, orderId)
  const left = goods.bookings.filter((row) => ["out", "returned"].includes(row.state))
  return byLine(left).flatMap(([variantId, rows]): ReturnedGoods[] => {
    const isPackage = rows.some((row) => goods.variantOf(row) !== variantId)
    const items = byItem(rows).map((same): ReturnedGoods => {
      const count = (state?: BookingState) =>
        sum(same.filter((row) => !state || row.state === state))
      return {
        ...goods.named(goods.variantOf(same[0]!)),
        serials: goods.serials(same),
        level: isPackage ? 1 : 0,
        out: count(),
        returned: count("returned"),
        still_out: count("out"),
        condition: null,
      }
    })
    const heading: ReturnedGoods = {
      ...goods.named(variantId),
      serials: [],
      level: 0,
      out: null,
      returned: null,
      still_out: null,
      condition: null,
    }
    return isPackage ? [heading, ...items] : items
  })
}

interface Goods {
  bookings: BookingRow[]
  variantOf: (row: BookingRow) => string
  /** Where it is kept, in the shop's own words. */
  place: (row: BookingRow) => string | null
  named: (variantId: string) => { title: string; sku: string | null }
  /** Null when all is in one place. */
  location: (row: BookingRow) => string | null
  serials: (rows: readonly BookingRow[]) => string[]
}

async function readGoods(container: MedusaContainer, orderId: string): Promise<Goods> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const bookings = await rental.readOrderBookings(orderId)
  const items = await rental.ledger.items()
  const variantOf = (row: BookingRow) => items.get(row.item_id)?.variant_id ?? row.item_id
  const [names, places, units] = await Promise.all([
    readNames(
      container,
      bookings.flatMap((row) => [row.line_variant_id, variantOf(row)])
    ),
    readPlaces(container, [...new Set(bookings.map((row) => row.location_id))]),
    readAssignedUnits(
      rental.ledger.knex,
      bookings.map((row) => row.id)
    ),
  ])
  return {
    bookings,
    variantOf,
    place: (row) => items.get(row.item_id)?.storage_place ?? null,
    named: (id) => names.get(id) ?? { title: id, sku: null },
    location: (row) => (places.size > 1 ? (places.get(row.location_id) ?? null) : null),
    serials: (rows) =>
      rows.flatMap((row) => (units.get(row.id) ?? []).map((unit) => unit.serial)).sort(),
  }
}

function linesOf(
  goods: Goods,
  states: readonly BookingState[],
  sold: readonly SoldGoods[]
): GoodsLine[] {
  const rented = new Set(goods.bookings.map((row) => row.line_variant_id))
  const chosen = goods.bookings.filter((row) => states.includes(row.state))
  const plain = sold.filter((line) => !line.variant_id || !rented.has(line.variant_id))
  return [
    ...byLine(chosen).map(([variantId, rows]) => goodsLine(goods, variantId, rows)),
    ...plain.map(({ variant_id: _variantId, ...line }) => ({
      ...line,
      parts: [],
      place: null,
      location: null,
      serials: [],
    })),
  ]
}

function goodsLine(
  goods: Goods,
  variantId: string,
  rows: readonly BookingRow[]
): GoodsLine {
  const things = byItem(rows).map((same): GoodsPart => ({
    ...goods.named(goods.variantOf(same[0]!)),
    quantity: sum(same),
    place: goods.place(same[0]!),
    location: locations(goods, same),
    serials: goods.serials(same),
  }))
  const isPackage = rows.some((row) => goods.variantOf(row) !== variantId)
  if (!isPackage) {
    return { ...things[0]!, parts: [] }
  }
  const parts = [...things].sort(byPlace)
  return {
    ...goods.named(variantId),
    quantity: rows[0]!.line_quantity,
    parts,
    place: null,
    location: null,
    serials: [],
  }
}

function locations(goods: Goods, rows: readonly BookingRow[]): string | null {
  const names = new Set(rows.map((row) => goods.location(row)).filter(Boolean))
  return names.size ? [...names].sort().join(", ") : null
}

/** The way through the store room: by place, then by name. */
function byPlace(a: GoodsPart, b: GoodsPart): number {
  return (
    byNaturalOrder(a.location, b.location) ||
    byNaturalOrder(a.place, b.place) ||
    byNaturalOrder(a.title, b.title)
  )
}

function byLine(rows: readonly BookingRow[]): [variantId: string, BookingRow[]][] {
  return [...groupBy(rows, (row) => row.line_variant_id)]
}

function byItem(rows: readonly BookingRow[]): BookingRow[][] {
  return [...groupBy(rows, (row) => row.item_id).values()]
}

function groupBy(
  rows: readonly BookingRow[],
  key: (row: BookingRow) => string
): Map<string, BookingRow[]> {
  const groups = new Map<string, BookingRow[]>()
  for (const row of rows) {
    groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  }
  return groups
}

function sum(rows: readonly BookingRow[]): number {
  return rows.reduce((total, row) => total + row.quantity, 0)
}

async function readNames(
  container: MedusaContainer,
  variantIds: readonly string[]
): Promise<Map<string, { title: string; sku: string | null }>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "title", "sku", "product.title"],
    filters: { id: [...new Set(variantIds)] },
  })
  return new Map(
    data.map((variant) => [
      variant.id,
      { title: variantTitle(variant), sku: variant.sku || null },
    ])
  )
}

/** What stock locations are called. */
export async function readPlaces(
  container: MedusaContainer,
  locationIds: readonly string[]
): Promise<Map<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["id", "name"],
    filters: { id: [...locationIds] },
  })
  return new Map(data.map((place) => [place.id, place.name]))
}
