import { addDays, dayOfNumber, numberOfDay, todayIn, type LocalDate } from "./local-date"
import { type RentalPeriod } from "./rental-period"
import { formatInstant, instantOf, offsetAt } from "./shop-time"

/*
 * The ledger counts in slots, which are whole numbers. For items rented by the day a slot
 * is a day of the shop's calendar, counted from 1970-01-01. For items rented by the hour
 * (or a part of it) slots are stretches of absolute time, counted from the epoch: a day on
 * which clocks change has 23 or 25 of them, and the hour that comes twice is two slots.
 */

/** Minutes of a day: the `slot_minutes` of items rented by the day. */
export const DAY_SLOT = 1440

/** What `slot_minutes` may be: a day, an hour, or a part of an hour. */
export const SLOT_MINUTES = [DAY_SLOT, 60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2, 1] as const

/** The longest rental that staff may ask for, whatever the rules of the shop. */
export const LONGEST_DAYS = 400

/** Every slot of a booking is a row that is locked and counted. */
const MOST_SLOTS = 10_000

/** Goods can be with one customer for decades, as in books taken over from elsewhere. */
const MOST_DAY_SLOTS = 36_500

/**
 * The most days that the ledger books an item for, both ends included and turnaround aside:
 * a century by the day, 400 by the hour, 34 by 5 minutes, 6 by the minute.
 */
export function longestDays(slotMinutes: number): number {
  return slotMinutes === DAY_SLOT
    ? MOST_DAY_SLOTS
    : Math.min(LONGEST_DAYS, daysOfSlots(MOST_SLOTS, slotMinutes))
}

/** How many whole days there are in so many slots. */
export function daysOfSlots(slots: number, slotMinutes: number): number {
  return Math.floor((slots * slotMinutes) / DAY_SLOT)
}

/** How an item is counted. Turnaround is in slots of the item: days, or hours. */
export interface Slotted {
  readonly slot_minutes: number
  readonly turnaround_before: number
  readonly turnaround_after: number
}

/** Slots from the first to the last, both included. */
export interface SlotRange {
  readonly occupied_from: number
  readonly occupied_to: number
}

/** The slots in which units are not to be had by others: the period and its turnaround. */
export function occupiedSlots(
  period: RentalPeriod,
  item: Slotted,
  timezone: string
): SlotRange {
  const { first, last } = periodSlots(period, item.slot_minutes, timezone)
  return {
    occupied_from: first - item.turnaround_before,
    occupied_to: last + item.turnaround_after,
  }
}

/**
 * The slots of a period itself. A slot that the period only touches counts whole.
 *
 * @param slotMinutes one of `SLOT_MINUTES`
 */
export function periodSlots(
  period: RentalPeriod,
  slotMinutes: number,
  timezone: string
): { first: number; last: number } {
  if (slotMinutes === DAY_SLOT) {
    return { first: daySlot(period.start_date), last: daySlot(period.end_date) }
  }
  const start = instantOf(
    period.start_date,
    period.start_time ?? "00:00",
    timezone,
    "first"
  )
  const end = period.end_time
    ? instantOf(period.end_date, period.end_time, timezone, "last")
    : instantOf(addDays(period.end_date, 1), "00:00", timezone, "last")
  const first = Math.floor(exactSlot(start, slotMinutes, timezone))
  return {
    first,
    last: Math.max(first, Math.ceil(exactSlot(end, slotMinutes, timezone)) - 1),
  }
}

/** The day slot of a calendar day. */
export function daySlot(date: LocalDate): number {
  return numberOfDay(date)
}

/** The calendar day of a day slot. */
export function dayOfSlot(slot: number): LocalDate {
  return dayOfNumber(slot)
}

/** The first slot that begins with a calendar day. */
export function firstSlotOf(
  date: LocalDate,
  slotMinutes: number,
  timezone: string
): number {
  return periodSlots({ start_date: date, end_date: date }, slotMinutes, timezone).first
}

/** The slot that an instant (milliseconds since the epoch) falls into. */
export function slotOfInstant(
  instant: number,
  slotMinutes: number,
  timezone: string
): number {
  return slotMinutes === DAY_SLOT
    ? daySlot(todayIn(timezone, new Date(instant)))
    : Math.floor(exactSlot(instant, slotMinutes, timezone))
}

/** A slot as people read it: `2027-06-12`, or `2027-06-12T14:00-04:00` for hours. */
export function slotLabel(slot: number, slotMinutes: number, timezone: string): string {
  if (slotMinutes === DAY_SLOT) {
    return dayOfSlot(slot)
  }
  const minutes = slot * slotMinutes - phaseOf(slotMinutes, timezone)
  return formatInstant(minutes * MINUTE_MS, timezone)
}

const MINUTE_MS = 60_000
const SOME_WINTER_DAY = Date.UTC(2000, 0, 1)

function exactSlot(instant: number, slotMinutes: number, timezone: string): number {
  return (instant / MINUTE_MS + phaseOf(slotMinutes, timezone)) / slotMinutes
}

/** Lets hours begin with the shop's clock where it is not whole hours from UTC (India). */
function phaseOf(slotMinutes: number, timezone: string): number {
  const offset = Math.round(offsetAt(SOME_WINTER_DAY, timezone) / MINUTE_MS)
  return ((offset % slotMinutes) + slotMinutes) % slotMinutes
}
