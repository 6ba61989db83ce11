import { addDays, type LocalDate } from "../periods/local-date"
import { type Weekday } from "../rules/period-rules"
import { weekdayOf } from "../periods/weekday"
import { type DeliveryKind } from "./delivery-kinds"

/** A stretch of a day in which a crew does so many jobs. Stored and sent as it is here. */
export interface DeliveryWindow {
  readonly id: string
  /** What customers read: `Morning`. */
  readonly name: string
  readonly kinds: readonly DeliveryKind[]
  readonly weekdays: readonly Weekday[]
  /** `HH:MM` of the shop's clock. */
  readonly start_time: string
  readonly end_time: string
  /** Jobs that can be done in it on one day. */
  readonly capacity: number
  /** Days that have another number of jobs; 0 closes the window on that day. */
  readonly days: readonly { readonly date: LocalDate; readonly capacity: number }[]
  /** Zones it serves; all of them when null. */
  readonly zone_ids: readonly string[] | null
  /** Hours before it begins from which on it cannot be chosen any more. */
  readonly lead_hours: number
  /** What each job in it costs more, in each currency. */
  readonly surcharges: readonly {
    readonly currency_code: string
    readonly amount: number
  }[]
}

/** The item under which the ledger counts the jobs of a window, day by day. */
export function windowItem(windowId: string): string {
  return `${WINDOW_ITEM}${windowId}`
}

export const WINDOW_ITEM = "#window:"

/** Whether a window is for a kind of job in a zone on a day at all, full or not. */
export function serves(
  window: DeliveryWindow,
  job: { kind: DeliveryKind; zone_id: string; date: LocalDate }
): boolean {
  return (
    servesZone(window, job) &&
    window.weekdays.includes(weekdayOf(job.date)) &&
    capacityOn(window, job.date) > 0
  )
}

/** Whether a window is for a kind of job in a zone, on some day. */
export function servesZone(
  window: DeliveryWindow,
  { kind, zone_id }: { kind: DeliveryKind; zone_id: string }
): boolean {
  return (
    window.kinds.includes(kind) &&
    (window.zone_ids === null || window.zone_ids.includes(zone_id))
  )
}

export function capacityOn({ capacity, days }: DeliveryWindow, date: LocalDate): number {
  return days.find((day) => day.date === date)?.capacity ?? capacity
}

/** The days from one on, as many as asked for. */
export function daysFrom(first: LocalDate, count: number): LocalDate[] {
  return Array.from({ length: count }, (_, at) => addDays(first, at))
}
