import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type BookingOwner } from "./booking-rows"
import { rowsOf } from "./query"

/** Whose own bookings do not count: an order's; a cart's, with those of one it takes over. */
export type Spared = BookingOwner & { absorbs?: string }

/** A stretch of slots of one item at one place. */
export interface SlotStretch {
  item_id: string
  location_id: string
  occupied_from: number
  occupied_to: number
}

/** The units of one slot that can be booked: none can when it is below zero. */
export interface FreeSlot {
  item_id: string
  location_id: string
  slot: number
  free: number
  capacity: number
}

/**
 * What is free in every slot of some stretches. Holds past their expiry do not count; nor
 * does what was overbooked give anything to others, so a slot can have less than nothing.
 *
 * @param spared when given, this cart's or order's own bookings do not count
 */
export async function readFreeSlots(
  knex: Knex,
  stretches: readonly SlotStretch[],
  spared: Spared | null = null
): Promise<FreeSlot[]> {
  const [owner, ownerIds] = ownerOf(spared)
  if (!stretches.length) {
    return []
  }
  const rows = await rowsOf<CountRow>(knex, SELECT(owner), [
    JSON.stringify(
      stretches.map(({ item_id, location_id, occupied_from, occupied_to }, stretch) => ({
        stretch,
        item_id,
        location_id,
        occupied_from,
        occupied_to,
      }))
    ),
    ...(owner ? [ownerIds] : []),
  ])
  const places = new Map<string, Map<number, FreeSlot>>()
  stretches.forEach((stretch, at) => {
    const key = `${stretch.item_id} ${stretch.location_id}`
    const slots = places.get(key) ?? new Map<number, FreeSlot>()
    places.set(key, slots)
    for (const slot of freeSlotsOf(
      stretch,
      rows.filter((row) => row.stretch === at)
    )) {
      slots.set(slot.slot, slot)
    }
  })
  return [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, slots]) => [...slots.values()].sort((a, b) => a.slot - b.slot))
}

/** What the database counts of a stretch: numbers only, for they are many. */
interface CountRow {
  stretch: number
  kind: "supply" | "slot" | "spared"
  first: number
  last: number
  /** What is free of a supply; what a spared booking has. */
  units: number
  capacity: number
  /** Slots come as one text, for they are many: `slot,units,capacity` of each. */
  counts: string | null
}

/** Supply first, slots that have a row over it, and what does not count added to both. */
function freeSlotsOf(
  { item_id, location_id, occupied_from, occupied_to }: SlotStretch,
  rows: readonly CountRow[]
): FreeSlot[] {
  const slots = Array.from(
    { length: Math.max(0, occupied_to - occupied_from + 1) },
    (_, at): FreeSlot => ({
      item_id,
      location_id,
      slot: occupied_from + at,
      free: 0,
      capacity: 0,
    })
  )
  const slotsIn = ({ first, last }: CountRow) =>
    slots.slice(Math.max(0, first - occupied_from), Math.max(0, last + 1 - occupied_from))
  const rowsOfKind = (kind: CountRow["kind"]) => rows.filter((row) => row.kind === kind)

  for (const row of rowsOfKind("supply")) {
    for (const slot of slotsIn(row)) {
      slot.free = row.units
      slot.capacity = row.capacity
    }
  }
  for (const { counts } of rowsOfKind("slot")) {
    readCounts(counts ?? "", (slot, free, capacity) => {
      const counted = slots[slot - occupied_from]!
      counted.free = free
      counted.capacity = capacity
    })
  }
  for (const row of rowsOfKind("spared")) {
    for (const slot of slotsIn(row)) {
      slot.free += row.units
    }
  }
  return slots
}

function readCounts(
  counts: string,
  each: (slot: number, free: number, capacity: number) => void
): void {
  const numbers = counts.split(/[ ,]/)
  for (let at = 0; at + 2 < numbers.length; at += 3) {
    each(+numbers[at]!, +numbers[at + 1]!, +numbers[at + 2]!)
  }
}

/** Whose bookings do not count besides lapsed holds: for `SPARED`. */
export function ownerOf(
  spared: Spared | null
): [column: "cart_id" | "order_id" | null, ids: string[]] {
  if (!spared) {
    return [null, []]
  }
  return "cart_id" in spared
    ? ["cart_id", [spared.cart_id, ...(spared.absorbs ? [spared.absorbs] : [])]]
    : ["order_id", [spared.order_id]]
}

/* OFFSET 0: one range of the index for each stretch, whatever the planner expects of it. */
const SELECT = (owner: "cart_id" | "order_id" | null): string => `
  WITH wanted AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(?::jsonb) AS w (
      stretch integer, item_id text, location_id text, occupied_from integer,
      occupied_to integer
    )
  )
  SELECT w.stretch, 'supply' AS kind, p.from_slot AS first, p.to_slot AS last,
         p.capacity - p.blocked AS units, p.capacity, NULL AS counts
    FROM wanted w
   CROSS JOIN LATERAL (
     SELECT * FROM rental_supply p
      WHERE p.item_id = w.item_id AND p.location_id = w.location_id
        AND p.from_slot <= w.occupied_to AND p.to_slot >= w.occupied_from
     OFFSET 0
   ) p
   UNION ALL
  SELECT w.stretch, 'slot', 0, 0, 0, 0,
         string_agg(concat_ws(',', s.slot, s.capacity - s.booked - s.blocked, s.capacity), ' ')
    FROM wanted w
   CROSS JOIN LATERAL (
     SELECT * FROM rental_slot s
      WHERE s.item_id = w.item_id AND s.location_id = w.location_id
        AND s.slot BETWEEN w.occupied_from AND w.occupied_to
     OFFSET 0
   ) s
   GROUP BY w.stretch
   UNION ALL
  SELECT w.stretch, 'spared', b.occupied_from, b.occupied_to, b.quantity, 0, NULL
    FROM (${SPARED(owner)}) b
    JOIN wanted w
      ON w.item_id = b.item_id AND w.location_id = b.location_id
     AND b.occupied_from <= w.occupied_to AND b.occupied_to >= w.occupied_from
`

/** Bookings that do not count; with an owner, its ids are to be bound. */
export const SPARED = (owner: "cart_id" | "order_id" | null): string => `
  SELECT id, item_id, location_id, occupied_from, occupied_to, quantity
    FROM rental_booking
   WHERE state = 'held' AND expires_at <= rental_now()
  ${
    owner
      ? `UNION
         SELECT id, item_id, location_id, occupied_from, occupied_to, quantity
           FROM rental_booking
          WHERE ${owner} = ANY (?::text[])
            AND state IN (${owner === "cart_id" ? "'held', 'reserved', 'out'" : "'reserved', 'out'"})`
      : ""
  }
`
