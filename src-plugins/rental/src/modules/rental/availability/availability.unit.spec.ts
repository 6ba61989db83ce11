import { type ItemRow } from "../items/item-rows"
import { type LocalDate } from "../periods/local-date"
import { calendarDays, type CalendarPart } from "./calendar"
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
  const part = (rest: Partial<CalendarPart>): CalendarPart => ({
    perUnit: 1,
    fleet: 5,
    turnaround_before: 0,
    turnaround_after: 0,
    free: new Map(),
    ...rest,
  })
  const query = {
    from: day("2027-06-10"),
    to: day("2027-06-13"),
    quantity: 2,
    firstDay: day("2027-06-11"),
    lastDay: day("2028-06-01"),
  }

  it("shows free units, and closes days before today", () => {
    const days = calendarDays(query, [part({ free: new Map([["2027-06-12", 1]]) })])
    expect(days.map((d) => [d.available, d.can_start, d.can_end])).toEqual([
      [5, false, false],
      [5, true, true],
      [1, false, false],
      [5, true, true],
    ])
  })

  it("needs the turnaround free before a start and after an end", () => {
    const busy = part({
      turnaround_before: 1,
      turnaround_after: 1,
      free: new Map([["2027-06-12", 0]]),
    })
    const days = calendarDays(query, [busy])
    expect(days.map((d) => [d.can_start, d.can_end])).toEqual([
      [false, false],
      [true, false],
      [false, false],
      [false, true],
    ])
  })

  it("looks at every part of a package", () => {
    const days = calendarDays(query, [
      part({ fleet: 40, perUnit: 8 }),
      part({ free: new Map([["2027-06-13", 1]]) }),
    ])
    expect(days.map((d) => d.available)).toEqual([5, 5, 5, 1])
    expect(days[0]?.capacity).toBe(5)
    expect(days[3]?.can_start).toBe(false)
  })
})
