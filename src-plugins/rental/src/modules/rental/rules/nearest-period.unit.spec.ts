import fc from "fast-check"
import { addDays, daysBetween, eachDay, type LocalDate } from "../periods/local-date"
import { periodDays, type RentalPeriod } from "../periods/rental-period"
import { type LocalTime } from "../periods/shop-time"
import { daySlot, DAY_SLOT } from "../periods/slots"
import {
  freePeriods,
  wantedPlaceInDay,
  wantedTogether,
  type WantedLine,
} from "./free-periods"
import {
  nearestLength,
  nearestPeriod,
  searchRange,
  type NearestSearch,
} from "./nearest-period"
import { openRules, WEEKDAYS, type PeriodRules } from "./period-rules"

const day = (text: string) => text as LocalDate
const time = (text: string) => text as LocalTime
const period = (start: string, end: string): RentalPeriod => ({
  start_date: day(start),
  end_date: day(end),
})

/** Thursday 10 June 2027, eight in the morning in New York. */
const NOW = new Date("2027-06-10T12:00:00Z")
const TODAY = day("2027-06-10")
const search = (
  asked: RentalPeriod,
  rules: Partial<PeriodRules> = {},
  more: Partial<NearestSearch> = {}
): NearestSearch => ({
  asked,
  rules: { ...openRules({ max_days: 10, horizon_days: 100 }), ...rules },
  timezone: "America/New_York",
  now: NOW,
  ...more,
})
const nearest = (
  asked: RentalPeriod,
  rules?: Partial<PeriodRules>,
  isFree: (period: RentalPeriod) => boolean = () => true
) => nearestPeriod({ ...search(asked, rules), isFree })

describe("the nearest period that works", () => {
  it("is the asked one when nothing is against it", () => {
    expect(nearest(period("2027-06-12", "2027-06-14"))).toEqual(
      period("2027-06-12", "2027-06-14")
    )
  })

  it("is the later of two that are as near", () => {
    const blackouts = [{ from: day("2027-06-20"), to: day("2027-06-20"), reason: "away" }]
    expect(nearest(period("2027-06-20", "2027-06-20"), { blackouts })).toEqual(
      period("2027-06-21", "2027-06-21")
    )
    const free = (p: RentalPeriod) => p.start_date !== "2027-06-21"
    expect(nearest(period("2027-06-20", "2027-06-20"), { blackouts }, free)).toEqual(
      period("2027-06-19", "2027-06-19")
    )
  })

  it("is never before today, the lead time, or past the horizon", () => {
    expect(nearest(period("2020-01-01", "2020-01-03"))).toEqual(
      period("2027-06-10", "2027-06-12")
    )
    expect(nearest(period("2027-06-09", "2027-06-11"), { lead_hours: 48 })).toEqual(
      period("2027-06-13", "2027-06-15")
    )
    expect(nearest(period("8999-12-31", "9000-01-02"))).toEqual(
      period("2027-09-16", "2027-09-18")
    )
  })

  it("has the nearest length that the rules allow", () => {
    expect(nearest(period("2027-06-12", "2027-06-12"), { min_days: 3 })).toEqual(
      period("2027-06-12", "2027-06-14")
    )
    expect(nearest(period("2027-06-12", "3027-06-12"))).toEqual(
      period("2027-06-12", "2027-06-21")
    )
    expect(nearest(period("2027-06-14", "2027-06-12"))).toEqual(
      period("2027-06-14", "2027-06-14")
    )
    /* Fridays to Mondays only: three days are four. */
    const weekend: Partial<PeriodRules> = {
      start_weekdays: ["friday"],
      end_weekdays: ["monday"],
    }
    expect(nearest(period("2027-06-15", "2027-06-17"), weekend)).toEqual(
      period("2027-06-18", "2027-06-21")
    )
  })

  it("keeps its times, and starts today only when they are not past", () => {
    const times = { start_time: time("07:00"), end_time: time("06:00") }
    expect(nearest({ ...period("2027-06-10", "2027-06-10"), ...times })).toEqual({
      ...period("2027-06-11", "2027-06-12"),
      ...times,
    })
  })

  it("is null when there is none within the search", () => {
    const asked = period("2027-07-10", "2027-07-10")
    const within = (searchDays: number) =>
      nearestPeriod({
        ...search(asked, {}, { searchDays }),
        isFree: (p) => p.start_date === "2027-07-20",
      })
    expect(within(9)).toBeNull()
    expect(within(10)).toEqual(period("2027-07-20", "2027-07-20"))
    expect(nearest(asked, { min_days: 9, max_days: 9, horizon_days: 5 })).toBeNull()
    expect(nearest(asked, { lead_hours: 24 * 200 })).toBeNull()
    expect(nearest(asked, { min_days: 5, max_days: 4 })).toBeNull()
  })

  it("knows leap days and year ends", () => {
    const leap = {
      ...search(period("2028-02-29", "2028-03-01")),
      now: new Date("2028-02-20T12:00:00Z"),
    }
    const free = (p: RentalPeriod) => p.start_date !== "2028-02-29"
    expect(nearestPeriod({ ...leap, isFree: free })).toEqual(
      period("2028-03-01", "2028-03-02")
    )
    const eve = search(period("2027-12-31", "2028-01-02"), { horizon_days: 365 })
    expect(nearestPeriod({ ...eve, isFree: (p) => p.start_date < "2027-12-30" })).toEqual(
      period("2027-12-29", "2027-12-31")
    )
  })
})

