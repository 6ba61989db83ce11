import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { chargeRulesChangeSchema } from "../charges/charge-fields"
import { cancellationSchema } from "./cancellation-fields"
import {
  agreeCancellation,
  percentBack,
  termsOf,
  type CancellationTerms,
} from "./cancellation-rule"
import {
  cancellationWords,
  chosenRefund,
  settleCancellation,
  type CancelledOrder,
} from "./settle-cancellation"

const TABLE = {
  tiers: [
    { days_before: 30, percent: 100 },
    { days_before: 14, percent: 50 },
  ],
  no_show_percent: 0,
}

const order = (change: Partial<CancelledOrder> = {}): CancelledOrder => ({
  currency_code: "usd",
  total: 100,
  paid: 100,
  of: "paid",
  parts: [{ title: "Chairs", amount: 100, percent: 50 }],
  ...change,
})

const numbers = (of: CancelledOrder) => {
  const { paid, refund, kept } = settleCancellation(of)
  return [paid, refund, kept].map((amount) => amount.toNumber())
}

describe("the table of a cancellation policy", () => {
  it.each([
    [365, 100],
    [30, 100],
    [29, 50],
    [14, 50],
    [13, 0],
    [0, 0],
    [-3, 0],
  ])("%i days before the start %i percent come back", (days, percent) => {
    expect(percentBack(TABLE, days)).toBe(percent)
  })

  it("may give back something on the day itself", () => {
    const terms = { ...TABLE, tiers: [{ days_before: 0, percent: 20 }] }
    expect(percentBack(terms, 0)).toBe(20)
    expect(percentBack(terms, -1)).toBe(0)
  })

  it("is read in any order, and filled up with what is not said", () => {
    expect(cancellationSchema.parse({ tiers: [...TABLE.tiers].reverse() })).toEqual({
      ...TABLE,
      of: "paid",
      categories: [],
    })
    expect(chargeRulesChangeSchema.parse({ cancellation: null })).toEqual({
      cancellation: null,
    })
  })

  it.each([
    ["more for a shorter notice", [tier(30, 50), tier(14, 100)]],
    ["the same days twice", [tier(30, 50), tier(30, 50)]],
    ["more than everything", [tier(30, 101)]],
    ["less than nothing", [tier(30, -1)]],
    ["half a day", [tier(1.5, 10)]],
    ["days after the start", [tier(-1, 10)]],
  ])("is refused with %s", (_what, tiers) => {
    expect(cancellationSchema.safeParse({ tiers }).success).toBe(false)
  })

  it("is of the first category that an item is in, and else the shop's", () => {
    const strict = { tiers: [tier(60, 100)], no_show_percent: 0 }
    const lenient = { tiers: [tier(1, 100)], no_show_percent: 50 }
    const agreed = agreeCancellation(
      {
        ...TABLE,
        of: "paid",
        categories: [
          { category_id: "tents", ...strict },
          { category_id: "small", ...lenient },
        ],
      },
      [
        { variant_id: "tent", category_ids: ["small", "tents"] },
        { variant_id: "vase", category_ids: ["small"] },
        { variant_id: "chair", category_ids: ["chairs"] },
      ]
    )
    expect(agreed.items).toHaveLength(2)
    expect(termsOf(agreed, "tent")).toMatchObject(strict)
    expect(termsOf(agreed, "vase")).toMatchObject(lenient)
    expect(termsOf(agreed, "chair")).toMatchObject(TABLE)
    expect(termsOf(agreed, null)).toMatchObject(TABLE)
  })
})

