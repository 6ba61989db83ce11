import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { slotLabel } from "../periods/slots"
import { type Ledger } from "./ledger"
import { rowsOf } from "./query"
import { shareShortage } from "./share-shortage"

/** A booking that cannot have all its units as things are. */
export interface AffectedBooking {
  booking_id: string
  order_id: string | null
  cart_id: string | null
  item_id: string
  variant_id: string | null
  line_variant_id: string
  location_id: string
  quantity: number
  /** How many units it lacks at the worst. */
  short: number
  /** Days, or times for items by the hour. */
  slots: string[]
  state: string
  start_date: string
  end_date: string
}

/** Where to look; everywhere without. */
export interface AffectedFilter {
  item_ids?: readonly string[]
  order_id?: string
}

/**
 * Who goes short of what is overbooked, for whatever reason: late goods, damage, loss, or a
 * booking beyond what there is. Of bookings that wait, those who came last.
 */
export async function readAffected(
  ledger: Ledger,
  filter: AffectedFilter = {}
): Promise<AffectedBooking[]> {
  const rows = await readOversold(ledger.knex, filter.item_ids)
  const places = new Map<string, AffectedRow[]>()
  for (const row of rows) {
    const key = `${row.item_id} ${row.location_id}`
    places.set(key, [...(places.get(key) ?? []), row])
  }
  return [...places.values()]
    .flatMap((waiting) => {
      const byId = new Map(waiting.map((row) => [row.id, row]))
      const oversold = new Map(
        waiting.flatMap((row) =>
          row.oversold.map(([slot, units]) => [slot, units] as const)
        )
      )
      return shareShortage(waiting, oversold).map(({ id, short, slots }) =>
        describe(ledger, byId.get(id)!, short, slots)
      )
    })
    .filter(({ order_id }) => !filter.order_id || order_id === filter.order_id)
    .sort((a, b) => (a.start_date < b.start_date ? -1 : 1))
}

interface AffectedRow extends Omit<AffectedBooking, "booking_id" | "short" | "slots"> {
  id: string
  slot_minutes: number
  occupied_from: number
  occupied_to: number
  since: string
  /** Slots of the booking that are overbooked, and by how many units. */
  oversold: [slot: number, units: number][]
}

function describe(
  { timezone }: Ledger,
  row: AffectedRow,
  short: number,
  slots: readonly number[]
): AffectedBooking {
  return {
    booking_id: row.id,
    order_id: row.order_id,
    cart_id: row.cart_id,
    item_id: row.item_id,
    variant_id: row.variant_id,
    line_variant_id: row.line_variant_id,
    location_id: row.location_id,
    quantity: row.quantity,
    short,
    slots: slots.map((slot) => slotLabel(slot, row.slot_minutes, timezone)),
    state: row.state,
    start_date: row.start_date,
    end_date: row.end_date,
  }
}

async function readOversold(
  knex: Knex,
  itemIds: readonly string[] | undefined
): Promise<AffectedRow[]> {
  return await rowsOf<AffectedRow>(
    knex,
    `
    WITH oversold AS MATERIALIZED (
      SELECT s.item_id, s.location_id, s.slot, s.overbook, i.variant_id
        FROM rental_slot s
        JOIN rental_item i ON i.id = s.item_id
       WHERE s.overbook > 0 AND s.slot >= rental_oldest_open_slot(i.slot_minutes)
         AND (?::text[] IS NULL OR s.item_id = ANY (?::text[]))
       ORDER BY s.item_id, s.location_id, s.slot
       LIMIT 20000
    )
    SELECT b.id, b.order_id, b.cart_id, b.item_id, o.variant_id, b.line_variant_id,
           b.location_id, b.quantity, b.state, b.start_date::text, b.end_date::text,
           b.slot_minutes, b.occupied_from, b.occupied_to,
           (b.state = 'held')::integer || to_char(b.created_at AT TIME ZONE 'UTC',
                                                  'YYYY-MM-DD"T"HH24:MI:SS.US') AS since,
           json_agg(json_build_array(o.slot, o.overbook) ORDER BY o.slot) AS oversold
      FROM oversold o
      JOIN rental_booking b
        ON b.item_id = o.item_id AND b.location_id = o.location_id
       AND b.state IN ('held', 'reserved') AND b.occupied_to >= o.slot
       AND b.occupied_from <= o.slot
     GROUP BY b.id, o.variant_id
     ORDER BY b.id
    `,
    [itemIds ?? null, itemIds ?? null]
  )
}
