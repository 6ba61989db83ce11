import { BigNumber } from "@medusajs/framework/utils"
import { periodOf, type RentalPeriod } from "../periods/rental-period"
import { definitionSchema, type RateCardInput } from "./definition"
import { rateCardOf } from "./price-by-definition"
import { priceUnit, type UnitPrice } from "./price-unit"
import { readDefinition } from "./rate-card-change"

/* 2027-06-11 is a Friday. */
const WEEKEND = periodOf("2027-06-11", "2027-06-13")

describe("the words of a price", () => {
  it.each<[string, RateCardInput, string]>([
    ["days", { kind: "per_day" }, "3 days at $10"],
    [
      "a weekend that costs more",
      {
        kind: "per_day",
        modifiers: { weekdays: { factors: { saturday: 1.5, sunday: 1.5 } } },
      },
      "1 day at $10, 1 day at $15 (Saturday), 1 day at $15 (Sunday)",
    ],
    [
      "a season, each day for itself",
      {
        kind: "per_day",
        modifiers: {
          seasons: { list: [{ name: "Fair", from: "06-12", to: "06-20", factor: 2 }] },
        },
      },
      "1 day at $10, 2 days at $20 (Fair)",
    ],
    [
      "a season by the first day",
      {
        kind: "per_day",
        modifiers: {
          seasons: {
            of: "first_day",
            list: [{ name: "Fair", from: "06-12", to: "06-20", factor: 2 }],
          },
        },
      },
      "3 days at $10",
    ],
    [
      "the first days and the others",
      { kind: "flat", params: { days: 2, extra_day: { usd: "4.50" } } },
      "first 2 days at $10, 1 extra day at $4.50",
    ],
    [
      "the mean of the days of a block",
      {
        kind: "flat",
        params: { days: 3, extra_day: { factor: 1 } },
        modifiers: { weekdays: { factors: { saturday: 1.3 } } },
      },
      "first 3 days at $11 (Saturday)",
    ],
    [
      "blocks",
      {
        kind: "combination",
        params: {
          mode: "single",
          lines: [
            { days: 2, price: { usd: "15" } },
            { weeks: 1, price: { usd: "80" } },
          ],
        },
      },
      "2 × 2 days at $15",
    ],
    [
      "a long rental that is cheaper",
      { kind: "per_day", modifiers: { length: [{ from_days: 3, factor: 0.9 }] } },
      "3 days at $10, 10% off from 3 days",
    ],
    [
      "many units, the first at full price",
      {
        kind: "per_day",
        modifiers: {
          quantity: { mode: "graduated", breaks: [{ from: 3, factor: 0.5 }] },
        },
      },
      "3 days at $10, 2 at full price and 2 at 50% off",
    ],
    [
      "the least that a line costs",
      { kind: "per_day", modifiers: { minimum: { usd: "200" } } },
      "3 days at $10, at least $200 in all",
    ],
    [
      "an ending that the shop likes",
      {
        kind: "per_day",
        modifiers: { rounding: { step: 1, ending: 0.95, direction: "up" } },
      },
      "3 days at $10, rounded to $30.95",
    ],
    [
      "days that are free",
      { kind: "per_day", modifiers: { free_days: { weekdays: ["sunday"] } } },
      "2 days at $10",
    ],
  ])("say %s", (_what, card, words) => {
    expect(price(card, WEEKEND, { quantity: 4 }).words).toBe(words)
  })
})

describe("days that are not charged", () => {
  const free = (free_days: object): RateCardInput => ({
    kind: "per_day",
    modifiers: { free_days },
  })

  it("can be those on which the shop is closed", () => {
    expect(price(free({ closed_days: true }), WEEKEND).days).toBe(2)
    expect(price(free({ closed_days: false }), WEEKEND).days).toBe(3)
  })

  it("never make a rental free: the first day is charged then", () => {
    const sunday = periodOf("2027-06-13", "2027-06-13")
    expect(price(free({ weekdays: ["sunday"] }), sunday)).toMatchObject({ days: 1 })
  })

  it("can go over the turn of every year", () => {
    const turn = periodOf("2027-12-23", "2028-01-03")
    const range = { from: "12-24", to: "01-02" }
    expect(price(free({ dates: [range] }), turn).days).toBe(2)
  })

  it("are not charged by the hour either", () => {
    const card: RateCardInput = {
      kind: "hourly",
      modifiers: { free_days: { weekdays: ["saturday"] } },
    }
    const over = periodOf("2027-06-11", "2027-06-13", "22:00", "01:30")
    // Two hours of Friday and one and a half of Sunday, which is begun.
    expect(price(card, over).words).toBe("4 hours at $10")
  })
})

