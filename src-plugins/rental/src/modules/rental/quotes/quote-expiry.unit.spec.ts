import { periodOf } from "../periods/rental-period"
import { quoteExpiry } from "./quote-expiry"

const period = periodOf("2027-06-11", "2027-06-13")
const at = (iso: string) => Date.parse(iso)

describe("the time for which a quote holds", () => {
  it("is so many days", () => {
    expect(quoteExpiry(period, "UTC", 7, at("2027-06-01T12:00:00Z"))).toBe(
      "2027-06-08T12:00:00.000Z"
    )
  })

  it.each([
    ["UTC", "2027-06-12T00:00:00.000Z"],
    ["America/New_York", "2027-06-12T04:00:00.000Z"],
    ["Pacific/Auckland", "2027-06-11T12:00:00.000Z"],
  ])("is over with the day on which the goods leave, in %s", (timezone, end) => {
    expect(quoteExpiry(period, timezone, 30, at("2027-06-01T12:00:00Z"))).toBe(end)
  })

  it("cannot begin after that day", () => {
    expect(() => quoteExpiry(period, "UTC", 1, at("2027-06-12T00:00:00Z"))).toThrow(
      expect.objectContaining({ details: { field: "start_date" } })
    )
  })
})
