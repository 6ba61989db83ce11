import { BigNumber, MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { addDays, type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { type LocalTime } from "../periods/shop-time"
import { breakdownOf } from "./breakdown"
import { currencyDigits } from "./currency"
import { ZERO } from "./decimal"
import { definitionSchema, type RateCardInput } from "./definition"
import { rateCardOf } from "./price-by-definition"
import { priceUnit, type UnitPrice } from "./price-unit"

const factor = fc.integer({ min: 0, max: 300 }).map((percent) => ({
  factor: (percent / 100).toFixed(2),
}))
const money = fc.integer({ min: 0, max: 100_000 }).map((cents) => ({
  usd: (cents / 100).toFixed(2),
  jpy: String(cents),
}))
const amount = fc.oneof(factor, money)
const ascending = (max: number, length: number) =>
  fc
    .uniqueArray(fc.integer({ min: 2, max }), { maxLength: length })
    .map((all) => [1, ...all.sort((a, b) => a - b)])

const perDay = fc.record({
  kind: fc.constant("per_day" as const),
  params: fc.record({ day: amount }),
})
const flat = fc.record({
  kind: fc.constant("flat" as const),
  params: fc.record({
    price: amount,
    days: fc.integer({ min: 1, max: 14 }),
    extra_day: amount,
  }),
})
const tiersByDay = fc
  .tuple(ascending(20, 4), fc.array(amount, { minLength: 5, maxLength: 5 }))
  .map(([from, rates]) => ({
    kind: "tiers" as const,
    params: {
      by: "day" as const,
      tiers: from.map((each, at) => ({ from: each, rate: rates[at]! })),
    },
  }))
const combination = fc
  .tuple(ascending(30, 4), fc.array(amount, { minLength: 5, maxLength: 5 }))
  .map(([days, prices]) => ({
    kind: "combination" as const,
    params: {
      mode: "combination" as "combination" | "single" | "longest_first",
      lines: days.map((each, at) => ({ days: each, price: prices[at]! })),
    },
  }))
const hourly = fc.record({
  kind: fc.constant("hourly" as const),
  params: fc.record({
    hour: amount,
    day_cap: fc.option(amount, { nil: undefined }),
    step_minutes: fc.constantFrom(15 as const, 30 as const, 60 as const),
  }),
})

const breaks = (mode: "all_units" | "graduated") =>
  ascending(40, 3).chain((from) =>
    fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 })
      .map((percents) => ({
        mode,
        breaks: from.map((each, at) => ({
          from: each,
          factor: (percents[at]! / 100).toFixed(2),
        })),
      }))
  )

const modifiers = fc.record(
  {
    count: fc.record({
      day: fc.constantFrom("calendar" as const, "24_hours" as const),
      grace_minutes: fc.integer({ min: 0, max: 120 }),
    }),
    free_days: fc.record({
      weekdays: fc.subarray(["saturday", "sunday", "monday"] as const),
      dates: fc.constant(["06-14", { from: "12-20", to: "01-05" }]),
      closed_days: fc.boolean(),
    }),
    weekdays: fc.record({
      of: fc.constantFrom("each_day" as const, "first_day" as const),
      factors: fc.constant({ friday: "1.25", saturday: "1.5" }),
    }),
    seasons: fc.constant({
      list: [{ name: "Summer", from: "06-01", to: "08-31", factor: "1.1" }],
    }),
    length: fc.constant([{ from_days: 10, factor: "0.85" }]),
    quantity: fc.oneof(breaks("all_units"), breaks("graduated")),
    minimum: money,
    rounding: fc.constantFrom(
      { step: "1", ending: "0.95", direction: "up" as const },
      { step: "0.5", direction: "nearest" as const },
      { step: "1", direction: "down" as const }
    ),
  },
  { requiredKeys: [] }
)

const anyCard = fc
  .tuple(fc.oneof(perDay, flat, tiersByDay, combination, hourly), modifiers)
  .map(([card, terms]) => ({ ...card, modifiers: terms }) as RateCardInput)

const baseRate = fc.integer({ min: 1, max: 50_000 }).map((cents) => cents / 100)
const START = "2027-06-04" as LocalDate

const periods = fc
  .record({
    from: fc.integer({ min: 0, max: 400 }),
    days: fc.integer({ min: 1, max: 45 }),
    times: fc.option(fc.constantFrom(["10:00", "12:30"], ["00:00", "23:45"])),
  })
  .map(({ from, days, times }): RentalPeriod => {
    const start_date = addDays(START, from)
    const dates = { start_date, end_date: addDays(start_date, days - 1) }
    const [start_time, end_time] = (times ?? []) as LocalTime[]
    return times ? { ...dates, start_time, end_time } : dates
  })

