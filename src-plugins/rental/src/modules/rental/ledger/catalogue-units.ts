import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { unitsOf, type ItemIndex, type ItemRow } from "../items/item-rows"
import { type RentalPeriod } from "../periods/rental-period"
import { periodSlots } from "../periods/slots"
import { readFreeUnits, type FreeUnits } from "./free-units"
import { rowsOf } from "./query"
import { type SlotMemory, type SlotReading } from "./slot-memory"

/** With more kinds of turnaround than this in one shop, the general way is the faster one. */
const MOST_RANGES = 8

/** What is free of every item of a shop. */
export interface CatalogueUnits {
  free: FreeUnits[]
  /** The version of the catalogue that these were read with; absent when it was not read. */
  version?: string
}

/**
 * What is free of every item of the shop for a period, as `readFreeUnits` answers it.
 *
 * Most items are steady: they have one place, one fleet for all time, nothing in repair and
 * no lapsed hold. Then the least free of the slots that have a row says it all: those in
 * memory, or one pass over an index. The others are read the general way.
 */
export async function readCatalogueUnits(
  knex: Knex,
  items: ItemIndex,
  period: RentalPeriod,
  timezone: string,
  memory?: SlotMemory
): Promise<CatalogueUnits> {
  const { widths, others } = plan(items)
  if (widths.some((width) => width.ranges.length > MOST_RANGES)) {
    const all = bookableIds(items.values())
    return { free: await readFreeUnits(knex, period, timezone, all) }
  }
  const read = await Promise.all(
    widths.map(async (width) => await readWidth(knex, width, period, timezone, memory))
  )
  const versions = new Set(read.map((width) => width.version))
  const unsteady = [...others, ...read.flatMap((width) => width.unsteady)]
  const free = read.flatMap((width) => width.free)
  if (unsteady.length) {
    free.push(...(await readFreeUnits(knex, period, timezone, unsteady)))
  }
  return { free, version: versions.size === 1 ? [...versions][0] : undefined }
}

/** The items whose units are taken when these are rented: their own, or their components. */
export function bookableIds(items: Iterable<ItemRow>): string[] {
  return [...items].flatMap((item) => unitsOf(item).map((unit) => unit.item_id))
}

/** Steady items of one width of slots, sorted by their turnaround. */
interface Width {
  slot_minutes: number
  ranges: { before: number; after: number }[]
  /** By the number of the item. */
  steady: (SteadyItem | undefined)[]
  ids: Map<string, SteadyItem>
}

interface SteadyItem {
  item: ItemRow
  /** Which of the ranges. */
  range: number
}

interface Plan {
  widths: Width[]
  /** Items that are never steady. */
  others: string[]
}

const plans = new WeakMap<ItemIndex, Plan>()

/** Sorts the items of a shop, once for each version of them. */
function plan(items: ItemIndex): Plan {
  const known = plans.get(items)
  if (known) {
    return known
  }
  const made: Plan = { widths: [], others: [] }
  for (const item of items.values()) {
    if (item.fleet.length === 1 && !item.fleet[0]!.effective_from) {
      addSteady(made, item)
    } else if (item.fleet.length) {
      made.others.push(item.id)
    }
  }
  plans.set(items, made)
  return made
}

function addSteady(made: Plan, item: ItemRow): void {
  const { slot_minutes, turnaround_before: before, turnaround_after: after } = item
  let width = made.widths.find((other) => other.slot_minutes === slot_minutes)
  if (!width) {
    width = { slot_minutes, ranges: [], steady: [], ids: new Map() }
    made.widths.push(width)
  }
  let range = width.ranges.findIndex((r) => r.before === before && r.after === after)
  if (range < 0) {
    range = width.ranges.push({ before, after }) - 1
  }
  const steady = { item, range }
  width.steady[item.number] = steady
  width.ids.set(item.id, steady)
}

interface WidthRead {
  free: FreeUnits[]
  unsteady: string[]
  version?: string
}

/** First and last slot of each of a width's ranges. */
type Range = readonly [from: number, to: number]