/*
 * The same search as plainly as possible: every start of the window is written out, judged
 * day by day, and the nearest taken. Lines are judged unit by unit on every day.
 */
function bruteForce(
  { asked, rules, searchDays = 180 }: NearestSearch,
  lines: readonly WantedLine[],
  departures: (slot: number) => number
): RentalPeriod | null {
  const weekday = (date: LocalDate) => WEEKDAYS[new Date(date).getUTCDay()]!
  const closed = (date: LocalDate) =>
    rules.holidays.some((h) => date === h.date || date.endsWith(`-${h.date}`))
  const lengths = Array.from({ length: rules.max_days }, (_, at) => at + 1)
    .filter((length) => length >= rules.min_days)
    .filter((length) =>
      eachDay(day("2027-01-01"), day("2027-01-07")).some(
        (date) =>
          rules.start_weekdays.includes(weekday(date)) &&
          rules.end_weekdays.includes(weekday(addDays(date, length - 1)))
      )
    )
  const fitted = Math.min(Math.max(periodDays(asked), rules.min_days), rules.max_days)
  const length = lengths.sort(
    (a, b) => Math.abs(a - fitted) - Math.abs(b - fitted) || b - a
  )[0]
  if (length === undefined) {
    return null
  }
  /* From eight in the morning, midnight of day n is 16 + 24 (n - 1) hours away. */
  const firstStart = rules.lead_hours
    ? addDays(TODAY, Math.max(1, Math.ceil((rules.lead_hours - 16) / 24) + 1))
    : TODAY
  const lastStart = addDays(TODAY, rules.horizon_days - length + 1)
  const possible = eachDay(firstStart, lastStart)
  const anchor = possible.includes(asked.start_date)
    ? asked.start_date
    : asked.start_date < firstStart
      ? firstStart
      : lastStart
  const found = possible
    .filter((start) => Math.abs(daysBetween(anchor, start)) <= searchDays)
    .map((start) => period(start, addDays(start, length - 1)))
    .filter(({ start_date, end_date }) => {
      const days = eachDay(start_date, end_date)
      return (
        rules.start_weekdays.includes(weekday(start_date)) &&
        rules.end_weekdays.includes(weekday(end_date)) &&
        !closed(start_date) &&
        !closed(end_date) &&
        !days.some((d) => rules.blackouts.some((b) => b.from <= d && d <= b.to))
      )
    })
    .filter(
      (p) =>
        departures(daySlot(p.start_date)) >= 1 &&
        itemsOf(lines).every(({ quantities, part }) =>
          waysOf(quantities, part.places.length).some((taken) =>
            part.places.every((free, at) =>
              eachDay(
                addDays(p.start_date, -part.turnaround_before),
                addDays(p.end_date, part.turnaround_after)
              ).every((date) => taken[at] === 0 || free(daySlot(date)) >= taken[at]!)
            )
          )
        )
    )
  return (
    found.sort(
      (a, b) =>
        Math.abs(daysBetween(anchor, a.start_date)) -
          Math.abs(daysBetween(anchor, b.start_date)) ||
        (a.start_date < b.start_date ? 1 : -1)
    )[0] ?? null
  )
}

