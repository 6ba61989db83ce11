import { RequestError } from "../../../../modules/vibe-match/errors/request-error"
import type { RentalDates } from "../../../../modules/vibe-match/ranking/board-matcher"

const MOST_MATCHES = 100
const DEFAULT_MATCHES = 24
const LONGEST_PERIOD = 366
const DAY = 86_400_000
/** Where the day is youngest on earth; a day that is over there is over everywhere. */
const HOURS_BEHIND = 12

/** What `GET /store/vibe/boards/:id` asks for. */
export type MatchQuery = { dates: RentalDates | null; limit: number }

/** @throws RequestError naming the parameter that is wrong */
export function parseMatchQuery(
  query: Record<string, unknown>,
  now = new Date()
): MatchQuery {
  return { dates: parseDates(query, now), limit: parseLimit(query.limit) }
}

function parseDates(query: Record<string, unknown>, now: Date): RentalDates | null {
  const isGiven = (value: unknown) => value !== undefined && value !== ""
  if (!isGiven(query.start_date) && !isGiven(query.end_date)) return null
  const start = parseDay("start_date", query.start_date)
  const end = parseDay("end_date", query.end_date)
  const today = new Date(now.getTime() - HOURS_BEHIND * 3_600_000)
    .toISOString()
    .slice(0, 10)
  if (start.text < today) wrong("start_date", "start_date is in the past.")
  if (end.text < start.text) wrong("end_date", "end_date is before start_date.")
  if ((end.time - start.time) / DAY + 1 > LONGEST_PERIOD) {
    wrong("end_date", `A period has at most ${LONGEST_PERIOD} days.`)
  }
  return { start_date: start.text, end_date: end.text }
}

function parseDay(field: string, value: unknown): { text: string; time: number } {
  if (value === undefined || value === "") {
    wrong(field, "start_date and end_date go together.")
  }
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const time = Date.parse(`${value}T00:00:00Z`)
    const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(value)
    if (isReal) return { text: value, time }
  }
  wrong(field, `${field} must be a day like 2027-06-12.`)
}

function parseLimit(value: unknown): number {
  if (value === undefined) return DEFAULT_MATCHES
  const limit =
    typeof value === "string" && /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN
  if (limit >= 1 && limit <= MOST_MATCHES) return limit
  wrong("limit", `limit must be a whole number from 1 to ${MOST_MATCHES}.`)
}

function wrong(field: string, message: string): never {
  throw new RequestError(message, { field, code: "query_invalid" })
}