async function readWidth(
  knex: Knex,
  width: Width,
  period: RentalPeriod,
  timezone: string,
  memory: SlotMemory | undefined
): Promise<WidthRead> {
  const { first, last } = periodSlots(period, width.slot_minutes, timezone)
  const ranges = width.ranges.map(({ before, after }): Range => [
    first - before,
    last + after,
  ])
  const from = Math.min(...ranges.map(([start]) => start))
  const to = Math.max(...ranges.map(([, end]) => end))
  const remembered = await memory?.read(from, to, (reading) =>
    readMemory(width, ranges, reading)
  )
  return remembered ?? (await readSlots(knex, width, ranges, [from, to]))
}

function readMemory(
  width: Width,
  ranges: readonly Range[],
  reading: SlotReading
): WidthRead {
  const unsteady = new Set(reading.unsteady.filter((id) => width.ids.has(id)))
  const free: FreeUnits[] = []
  for (const { item, range } of width.ids.values()) {
    if (!unsteady.has(item.id)) {
      free.push(freeOf(item, reading.least(item.number, ...ranges[range]!)))
    }
  }
  return { free, unsteady: [...unsteady], version: reading.version }
}

async function readSlots(
  knex: Knex,
  width: Width,
  ranges: readonly Range[],
  [from, to]: Range
): Promise<WidthRead> {
  const [row] = await rowsOf<Record<string, string | null>>(knex, SELECT(ranges.length), [
    to,
    from,
    ...ranges.flat(),
    from,
    to,
  ])
  const least = ranges.map((_, at) => split(row?.[`free_${at}`]))
  const unsteady = new Set(split(row?.unsteady).filter((id) => width.ids.has(id)))
  const read = new Set<SteadyItem>()
  const free: FreeUnits[] = []
  split(row?.numbers).forEach((number, at) => {
    const known = width.steady[Number(number)]
    if (known && !unsteady.has(known.item.id)) {
      read.add(known)
      const units = least[known.range]![at]
      free.push(freeOf(known.item, units ? Number(units) : undefined))
    }
  })
  if (read.size < width.ids.size) {
    for (const known of width.ids.values()) {
      if (!read.has(known) && !unsteady.has(known.item.id)) {
        free.push(freeOf(known.item, undefined))
      }
    }
  }
  return { free, unsteady: [...unsteady], version: row?.version ?? undefined }
}

/** A slot that nobody has booked yet has no row: then the fleet is free. */
function freeOf(item: ItemRow, least: number | undefined): FreeUnits {
  const { location_id, quantity } = item.fleet[0]!
  return {
    item_id: item.id,
    location_id,
    available: least ?? quantity,
    capacity: quantity,
  }
}

/*
 * The answer comes as a few long texts: thousands of rows take longer to carry than to find.
 * Slots without capacity are those of a place that an item has left.
 */
const SELECT = (ranges: number): string => {
  const each = (text: (at: number) => string) =>
    Array.from({ length: ranges }, (_, at) => text(at)).join(", ")
  return `
    SELECT string_agg(item_number::text, ' ') AS numbers,
           ${each((at) => `string_agg(coalesce(free_${at}::text, ''), ' ') AS free_${at}`)},
           (SELECT version::text FROM rental_catalogue) AS version,
           (
             SELECT string_agg(DISTINCT u.item_id, ' ')
               FROM (
                 SELECT item_id FROM rental_booking
                  WHERE state = 'held' AND expires_at <= rental_now()
                  UNION ALL
                 SELECT item_id FROM rental_downtime WHERE from_slot <= ? AND to_slot >= ?
               ) u
           ) AS unsteady
      FROM (
        SELECT item_number,
               ${each(
                 (at) => `
               min(capacity - booked - blocked) FILTER (WHERE slot BETWEEN ? AND ?) AS free_${at}`
               )}
          FROM rental_slot
         WHERE slot BETWEEN ? AND ? AND item_number IS NOT NULL AND capacity > 0
         GROUP BY item_number
      ) least_free`
}

function split(list: string | null | undefined): string[] {
  return list ? list.split(" ") : []
}