describe("a price by the hour", () => {
  const capped: RateCardInput = { kind: "hourly", params: { day_cap: { usd: "60" } } }

  it("is never more for a day than the day", () => {
    const over = periodOf("2027-06-11", "2027-06-12", "10:00", "12:30")
    const byClock = { ...capped, modifiers: { count: { day: "24_hours" as const } } }
    // The day ends at midnight, or after 24 hours.
    expect(price(capped, over).words).toBe("2 days at $60")
    expect(price(byClock, over).words).toBe("1 day at $60, 3 hours at $10")
  })

  it("has a least number of hours", () => {
    const short = periodOf("2027-06-11", "2027-06-11", "10:00", "10:30")
    const card: RateCardInput = { kind: "hourly", params: { minimum_hours: 4 } }
    expect(price(card, short).words).toBe("4 hours at $10")
  })

  it("does not begin an hour twice at midnight", () => {
    const night = periodOf("2027-06-11", "2027-06-12", "22:30", "00:30")
    expect(price({ kind: "hourly" }, night).words).toBe("2 hours at $10")
  })
})

describe("what does not divide", () => {
  it("makes the units of a minimum a little dearer, never the line cheaper", () => {
    const card: RateCardInput = {
      kind: "per_day",
      modifiers: { minimum: { usd: "100" } },
    }
    const one = periodOf("2027-06-11", "2027-06-11")
    const { unitPrice, lineTotal } = price(card, one, { quantity: 3 })
    expect([unitPrice.numeric, lineTotal.numeric]).toEqual([33.34, 100.02])
  })

  it("is rounded in the parts, without a word about fractions of a cent", () => {
    const card: RateCardInput = {
      kind: "combination",
      params: { mode: "single", lines: [{ days: 3, price: { factor: 1 } }] },
      modifiers: {
        weekdays: { factors: { saturday: 2, monday: 2, wednesday: 2 } },
      },
    }
    // From Thursday on: each block has one dear day, 10 × 4/3.
    const one = price(card, periodOf("2027-06-10", "2027-06-12"))
    expect(one.words).toBe("3 days at $13.33 (Saturday)")
    expect(one.parts.at(-1)).toMatchObject({
      what: "rounding",
      label: "rounded to $13.33",
    })
    const three = price(card, periodOf("2027-06-10", "2027-06-18"))
    expect(three.unitPrice.numeric).toBe(40)
    expect(three.words).toBe(
      "3 days at $13.33 (Saturday), 3 days at $13.33 (Monday), " +
        "3 days at $13.33 (Wednesday)"
    )
    expect(three.parts.map((part) => part.amount.toNumber())).toEqual([
      13.333333, 13.333333, 13.333334,
    ])
  })

  it("is not rounded below the minimum by an ending either", () => {
    const card: RateCardInput = {
      kind: "per_day",
      modifiers: { minimum: { usd: "30.20" }, rounding: { step: 1 } },
    }
    expect(price(card, WEEKEND).unitPrice.numeric).toBe(31)
  })

  it("is rounded to what the currency has, and its ending where it has one", () => {
    const card: RateCardInput = {
      kind: "per_day",
      modifiers: {
        length: [{ from_days: 1, factor: "0.333" }],
        rounding: { step: 1, ending: "0.95" },
      },
    }
    expect(price(card, WEEKEND, { currencyCode: "jpy" }).unitPrice.numeric).toBe(10)
    expect(price(card, WEEKEND).unitPrice.numeric).toBe(9.95)
  })
})

describe("a card that cannot be read", () => {
  it.each([
    [{ kind: "combination", params: { lines: [] } }, "params.lines"],
    [
      {
        kind: "combination",
        params: { lines: [{ days: 1, weeks: 1, price: { usd: 1 } }] },
      },
      "params.lines.0",
    ],
    [{ kind: "tiers", params: { by: "month" } }, "params.by"],
    [
      { kind: "flat", params: { days: 1, extra_day: { usd: 1, factor: 2 } } },
      "params.extra_day",
    ],
    [
      { kind: "per_day", modifiers: { rounding: { step: 0 } } },
      "modifiers.rounding.step",
    ],
    [
      { kind: "per_day", modifiers: { free_days: { dates: ["2027-02-30"] } } },
      "modifiers.free_days.dates.0",
    ],
    [{ kind: "per_day", modifiers: { discount: 3 } }, "modifiers.discount"],
    [null, "body"],
  ])("%j names its field", (card, field) => {
    expect(() => readDefinition(card)).toThrow(
      expect.objectContaining({ details: { field } })
    )
  })
})

function price(
  card: RateCardInput,
  period: RentalPeriod,
  { quantity = 1, currencyCode = "usd" } = {}
): UnitPrice {
  const compiled = rateCardOf("a card", definitionSchema.parse(card))
  return priceUnit(
    {
      cards: new Map([[compiled.name, compiled]]),
      isClosed: (day) => day === "2027-06-13",
    },
    {
      rateCard: compiled.name,
      baseRate: new BigNumber(10),
      currencyCode,
      period,
      quantity,
    }
  )
}
