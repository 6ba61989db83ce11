import { formatMoney } from "./format-money"

it("drops the zeros of whole amounts, unless told not to", () => {
  expect(formatMoney(48, "usd")).toBe("$48")
  expect(formatMoney(4.5, "usd")).toBe("$4.50")
  expect(formatMoney(1250, "usd", { exact: true })).toBe("$1,250.00")
})

it("names the currency of elsewhere", () => {
  expect(formatMoney(12, "eur", { locale: "de-DE" })).toMatch(/^12\s€$/)
})
