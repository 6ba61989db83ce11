import { firstLanguage, weekStart, weekStartOfRegion } from "./week-start"

it.each([
  ["en-US", 0],
  ["en-GB", 1],
  ["de", 1],
  ["ar-EG", 6],
  [undefined, 0],
  ["not a locale", 0],
])("starts the week of %s on %s", (locale, day) => {
  expect(weekStart(locale)).toBe(day)
})

it("has the same answers in its table, for browsers without week data", () => {
  expect(weekStartOfRegion("US")).toBe(0)
  expect(weekStartOfRegion("FR")).toBe(1)
  expect(weekStartOfRegion("AE")).toBe(6)
})

it("takes the first language a browser asks for", () => {
  expect(firstLanguage("en-GB,en;q=0.8")).toBe("en-GB")
  expect(firstLanguage("*")).toBeUndefined()
  expect(firstLanguage(null)).toBeUndefined()
})
