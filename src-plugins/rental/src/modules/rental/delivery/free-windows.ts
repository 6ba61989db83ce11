import { readFreeSlots, type Spared } from "../ledger/free-slots"
import { type Ledger } from "../ledger/ledger"
import { NO_LOCATION } from "../ledger/plan-bookings"
import { type LocalDate } from "../periods/local-date"
import { instantOf } from "../periods/shop-time"
import { daySlot } from "../periods/slots"
import { type DeliveryKind } from "./delivery-kinds"
import { daysFrom, serves, windowItem, type DeliveryWindow } from "./windows"

/** A window on a day. */
export interface WindowOnDay {
  readonly window_id: string
  readonly name: string
  readonly date: LocalDate
  readonly start_time: string
  readonly end_time: string
}

/** The windows of some days for a kind of job in a zone, and whether each has a job left. */
export async function readWindows(
  ledger: Ledger,
  wanted: {
    kind: DeliveryKind
    zone_id: string
    dates: readonly LocalDate[]
    owner: Spared | null
    now?: Date
  }
): Promise<(WindowOnDay & { window: DeliveryWindow; is_free: boolean })[]> {
  const { kind, zone_id, dates, owner, now = new Date() } = wanted
  const { windows } = await ledger.delivery.current()
  const open = dates.flatMap((date) =>
    windows
      .filter((window) => serves(window, { kind, zone_id, date }))
      .filter((window) => isInTime(window, date, ledger.timezone, now))
      .map((window) => ({ window, date }))
  )
  if (!open.length) {
    return []
  }
  const slots = await readFreeSlots(
    ledger.knex,
    open.map(({ window, date }) => ({
      item_id: windowItem(window.id),
      location_id: NO_LOCATION,
      occupied_from: daySlot(date),
      occupied_to: daySlot(date),
    })),
    owner
  )
  const free = new Map(slots.map((slot) => [`${slot.item_id} ${slot.slot}`, slot.free]))
  return open.map(({ window, date }) => ({
    window,
    window_id: window.id,
    name: window.name,
    date,
    start_time: window.start_time,
    end_time: window.end_time,
    is_free: (free.get(`${windowItem(window.id)} ${daySlot(date)}`) ?? 0) > 0,
  }))
}

/** Whether a window on a day can still be chosen: it has its hours before it begins. */
export function isInTime(
  { start_time, lead_hours }: DeliveryWindow,
  date: LocalDate,
  timezone: string,
  now: Date
): boolean {
  const begins = instantOf(date, start_time, timezone, "first")
  return begins - lead_hours * HOUR_MS >= now.getTime()
}

/**
 * Windows with a job left, from a day on: those of the day itself, and of the days after it
 * until there are enough.
 *
 * @param like a window that serves the same zones
 */
export async function findFreeWindows(
  ledger: Ledger,
  wanted: { kind: DeliveryKind; date: LocalDate; like: string; owner: Spared }
): Promise<WindowOnDay[]> {
  const { kind, date, like, owner } = wanted
  const { windows, zones } = await ledger.delivery.current()
  const zoneIds =
    windows.find(({ id }) => id === like)?.zone_ids ?? zones.map(({ id }) => id)
  const zone_id = zoneIds[0] ?? ""
  const found = await readWindows(ledger, {
    kind,
    zone_id,
    dates: daysFrom(date, SEARCH_DAYS),
    owner,
  })
  return found
    .filter(({ is_free }) => is_free)
    .slice(0, MOST_OFFERED)
    .map(({ window: _window, is_free: _free, ...onDay }) => onDay)
}

const HOUR_MS = 3_600_000
const SEARCH_DAYS = 14
const MOST_OFFERED = 5
