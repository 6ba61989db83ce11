import { requestError } from "../errors/rental-error"
import { addDays, parseLocalDate, type LocalDate } from "../periods/local-date"
import { periodSlots, SLOT_MINUTES } from "../periods/slots"

/** The days a report is about, both included, in the shop's time zone. */
export interface ReportRange {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** What of the ledger a report counts. */
export interface ReportScope extends ReportRange {
  /** Of the shop. */
  readonly timezone: string
  /** One place; null: all of them. */
  readonly location_id: string | null
  /** Some items; null: all of them. */
  readonly item_ids: readonly string[] | null
}

/** The longest stretch of days of one report: three years. */
export const MAX_REPORT_DAYS = 1096

/**
 * Reads the days of a report.
 *
 * @throws RentalError `rental_request_invalid` naming `from` or `to`
 */
export function requireRange(fromText: string, toText: string): ReportRange {
  const from = requireDay("from", fromText)
  const to = requireDay("to", toText)
  if (to < from) {
    throw requestError("to", `to ${to} is before from ${from}`)
  }
  if (addDays(from, MAX_REPORT_DAYS - 1) < to) {
    throw requestError("to", `A report has at most ${MAX_REPORT_DAYS} days`)
  }
  return { from, to }
}

/**
 * The slots of a range in each width that items can have, as JSON for a CTE of
 * `(slot_minutes integer, first integer, last integer)`. The days on which clocks change
 * have 23 or 25 hours in it.
 */
export function slotsOfRange(range: ReportRange, timezone: string): string {
  const period = { start_date: range.from, end_date: range.to }
  return JSON.stringify(
    SLOT_MINUTES.map((slot_minutes) => ({
      slot_minutes,
      ...periodSlots(period, slot_minutes, timezone),
    }))
  )
}

/** The CTE that `slotsOfRange` is bound to; a materialised one would keep plans serial. */
export const WIDTHS = `
  width AS NOT MATERIALIZED (
    SELECT w.slot_minutes, w.first, w.last
      FROM jsonb_to_recordset(?::jsonb) AS w (slot_minutes integer, first integer, last integer)
  )
`

function requireDay(field: "from" | "to", text: string): LocalDate {
  const day = parseLocalDate(text)
  if (!day) {
    throw requestError(field, `${field} must be a day, YYYY-MM-DD`)
  }
  return day
}