describe("a price", () => {
  it("is never negative, exact in its currency, and the sum of its parts", () => {
    fc.assert(
      fc.property(
        anyCard,
        baseRate,
        periods,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom("usd", "jpy"),
        (card, rate, period, quantity, currency) => {
          const price = priceOf(card, rate, period, quantity, currency)
          const unit = MathBN.convert(price.unitPrice)
          expect(unit.isNegative()).toBe(false)
          expect(unit.decimalPlaces()).toBeLessThanOrEqual(currencyDigits(currency))
          expect(MathBN.eq(MathBN.mult(unit, quantity), price.lineTotal)).toBe(true)
          const sum = price.parts.reduce(
            (total, part) => MathBN.add(total, part.amount),
            ZERO
          )
          expect(sum.toFixed()).toBe(unit.toFixed())
          expect(price.days).toBeGreaterThanOrEqual(1)
          expect(price.words).not.toBe("")
        }
      )
    )
  })

  it("is the same whenever it is asked, also through what is kept of the card", () => {
    fc.assert(
      fc.property(anyCard, baseRate, periods, (card, rate, period) => {
        const kept = JSON.parse(JSON.stringify(definitionSchema.parse(card)))
        const [once, again] = [card, kept].map((each) =>
          breakdownOf(priceOf(each, rate, period, 3), new BigNumber(rate))
        )
        expect(again).toEqual(once)
      })
    )
  })

  it("of a line is never less than the minimum", () => {
    fc.assert(
      fc.property(
        anyCard,
        money,
        baseRate,
        periods,
        fc.integer({ min: 1, max: 50 }),
        (card, minimum, rate, period, quantity) => {
          const lifted = { ...card, modifiers: { ...card.modifiers, minimum } }
          const { lineTotal } = priceOf(lifted, rate, period, quantity)
          expect(MathBN.gte(lineTotal, minimum.usd)).toBe(true)
        }
      )
    )
  })
})

describe("a line", () => {
  it("costs no less with one unit more, where breaks are graduated", () => {
    fc.assert(
      fc.property(
        fc.oneof(perDay, flat, combination),
        breaks("graduated"),
        baseRate,
        periods,
        fc.integer({ min: 1, max: 60 }),
        (card, quantity, rate, period, units) => {
          const graded = { ...card, modifiers: { quantity } } as RateCardInput
          const less = priceOf(graded, rate, period, units).lineTotal
          const more = priceOf(graded, rate, period, units + 1).lineTotal
          // The price of a unit is rounded: by half a cent, so many times.
          const rounding = MathBN.mult(0.005, 2 * units + 1)
          expect(MathBN.gte(MathBN.add(more, rounding), less)).toBe(true)
        }
      )
    )
  })

  it("costs just as much for each unit, where there are no breaks", () => {
    fc.assert(
      fc.property(perDay, baseRate, periods, (card, rate, period) => {
        const one = priceOf(card, rate, period, 1).unitPrice
        const many = priceOf(card, rate, period, 70).unitPrice
        expect(MathBN.eq(one, many)).toBe(true)
      })
    )
  })
})

describe("a longer rental", () => {
  it.each([
    ["per day", perDay],
    ["flat", flat],
    ["by tiers of days", tiersByDay],
    ["of blocks put together", combination],
    ["by the hour", hourly],
  ] as const)("costs no less: %s", (_name, cards) => {
    fc.assert(
      fc.property(
        cards as fc.Arbitrary<RateCardInput>,
        baseRate,
        fc.integer({ min: 1, max: 40 }),
        (card, rate, days) => {
          const [shorter, longer] = [days, days + 1].map(
            (length) => priceOf(card, rate, someDays(length), 1).unitPrice
          )
          expect(MathBN.gte(longer!, shorter!)).toBe(true)
        }
      )
    )
  })
})

describe("blocks put together", () => {
  const inMode = (
    card: { kind: "combination"; params: object },
    mode: "combination" | "single" | "longest_first"
  ) => ({ ...card, params: { ...card.params, mode } }) as RateCardInput

  it("never cost more than one line alone, or than the longest first", () => {
    fc.assert(
      fc.property(combination, baseRate, periods, (card, rate, period) => {
        const together = priceOf(inMode(card, "combination"), rate, period, 1)
        for (const mode of ["single", "longest_first"] as const) {
          const other = priceOf(inMode(card, mode), rate, period, 1)
          expect(MathBN.lte(together.unitPrice, other.unitPrice)).toBe(true)
        }
      })
    )
  })

  it("are the cheapest there are: no choice of counts is cheaper", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 3, maxLength: 3 }),
        fc.integer({ min: 1, max: 12 }),
        (lengths, prices, days) => {
          const lines = lengths.map((length, at) => ({
            days: length,
            price: { usd: String(prices[at]) },
          }))
          const card: RateCardInput = { kind: "combination", params: { lines } }
          const { unitPrice } = priceOf(card, 1, someDays(days), 1)
          expect(unitPrice.numeric).toBe(byTryingAll(lengths, prices, days))
        }
      )
    )
  })

  it("do not depend on the order of their lines", () => {
    fc.assert(
      fc.property(combination, baseRate, periods, (card, rate, period) => {
        const { lines } = card.params
        const turned = {
          ...card,
          params: { ...card.params, lines: [...lines].reverse() },
        }
        expect(
          breakdownOf(priceOf(turned, rate, period, 1), new BigNumber(rate))
        ).toEqual(breakdownOf(priceOf(card, rate, period, 1), new BigNumber(rate)))
      })
    )
  })
})

function priceOf(
  card: RateCardInput,
  rate: number,
  period: RentalPeriod,
  quantity: number,
  currencyCode = "usd"
): UnitPrice {
  const compiled = rateCardOf("drawn", definitionSchema.parse(card))
  return priceUnit(
    {
      cards: new Map([[compiled.name, compiled]]),
      isClosed: (day) => day.endsWith("-13"),
    },
    {
      rateCard: compiled.name,
      baseRate: new BigNumber(rate),
      currencyCode,
      period,
      quantity,
    }
  )
}

function someDays(days: number): RentalPeriod {
  return { start_date: START, end_date: addDays(START, days - 1) }
}

function byTryingAll(
  lengths: readonly number[],
  prices: readonly number[],
  days: number
): number {
  if (days <= 0) {
    return 0
  }
  return Math.min(
    ...lengths.map(
      (length, at) => prices[at]! + byTryingAll(lengths, prices, days - length)
    )
  )
}
