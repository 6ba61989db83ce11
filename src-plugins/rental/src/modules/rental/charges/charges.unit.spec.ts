import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { addDays, type LocalDate } from "../periods/local-date"
import { periodOf } from "../periods/rental-period"
import { type LocalTime } from "../periods/shop-time"
import { type DepositRule, type LateFeeRule, type WaiverRule } from "./charge-rules"
import { type ChargedLine } from "./charged-line"
import { depositOf } from "./deposit"
import { howToHold } from "./deposit-holding"
import { daysLate, lateFee, lateFeeOfUnit } from "./late-fee"
import { priceWaiver } from "./waiver"

const line = (change: Partial<Record<keyof ChargedLine, unknown>> = {}): ChargedLine => ({
  variant_id: "chair",
  quantity: 10,
  days: 3,
  own: {},
  ...change,
  unit_price: MathBN.convert((change.unit_price as number | undefined) ?? 15),
  replacement_value:
    change.replacement_value === null
      ? null
      : MathBN.convert((change.replacement_value as number | undefined) ?? 85),
})

const cents = fc.integer({ min: 0, max: 500_000 }).map((n) => n / 100)
const percent = fc.integer({ min: 0, max: 20_000 }).map((n) => n / 100)
const anyLine = fc
  .record({ quantity: fc.nat(50), unit_price: cents, replacement_value: cents })
  .map(line)
const anyLines = fc.array(anyLine, { maxLength: 6 })
const isCoins = (amount: { times: (n: number) => { isInteger: () => boolean } }) =>
  amount.times(100).isInteger()

describe("the damage waiver", () => {
  const waiver = (rule: object) => ({ is_required: false, ...rule }) as WaiverRule
  const percentOf = (n: number) => waiver({ type: "percent", percent: n })
  const flat = waiver({ type: "flat", amounts: [{ currency_code: "usd", amount: 25 }] })
  const cost = (rule: WaiverRule | null, lines: ChargedLine[], currency = "usd") =>
    priceWaiver(rule, lines, currency)?.amount.toNumber() ?? null

  it("is a percentage of what is covered, in words", () => {
    expect(priceWaiver(percentOf(8), [line()], "usd")).toMatchObject({
      words: "8% of $150",
    })
    expect(cost(percentOf(8), [line(), line({ own: { waiver: "not_covered" } })])).toBe(
      12
    )
    expect(cost(percentOf(8.5), [line({ quantity: 1, unit_price: 9.99 })])).toBe(0.85)
  })

  it("is flat for an order, in the currencies that have it", () => {
    expect(cost(flat, [line(), line()])).toBe(25)
    expect(cost(flat, [line()], "eur")).toBeNull()
  })

  it("is none where nothing is covered, or the shop has none", () => {
    expect(cost(flat, [])).toBeNull()
    expect(cost(flat, [line({ own: { waiver: "not_covered" } })])).toBeNull()
    expect(cost(flat, [line({ quantity: 0 })])).toBeNull()
    expect(cost(null, [line()])).toBeNull()
  })

  it("is whole coins, never negative, grows with the order and not with its sequence", () => {
    fc.assert(
      fc.property(anyLines, anyLine, percent, (lines, more, n) => {
        const some = cost(percentOf(n), lines) ?? 0
        const all = cost(percentOf(n), [...lines, more]) ?? 0
        expect(isCoins(MathBN.convert(all))).toBe(true)
        expect(some).toBeGreaterThanOrEqual(0)
        expect(all).toBeGreaterThanOrEqual(some)
        expect(cost(percentOf(n), [more, ...[...lines].reverse()]) ?? 0).toBe(all)
      })
    )
  })
})

