import { type BookingContent, type BookingRow } from "./booking-rows"

/** What has to be written to get from the bookings a cart has to those it should have. */
export interface BookingDiff {
  readonly insert: BookingContent[]
  readonly update: (BookingContent & { id: string })[]
  readonly cancel: BookingRow[]
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
  for (const content of wanted) {
    const row = existing.get(keyOf(content))
    existing.delete(keyOf(content))
    if (!row) {
      insert.push(content)
    } else if (FIELDS.some((field) => row[field] !== content[field])) {
      update.push({ ...content, id: row.id })
    }
  }
  return { insert, update, cancel: [...existing.values()] }
}

/** Whether more than one statement will change slots, so that they must be locked first. */
export function needsLocks(diff: BookingDiff): boolean {
  return diff.update.length + diff.cancel.length > 0
}

const FIELDS = [
  "line_variant_id",
  "line_quantity",
  "location_id",
  "quantity",
  "start_date",
  "end_date",
  "turnaround_before",
  "turnaround_after",
  "occupied_from",
  "occupied_to",
  "state",
  "expires_at",
] as const satisfies readonly (keyof BookingContent)[]

function keyOf(booking: BookingContent): string {
  return `${booking.line_item_id} ${booking.item_id}`
}
