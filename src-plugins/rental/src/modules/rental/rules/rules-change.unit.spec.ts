import { RentalError } from "../errors/rental-error"
import { parseRequest } from "../../../api/requests/parse-request"
import { customerRules } from "./customer-rules"
import { openRules, WEEKDAYS, type PeriodRules } from "./period-rules"
import { changeRules, rulesChangeSchema, type RulesSet } from "./rules-change"

const DEFAULTS = openRules({ max_days: 60, horizon_days: 730 })
const change = (body: unknown, current: RulesSet = {}) =>
  changeRules(current, parseRequest(rulesChangeSchema, body), DEFAULTS)
const fieldOf = (body: unknown, current?: RulesSet) => {
  try {
    change(body, current)
  } catch (error) {
    if (error instanceof RentalError) {
      return error.details.field
    }
    throw error
  }
  return null
}
const blackout = { from: "2027-08-01", to: "2027-08-14", reason: "summer break" }

describe("a change of the rules", () => {
  it("sets what it names and leaves the rest", () => {
    expect(change({ lead_hours: 48 }, { min_days: 2 } as RulesSet)).toEqual({
      min_days: 2,
      lead_hours: 48,
    })
  })

  it("puts a rule back to its default with null", () => {
    expect(change({ lead_hours: null }, { lead_hours: 48, min_days: 2 })).toEqual({
      min_days: 2,
    })
  })

  it("takes every rule, and keeps weekdays in order", () => {
    const all = {
      min_days: 2,
      max_days: 14,
      lead_hours: 48,
      horizon_days: 365,
      start_weekdays: ["friday", "monday", "friday"],
      end_weekdays: ["sunday"],
      holidays: [
        { date: "12-25", name: "Christmas" },
        { date: "02-29", name: "Leap day" },
        { date: "2027-12-24", name: " Christmas Eve " },
      ],
      blackouts: [blackout, { ...blackout, from: blackout.to }],
      departures_per_day: 12,
      returns_per_day: 1,
    }
    expect(change(all)).toEqual({
      ...all,
      start_weekdays: ["monday", "friday"],
      holidays: [
        ...all.holidays.slice(0, 2),
        { date: "2027-12-24", name: "Christmas Eve" },
      ],
    })
  })

  it.each([
    [{ min_days: 0 }, "min_days"],
    [{ max_days: 1.5 }, "max_days"],
    [{ max_days: 367 }, "max_days"],
    [{ lead_hours: -1 }, "lead_hours"],
    [{ lead_hours: "48" }, "lead_hours"],
    [{ horizon_days: Infinity }, "horizon_days"],
    [{ departures_per_day: 0 }, "departures_per_day"],
    [{ start_weekdays: [] }, "start_weekdays"],
    [{ start_weekdays: ["monday", "Mon"] }, "start_weekdays.1"],
    [{ end_weekdays: "monday" }, "end_weekdays"],
    [{ holidays: [{ date: "12-25" }] }, "holidays.0.name"],
    [{ holidays: [{ date: "12-25", name: "  " }] }, "holidays.0.name"],
    [{ holidays: [{ date: "13-01", name: "x" }] }, "holidays.0.date"],
    [{ holidays: [{ date: "2027-02-29", name: "x" }] }, "holidays.0.date"],
    [{ holidays: [{ date: "12-25", name: "x", every: 1 }] }, "holidays.0.every"],
    [
      {
        holidays: [
          { date: "12-25", name: "x" },
          { date: "12-25", name: "y" },
        ],
      },
      "holidays.1.date",
    ],
    [{ blackouts: [{ ...blackout, to: "2027-07-31" }] }, "blackouts.0.to"],
    [{ blackouts: [{ ...blackout, to: undefined }] }, "blackouts.0.to"],
    [{ blackouts: [blackout, { ...blackout, from: "soon" }] }, "blackouts.1.from"],
    [{ blackouts: [{ ...blackout, reason: "x".repeat(201) }] }, "blackouts.0.reason"],
    [{ minDays: 1 }, "minDays"],
    [[], "body"],
    [null, "body"],
  ])("refuses %j and names %s", (body, field) => {
    expect(fieldOf(body)).toBe(field)
  })

  it("is refused when nothing could be rented by it, naming what it changes", () => {
    expect(fieldOf({ min_days: 61 })).toBe("min_days")
    expect(fieldOf({ max_days: 2 }, { min_days: 3 })).toBe("max_days")
    expect(fieldOf({ horizon_days: 2 }, { min_days: 4 })).toBe("horizon_days")
    expect(fieldOf({ lead_hours: 49, horizon_days: 2 })).toBe("lead_hours")
    expect(fieldOf({ horizon_days: 2 }, { lead_hours: 49 })).toBe("horizon_days")
    const monday: RulesSet = { start_weekdays: ["monday"], max_days: 3 }
    expect(fieldOf({ end_weekdays: ["friday"] }, monday)).toBe("end_weekdays")
    expect(fieldOf({ end_weekdays: ["wednesday"] }, monday)).toBeNull()
    const friday: RulesSet = { end_weekdays: ["friday"], max_days: 5 }
    expect(fieldOf({ start_weekdays: ["saturday"] }, friday)).toBe("start_weekdays")
    expect(fieldOf({ max_days: 4 }, { ...friday, start_weekdays: ["monday"] })).toBe(
      "max_days"
    )
  })
})

describe("what a customer may know", () => {
  const rules: PeriodRules = {
    ...DEFAULTS,
    lead_hours: 24,
    horizon_days: 400,
    holidays: [
      { date: "12-25", name: "Christmas" },
      { date: "2027-06-09", name: "over" },
      { date: "2027-07-04", name: "Independence Day" },
      { date: "02-29", name: "Leap day" },
    ],
    blackouts: change({
      blackouts: [
        blackout,
        { from: "2027-06-01", to: "2027-06-09", reason: "over" },
        { from: "2027-06-01", to: "2027-06-10", reason: "ends today" },
      ],
    }).blackouts!,
    departures_per_day: 3,
  }

  it("is what a calendar needs from today on, yearly holidays written out", () => {
    const shop = { rules, timezone: "America/New_York" }
    expect(customerRules(shop, new Date("2027-06-10T12:00:00Z"))).toEqual({
      timezone: "America/New_York",
      today: "2027-06-10",
      first_start: "2027-06-12",
      last_end: "2028-07-14",
      min_days: 1,
      max_days: 60,
      lead_hours: 24,
      horizon_days: 400,
      start_weekdays: WEEKDAYS,
      end_weekdays: WEEKDAYS,
      holidays: [
        { date: "2027-07-04", name: "Independence Day" },
        { date: "2027-12-25", name: "Christmas" },
        { date: "2028-02-29", name: "Leap day" },
      ],
      blackouts: [
        { from: "2027-06-01", to: "2027-06-10", reason: "ends today" },
        blackout,
      ],
    })
  })
})
