import { fleetAhead } from "./fleet"

describe("a fleet as it is shown", () => {
  const here = { location_id: "here" }
  const there = { location_id: "there" }
  const fleet = [
    { ...here, quantity: 10 },
    { ...here, quantity: 15, effective_from: "2027-07-01" },
    { ...here, quantity: 4, effective_from: "2027-08-01" },
    { ...there, quantity: 2, effective_from: "2027-07-15" },
  ]

  it("has what it is today, and each change after it", () => {
    expect(fleetAhead(fleet, "2027-06-30")).toEqual({
      units: 10,
      changes: [
        { day: "2027-07-01", units: 15 },
        { day: "2027-07-15", units: 17 },
        { day: "2027-08-01", units: 6 },
      ],
    })
  })

  it("has changed on the day itself", () => {
    expect(fleetAhead(fleet, "2027-08-01")).toEqual({ units: 6, changes: [] })
  })

  it("is nothing without places", () => {
    expect(fleetAhead([], "2027-08-01")).toEqual({ units: 0, changes: [] })
  })
})
