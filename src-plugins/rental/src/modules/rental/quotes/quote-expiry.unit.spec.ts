import { periodOf } from "../periods/rental-period"
import { quoteExpiry } from "./quote-expiry"

const period = periodOf("2027-06-11", "2027-06-13")
const at = (iso: string) => Date.parse(iso)

describe("the time for which a quote holds", () => {
  const expiry = (
    timezone: string,
    days: number,
    now: string,
    lead_hours = 0,
    of = period
  ) => quoteExpiry(of, { timezone, days, now: at(now), lead_hours })

  it("is so many days", () => {
    expect(expiry("UTC", 7, "2027-06-01T12:00:00Z")).toBe("2027-06-08T12:00:00.000Z")
    expect(expiry("UTC", 7, "2027-06-01T12:00:00Z", 48)).toBe("2027-06-08T12:00:00.000Z")
  })

  it.each([
    ["UTC", "2027-06-12T00:00:00.000Z"],
    ["America/New_York", "2027-06-12T04:00:00.000Z"],
    ["Pacific/Auckland", "2027-06-11T12:00:00.000Z"],
  ])("is over with the day on which the goods leave, in %s", (timezone, end) => {
    expect(expiry(timezone, 30, "2027-06-01T12:00:00Z")).toBe(end)
  })

  it.each([
    ["UTC", "2027-06-09T00:00:00.000Z"],
    ["America/New_York", "2027-06-09T04:00:00.000Z"],
  ])("is over when the lead time begins, in %s", (timezone, end) => {
    expect(expiry(timezone, 30, "2027-06-01T12:00:00Z", 48)).toBe(end)
  })

  it("counts the lead time to the hour at which the goods are fetched", () => {
    const morning = periodOf("2027-06-11", "2027-06-11", "09:30", "12:00")
    expect(expiry("UTC", 30, "2027-06-01T12:00:00Z", 2, morning)).toBe(
      "2027-06-11T07:30:00.000Z"
    )
  })

  it("lasts until the day is over when it is quoted within the lead time", () => {
    expect(expiry("UTC", 30, "2027-06-09T00:00:00Z", 48)).toBe("2027-06-12T00:00:00.000Z")
  })

  it("cannot begin after that day", () => {
    expect(() => expiry("UTC", 1, "2027-06-12T00:00:00Z")).toThrow(
      expect.objectContaining({ details: { field: "start_date" } })
    )
  })
})
