import { type LocalDate } from "../periods/local-date"
import { periodOf } from "../periods/rental-period"
import { rentalAttributes } from "./promotion-attributes"

const on = (day: string) => day as LocalDate

describe("what rules of promotions can ask of a rental", () => {
  it("is its length, lead time, season and packages", () => {
    expect(
      rentalAttributes(periodOf("2027-06-12", "2027-06-14"), on("2027-05-29"), [
        { variant_id: "chair", is_package: false },
        { variant_id: "dinner", is_package: true },
        { variant_id: "dinner", is_package: true },
      ])
    ).toEqual({
      days: 3,
      lead_days: 14,
      start_day: 20270612,
      end_day: 20270614,
      start_of_year: 612,
      end_of_year: 614,
      start_weekday: "saturday",
      end_weekday: "monday",
      variants: ["chair", "dinner"],
      packages: ["dinner"],
    })
  })

  it("has no packages where there are none: a rule about them does not hold", () => {
    const attributes = rentalAttributes(
      periodOf("2027-12-31", "2028-01-01"),
      on("2028-01-01"),
      []
    )
    expect(attributes).toMatchObject({
      days: 2,
      lead_days: 0,
      start_of_year: 1231,
      end_of_year: 101,
    })
    expect(attributes).not.toHaveProperty("packages")
  })
})
