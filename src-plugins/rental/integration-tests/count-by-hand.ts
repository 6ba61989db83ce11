import { type Client } from "pg"
import { type ReportScope } from "../src/modules/rental/reports/report-range"

/*
 * What the reports say, counted again from the rows themselves, slot by slot and day by day,
 * with none of the code that the reports count with.
 */

interface Item {
  id: string
  variant_id: string
  slot_minutes: number
  replacement_value: string | null
  created: string
}

interface Booking {
  id: string
  order_id: string | null
  item_id: string
  line_variant_id: string
  location_id: string
  quantity: number
  slot_minutes: number
  turnaround_before: number
  turnaround_after: number
  occupied_from: number
  occupied_to: number
  state: string
  end_date: string
  end_time: string | null
}

/** The ledger's rows, as they are. */
export interface Books {
  timezone: string
  items: Item[]
  bookings: Booking[]
  fleet: {
    item_id: string
    location_id: string
    quantity: number
    effective_from: string | null
  }[]
  downtime: {
    item_id: string
    location_id: string
    quantity: number
    reason: string
    start_date: string
    end_date: string | null
  }[]
  retired: { item_id: string; location_id: string; day: string }[]
  orders: { order_id: string; start_date: string; end_date: string; placed: Date }[]
}

export async function readBooks(client: Client, timezone: string): Promise<Books> {
  const rows = async (text: string) => (await client.query(text)).rows
  const items = await rows(
    "SELECT id, variant_id, slot_minutes, replacement_value::text, created_at FROM rental_item"
  )
  const units = await rows(
    "SELECT item_id, location_id, retired_at FROM rental_unit WHERE retired_at IS NOT NULL"
  )
  return {
    timezone,
    items: items.map((item) => ({ ...item, created: dayAt(item.created_at, timezone) })),
    bookings: await rows(
      `SELECT b.*, b.end_date::text FROM rental_booking b
         LEFT JOIN rental_order o USING (order_id)
        WHERE b.item_id NOT LIKE '#%'
          AND (o.order_id IS NULL OR o.placed_at IS NOT NULL)`
    ),
    fleet: await rows("SELECT *, effective_from::text FROM rental_fleet"),
    downtime: await rows(
      "SELECT *, start_date::text, end_date::text FROM rental_downtime"
    ),
    retired: units.map((unit) => ({ ...unit, day: dayAt(unit.retired_at, timezone) })),
    orders: await rows(
      `SELECT order_id, start_date::text, end_date::text, placed_at AS placed
         FROM rental_order WHERE placed_at IS NOT NULL`
    ),
  }
}

/** Minutes of each item that has any: owned, out of service, out, turnaround. */
export function countUsage(books: Books, scope: ReportScope): Record<string, number[]> {
  const counts: Record<string, number[]> = {}
  for (const item of books.items) {
    const count = [0, 0, 0, 0]
    for (const day of slotDays(item.slot_minutes, scope, books.timezone)) {
      count[0]! += unitsOn(books, item.id, day, scope) * item.slot_minutes
      count[1]! += downOn(books, item.id, day, scope) * item.slot_minutes
    }
    for (const booking of bookingsOf(books, item.id, scope)) {
      for (const { slot, isOut } of slotsOf(booking)) {
        if (isWithin(dayOf(slot, booking.slot_minutes, books.timezone), scope)) {
          count[isOut ? 2 : 3]! += booking.quantity * item.slot_minutes
        }
      }
    }
    if (count.some((minutes) => minutes > 0)) {
      counts[item.variant_id] = count
    }
  }
  return counts
}

/** Units, last day rented and since when, of items that are owned and were not out. */
export function countIdle(books: Books, scope: ReportScope): Record<string, unknown[]> {
  const counts: Record<string, unknown[]> = {}
  for (const item of books.items) {
    const owned = unitsOn(books, item.id, scope.to, scope)
    const daysOut = bookingsOf(books, item.id, scope).flatMap((booking) =>
      slotsOf(booking)
        .filter(({ isOut }) => isOut)
        .map(({ slot }) => dayOf(slot, booking.slot_minutes, books.timezone))
    )
    if (owned && asked(item.id, scope) && !daysOut.some((day) => isWithin(day, scope))) {
      const last =
        daysOut
          .filter((day) => day < scope.from)
          .sort()
          .at(-1) ?? null
      const since = last ? nextDay(last) : item.created
      counts[item.variant_id] = [owned, last, since]
    }
  }
  return counts
}