function itemsOf(lines: readonly WantedLine[]) {
  const parts = lines.flatMap((line) => line.parts)
  return [...new Set(parts.map((part) => part.item_id))].map((id) => ({
    part: parts.find((part) => part.item_id === id)!,
    quantities: lines.flatMap((line) =>
      line.parts
        .filter((part) => part.item_id === id)
        .map((part) => part.perUnit * line.quantity)
    ),
  }))
}

/** Units that each place gives, for every way to share quantities out among places. */
function waysOf(quantities: readonly number[], places: number): number[][] {
  return quantities.reduce<number[][]>(
    (ways, quantity) =>
      ways.flatMap((way) =>
        way.map((_units, chosen) =>
          way.map((units, at) => (at === chosen ? units + quantity : units))
        )
      ),
    [new Array<number>(places).fill(0)]
  )
}

describe("against a search that tries everything", () => {
  const date = (min: number, max: number) =>
    fc.integer({ min, max }).map((days) => addDays(TODAY, days))
  const weekdays = fc.subarray([...WEEKDAYS], { minLength: 3 })
  const anyRules: fc.Arbitrary<PeriodRules> = fc.record({
    min_days: fc.integer({ min: 1, max: 4 }),
    max_days: fc.integer({ min: 3, max: 9 }),
    lead_hours: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 120 })),
    horizon_days: fc.integer({ min: 9, max: 60 }),
    start_weekdays: weekdays,
    end_weekdays: weekdays,
    holidays: fc.array(
      date(0, 40).chain((d) =>
        fc.constantFrom(d, d.slice(5)).map((text) => ({ date: text, name: "a feast" }))
      ),
      { maxLength: 6 }
    ),
    blackouts: fc.array(
      fc.tuple(date(0, 40), fc.integer({ min: 0, max: 5 })).map(([from, days]) => ({
        from,
        to: addDays(from, days),
        reason: "away",
      })),
      { maxLength: 3 }
    ),
    departures_per_day: fc.constant(null),
    returns_per_day: fc.constant(null),
  })
  const mostly = (units: number, few: number) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constant(units) },
      { weight: 1, arbitrary: fc.integer({ min: -1, max: few }) }
    )
  /** Free units that repeat with a period of their own; items are shared by lines. */
  const anyLines = fc
    .tuple(
      fc.array(
        fc.record({
          free: fc.array(fc.array(mostly(20, 9), { minLength: 1, maxLength: 30 }), {
            minLength: 1,
            maxLength: 2,
          }),
          before: fc.integer({ min: 0, max: 2 }),
          after: fc.integer({ min: 0, max: 2 }),
        }),
        { minLength: 1, maxLength: 3 }
      ),
      fc.array(
        fc.record({
          quantity: fc.integer({ min: 1, max: 2 }),
          parts: fc.array(
            fc.record({ item: fc.nat(), perUnit: fc.integer({ min: 1, max: 3 }) }),
            { minLength: 1, maxLength: 2 }
          ),
        }),
        { minLength: 1, maxLength: 3 }
      )
    )
    .map(([items, lines]): WantedLine[] =>
      lines.map(({ quantity, parts }) => ({
        quantity,
        parts: parts.map(({ item, perUnit }) => {
          const { free, before, after } = items[item % items.length]!
          return {
            item_id: `item_${item % items.length}`,
            perUnit,
            slot_minutes: DAY_SLOT,
            turnaround_before: before,
            turnaround_after: after,
            places: free.map((units) => (slot: number) => units[slot % units.length]!),
          }
        }),
      }))
    )

  it("finds the same, for any rules, lines, packages, places and departures", () => {
    let found = 0
    fc.assert(
      fc.property(
        anyRules,
        anyLines,
        fc.array(mostly(2, 0), { minLength: 1, maxLength: 30 }),
        date(-5, 70),
        fc.integer({ min: -2, max: 12 }),
        fc.integer({ min: 0, max: 40 }),
        (rules, lines, departures, start_date, days, searchDays) => {
          const asked = { start_date, end_date: addDays(start_date, days) }
          const task = search(asked, rules, { searchDays })
          const leaving = (slot: number) => departures[slot % departures.length]!
          const range = searchRange(task)
          const isFree = range
            ? freePeriods(
                [...wantedTogether(lines), wantedPlaceInDay("start", leaving)],
                range,
                task.timezone
              )
            : () => true
          const expected = bruteForce(task, lines, leaving)
          found += expected ? 1 : 0
          expect(nearestPeriod({ ...task, isFree })).toEqual(expected)
        }
      ),
      { numRuns: 1000 }
    )
    /* Or the test would say nothing. */
    expect(found).toBeGreaterThan(300)
  })
})