describe("the security deposit", () => {
  const usd = (amount: number) => [{ currency_code: "usd", amount }]
  const amount = (rule: DepositRule | null, lines: ChargedLine[], currency = "usd") =>
    depositOf(rule, lines, currency).amount.toNumber()

  it("is by item, in percent, or one sum", () => {
    expect(amount({ type: "percent_of_rental", percent: 20 }, [line()])).toBe(30)
    expect(amount({ type: "percent_of_value", percent: 50 }, [line()])).toBe(425)
    expect(amount({ type: "fixed", amounts: usd(100) }, [line(), line()])).toBe(100)
    const own = { deposit: { type: "fixed", amounts: usd(5) } }
    expect(amount(null, [line({ own })])).toBe(50)
    expect(amount({ type: "fixed", amounts: usd(100) }, [line({ own })])).toBe(50)
    expect(amount({ type: "fixed", amounts: usd(100) }, [line({ own }), line()])).toBe(
      150
    )
    expect(
      amount({ type: "percent_of_rental", percent: 20 }, [
        line({ own: { deposit: "none" } }),
      ])
    ).toBe(0)
  })

  it("says how it came about", () => {
    const rule: DepositRule = { type: "percent_of_value", percent: 50 }
    expect(depositOf(rule, [line()], "usd").lines).toMatchObject([
      { variant_id: "chair", words: "50% of $850 replacement value" },
    ])
    expect(
      depositOf({ type: "fixed", amounts: usd(100) }, [line()], "usd").order
    ).toMatchObject({ words: "$100 for the order" })
  })

  it("is nothing of what is not known in the currency", () => {
    const rule: DepositRule = { type: "percent_of_value", percent: 50 }
    expect(amount(rule, [line({ replacement_value: null })])).toBe(0)
    expect(amount({ type: "fixed", amounts: usd(100) }, [line()], "eur")).toBe(0)
  })

  const anyRule = fc.oneof(
    fc.record({ type: fc.constant("percent_of_rental" as const), percent }),
    fc.record({ type: fc.constant("percent_of_value" as const), percent }),
    cents.map((n): DepositRule => ({ type: "fixed", amounts: usd(n) }))
  )

  it("is the sum of its parts, whole coins, never negative, whatever the sequence", () => {
    fc.assert(
      fc.property(
        fc.option(anyRule),
        anyLines,
        fc.option(anyRule),
        (rule, lines, own) => {
          const mixed = lines.map((each, at) =>
            at % 2 && own ? { ...each, own: { deposit: own } } : each
          )
          const found = depositOf(rule, mixed, "usd")
          const parts = [...found.lines, ...(found.order ? [found.order] : [])]
          const sum = parts.reduce(
            (all, part) => all.plus(part.amount),
            MathBN.convert(0)
          )
          expect(found.amount.eq(sum)).toBe(true)
          expect(parts.every(({ amount: each }) => isCoins(each) && each.gte(0))).toBe(
            true
          )
          expect(amount(rule, [...mixed].reverse())).toBe(found.amount.toNumber())
        }
      )
    )
  })
})

describe("how a deposit is held", () => {
  // rental-scenarios.json, ezr-01-security-hold-7-days
  it.each([
    ["2027-06-10", "2027-06-10", "authorise"],
    ["2027-06-10", "2027-06-16", "authorise"],
    ["2027-06-10", "2027-06-17", "charge"],
    ["2027-06-10", "2027-07-10", "charge"],
  ])("ezr-01-security-hold-7-days: left on %s, due %s: %s", (today, due, how) => {
    expect(howToHold(today as LocalDate, due as LocalDate)).toBe(how)
  })

  it("is a charge always where the shop does not trust authorisations", () => {
    const day = "2027-06-10" as LocalDate
    expect(howToHold(day, day, 0)).toBe("charge")
  })
})

