import { type ItemRow } from "../items/item-rows"
import { eachDay, type LocalDate } from "../periods/local-date"
import { openRules } from "../rules/period-rules"
import { withinRules } from "./within-rules"
import { calendarDays, type CalendarPart, type CalendarPlace } from "./calendar"
import { combineAvailability } from "./combine"

const day = (text: string) => text as LocalDate

const item = (id: string, components: ItemRow["components"] = []): ItemRow => ({
  id,
  variant_id: `v-${id}`,
  product_id: `p-${id}`,
  turnaround_before: 0,
  turnaround_after: 0,
  replacement_value: null,
  currency_code: null,
  rate_card: "per_day",
  storage_place: null,
  fleet: [],
  components,
})

describe("combineAvailability", () => {
  const items = new Map(
    [
      item("chair"),
      item("table"),
      item("ghost"),
      item("set", [
        { item_id: "chair", quantity: 4 },
        { item_id: "table", quantity: 1 },
      ]),
    ].map((row) => [row.id, row])
  )
  const answer = new Map(
    combineAvailability(items, [
      { item_id: "chair", location_id: "a", available: 11, capacity: 40 },
      { item_id: "table", location_id: "a", available: 1, capacity: 2 },
      { item_id: "table", location_id: "b", available: 5, capacity: 5 },
    ]).map((row) => [row.variant_id, row])
  )

  it("takes the place with the most free units", () => {
    expect(answer.get("v-table")).toMatchObject({ available: 5, capacity: 5 })
  })

  it("gives a package what its scarcest component allows", () => {
    expect(answer.get("v-set")).toMatchObject({ available: 2, capacity: 5 })
  })

  it("gives nothing of what has no fleet", () => {
    expect(answer.get("v-ghost")).toMatchObject({ available: 0, capacity: 0 })
  })
})

describe("calendarDays", () => {
  const DAYS = eachDay(day("2027-06-08"), day("2027-06-17"))
  const place = (fleet: number, free: Record<string, number> = {}): CalendarPlace => ({
    free: new Map(DAYS.map((date) => [date as string, free[date] ?? fleet])),
    capacity: new Map(DAYS.map((date) => [date as string, fleet])),
  })
  const part = (rest: Partial<CalendarPart>): CalendarPart => ({
    perUnit: 1,
    turnaround_before: 0,
    turnaround_after: 0,
    places: [place(5)],
    ...rest,
  })
  const query = {
    from: day("2027-06-10"),
    to: day("2027-06-13"),
    quantity: 2,
  }

  it("shows free units, and where the quantity fits", () => {
    const days = calendarDays(query, [part({ places: [place(5, { "2027-06-12": 1 })] })])
    expect(days.map((d) => [d.available, d.can_start, d.can_end])).toEqual([
      [5, true, true],
      [5, true, true],
      [1, false, false],
      [5, true, true],
    ])
  })

  it("needs the turnaround around the day free, which any rental of the day takes", () => {
    const busy = part({
      turnaround_before: 1,
      turnaround_after: 1,
      places: [place(5, { "2027-06-12": 0 })],
    })
    const days = calendarDays(query, [busy])
    expect(days.map((d) => [d.available, d.can_start, d.can_end])).toEqual([
      [5, true, true],
      [5, false, false],
      [0, false, false],
      [5, false, false],
    ])
  })

  it("shows the best place of each day, and lets one place serve a rental", () => {
    const apart = part({
      turnaround_after: 1,
      places: [
        place(5, { "2027-06-11": 0, "2027-06-12": 0 }),
        place(4, { "2027-06-10": 1 }),
      ],
    })
    const days = calendarDays(query, [apart])
    expect(days.map((d) => [d.available, d.capacity, d.can_start])).toEqual([
      [5, 5, false],
      [4, 5, true],
      [4, 5, true],
      [5, 5, true],
    ])
  })

  it("closes days on which the rules let nothing start or end", () => {
    const days = calendarDays({ ...query, to: day("2027-06-16") }, [part({})])
    const rules = {
      ...openRules({ max_days: 30, horizon_days: 6 }),
      lead_hours: 24,
      holidays: [{ date: "06-13", name: "Harvest" }],
      blackouts: [{ from: day("2027-06-14"), to: day("2027-06-14"), reason: "Move" }],
      end_weekdays: ["friday", "saturday"] as const,
    }
    const shop = { rules, timezone: "UTC" }
    const open = withinRules(days, shop, new Date("2027-06-09T12:00:00Z"))
    expect(open.map((d) => [d.date.slice(8), d.can_start, d.can_end])).toEqual([
      ["10", false, false], // within the lead time
      ["11", true, true],
      ["12", true, true],
      ["13", false, false], // a holiday
      ["14", false, false], // a blackout
      ["15", true, false], // a Tuesday
      ["16", false, false], // beyond the horizon
    ])
  })

  it("closes full days for leaving, or for coming back", () => {
    const days = calendarDays(query, [part({})])
    const shop = { rules: openRules({ max_days: 30, horizon_days: 60 }), timezone: "UTC" }
    const full = {
      departures: new Set([day("2027-06-11")]),
      returns: new Set([day("2027-06-12")]),
    }
    const open = withinRules(days, shop, new Date("2027-06-09T12:00:00Z"), full)
    expect(open.map((d) => [d.can_start, d.can_end])).toEqual([
      [true, true],
      [false, true],
      [true, false],
      [true, true],
    ])
  })

  it("looks at every part of a package", () => {
    const days = calendarDays(query, [
      part({ places: [place(40)], perUnit: 8 }),
      part({ places: [place(5, { "2027-06-13": 1 })] }),
    ])
    expect(days.map((d) => d.available)).toEqual([5, 5, 5, 1])
    expect(days[0]?.capacity).toBe(5)
    expect(days[3]?.can_start).toBe(false)
  })
})
