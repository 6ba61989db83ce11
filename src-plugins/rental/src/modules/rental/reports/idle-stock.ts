import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../ledger/query"
import { addDays, daysBetween, todayIn, type LocalDate } from "../periods/local-date"
import { slotLabel } from "../periods/slots"
import { OF_A_DRAFT } from "./of-draft"
import { slotsOfRange, WIDTHS, type ReportScope } from "./report-range"

/** An item that is owned, and that nobody had in the range. */
export interface IdleItem {
  item_id: string
  variant_id: string
  product_id: string
  /** Units owned on the last day of the range. */
  owned: number
  /** The last day before the range on which a unit was with a customer; null: never. */
  last_rented: LocalDate | null
  /** The day after, or the day on which the item was made rentable. */
  idle_since: LocalDate
  /** Days from `idle_since` to the end of the range, both included. */
  idle_days: number
}

/** Items that are owned at the end of the range and were with nobody in all of it. */
export async function readIdleItems(knex: Knex, scope: ReportScope): Promise<IdleItem[]> {
  const rows = await rowsOf<IdleRow>(knex, IDLE, [
    slotsOfRange(scope, scope.timezone),
    scope.location_id,
    scope.location_id,
    scope.location_id,
    scope.location_id,
    scope.item_ids,
    scope.item_ids,
    scope.location_id,
    scope.location_id,
  ])
  return rows
    .map((row) => describe(row, scope))
    .sort((a, b) => b.idle_days - a.idle_days || (a.item_id < b.item_id ? -1 : 1))
}

interface IdleRow {
  item_id: string
  variant_id: string
  product_id: string
  owned: string
  last_slot: number | null
  last_width: number | null
  created_at: Date
}

const IDLE = `
  WITH ${WIDTHS}
  SELECT i.id AS item_id, i.variant_id, i.product_id, i.created_at, p.owned,
         l.slot AS last_slot, l.slot_minutes AS last_width
    FROM rental_item i
    JOIN width w ON w.slot_minutes = i.slot_minutes
   CROSS JOIN LATERAL (
     SELECT sum(s.capacity) AS owned FROM rental_supply s
      WHERE s.item_id = i.id AND w.last BETWEEN s.from_slot AND s.to_slot
        AND (?::text IS NULL OR s.location_id = ?)
   ) p
    LEFT JOIN LATERAL (
      SELECT b.occupied_to - b.turnaround_after AS slot, b.slot_minutes
        FROM rental_booking b
        JOIN width v ON v.slot_minutes = b.slot_minutes
       WHERE b.item_id = i.id AND b.state IN ('reserved', 'out', 'returned')
         AND NOT ${OF_A_DRAFT}
         AND b.occupied_to - b.turnaround_after < v.first
         AND b.occupied_to - b.turnaround_after >= b.occupied_from + b.turnaround_before
         AND (?::text IS NULL OR b.location_id = ?)
       ORDER BY (b.occupied_to - b.turnaround_after)::bigint * b.slot_minutes DESC
       LIMIT 1
    ) l ON true
   WHERE i.deleted_at IS NULL AND p.owned > 0
     AND (?::text[] IS NULL OR i.id = ANY (?::text[]))
     AND NOT EXISTS (
       SELECT 1
         FROM rental_booking b
         JOIN width v ON v.slot_minutes = b.slot_minutes
        WHERE b.item_id = i.id AND b.state IN ('reserved', 'out', 'returned')
          AND NOT ${OF_A_DRAFT}
          AND b.occupied_to >= v.first AND b.occupied_from <= v.last
          AND least(b.occupied_to - b.turnaround_after, v.last)
              >= greatest(b.occupied_from + b.turnaround_before, v.first)
          AND (?::text IS NULL OR b.location_id = ?)
     )
`

function describe(row: IdleRow, { to, timezone }: ReportScope): IdleItem {
  const last_rented =
    row.last_slot === null || row.last_width === null
      ? null
      : (slotLabel(row.last_slot, row.last_width, timezone).slice(0, 10) as LocalDate)
  const idle_since = last_rented
    ? addDays(last_rented, 1)
    : todayIn(timezone, new Date(row.created_at))
  return {
    item_id: row.item_id,
    variant_id: row.variant_id,
    product_id: row.product_id,
    owned: Number(row.owned),
    last_rented,
    idle_since,
    idle_days: Math.max(0, daysBetween(idle_since, to) + 1),
  }
}