/** Cases, units, minutes, units still down and value, by item and reason. */
export function countLosses(books: Books, scope: ReportScope): Record<string, number[]> {
  const counts: Record<string, number[]> = {}
  const countFor = (item: Item, reason: string) =>
    (counts[`${item.variant_id} ${reason}`] ??= [0, 0, 0, 0, 0])
  for (const item of books.items.filter(({ id }) => asked(id, scope))) {
    for (const down of books.downtime.filter(
      (row) => row.item_id === item.id && isAt(row.location_id, scope)
    )) {
      const days = slotDays(item.slot_minutes, scope, books.timezone).filter((day) =>
        isDown(down, day)
      )
      if (days.length) {
        const count = countFor(item, down.reason)
        const begins = isWithin(down.start_date, scope)
        count[0]! += begins ? 1 : 0
        count[1]! += begins ? down.quantity : 0
        count[2]! += days.length * down.quantity * item.slot_minutes
        count[3]! += !down.end_date || down.end_date > scope.to ? down.quantity : 0
        count[4]! +=
          begins && down.reason === "missing"
            ? down.quantity * Number(item.replacement_value ?? 0)
            : 0
      }
    }
    for (const unit of books.retired) {
      if (
        unit.item_id === item.id &&
        isWithin(unit.day, scope) &&
        isAt(unit.location_id, scope)
      ) {
        const count = countFor(item, "retired")
        count[0]! += 1
        count[1]! += 1
        count[3]! += 1
      }
    }
  }
  return counts
}

/** Days from order to start of each order, ascending. */
export function countLeadTimes(books: Books, scope: ReportScope): number[] {
  return liveOrders(books, scope)
    .map((order) => daysFrom(dayAt(order.placed, books.timezone), order.start_date))
    .sort((a, b) => a - b)
}

/** Days of each rental, ascending. */
export function countLengths(books: Books, scope: ReportScope): number[] {
  return liveOrders(books, scope)
    .map((order) => daysFrom(order.start_date, order.end_date) + 1)
    .sort((a, b) => a - b)
}

/** Slots that each late booking was late, by its id; and how many were due. */
export function countLate(
  books: Books,
  scope: ReportScope,
  now: number
): { due: number; late: Record<string, number> } {
  const due = books.bookings.filter(
    (booking) =>
      ["out", "returned"].includes(booking.state) &&
      isWithin(booking.end_date, scope) &&
      isAt(booking.location_id, scope) &&
      asked(booking.item_id, scope)
  )
  const late: Record<string, number> = {}
  for (const booking of due) {
    const width = booking.slot_minutes
    const end = `${booking.end_date} ${booking.end_time ?? "24:00"}`
    const lastAway =
      booking.state === "out"
        ? slotAt(now, width, books.timezone)
        : booking.occupied_to - booking.turnaround_after
    let slots = 0
    for (let slot = booking.occupied_from; slot <= lastAway; slot++) {
      slots += clockOf(slot, width, books.timezone) >= end ? 1 : 0
    }
    if (slots) {
      late[booking.id] = slots * width
    }
  }
  return { due: due.length, late }
}

/** Units of each line of the orders that begin in the range, as text, sorted. */
export function countParts(books: Books, scope: ReportScope): string[] {
  const counts = new Map<string, number>()
  for (const order of books.orders.filter((row) => isWithin(row.start_date, scope))) {
    for (const booking of books.bookings) {
      if (booking.order_id === order.order_id && KEPT.includes(booking.state)) {
        const { order_id, line_variant_id, item_id, location_id } = booking
        const key = [order_id, line_variant_id, item_id, location_id].join(" ")
        counts.set(key, (counts.get(key) ?? 0) + booking.quantity)
      }
    }
  }
  return [...counts].map(([key, units]) => `${key} ${units}`).sort()
}

const AWAY = ["reserved", "out", "returned"]
const KEPT = [...AWAY, "no_show"]
const DAY_MS = 86_400_000