describe("the late fee", () => {
  const due = periodOf("2027-06-10", "2027-06-12")
  const late = (date: string, time: string, rule = {}, period = due) =>
    daysLate(
      period,
      { date: date as LocalDate, time },
      { grace_hours: 0, most_days: null, ...rule }
    )

  it("counts each day begun since the last day ended", () => {
    expect(late("2027-06-12", "23:59")).toBe(0)
    expect(late("2027-06-13", "00:00")).toBe(0)
    expect(late("2027-06-13", "00:01")).toBe(1)
    expect(late("2027-06-13", "23:59")).toBe(1)
    expect(late("2027-06-14", "00:01")).toBe(2)
  })

  it("counts from the time the goods were due, if they had one", () => {
    const timed = periodOf("2027-06-10", "2027-06-12", "09:00", "17:00")
    expect(late("2027-06-12", "17:00", {}, timed)).toBe(0)
    expect(late("2027-06-12", "17:01", {}, timed)).toBe(1)
    expect(late("2027-06-13", "17:01", {}, timed)).toBe(2)
  })

  it("forgives the hours of grace, and only those", () => {
    const rule = { grace_hours: 10 }
    expect(late("2027-06-13", "10:00", rule)).toBe(0)
    expect(late("2027-06-13", "10:01", rule)).toBe(1)
    expect(late("2027-06-14", "09:00", rule)).toBe(2)
    expect(late("2027-07-12", "09:00", { most_days: 5 })).toBe(5)
  })

  const rule = (more: object): LateFeeRule =>
    ({ grace_hours: 0, most_days: null, ...more }) as LateFeeRule
  const fee = (held: LateFeeRule, quantity: number, date: string, of = line()) => {
    const unit = lateFeeOfUnit(held, of, "usd")
    return (
      unit &&
      lateFee(
        unit,
        { quantity, due, returned: { date: date as LocalDate, time: "12:00" } },
        "usd"
      )
    )
  }

  it("is a percentage of the day's price, or fixed, for each unit and day", () => {
    const percentage = fee(rule({ type: "percent", percent: 150 }), 4, "2027-06-14")
    expect(percentage).toMatchObject({ days: 2, words: "4 × 2 days late at $7.50" })
    expect(percentage!.amount.toNumber()).toBe(60)
    const amounts = [{ currency_code: "usd", amount: 3 }]
    expect(fee(rule({ type: "fixed", amounts }), 4, "2027-06-13")!.words).toBe(
      "4 × 1 day late at $3"
    )
    expect(fee(rule({ type: "fixed", amounts: [] }), 4, "2027-06-13")).toBeNull()
    const none = line({ own: { late_fee: "none" } })
    expect(fee(rule({ type: "fixed", amounts }), 4, "2027-06-13", none)).toBeNull()
  })

  it("never falls with time or units, and is nothing for who is on time", () => {
    const minutes = fc.integer({ min: -5000, max: 50_000 })
    const at = (offset: number) => {
      const instant = new Date(Date.parse("2027-06-13T00:00:00Z") + offset * 60_000)
      const [date, time] = instant.toISOString().split("T") as [LocalDate, string]
      return { date, time: time.slice(0, 5) }
    }
    const anyRule = fc.record({
      type: fc.constant("percent" as const),
      percent,
      grace_hours: fc.nat(48),
      most_days: fc.option(fc.nat(10)),
    })
    fc.assert(
      fc.property(anyRule, anyLine, minutes, minutes, (held, of, a, b) => {
        const unit = lateFeeOfUnit(held, of, "usd")!
        const amount = (offset: number, quantity: number) =>
          lateFee(unit, { quantity, due, returned: at(offset) }, "usd").amount
        const [first, second] = [Math.min(a, b), Math.max(a, b)]
        expect(amount(second, 3).gte(amount(first, 3))).toBe(true)
        expect(amount(second, 3).gte(amount(second, 2))).toBe(true)
        expect(isCoins(amount(second, 3))).toBe(true)
        if (second <= held.grace_hours * 60) {
          expect(amount(second, 3).isZero()).toBe(true)
        }
      })
    )
  })

  it("is the same over a night on which clocks change", () => {
    const spring = { start_date: "2027-03-12", end_date: "2027-03-13" }
    const period = periodOf(spring.start_date, spring.end_date, "09:00", "17:00")
    const back = (days: number) => ({
      date: addDays(period.end_date, days),
      time: "17:00" as LocalTime,
    })
    const held = { grace_hours: 0, most_days: null }
    expect(daysLate(period, back(1), held)).toBe(1)
    expect(daysLate(period, back(2), held)).toBe(2)
  })
})
