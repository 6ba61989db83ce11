import fc from "fast-check"
import { addDays, daysBetween, type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { type LocalTime } from "../periods/shop-time"
import { holidayOn } from "./closed-days"
import { openRules, type PeriodRules, type ShopRules, type Weekday } from "./period-rules"
import { readPeriod, refusePeriod, refuseEndDay, refuseStartDay } from "./refuse-period"
import { departuresFull, returnsFull } from "./refusal"
import { spokenDay, spokenWeekdays } from "./spoken-day"

const day = (text: string) => text as LocalDate
const time = (text: string) => text as LocalTime
const WORKDAYS: Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday"]

/** A shop in New York; it is Thursday 10 June 2027, eight in the morning. */
const NOW = new Date("2027-06-10T12:00:00Z")
const shop = (rules: Partial<PeriodRules> = {}, timezone = "America/New_York") => ({
  timezone,
  rules: { ...openRules({ max_days: 10, horizon_days: 100 }), ...rules },
})
const read = (start_date: unknown, end_date: unknown, rules?: Partial<PeriodRules>) =>
  readPeriod({ start_date, end_date }, shop(rules), NOW)
const refuse = (
  start: string,
  end: string,
  rules: Partial<PeriodRules> = {},
  times: { start_time?: LocalTime; end_time?: LocalTime } = {}
) =>
  refusePeriod({ start_date: day(start), end_date: day(end), ...times }, shop(rules), NOW)

describe("reading a period", () => {
  it("takes today, one day, the longest period and the last day, and no more", () => {
    expect(read("2027-06-10", "2027-06-10")).toEqual({
      period: { start_date: "2027-06-10", end_date: "2027-06-10" },
    })
    expect(read("2027-06-10", "2027-06-19").period).toBeDefined()
    expect(read("2027-06-10", "2027-06-20").refusal?.rule).toBe("too_long")
    expect(read("2027-09-18", "2027-09-18").period).toBeDefined()
    expect(read("2027-09-18", "2027-09-19").refusal?.rule).toBe("too_far_ahead")
  })

  it.each([
    ["2027-02-30", "2027-06-12", "start_date", "start_date_invalid"],
    [undefined, "2027-06-12", "start_date", "start_date_invalid"],
    ["2027-06-12", "next week", "end_date", "end_date_invalid"],
    ["2027-06-12", ["2027-06-13"], "end_date", "end_date_invalid"],
    ["2027-06-14", "2027-06-12", "end_date", "ends_before_start"],
    ["2027-06-09", "2027-06-12", "start_date", "past"],
    ["2027-06-12", "9000-01-01", "end_date", "too_far_ahead"],
    ["8999-12-31", "9000-01-01", "start_date", "too_far_ahead"],
  ])("refuses %p to %p: %s, %s", (start, end, field, rule) => {
    const reading = read(start, end)
    expect(reading.refusal).toMatchObject({ field, rule })
    expect(reading.refusal?.message).not.toBe("")
  })

  it("says which days were asked for when they could be read", () => {
    expect(read("2027-06-14", "2027-06-12")).toMatchObject({
      asked: { start_date: "2027-06-14", end_date: "2027-06-12" },
    })
    expect(read("soon", "2027-06-12")).toMatchObject({ asked: null })
  })

  it.each([
    ["9:00", "17:00", "start_time_invalid"],
    ["24:00", "17:00", "start_time_invalid"],
    [undefined, "17:00", "start_time_invalid"],
    ["09:00", undefined, "end_time_invalid"],
    ["09:00", "17:60", "end_time_invalid"],
    ["09:00", "09:00", "ends_before_start"],
    ["17:00", "09:00", "ends_before_start"],
  ])("refuses the times %p to %p: %s", (start_time, end_time, rule) => {
    const dates = { start_date: "2027-06-12", end_date: "2027-06-12" }
    const { refusal } = readPeriod({ ...dates, start_time, end_time }, shop(), NOW)
    expect(refusal?.rule).toBe(rule)
  })

  it("takes both times or none", () => {
    const dates = { start_date: "2027-06-12", end_date: "2027-06-13" }
    const times = { start_time: "17:00", end_time: "09:00" }
    expect(readPeriod({ ...dates, ...times }, shop(), NOW).period).toEqual({
      ...dates,
      ...times,
    })
    expect(
      readPeriod({ ...dates, start_time: null, end_time: undefined }, shop(), NOW).period
    ).toEqual(dates)
  })
})

describe("length (leihs-19: a longest rental of 2 days counts both ends)", () => {
  it.each([
    ["2027-06-12", "2027-06-13", undefined],
    ["2027-06-12", "2027-06-14", "too_long"],
  ])("%s to %s: %s", (start, end, rule) => {
    expect(refuse(start, end, { max_days: 2 })?.rule).toBe(rule)
  })

  it("has a shortest too, and says the numbers", () => {
    expect(refuse("2027-06-12", "2027-06-14", { min_days: 3 })).toBeNull()
    expect(refuse("2027-06-12", "2027-06-13", { min_days: 3 })).toEqual({
      rule: "too_short",
      field: "end_date",
      message: "A rental lasts at least 3 days, first and last day included; this is 2.",
    })
  })

  it.each([
    ["2017-01-01", "2017-01-01", 1],
    ["2017-01-01", "2017-01-02", 2],
    ["2017-01-01", "2017-01-03", 3],
    ["2027-03-13", "2027-03-15", 3],
    ["2027-11-06", "2027-11-08", 3],
    ["2028-02-28", "2028-03-01", 3],
    ["2027-02-28", "2027-03-01", 2],
    ["2027-12-31", "2028-01-01", 2],
  ])("counts %s to %s as %i days (sharetribe-07, both ends)", (start, end, days) => {
    const now = new Date(Date.parse(`${start}T12:00:00Z`))
    const longest = (max_days: number) =>
      refusePeriod(
        { start_date: day(start), end_date: day(end) },
        shop({ max_days }),
        now
      )?.rule
    expect(longest(days)).toBeUndefined()
    expect(longest(days - 1)).toBe("too_long")
  })

  it("is refused when it ends before it starts (sharetribe-07)", () => {
    expect(refuse("2027-06-13", "2027-06-12")?.rule).toBe("ends_before_start")
  })
})

describe("lead time", () => {
  /** Starts `hours` after now, with a clock time. */
  const startIn = (hours: number, lead_hours: number) => {
    const wall = new Date(NOW.getTime() + (hours - 4) * 3_600_000).toISOString()
    const start_date = day(wall.slice(0, 10))
    return refuse(
      start_date,
      addDays(start_date, 1),
      { lead_hours },
      { start_time: time(wall.slice(11, 16)), end_time: time("18:00") }
    )
  }

  it.each([
    [0, "lead_time"],
    [47, "lead_time"],
    [48, undefined],
    [5 * 24, undefined],
  ])("of 48 hours, starting in %i hours: %s (yenthe-03)", (hours, rule) => {
    expect(startIn(hours, 48)?.rule).toBe(rule)
  })

  it("runs until midnight of the first day when there is no time", () => {
    const rules = { lead_hours: 48 }
    expect(refuse("2027-06-12", "2027-06-13", rules)).toEqual({
      rule: "lead_time",
      field: "start_date",
      message:
        "We need 48 hours before a rental starts: the earliest start is Sunday 13 June 2027.",
    })
    expect(refuse("2027-06-13", "2027-06-13", rules)).toBeNull()
  })

  it("restricts only the start (leihs-20): the next day may be the last", () => {
    expect(refuse("2027-06-11", "2027-06-11", { lead_hours: 16 })).toBeNull()
    expect(refuse("2027-06-11", "2027-06-11", { lead_hours: 17 })?.rule).toBe("lead_time")
  })

  it("of none allows today, until the time of the start is past", () => {
    const end_time = time("18:00")
    const at = (start_time: LocalTime) =>
      refuse("2027-06-10", "2027-06-10", {}, { start_time, end_time })
    expect(at(time("08:00"))).toBeNull()
    expect(at(time("07:59"))).toMatchObject({ rule: "past", field: "start_time" })
  })

  it("counts hours, also over a night of 23 or 25", () => {
    const until = (now: string, lead_hours: number) =>
      refusePeriod(
        { start_date: day(now.slice(0, 10)), end_date: day(now.slice(0, 10)) },
        shop({ lead_hours }),
        new Date(now)
      )
    expect(until("2027-03-15T04:00:00Z", 0)).toBeNull()
    /* From noon before the clocks are put forward to midnight after: 12 + 23 hours. */
    const spring = { start_date: day("2027-03-15"), end_date: day("2027-03-15") }
    const noon = new Date("2027-03-13T17:00:00Z")
    expect(refusePeriod(spring, shop({ lead_hours: 35 }), noon)).toBeNull()
    expect(refusePeriod(spring, shop({ lead_hours: 36 }), noon)?.rule).toBe("lead_time")
    /* And back: 12 + 25 hours. */
    const autumn = { start_date: day("2027-11-08"), end_date: day("2027-11-08") }
    const then = new Date("2027-11-06T16:00:00Z")
    expect(refusePeriod(autumn, shop({ lead_hours: 37 }), then)).toBeNull()
    expect(refusePeriod(autumn, shop({ lead_hours: 38 }), then)?.rule).toBe("lead_time")
  })

  it("can be counted from when a hold was taken, the past cannot", () => {
    const later = new Date(NOW.getTime() + 20 * 60_000)
    const tomorrow = { start_date: day("2027-06-11"), end_date: day("2027-06-11") }
    const rules = shop({ lead_hours: 16 })
    expect(refusePeriod(tomorrow, rules, later)?.rule).toBe("lead_time")
    expect(refusePeriod(tomorrow, rules, later, NOW)).toBeNull()
    expect(
      refusePeriod(tomorrow, rules, new Date("2027-06-12T05:00:00Z"), NOW)?.rule
    ).toBe("past")
  })
})

describe("today is the shop's", () => {
  const LATE = new Date("2027-12-31T23:30:00Z")
  const start = (date: string, timezone: string) =>
    refusePeriod({ start_date: day(date), end_date: day(date) }, shop({}, timezone), LATE)

  it.each([
    ["America/New_York", "2027-12-31", undefined],
    ["America/New_York", "2027-12-30", "past"],
    ["Pacific/Auckland", "2027-12-31", "past"],
    ["Pacific/Auckland", "2028-01-01", undefined],
    ["Pacific/Pago_Pago", "2027-12-31", undefined],
  ])("at 23:30 UTC in %s, starting %s: %s", (timezone, date, rule) => {
    expect(start(date, timezone)?.rule).toBe(rule)
  })

  it("counts the horizon from it, over a leap day", () => {
    const now = new Date("2028-02-01T12:00:00Z")
    const until = (end: string) =>
      refusePeriod(
        { start_date: day("2028-02-28"), end_date: day(end) },
        shop({ horizon_days: 29 }),
        now
      )?.rule
    expect(until("2028-03-01")).toBeUndefined()
    expect(until("2028-03-02")).toBe("too_far_ahead")
  })
})

describe("closed days restrict the ends, never the middle (leihs-20)", () => {
  const closed = { start_weekdays: WORKDAYS, end_weekdays: WORKDAYS }

  it.each([
    ["2027-06-11", "2027-06-14", undefined, undefined],
    ["2027-06-12", "2027-06-14", "closed_start_day", "start_date"],
    ["2027-06-11", "2027-06-13", "closed_end_day", "end_date"],
  ])("%s to %s: %s", (start, end, rule, field) => {
    const refusal = refuse(start, end, closed)
    expect([refusal?.rule, refusal?.field]).toEqual([rule, field])
  })

  it("can differ for leaving and coming back, and says which days work", () => {
    const weekend: Partial<PeriodRules> = {
      start_weekdays: ["friday"],
      end_weekdays: ["sunday", "monday"],
    }
    expect(refuse("2027-06-11", "2027-06-14", weekend)).toBeNull()
    expect(refuse("2027-06-14", "2027-06-18", weekend)?.message).toBe(
      "A rental cannot start on Monday 14 June 2027. It can start on Friday."
    )
    expect(refuse("2027-06-11", "2027-06-12", weekend)?.message).toBe(
      "A rental cannot end on Saturday 12 June 2027. It can end on Monday or Sunday."
    )
  })

  it("lets turnaround pass closing (ezerve-01): only the period's own ends count", () => {
    expect(refuse("2027-06-10", "2027-06-11", closed)).toBeNull()
  })

  it("does not widen a period to other windows (goodshuffle-01)", () => {
    expect(refuse("2027-06-11", "2027-06-11", { max_days: 1, ...closed })).toBeNull()
  })
})

describe("holidays", () => {
  const holidays = [
    { date: "12-25", name: "Christmas" },
    { date: "2027-06-15", name: "Our wedding" },
    { date: "02-29", name: "Leap day" },
  ]

  it("may be spanned, and no goods leave or come back", () => {
    expect(refuse("2027-06-14", "2027-06-16", { holidays })).toBeNull()
    expect(refuse("2027-06-15", "2027-06-16", { holidays })).toEqual({
      rule: "holiday",
      field: "start_date",
      message:
        "We are closed on Tuesday 15 June 2027 (Our wedding): please start on another day.",
    })
    expect(refuse("2027-06-14", "2027-06-15", { holidays })).toMatchObject({
      rule: "holiday",
      field: "end_date",
    })
  })

  it.each([
    ["2026-12-25", "Christmas"],
    ["2027-12-25", "Christmas"],
    ["2027-12-26", undefined],
    ["2028-06-15", undefined],
    ["2028-02-29", "Leap day"],
    ["2027-03-01", undefined],
  ])("recur when they have no year: on %s there is %s", (date, name) => {
    expect(holidayOn(holidays, day(date))?.name).toBe(name)
  })
})

describe("blackouts", () => {
  const blackouts = [
    { from: day("2027-07-01"), to: day("2027-07-02"), reason: "stocktaking" },
    { from: day("2027-06-20"), to: day("2027-06-22"), reason: "we move house" },
  ]

  it.each([
    ["2027-06-18", "2027-06-19", undefined, undefined],
    ["2027-06-18", "2027-06-20", "blackout", "end_date"],
    ["2027-06-19", "2027-06-25", "blackout", "end_date"],
    ["2027-06-21", "2027-06-21", "blackout", "start_date"],
    ["2027-06-22", "2027-06-25", "blackout", "start_date"],
    ["2027-06-23", "2027-06-30", undefined, undefined],
  ])("no period may touch one: %s to %s, %s", (start, end, rule, field) => {
    const refusal = refuse(start, end, { blackouts })
    expect([refusal?.rule, refusal?.field]).toEqual([rule, field])
  })

  it("always win over the other rules (ezerve-01), and say why", () => {
    const rules: Partial<PeriodRules> = {
      blackouts,
      min_days: 9,
      lead_hours: 1000,
      start_weekdays: ["friday"],
      holidays: [{ date: "06-21", name: "Midsummer" }],
      horizon_days: 5,
    }
    expect(refuse("2027-06-21", "2027-06-21", rules)?.message).toBe(
      "Nothing can be rented from Sunday 20 June 2027 to Tuesday 22 June 2027 " +
        "(we move house), nor over these days."
    )
  })

  it("cannot open a closed day", () => {
    expect(refuse("2027-06-26", "2027-06-26", { blackouts })).toBeNull()
    expect(
      refuse("2027-06-26", "2027-06-26", { blackouts, start_weekdays: WORKDAYS })?.rule
    ).toBe("closed_start_day")
  })
})

describe("departures and returns a day (leihs-20: both ends have one)", () => {
  it("have refusals of their own", () => {
    expect(departuresFull(day("2027-06-12"), 1)).toEqual({
      rule: "departures_full",
      field: "start_date",
      message:
        "1 rental leaves on Saturday 12 June 2027 already, as many as we can send out on " +
        "one day. Please start on another day.",
    })
    expect(returnsFull(day("2027-06-12"), 4)).toMatchObject({
      rule: "returns_full",
      field: "end_date",
      message: expect.stringContaining("4 rentals come back on Saturday 12 June 2027"),
    })
  })
})

describe("a refusal", () => {
  const anyRules = fc.record({
    min_days: fc.integer({ min: 1, max: 4 }),
    max_days: fc.integer({ min: 2, max: 12 }),
    lead_hours: fc.integer({ min: 0, max: 100 }),
    horizon_days: fc.integer({ min: 5, max: 60 }),
    start_weekdays: fc.subarray([...WORKDAYS], { minLength: 1 }),
    end_weekdays: fc.subarray([...WORKDAYS], { minLength: 1 }),
  })

  it("holds for an end by itself just as within the period", () => {
    fc.assert(
      fc.property(
        anyRules,
        fc.integer({ min: -3, max: 70 }),
        fc.integer({ min: 0, max: 15 }),
        (partial, from, length) => {
          const rules: ShopRules = shop(partial)
          const start_date = addDays(day("2027-06-10"), from)
          const period: RentalPeriod = {
            start_date,
            end_date: addDays(start_date, length),
          }
          const whole = refusePeriod(period, rules, NOW)
          const ends =
            refuseStartDay(period.start_date, rules.rules) ??
            refuseEndDay(period.end_date, rules.rules)
          expect(whole === null && ends !== null).toBe(false)
          if (!whole) {
            expect(daysBetween(day("2027-06-10"), period.end_date)).toBeLessThanOrEqual(
              partial.horizon_days
            )
          }
        }
      )
    )
  })

  it("speaks of days as people do", () => {
    expect(spokenDay(day("2028-02-29"))).toBe("Tuesday 29 February 2028")
    expect(spokenWeekdays(["sunday", "friday", "monday"])).toBe(
      "Monday, Friday or Sunday"
    )
  })
})
