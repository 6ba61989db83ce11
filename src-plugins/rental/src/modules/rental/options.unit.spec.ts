import { readOptions } from "./options"

describe("readOptions", () => {
  it("fills in the defaults", () => {
    expect(readOptions()).toMatchObject({
      timezone: "UTC",
      holdMinutes: 30,
      rules: { min_days: 1, max_days: 60, horizon_days: 730, lead_hours: 0 },
    })
  })

  it.each([
    [{ timezone: "Mars/Olympus" }, "timezone"],
    [{ holdMinutes: 0 }, "holdMinutes"],
    [{ holdMinutes: 1.5 }, "holdMinutes"],
    [{ maxPeriodDays: 400 }, "maxPeriodDays"],
    [{ horizonDays: Number.NaN }, "horizonDays"],
  ])("refuses %p and names the option", (options, name) => {
    expect(() => readOptions(options)).toThrow(name)
  })
})
