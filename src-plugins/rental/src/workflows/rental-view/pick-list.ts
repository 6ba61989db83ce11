import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  readGoodsOfDay,
  type DayOfGoods,
  type GoodsOfDay,
} from "../../modules/rental/ledger/goods-of-day"
import { goodsState, type GoodsState } from "../../modules/rental/ledger/goods-state"
import type RentalModuleService from "../../modules/rental/service"
import { readVariantTitles } from "./variant-titles"
import { byNaturalOrder } from "./natural-order"

/** What leaves on a day, or is due back, in the order in which it stands in the store. */
export interface PickList {
  date: string
  location_id: string | null
  totals: PickTotals & { orders: number }
  items: PickListItem[]
}

interface PickTotals {
  quantity: number
  /** Packed and not gone. */
  prepared: number
  /** Gone, and not back. */
  out: number
  returned: number
}

/** One thing at one place, for all orders together. */
export interface PickListItem extends PickTotals {
  storage_place: string | null
  location_id: string
  variant_id: string
  title: string
  orders: PickListOrder[]
}

export interface PickListOrder {
  order_id: string
  /** The number that people know the order by. */
  display_id: number | null
  booking_id: string
  /** The package that it is part of; null for a thing by itself. */
  part_of: { variant_id: string; title: string } | null
  quantity: number
  prepared: number
  state: GoodsState
  /** When it leaves or is due back; null on no particular time. */
  time: string | null
  serials: string[]
}

/** Things without a storage place come last. */
export async function readPickList(
  container: MedusaContainer,
  asked: DayOfGoods
): Promise<PickList> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [goods, items] = await Promise.all([
    readGoodsOfDay(ledger.knex, asked),
    ledger.items(),
  ])
  const variantOf = (itemId: string) => items.get(itemId)?.variant_id ?? itemId
  const [titles, numbers] = await Promise.all([
    readVariantTitles(
      container,
      goods.flatMap((row) => [variantOf(row.item_id), row.line_variant_id])
    ),
    readNumbers(
      container,
      goods.map((row) => row.order_id)
    ),
  ])
  const titleOf = (variantId: string) => titles.get(variantId) ?? variantId
  return {
    date: asked.day,
    location_id: asked.location_id ?? null,
    totals: { orders: numbers.size, ...totalsOf(goods) },
    items: groupByThing(goods)
      .map(toItem)
      .sort(
        (a, b) =>
          byNaturalOrder(a.storage_place, b.storage_place) ||
          byNaturalOrder(a.title, b.title) ||
          byNaturalOrder(a.location_id, b.location_id)
      ),
  }

  function toItem(rows: readonly GoodsOfDay[]): PickListItem {
    const { item_id, location_id } = rows[0]!
    const variant_id = variantOf(item_id)
    return {
      storage_place: items.get(item_id)?.storage_place ?? null,
      location_id,
      variant_id,
      title: titleOf(variant_id),
      ...totalsOf(rows),
      orders: rows
        .map((row) => toOrder(row, variant_id))
        .sort(
          (a, b) =>
            byNaturalOrder(a.time, b.time) || (a.display_id ?? 0) - (b.display_id ?? 0)
        ),
    }
  }

  function toOrder(row: GoodsOfDay, variantId: string): PickListOrder {
    const { line_variant_id } = row
    return {
      order_id: row.order_id,
      display_id: numbers.get(row.order_id) ?? null,
      booking_id: row.booking_id,
      part_of:
        line_variant_id === variantId
          ? null
          : { variant_id: line_variant_id, title: titleOf(line_variant_id) },
      quantity: row.quantity,
      prepared: row.prepared,
      state: goodsState(row),
      time: row.time,
      serials: row.serials,
    }
  }
}

function totalsOf(rows: readonly GoodsOfDay[]): PickTotals {
  const unitsIn = (state: string) =>
    rows.reduce((sum, row) => sum + (row.state === state ? row.quantity : 0), 0)
  return {
    quantity: rows.reduce((sum, row) => sum + row.quantity, 0),
    prepared: rows.reduce((sum, row) => sum + row.prepared, 0),
    out: unitsIn("out"),
    returned: unitsIn("returned"),
  }
}

function groupByThing(goods: readonly GoodsOfDay[]): GoodsOfDay[][] {
  const things = new Map<string, GoodsOfDay[]>()
  for (const row of goods) {
    const key = `${row.item_id} ${row.location_id}`
    const known = things.get(key)
    if (known) {
      known.push(row)
    } else {
      things.set(key, [row])
    }
  }
  return [...things.values()]
}

/** The numbers of orders; null for one that is gone. */
async function readNumbers(
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<Map<string, number | null>> {
  const numbers = new Map<string, number | null>(orderIds.map((id) => [id, null]))
  if (!numbers.size) {
    return numbers
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "display_id"],
    filters: { id: [...numbers.keys()] },
  })
  for (const order of data as unknown as { id: string; display_id: number }[]) {
    numbers.set(order.id, order.display_id)
  }
  return numbers
}