describe("what comes back of a cancelled order", () => {
  it("is a percentage of what was paid", () => {
    expect(numbers(order())).toEqual([100, 50, 50])
    expect(numbers(order({ paid: 40 }))).toEqual([40, 20, 20])
    expect(numbers(order({ paid: 0 }))).toEqual([0, 0, 0])
  })

  it("or what is left when the rest of it is kept of the price", () => {
    expect(numbers(order({ of: "total" }))).toEqual([100, 50, 50])
    expect(numbers(order({ of: "total", paid: 60 }))).toEqual([60, 10, 50])
    expect(numbers(order({ of: "total", paid: 40 }))).toEqual([40, 0, 40])
  })

  it("has all that was paid beyond the price", () => {
    expect(numbers(order({ paid: 130 }))).toEqual([130, 80, 50])
  })

  it("is worked out for each part by its own terms", () => {
    const parts = [
      { title: "Tent", amount: 70, percent: 0 },
      { title: "Chairs", amount: 30, percent: 50 },
    ]
    expect(numbers(order({ parts }))).toEqual([100, 15, 85])
  })

  it("is in whole coins of the currency", () => {
    expect(numbers(order({ total: 0.05, paid: 0.05 }))).toEqual([0.05, 0.02, 0.03])
    expect(
      numbers(order({ currency_code: "jpy", total: 101, paid: 101, of: "total" }))
    ).toEqual([101, 50, 51])
  })

  it("is said in words", () => {
    const say = (of: CancelledOrder) =>
      cancellationWords(settleCancellation(of), {
        currency_code: "usd",
        when: "20 days before the start",
      })
    expect(say(order())).toBe(
      "20 days before the start: 50% comes back, $50 of $100 paid; $50 are kept"
    )
    expect(say(order({ paid: 0 }))).toContain("nothing was paid")
  })

  it("is what staff choose instead, up to what was paid", () => {
    const sums = settleCancellation(order())
    const chosen = (choice: Parameters<typeof chosenRefund>[0]) =>
      chosenRefund(choice, sums, "usd").toNumber()
    expect(chosen({ refund: "policy" })).toBe(50)
    expect(chosen({ refund: "full" })).toBe(100)
    expect(chosen({ refund: "none" })).toBe(0)
    expect(chosen({ refund: "amount", amount: 12.5 })).toBe(12.5)
    expect(() => chosen({ refund: "amount", amount: 100.01 })).toThrow("$100")
    expect(() => chosen({ refund: "amount", amount: 0.001 })).toThrow("not an amount")
  })
})

describe("any cancellation policy", () => {
  const percents = fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100)
  const terms = fc
    .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 400 }), percents), {
      selector: ([days]) => days,
      maxLength: 6,
    })
    .map((given): CancellationTerms => {
      const days = given.map(([day]) => day).sort((a, b) => b - a)
      const back = given.map(([, percent]) => percent).sort((a, b) => b - a)
      return {
        tiers: days.map((days_before, at) => tier(days_before, back[at]!)),
        no_show_percent: 0,
      }
    })
  const cents = fc.integer({ min: 0, max: 5_000_000 })
  const anyOrder = fc
    .record({
      amounts: fc.array(cents, { minLength: 1, maxLength: 8 }),
      paid: cents,
      currency_code: fc.constantFrom("usd", "eur", "jpy", "kwd"),
      of: fc.constantFrom("paid" as const, "total" as const),
    })
    .map(({ amounts, paid, currency_code, of }) => {
      const digits = { jpy: 0, kwd: 3 }[currency_code as string] ?? 2
      const money = (n: number) => MathBN.convert(n).shiftedBy(-digits)
      return {
        currency_code,
        of,
        digits,
        paid: money(paid),
        total: money(amounts.reduce((sum, n) => sum + n, 0)),
        amounts: amounts.map(money),
      }
    })
  type AnyOrder = typeof anyOrder extends fc.Arbitrary<infer T> ? T : never
  const settle = (o: AnyOrder, percentOf: (at: number) => number) =>
    settleCancellation({
      ...o,
      parts: o.amounts.map((amount, at) => ({
        title: `${at}`,
        amount,
        percent: percentOf(at),
      })),
    })

  it("never gives back less for an earlier cancellation", () => {
    fc.assert(
      fc.property(
        terms,
        terms,
        anyOrder,
        fc.integer({ min: -10, max: 400 }),
        fc.nat(100),
        (a, b, o, days, earlier) => {
          const at = (d: number) =>
            settle(o, (part) => percentBack(part % 2 ? a : b, d)).refund
          expect(at(days + earlier).gte(at(days))).toBe(true)
        }
      )
    )
  })

  it("gives back no more than was paid, and not less than nothing; the sum is exact", () => {
    fc.assert(
      fc.property(anyOrder, fc.array(percents, { minLength: 8 }), (o, back) => {
        const { paid, refund, kept, parts } = settle(o, (at) => back[at]!)
        expect(refund.gte(0) && refund.lte(o.paid)).toBe(true)
        expect(kept.gte(0)).toBe(true)
        expect(refund.plus(kept).eq(paid) && paid.eq(o.paid)).toBe(true)
        expect(refund.decimalPlaces()).toBeLessThanOrEqual(o.digits)
        const base = o.of === "paid" ? MathBN.min(o.paid, o.total) : o.total
        const sum = parts.reduce((all, part) => all.plus(part.amount), MathBN.convert(0))
        expect(sum.eq(base)).toBe(true)
      })
    )
  })

  it("keeps nothing when all comes back, and all when nothing does", () => {
    fc.assert(
      fc.property(anyOrder, (o) => {
        expect(settle(o, () => 100).kept.toNumber()).toBe(0)
        const { kept } = settle(o, () => 0)
        expect(kept.eq(MathBN.min(o.paid, o.total))).toBe(true)
      })
    )
  })
})

function tier(days_before: number, percent: number) {
  return { days_before, percent }
}
