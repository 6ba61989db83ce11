import { MathBN } from "@medusajs/framework/utils"
import { shareRevenue, type RentedPart, type RevenueShares } from "./revenue"

const part = (
  line: string,
  variant: string,
  quantity: number,
  order = "o1"
): RentedPart => ({
  order_id: order,
  line_variant_id: line,
  item_id: `item-${variant}`,
  variant_id: variant,
  product_id: `p-${variant}`,
  location_id: "here",
  quantity,
})

const prices: Record<string, number> = { table: 35, chair: 6.5 }

const shares = (amount: string, currency = "usd"): RevenueShares => ({
  revenueOf: (order) =>
    order === "gone"
      ? undefined
      : { currency_code: currency, amount: MathBN.convert(amount) },
  priceOf: (variant, code) =>
    code === "usd" && prices[variant] ? MathBN.convert(prices[variant]) : undefined,
  digitsOf: (code) => (code === "jpy" ? 0 : 2),
})

const amounts = (parts: readonly RentedPart[], by: RevenueShares) =>
  shareRevenue(parts, by).map(({ variant_id, amount }) => [variant_id, amount.toNumber()])

describe("revenue of the parts of a line", () => {
  it("is all of it for an item of its own, in parts at two places by their units", () => {
    expect(amounts([part("chair", "chair", 3)], shares("58.5"))).toEqual([
      ["chair", 58.5],
    ])
    const places = [
      part("chair", "chair", 2),
      { ...part("chair", "chair", 1), location_id: "there" },
    ]
    expect(amounts(places, shares("10"))).toEqual([
      ["chair", 6.67],
      ["chair", 3.33],
    ])
  })

  it("is shared by what the components rent for on their own", () => {
    // 1 × 35 and 8 × 6.50: 87 in all, of which the package takes 80.
    const dinner = [part("dinner", "table", 1), part("dinner", "chair", 8)]
    expect(amounts(dinner, shares("80"))).toEqual([
      ["table", 32.18],
      ["chair", 47.82],
    ])
  })

  it("is shared by units when one of them has no price, in whole yen too", () => {
    const picnic = [part("picnic", "table", 1), part("picnic", "blanket", 2)]
    expect(amounts(picnic, shares("10"))).toEqual([
      ["table", 3.33],
      ["blanket", 6.67],
    ])
    expect(amounts(picnic, shares("1000", "jpy"))).toEqual([
      ["table", 333],
      ["blanket", 667],
    ])
  })

  it("keeps lines and orders apart, and leaves out orders that do not count", () => {
    const parts = [
      part("chair", "chair", 1),
      part("table", "table", 1),
      part("chair", "chair", 1, "o2"),
      part("chair", "chair", 1, "gone"),
    ]
    expect(amounts(parts, shares("5"))).toEqual([
      ["chair", 5],
      ["table", 5],
      ["chair", 5],
    ])
  })
})
