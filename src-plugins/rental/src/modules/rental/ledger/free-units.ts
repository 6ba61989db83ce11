import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type RentalPeriod } from "../periods/rental-period"
import { periodSlots, SLOT_MINUTES } from "../periods/slots"
import { ownerOf, SPARED, type Spared } from "./free-slots"
import { rowsOf } from "./query"

/** Free and owned units of one item at one location over its whole occupied range. */
export interface FreeUnits {
  item_id: string
  location_id: string
  /** The least of the range; below zero where more is booked than there is. */
  available: number
  capacity: number
}

/**
 * What is free for a period, by item and location: the least free slot of the period and
 * the item's turnaround around it. A slot nobody has booked yet has no row, and all that
 * the place can supply is free. Holds past their expiry do not count.
 *
 * @param itemIds only these items; the whole catalogue when absent
 * @param spared when given, this cart's or order's own bookings do not count
 */
export async function readFreeUnits(
  knex: Knex,
  period: RentalPeriod,
  timezone: string,
  itemIds?: readonly string[],
  spared: Spared | null = null
): Promise<FreeUnits[]> {
  const [owner, ownerIds] = ownerOf(spared)
  const ranges = SLOT_MINUTES.map((slot_minutes) => ({
    slot_minutes,
    ...periodSlots(period, slot_minutes, timezone),
  }))
  return await rowsOf<FreeUnits>(
    knex,
    `
    WITH width AS (
      SELECT * FROM jsonb_to_recordset(?::jsonb) AS w (slot_minutes integer, first integer,
                                                       last integer)
    ),
    -- What a place can supply changes at times: each stretch of its own is looked at alone.
    wanted AS (
      SELECT p.item_id, p.location_id, p.capacity, p.blocked,
             greatest(p.from_slot, w.first - i.turnaround_before) AS first,
             least(p.to_slot, w.last + i.turnaround_after) AS last
        FROM rental_item i
        JOIN width w ON w.slot_minutes = i.slot_minutes
        JOIN rental_supply p
          ON p.item_id = i.id
         AND p.from_slot <= w.last + i.turnaround_after
         AND p.to_slot >= w.first - i.turnaround_before
       WHERE i.deleted_at IS NULL AND (? OR i.id = ANY (?::text[]))
    ),
    spared AS (
      SELECT b.item_id, b.location_id, slot, sum(b.quantity) AS units
        FROM (${SPARED(owner)}) b, generate_series(b.occupied_from, b.occupied_to) slot
       GROUP BY 1, 2, 3
    ),
    least_free AS (
      SELECT w.item_id, w.location_id, w.first, count(*) AS slots,
             min(s.capacity - s.booked - s.blocked + coalesce(l.units, 0)) AS units
        FROM wanted w
       CROSS JOIN LATERAL (
         SELECT * FROM rental_slot s
          WHERE s.item_id = w.item_id AND s.location_id = w.location_id
            AND s.slot BETWEEN w.first AND w.last
         OFFSET 0
       ) s
        LEFT JOIN spared l ON l.item_id = s.item_id AND l.location_id = s.location_id
         AND l.slot = s.slot
       GROUP BY 1, 2, 3
    )
    SELECT w.item_id, w.location_id, min(w.capacity) AS capacity,
           min(CASE
             WHEN m.slots IS NULL THEN w.capacity - w.blocked
             WHEN m.slots = w.last - w.first + 1 THEN m.units
             ELSE least(m.units, w.capacity - w.blocked)
           END)::integer AS available
      FROM wanted w
      LEFT JOIN least_free m
        ON m.item_id = w.item_id AND m.location_id = w.location_id AND m.first = w.first
     GROUP BY 1, 2
    `,
    [
      JSON.stringify(ranges),
      itemIds === undefined,
      itemIds ?? [],
      ...(owner ? [ownerIds] : []),
    ]
  )
}
