import { type BookingContent, type BookingRow } from "./booking-rows"

/** What has to be written to get from the bookings there are to those there should be. */
export interface BookingDiff {
  readonly insert: BookingContent[]
  readonly update: (BookingContent & { id: string })[]
  readonly cancel: BookingRow[]
  /**
   * Whether more than one statement will change slots. Each statement takes its slots in
   * the common order; several have to take all of them first.
   */
  readonly locksFirst: boolean
}

/**
 * Compares by (line, item): a line has one booking for each item. A booking that already
 * says what it should is left alone.
 */
export function diffBookings(
  current: readonly BookingRow[],
  wanted: readonly BookingContent[]
): BookingDiff {
  const existing = new Map(current.map((row) => [keyOf(row), row]))
  const insert: BookingContent[] = []
  const update: (BookingContent & { id: string })[] = []
  let moves = false
  for (const content of wanted) {
    const row = existing.get(keyOf(content))
    existing.delete(keyOf(content))
    if (!row) {
      insert.push(content)
    } else if (SAID.some((field) => row[field] !== content[field])) {
      update.push({ ...content, id: row.id })
      moves ||= TAKEN.some((field) => row[field] !== content[field])
    }
  }
  const cancel = [...existing.values()]
  const statements = [insert.length > 0, moves, cancel.length > 0].filter(Boolean)
  return { insert, update, cancel, locksFirst: statements.length > 1 }
}

/** What decides which slots a booking takes, and how many units of each. */
const TAKEN = [
  "location_id",
  "quantity",
  "occupied_from",
  "occupied_to",
  "state",
] as const satisfies readonly (keyof BookingContent)[]

const SAID = [
  ...TAKEN,
  "line_variant_id",
  "line_quantity",
  "start_date",
  "end_date",
  "start_time",
  "end_time",
  "slot_minutes",
  "turnaround_before",
  "turnaround_after",
  "expires_at",
] as const satisfies readonly (keyof BookingContent)[]

function keyOf(booking: BookingContent): string {
  return `${booking.line_item_id} ${booking.item_id}`
}
