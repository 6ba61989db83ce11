import fc from "fast-check"
import { addDays, type LocalDate } from "./local-date"
import { periodOf } from "./rental-period"
import { formatInstant, instantOf, offsetAt, parseLocalTime } from "./shop-time"
import {
  DAY_SLOT,
  dayOfSlot,
  daySlot,
  occupiedSlots,
  periodSlots,
  SLOT_MINUTES,
  slotLabel,
  slotOfInstant,
} from "./slots"

const NEW_YORK = "America/New_York"
const ZONES = ["UTC", NEW_YORK, "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe"]

const hoursOf = (date: string, timezone = NEW_YORK): number => {
  const { first, last } = periodSlots(periodOf(date, date), 60, timezone)
  return last - first + 1
}

describe("days as slots", () => {
  it("counts days of the calendar, whatever the clocks do", () => {
    expect(daySlot("1970-01-01" as LocalDate)).toBe(0)
    expect(daySlot("2027-03-14" as LocalDate) + 1).toBe(
      daySlot("2027-03-15" as LocalDate)
    )
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 100_000 }), (slot) => {
        expect(daySlot(dayOfSlot(slot))).toBe(slot)
      })
    )
  })

  it("puts turnaround around the period", () => {
    const item = { slot_minutes: DAY_SLOT, turnaround_before: 1, turnaround_after: 2 }
    const range = occupiedSlots(periodOf("2027-03-01", "2027-03-01"), item, NEW_YORK)
    expect([range.occupied_from, range.occupied_to].map(dayOfSlot)).toEqual([
      "2027-02-28",
      "2027-03-03",
    ])
  })

  it.each([
    ["2026-03-02T02:00:00Z", NEW_YORK, "2026-03-01", "2026-03-01T05:00:00.000Z"],
    ["2026-03-02T14:30:00Z", "Europe/London", "2026-03-02", "2026-03-02T00:00:00.000Z"],
  ])("puts %s of %s into the shop's day", (instant, zone, date, start) => {
    expect(dayOfSlot(slotOfInstant(Date.parse(instant), DAY_SLOT, zone))).toBe(date)
    expect(
      new Date(instantOf(date as LocalDate, "00:00", zone, "first")).toISOString()
    ).toBe(start)
  })
})

describe("hours as slots", () => {
  it("has 23 of them when clocks go forward, 25 when they go back", () => {
    expect(hoursOf("2027-03-13")).toBe(24)
    expect(hoursOf("2027-03-14")).toBe(23)
    expect(hoursOf("2027-11-07")).toBe(25)
    expect(hoursOf("2027-04-04", "Australia/Lord_Howe")).toBe(25)
  })

  it("makes two slots of the hour that comes twice, and labels them apart", () => {
    const { first } = periodSlots(periodOf("2027-11-07", "2027-11-07"), 60, NEW_YORK)
    expect([0, 1, 2, 3].map((at) => slotLabel(first + at, 60, NEW_YORK))).toEqual([
      "2027-11-07T00:00-04:00",
      "2027-11-07T01:00-04:00",
      "2027-11-07T01:00-05:00",
      "2027-11-07T02:00-05:00",
    ])
  })

  it("takes a period from its first time to just before its last", () => {
    const period = periodOf("2027-06-12", "2027-06-12", "14:00", "18:00")
    const { first, last } = periodSlots(period, 60, NEW_YORK)
    expect([first, last].map((slot) => slotLabel(slot, 60, NEW_YORK))).toEqual([
      "2027-06-12T14:00-04:00",
      "2027-06-12T17:00-04:00",
    ])
    const next = periodOf("2027-06-12", "2027-06-12", "18:00", "19:00")
    expect(periodSlots(next, 60, NEW_YORK).first).toBe(last + 1)
  })

  it("counts a slot that is only touched as whole", () => {
    const period = periodOf("2027-06-12", "2027-06-12", "14:20", "15:10")
    const { first, last } = periodSlots(period, 60, NEW_YORK)
    expect(last - first + 1).toBe(2)
    expect(slotLabel(first, 60, NEW_YORK)).toBe("2027-06-12T14:00-04:00")
  })

  it("begins hours with the shop's clock where that is half an hour off", () => {
    const period = periodOf("2027-06-12", "2027-06-12", "10:00", "11:00")
    const { first, last } = periodSlots(period, 60, "Asia/Kolkata")
    expect(last).toBe(first)
    expect(slotLabel(first, 60, "Asia/Kolkata")).toBe("2027-06-12T10:00+05:30")
  })

  it("takes a time that clocks jump over or repeat for the longer stretch", () => {
    const jumped = periodOf("2027-03-14", "2027-03-14", "02:30", "03:30")
    const slots = periodSlots(jumped, 30, NEW_YORK)
    expect(slotLabel(slots.first, 30, NEW_YORK)).toBe("2027-03-14T01:30-05:00")
    const twice = periodOf("2027-11-07", "2027-11-07", "00:30", "01:30")
    const { first, last } = periodSlots(twice, 30, NEW_YORK)
    expect(last - first + 1).toBe(4)
  })

  it("days follow each other without a gap or an overlap, in every zone and width", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom(...SLOT_MINUTES.filter((width) => 30 % width === 0)),
        fc.integer({ min: 0, max: 9000 }),
        (zone, width, days) => {
          const date = addDays("2010-01-01" as LocalDate, days)
          const tomorrow = addDays(date, 1)
          const today = periodSlots(periodOf(date, date), width, zone)
          const next = periodSlots(periodOf(tomorrow, tomorrow), width, zone)
          expect(today.last).toBeGreaterThanOrEqual(today.first)
          expect(next.first).toBe(today.last + 1)
        }
      )
    )
  })
})

describe("the shop's clock", () => {
  it("finds the instant of a time and writes it back", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({
          min: Date.UTC(1990, 0, 1) / 60_000,
          max: Date.UTC(2040, 0, 1) / 60_000,
        }),
        (zone, minute) => {
          const instant = minute * 60_000
          const text = formatInstant(instant, zone)
          const [date, time] = [text.slice(0, 10) as LocalDate, text.slice(11, 16)]
          expect(Date.parse(text)).toBe(instant)
          const around = [
            instantOf(date, time, zone, "first"),
            instantOf(date, time, zone, "last"),
          ]
          expect(around).toContain(instant)
        }
      )
    )
  })

  it("knows offsets on both sides of Greenwich", () => {
    const hour = 3_600_000
    expect(offsetAt(Date.UTC(2027, 0, 1), NEW_YORK)).toBe(-5 * hour)
    expect(offsetAt(Date.UTC(2027, 6, 1), NEW_YORK)).toBe(-4 * hour)
    expect(offsetAt(Date.UTC(2027, 0, 1), "Asia/Kolkata")).toBe(5.5 * hour)
  })

  it.each(["24:00", "9:00", "12:60", "12", "", null, 12])(
    "refuses %p as a time",
    (text) => {
      expect(parseLocalTime(text)).toBeNull()
    }
  )
})
