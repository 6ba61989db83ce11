import { dateFormats } from "./date-format"
import { type LocalDate } from "./local-date"

/** A clock time of the shop, `HH:MM`, from `00:00` to `23:59`. */
export type LocalTime = string & { readonly __localTime: unique symbol }

const SHAPE = /^([01]\d|2[0-3]):[0-5]\d$/

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Reads a clock time; only the exact form `HH:MM` is accepted, otherwise `null`. */
export function parseLocalTime(text: unknown): LocalTime | null {
  return typeof text === "string" && SHAPE.test(text) ? (text as LocalTime) : null
}

/**
 * The instant at which the clocks of a time zone show a day and time.
 *
 * When clocks are put back, a time happens twice: `first` or `last` says which is meant.
 * A time that clocks jump over stands for the instant of the jump, as near as the offset
 * before (`first`) or after it (`last`) allows; so `first`..`last` never is too short.
 *
 * @returns milliseconds since the epoch
 */
export function instantOf(
  date: LocalDate,
  time: string,
  timezone: string,
  which: "first" | "last"
): number {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => offsetAt(near, timezone))
  const candidates = offsets.map((offset) => wall - offset)
  const real = candidates.filter((at) => at + offsetAt(at, timezone) === wall)
  const found = real.length ? real : candidates
  return which === "first" ? Math.min(...found) : Math.max(...found)
}

/**
 * How far the clocks of a time zone are ahead of UTC at an instant.
 *
 * @returns milliseconds, negative west of Greenwich
 */
export function offsetAt(instant: number, timezone: string): number {
  const shown = Object.fromEntries(
    clockOf(timezone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)])
  )
  const wall = Date.UTC(
    shown.year ?? 0,
    (shown.month ?? 1) - 1,
    shown.day,
    shown.hour,
    shown.minute,
    shown.second
  )
  return wall - Math.floor(instant / 1000) * 1000
}

/** An instant as the shop writes it: `2027-06-12T14:00-04:00`. */
export function formatInstant(instant: number, timezone: string): string {
  const offset = offsetAt(instant, timezone)
  const wall = new Date(instant + offset).toISOString().slice(0, 16)
  const minutes = Math.abs(offset) / MINUTE_MS
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0")
  return `${wall}${offset < 0 ? "-" : "+"}${two(minutes / 60)}:${two(minutes % 60)}`
}

const clockOf = dateFormats({
  hourCycle: "h23",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
})
