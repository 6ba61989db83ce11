import { RentalError } from "../../modules/rental/errors/rental-error"
import { periodOf } from "../../modules/rental/periods/rental-period"
import { type LocalDate } from "../../modules/rental/periods/local-date"
import { readStaffPeriod, type PeriodRequest } from "./staff-period"

const TODAY = "2027-06-10" as LocalDate
const WEEKEND = periodOf("2027-06-12", "2027-06-14")

function refusal(request: PeriodRequest, current = null as typeof WEEKEND | null) {
  try {
    readStaffPeriod(request, current, TODAY)
  } catch (error) {
    return (error as RentalError).body()
  }
  throw new Error("Nothing was refused")
}

describe("readStaffPeriod", () => {
  it("keeps what is not asked for", () => {
    expect(readStaffPeriod({ end_date: "2027-06-20" }, WEEKEND, TODAY)).toEqual(
      periodOf("2027-06-12", "2027-06-20")
    )
  })

  it("lets a rental that is under way keep its start", () => {
    const underWay = periodOf("2027-06-01", "2027-06-11")
    expect(readStaffPeriod({ end_date: "2027-06-15" }, underWay, TODAY)).toEqual(
      periodOf("2027-06-01", "2027-06-15")
    )
  })

  it("refuses to move a start into the past", () => {
    expect(refusal({ start_date: "2027-06-09" }, WEEKEND)).toMatchObject({
      code: "rental_period_invalid",
      field: "start_date",
      rule: "past",
    })
  })

  it("refuses an end before the start, by day or by time", () => {
    const day = { start_date: "2027-06-12", end_date: "2027-06-12" }
    expect(refusal({ ...day, end_date: "2027-06-11" })).toMatchObject({
      rule: "ends_before_start",
    })
    expect(refusal({ ...day, start_time: "14:00", end_time: "14:00" })).toMatchObject({
      rule: "ends_before_start",
    })
  })

  it("wants both times or none, and drops them for null", () => {
    expect(refusal({ start_time: "14:00" }, WEEKEND)).toMatchObject({
      code: "rental_request_invalid",
      field: "end_time",
    })
    const hours = periodOf("2027-06-12", "2027-06-12", "10:00", "12:00")
    expect(readStaffPeriod({ start_time: null, end_time: null }, hours, TODAY)).toEqual(
      periodOf("2027-06-12", "2027-06-12")
    )
    expect(readStaffPeriod({ end_time: "13:00" }, hours, TODAY)).toEqual(
      periodOf("2027-06-12", "2027-06-12", "10:00", "13:00")
    )
  })

  it("needs both days where there is no period yet", () => {
    expect(refusal({ end_date: "2027-06-12" })).toMatchObject({ field: "start_date" })
  })

  it("refuses more than 400 days", () => {
    expect(refusal({ end_date: "2028-09-01" }, WEEKEND)).toMatchObject({
      rule: "too_long",
    })
  })

  it("refuses days that are too far to be counted in minutes", () => {
    const far = { start_date: "2199-12-31", end_date: "2200-01-01" }
    expect(refusal(far)).toMatchObject({ rule: "too_far_ahead", field: "end_date" })
  })
})