function liveOrders(books: Books, scope: ReportScope): Books["orders"] {
  return books.orders.filter(
    (order) =>
      isWithin(order.start_date, scope) &&
      books.bookings.some(
        (booking) =>
          booking.order_id === order.order_id &&
          KEPT.includes(booking.state) &&
          isAt(booking.location_id, scope) &&
          asked(booking.item_id, scope)
      )
  )
}

function bookingsOf(books: Books, itemId: string, scope: ReportScope): Booking[] {
  return books.bookings.filter(
    (booking) =>
      booking.item_id === itemId &&
      AWAY.includes(booking.state) &&
      isAt(booking.location_id, scope) &&
      asked(itemId, scope)
  )
}

function slotsOf(booking: Booking): { slot: number; isOut: boolean }[] {
  const slots = []
  for (let slot = booking.occupied_from; slot <= booking.occupied_to; slot++) {
    slots.push({
      slot,
      isOut:
        slot >= booking.occupied_from + booking.turnaround_before &&
        slot <= booking.occupied_to - booking.turnaround_after,
    })
  }
  return slots
}

/** The day of every slot in the range: a day of 23 hours comes 23 times. */
function slotDays(width: number, scope: ReportScope, timezone: string): string[] {
  const first = slotAt(Date.parse(`${scope.from}T00:00:00Z`) - DAY_MS, width, timezone)
  const last = slotAt(Date.parse(`${scope.to}T00:00:00Z`) + 2 * DAY_MS, width, timezone)
  const days = []
  for (let slot = first; slot <= last; slot++) {
    const day = dayOf(slot, width, timezone)
    if (isWithin(day, scope)) {
      days.push(day)
    }
  }
  return days
}

function unitsOn(books: Books, itemId: string, day: string, scope: ReportScope): number {
  const steps = books.fleet.filter(
    (step) =>
      step.item_id === itemId &&
      isAt(step.location_id, scope) &&
      asked(itemId, scope) &&
      (step.effective_from ?? "") <= day
  )
  const places = [...new Set(steps.map((step) => step.location_id))]
  return places.reduce((units, place) => {
    const own = steps.filter((step) => step.location_id === place)
    own.sort((a, b) => ((a.effective_from ?? "") < (b.effective_from ?? "") ? -1 : 1))
    return units + own.at(-1)!.quantity
  }, 0)
}

function downOn(books: Books, itemId: string, day: string, scope: ReportScope): number {
  return books.downtime
    .filter(
      (row) =>
        row.item_id === itemId &&
        isAt(row.location_id, scope) &&
        asked(itemId, scope) &&
        isDown(row, day)
    )
    .reduce((units, row) => units + row.quantity, 0)
}

function isDown(row: Books["downtime"][number], day: string): boolean {
  return row.start_date <= day && (row.end_date === null || day <= row.end_date)
}

function asked(itemId: string, { item_ids }: ReportScope): boolean {
  return item_ids === null || item_ids.includes(itemId)
}

function isAt(locationId: string, { location_id }: ReportScope): boolean {
  return location_id === null || location_id === locationId
}

function isWithin(day: string, { from, to }: ReportScope): boolean {
  return from <= day && day <= to
}

function slotAt(instant: number, width: number, timezone: string): number {
  return width === 1440
    ? Date.parse(`${dayAt(new Date(instant), timezone)}T00:00:00Z`) / DAY_MS
    : Math.floor(instant / 60_000 / width)
}

function dayOf(slot: number, width: number, timezone: string): string {
  return clockOf(slot, width, timezone).slice(0, 10)
}

/** What the shop's clock shows when a slot begins. Hours are whole in this shop. */
function clockOf(slot: number, width: number, timezone: string): string {
  if (width === 1440) {
    return `${new Date(slot * DAY_MS).toISOString().slice(0, 10)} 00:00`
  }
  const key = slot * width
  const known = clocks.get(key)
  const clock = known ?? wallClock(timezone).format(key * 60_000)
  clocks.set(key, clock)
  return clock
}

const clocks = new Map<number, string>()

function dayAt(instant: Date, timezone: string): string {
  return wallClock(timezone).format(instant).slice(0, 10)
}

/** Sweden writes `2027-06-12 14:00`. */
function wallClock(timezone: string): Intl.DateTimeFormat {
  format ??= new Intl.DateTimeFormat("sv-SE", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  })
  return format
}

let format: Intl.DateTimeFormat | undefined

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10)
}

function daysFrom(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS
}
