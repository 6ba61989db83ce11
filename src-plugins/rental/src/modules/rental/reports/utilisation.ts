import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../ledger/query"
import { DAY_SLOT, periodSlots } from "../periods/slots"
import { OF_A_DRAFT } from "./of-draft"
import { slotsOfRange, WIDTHS, type ReportScope } from "./report-range"

/**
 * What became of the time of an item's units, in minutes: a day of an item rented by the
 * day is 1440 of them whatever the clocks do, hours are hours.
 */
export interface ItemUsage {
  item_id: string
  /** Null when the item is not for rent any more. */
  variant_id: string | null
  product_id: string | null
  slot_minutes: number
  /** Bookings that have units in the range. */
  bookings: number
  /** Units owned, whether in service or not. */
  owned_minutes: number
  /** Of those owned, out of service. */
  downtime_minutes: number
  /** Units with a customer: booked by an order, out or back. */
  out_minutes: number
  /** Units that were cleaned or moved before and after. */
  turnaround_minutes: number
}

/** Unit-days, or unit-hours of items rented by the hour; never the two together. */
export interface Usage {
  unit: "day" | "hour"
  bookings: number
  owned: number
  downtime: number
  out: number
  turnaround: number
  /** `out` of `owned`; null when nothing was owned. */
  utilisation: number | null
  /** `out` of what was owned and in service. */
  utilisation_in_service: number | null
}

/**
 * Who had the units of each item, over the range.
 *
 * A booking takes its slots as the ledger has them now: goods that came back early or late,
 * or are late still, count for as long as they were away. What it takes is the rental itself
 * and, at its ends, turnaround.
 */
export async function readUsage(knex: Knex, scope: ReportScope): Promise<ItemUsage[]> {
  const rows = await rowsOf<Record<keyof ItemUsage, string | null>>(knex, USAGE, [
    slotsOfRange(scope, scope.timezone),
    scope.location_id,
    scope.location_id,
    scope.item_ids,
    scope.item_ids,
    scope.location_id,
    scope.location_id,
    scope.item_ids,
    scope.item_ids,
  ])
  return rows.map((row) => ({
    item_id: row.item_id ?? "",
    variant_id: row.variant_id,
    product_id: row.product_id,
    slot_minutes: Number(row.slot_minutes),
    bookings: Number(row.bookings),
    owned_minutes: Number(row.owned_minutes),
    downtime_minutes: Number(row.downtime_minutes),
    out_minutes: Number(row.out_minutes),
    turnaround_minutes: Number(row.turnaround_minutes),
  }))
}

/** Adds up items: those rented by the day, and those rented by the hour, if there are such. */
export function sumUsage(items: readonly ItemUsage[]): Usage[] {
  return totalUsage(items).filter(({ unit }) =>
    items.some((item) => unitOf(item) === unit)
  )
}

/** Adds up items: those rented by the day, and those rented by the hour; zeros for none. */
export function totalUsage(items: readonly ItemUsage[]): Usage[] {
  return UNITS.map((unit) =>
    usageOf(
      unit,
      items.filter((item) => unitOf(item) === unit)
    )
  )
}

/** Units of an item on an average day (or hour) of the range. */
export function averageOwned(
  item: ItemUsage,
  { from, to, timezone }: ReportScope
): number {
  const period = { start_date: from, end_date: to }
  const { first, last } = periodSlots(period, item.slot_minutes, timezone)
  return item.owned_minutes / item.slot_minutes / (last - first + 1)
}

const UNITS = ["day", "hour"] as const

/*
 * Whole numbers, added up as floating point: exact up to 2^53 and several times as fast as the
 * numeric that Postgres would add bigints up to, over a year of a million bookings.
 */
const USAGE = `
  WITH ${WIDTHS},
  used AS (
    SELECT b.item_id, b.slot_minutes, count(*) AS bookings,
           sum(b.quantity::float8 * greatest(
             0, least(b.occupied_to - b.turnaround_after, w.last)
                - greatest(b.occupied_from + b.turnaround_before, w.first) + 1
           )) * b.slot_minutes AS out_minutes,
           sum(b.quantity::float8 * (
             least(b.occupied_to, w.last) - greatest(b.occupied_from, w.first) + 1
           )) * b.slot_minutes AS occupied_minutes
      FROM rental_booking b
      JOIN width w ON w.slot_minutes = b.slot_minutes
     WHERE b.state IN ('reserved', 'out', 'returned')
       AND b.item_id NOT LIKE '#%'
       AND NOT ${OF_A_DRAFT}
       AND b.occupied_from <= w.last AND b.occupied_to >= w.first
       AND (?::text IS NULL OR b.location_id = ?)
       AND (?::text[] IS NULL OR b.item_id = ANY (?::text[]))
     GROUP BY b.item_id, b.slot_minutes
  ),
  owned AS (
    SELECT p.item_id,
           sum(p.capacity::bigint * i.slot_minutes * n.slots) AS owned_minutes,
           sum(p.blocked::bigint * i.slot_minutes * n.slots) AS downtime_minutes
      FROM rental_supply p
      JOIN rental_item i ON i.id = p.item_id AND i.deleted_at IS NULL
      JOIN width w ON w.slot_minutes = i.slot_minutes
     CROSS JOIN LATERAL (
       SELECT least(p.to_slot, w.last) - greatest(p.from_slot, w.first) + 1 AS slots
     ) n
     WHERE p.from_slot <= w.last AND p.to_slot >= w.first
       AND (?::text IS NULL OR p.location_id = ?)
       AND (?::text[] IS NULL OR p.item_id = ANY (?::text[]))
     GROUP BY p.item_id
  )
  SELECT item_id, i.variant_id, i.product_id,
         coalesce(i.slot_minutes, max(u.slot_minutes)) AS slot_minutes,
         coalesce(sum(u.bookings), 0) AS bookings,
         coalesce(max(o.owned_minutes), 0) AS owned_minutes,
         coalesce(max(o.downtime_minutes), 0) AS downtime_minutes,
         coalesce(sum(u.out_minutes), 0) AS out_minutes,
         coalesce(sum(u.occupied_minutes - u.out_minutes), 0) AS turnaround_minutes
    FROM used u
    FULL JOIN owned o USING (item_id)
    LEFT JOIN rental_item i ON i.id = item_id
   GROUP BY item_id, i.id
   ORDER BY item_id
`

function unitOf(item: ItemUsage): Usage["unit"] {
  return item.slot_minutes === DAY_SLOT ? "day" : "hour"
}

function usageOf(unit: Usage["unit"], items: readonly ItemUsage[]): Usage {
  const minutes = unit === "day" ? DAY_SLOT : 60
  const sum = (field: keyof ItemUsage): number =>
    items.reduce((total, item) => total + Number(item[field]), 0)
  const [owned, downtime, out] = [
    sum("owned_minutes"),
    sum("downtime_minutes"),
    sum("out_minutes"),
  ]
  return {
    unit,
    bookings: sum("bookings"),
    owned: round(owned / minutes),
    downtime: round(downtime / minutes),
    out: round(out / minutes),
    turnaround: round(sum("turnaround_minutes") / minutes),
    utilisation: share(out, owned),
    utilisation_in_service: share(out, owned - downtime),
  }
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? round(part / whole) : null
}

/** Four decimals: a minute of an hour, a hundredth of a percent. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
