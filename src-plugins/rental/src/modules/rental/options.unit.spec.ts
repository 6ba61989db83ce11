import { readOptions } from "./options"

describe("readOptions", () => {
  it("fills in the defaults", () => {
    expect(readOptions()).toMatchObject({
      timezone: "UTC",
      holdMinutes: 30,
      rules: { maxPeriodDays: 60, horizonDays: 730 },
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
