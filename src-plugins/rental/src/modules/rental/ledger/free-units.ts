import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "./query"

/** Free and owned units of one item at one location over its whole occupied range. */
export interface FreeUnits {
  item_id: string
  location_id: string
  available: number
  capacity: number
}

/** Holds past their expiry do not stand in the way, though their units are still counted. */
const LAPSED = `
  lapsed AS (
    SELECT b.item_id, b.location_id, b.occupied_from + d AS slot, sum(b.quantity) AS units
      FROM rental_booking b, generate_series(0, b.occupied_to - b.occupied_from) d
     WHERE b.state = 'held' AND b.expires_at <= now()
     GROUP BY 1, 2, 3
  )
`

/**
 * What is free for a period, by item and location: the least free slot of the period and
 * the item's turnaround around it. A slot nobody has booked yet has no row and the fleet
 * free.
 *
 * @param itemIds only these items; the whole catalogue when absent
 */
export async function readFreeUnits(
  knex: Knex,
  period: { start_date: string; end_date: string },
  itemIds?: readonly string[]
): Promise<FreeUnits[]> {
  const rows = await rowsOf<FreeUnits>(
    knex,
    `
    WITH wanted AS (
      SELECT f.item_id, f.location_id, f.quantity,
             ?::date - i.turnaround_before AS occupied_from,
             ?::date + i.turnaround_after AS occupied_to
        FROM rental_item i
        JOIN rental_fleet f ON f.item_id = i.id AND f.deleted_at IS NULL
       WHERE i.deleted_at IS NULL AND (? OR i.id = ANY (?::text[]))
    ),
    span AS (
      SELECT min(occupied_from) AS first_day, max(occupied_to) AS last_day FROM wanted
    ),
    ${LAPSED},
    least_free AS (
      SELECT w.item_id, w.location_id, count(*) AS slots,
             min(s.capacity + s.overbook - s.booked - s.blocked + coalesce(l.units, 0)) AS units
        FROM span
        JOIN rental_slot s ON s.slot BETWEEN span.first_day AND span.last_day
        JOIN wanted w ON w.item_id = s.item_id AND w.location_id = s.location_id
         AND s.slot BETWEEN w.occupied_from AND w.occupied_to
        LEFT JOIN lapsed l ON l.item_id = s.item_id AND l.location_id = s.location_id
         AND l.slot = s.slot
       GROUP BY 1, 2
    )
    SELECT w.item_id, w.location_id, w.quantity AS capacity,
           CASE
             WHEN m.slots IS NULL THEN w.quantity
             WHEN m.slots = w.occupied_to - w.occupied_from + 1 THEN greatest(m.units, 0)
             ELSE greatest(least(m.units, w.quantity), 0)
           END::integer AS available
      FROM wanted w
      LEFT JOIN least_free m ON m.item_id = w.item_id AND m.location_id = w.location_id
    `,
    [period.start_date, period.end_date, itemIds === undefined, itemIds ?? []]
  )
  return rows
}

/** The free units of one slot. */
export interface FreeSlot {
  item_id: string
  location_id: string
  slot: string
  free: number
}

/**
 * The slots that have a row, between two days, with what is free in each.
 *
 * @param cartId when given, this cart's own bookings do not count against it
 */
export async function readFreeSlots(
  knex: Knex,
  itemIds: readonly string[],
  from: string,
  to: string,
  cartId: string | null = null
): Promise<FreeSlot[]> {
  const rows = await rowsOf<FreeSlot>(
    knex,
    `
    WITH spared AS (
      SELECT b.item_id, b.location_id, b.occupied_from + d AS slot, sum(b.quantity) AS units
        FROM rental_booking b, generate_series(0, b.occupied_to - b.occupied_from) d
       WHERE (b.state = 'held' AND b.expires_at <= now())
          OR (b.cart_id = ? AND b.state IN ('held', 'reserved', 'out'))
       GROUP BY 1, 2, 3
    )
    SELECT s.item_id, s.location_id, s.slot::text,
           (s.capacity + s.overbook - s.booked - s.blocked + coalesce(p.units, 0))::integer
             AS free
      FROM rental_slot s
      LEFT JOIN spared p ON p.item_id = s.item_id AND p.location_id = s.location_id
       AND p.slot = s.slot
     WHERE s.item_id = ANY (?::text[]) AND s.slot BETWEEN ? AND ?
     ORDER BY s.item_id, s.location_id, s.slot
    `,
    [cartId, itemIds, from, to]
  )
  return rows
}