describe("free periods", () => {
  const RANGE = { from: day("2027-11-01"), to: day("2027-11-20") }

  it("of an item rented by the hour heed its hours, also when clocks change", () => {
    const times = { start_time: time("10:00"), end_time: time("12:00") }
    /* 7 November 2027 has 25 hours in New York; 10:00 there is 15:00 UTC, before it 14:00. */
    const busy = [Date.parse("2027-11-06T14:00:00Z"), Date.parse("2027-11-07T17:00:00Z")]
    const taken = new Set(busy.map((instant) => instant / 3_600_000))
    const item = (turnaround_after: number) => ({
      quantities: [1],
      places: [(slot: number) => (taken.has(slot) ? 0 : 1)],
      slot_minutes: 60,
      turnaround_before: 0,
      turnaround_after,
    })
    const on = (date: string, turnaround = 0) =>
      freePeriods(
        [item(turnaround)],
        RANGE,
        "America/New_York"
      )({ ...period(date, date), ...times })
    expect(on("2027-11-05")).toBe(true)
    expect(on("2027-11-06")).toBe(false)
    expect(on("2027-11-07")).toBe(true)
    expect(on("2027-11-07", 1)).toBe(false)
  })

  it("need the place of a return on the last day only", () => {
    const full = daySlot(day("2027-11-10"))
    const isFree = freePeriods(
      [wantedPlaceInDay("end", (slot) => (slot === full ? 0 : 3))],
      RANGE,
      "UTC"
    )
    expect(isFree(period("2027-11-10", "2027-11-12"))).toBe(true)
    expect(isFree(period("2027-11-08", "2027-11-10"))).toBe(false)
  })

  it("are not told outside their range, where nothing was read", () => {
    const isFree = freePeriods([wantedPlaceInDay("start", () => 1)], RANGE, "UTC")
    expect(() => isFree(period("2027-10-31", "2027-11-02"))).toThrow(RangeError)
    expect(() => isFree(period("2027-11-21", "2027-11-21"))).toThrow(RangeError)
  })
})

describe("the nearest length", () => {
  it.each([
    [3, {}, 3],
    [0, {}, 1],
    [99, {}, 10],
    [2, { min_days: 4 }, 4],
    [3, { start_weekdays: ["monday"], end_weekdays: ["wednesday"] }, 3],
    [6, { start_weekdays: ["monday"], end_weekdays: ["wednesday"] }, 3],
    [7, { start_weekdays: ["monday"], end_weekdays: ["wednesday"] }, 10],
    [5, { start_weekdays: ["monday"], end_weekdays: ["sunday"], max_days: 6 }, null],
  ] as [number, Partial<PeriodRules>, number | null][])(
    "to %i by %j is %p",
    (days, rules, length) => {
      expect(nearestLength(days, search(period(TODAY, TODAY), rules).rules)).toBe(length)
    }
  )
})
