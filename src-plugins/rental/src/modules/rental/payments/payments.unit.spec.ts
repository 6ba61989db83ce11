import { MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { addDays, type LocalDate } from "../periods/local-date"
import { moneyOf } from "./order-money"
import { daysOfNotices, noticeOn } from "./payment-notices"
import { paymentRulesChangeSchema } from "./payment-fields"
import { instalmentsOf, planPayment } from "./payment-plan"
import { PAY_ALL_NOW, type PaymentRules } from "./payment-rules"

const day = (text: string) => text as LocalDate
const today = day("2027-04-10")

const half: PaymentRules = {
  ...PAY_ALL_NOW,
  share: { percent: 50, minimum: null },
  balance_days: 7,
}
const plan = (
  rules: PaymentRules,
  start: string,
  order: { total: number; goods?: number; currency_code?: string } = { total: 100 }
) => {
  const { now, later, later_due_on } = planPayment(
    rules,
    { goods: 0, currency_code: "usd", start_date: day(start), ...order },
    today
  )
  return { now, later, later_due_on }
}

describe("when an order is paid", () => {
  // Goodshuffle Pro, "Why must the client pay the full balance": 50 %, balance 7 days before.
  it("goodshuffle-02-balance-already-due: all now for an event in five days", () => {
    expect(plan(half, "2027-04-15")).toEqual({ now: 100, later: 0, later_due_on: null })
  })

  it("goodshuffle-02-balance-already-due: half now, the rest a week before", () => {
    expect(plan(half, "2027-04-30")).toEqual({
      now: 50,
      later: 50,
      later_due_on: "2027-04-23",
    })
  })

  it("is all now on the day that the balance would be due, and not the day before", () => {
    expect(plan(half, "2027-04-17").later).toBe(0)
    expect(plan(half, "2027-04-18").later).toBe(50)
  })

  it("is all at once out of the box", () => {
    expect(plan(PAY_ALL_NOW, "2027-12-01").now).toBe(100)
  })

  it("asks for the least amount of the currency, never for more than the total", () => {
    const least = {
      ...half,
      share: { percent: 10, minimum: [{ currency_code: "usd", amount: 40 }] },
    }
    expect(plan(least, "2027-06-01").now).toBe(40)
    expect(plan(least, "2027-06-01", { total: 30 })).toMatchObject({ now: 30, later: 0 })
    expect(plan(least, "2027-06-01", { total: 500 }).now).toBe(50)
    expect(plan(least, "2027-06-01", { total: 100, currency_code: "eur" }).now).toBe(10)
  })

  it("has goods for sale paid in full with the order", () => {
    expect(plan(half, "2027-06-01", { total: 130, goods: 30 })).toMatchObject({
      now: 80,
      later: 50,
    })
  })

  it("rounds the share to what the currency can write", () => {
    expect(plan(half, "2027-06-01", { total: 0.05 }).now).toBe(0.03)
    expect(plan(half, "2027-06-01", { total: 101, currency_code: "jpy" }).now).toBe(51)
  })

  it("always makes the total, and no part is negative", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 365 }),
        fc.integer({ min: 0, max: 400 }),
        (total, goods, percent, least, balance_days, ahead) => {
          const rules = {
            ...half,
            balance_days,
            share: { percent, minimum: [{ currency_code: "usd", amount: least }] },
          }
          const { now, later } = plan(rules, addDays(today, ahead), {
            total: total / 100,
            goods: Math.min(goods, total) / 100,
          })
          expect(MathBN.eq(MathBN.add(now, later), total / 100)).toBe(true)
          expect(Math.min(now, later)).toBeGreaterThanOrEqual(0)
          expect(later === 0 || ahead > balance_days).toBe(true)
        }
      )
    )
  })
})

describe("the instalments of an order that changes", () => {
  const agreed = { share: 50, placed_on: today, balance_days: 7 }
  const amounts = (total: number, start = "2027-04-30") =>
    instalmentsOf(agreed, { total, start_date: day(start) }).map(({ amount, due_on }) => [
      amount.toNumber(),
      due_on,
    ])

  it("put what is added on the balance", () => {
    expect(amounts(130)).toEqual([
      [50, today],
      [80, "2027-04-23"],
    ])
  })

  it("take what falls away off the balance, and then off the share", () => {
    expect(amounts(60).map(([amount]) => amount)).toEqual([50, 10])
    expect(amounts(20).map(([amount]) => amount)).toEqual([20, 0])
    expect(amounts(-5).map(([amount]) => amount)).toEqual([0, 0])
  })

  it("are due before the new start, and never before the order was placed", () => {
    expect(amounts(100, "2027-05-30")[1]).toEqual([50, "2027-05-23"])
    expect(amounts(100, "2027-04-12")[1]).toEqual([50, today])
  })
})

describe("the money of an order", () => {
  const facts = {
    currency_code: "usd",
    total: 100,
    paid: 0,
    refunded: 0,
    authorised: 0,
    instalments: instalmentsOf(
      { share: 50, placed_on: today, balance_days: 7 },
      { total: 100, start_date: day("2027-04-30") }
    ),
    deposit: null,
    today,
  }

  it("covers what is due first", () => {
    expect(moneyOf({ ...facts, authorised: 50 })).toMatchObject({
      owed_now: 0,
      owed_later: 50,
    })
    expect(moneyOf({ ...facts, paid: 70 })).toMatchObject({
      owed_now: 0,
      owed_later: 30,
      instalments: [
        { kind: "share", covered: 50, owed: 0, is_due: true },
        { kind: "balance", covered: 20, owed: 30, is_due: false },
      ],
    })
    expect(moneyOf({ ...facts, today: day("2027-04-23"), paid: 50 }).owed_now).toBe(50)
  })

  it("says what was paid beyond the total", () => {
    expect(moneyOf({ ...facts, paid: 130, refunded: 10 })).toMatchObject({
      owed_now: 0,
      owed_later: 0,
      overpaid: 20,
    })
  })

  it("always adds up to the order, whatever happened", () => {
    const cents = fc.integer({ min: 0, max: 1_000_000 }).map((amount) => amount / 100)
    fc.assert(
      fc.property(
        fc.record({
          total: cents,
          share: cents,
          paid: cents,
          refunded: cents,
          authorised: cents,
          held: cents,
          more: cents,
          start: fc.integer({ min: 0, max: 60 }),
        }),
        ({ total, share, paid, refunded, authorised, held, more, start }) => {
          const money = moneyOf({
            ...facts,
            total,
            paid,
            refunded,
            authorised,
            instalments: instalmentsOf(
              { share, placed_on: today, balance_days: 7 },
              { total, start_date: addDays(today, start) }
            ),
            deposit: {
              agreed: MathBN.add(held, more).toNumber(),
              held,
              kept: 0,
              returned: 0,
            },
          })
          const asked = MathBN.add(money.total, money.overpaid)
          const has = MathBN.add(MathBN.sub(paid, refunded), authorised)
          expect(
            MathBN.eq(asked, MathBN.sum(has, money.owed_now, money.owed_later))
          ).toBe(true)
          expect(
            Math.min(money.owed_now, money.owed_later, money.overpaid)
          ).toBeGreaterThanOrEqual(0)
          const owed = MathBN.add(money.owed_now, money.owed_later)
          expect(MathBN.lte(owed, MathBN.add(total, refunded))).toBe(true)
          const deposit = money.deposit!
          expect(MathBN.eq(deposit.agreed, MathBN.add(held, deposit.owed))).toBe(true)
        }
      )
    )
  })
})

describe("what is said about an instalment", () => {
  const rules = { remind_before: [3, 10], remind_after: [1, 7] }
  const due = { due_on: day("2027-04-23"), placed_on: day("2027-04-15") }

  it.each([
    ["2027-04-19", null],
    ["2027-04-20", { notice: "reminder", days: 3 }],
    ["2027-04-22", { notice: "reminder", days: 3 }],
    ["2027-04-23", { notice: "due", days: 0 }],
    ["2027-04-24", { notice: "overdue", days: 1 }],
    ["2027-04-29", { notice: "overdue", days: 1 }],
    ["2027-05-20", { notice: "overdue", days: 7 }],
  ])("on %s", (on, said) => {
    expect(noticeOn(rules, due, day(on))).toEqual(said)
  })

  it("is found by the day on which it is due", () => {
    const { from, to } = daysOfNotices(rules, today)
    expect([from <= addDays(today, -7), to]).toEqual([true, addDays(today, 10)])
  })
})

describe("the rules of payment as they are sent", () => {
  const read = (body: unknown) => paymentRulesChangeSchema.safeParse(body)

  it("are read in part, reminders once and in order", () => {
    expect(read({ share: { percent: 30 }, remind_before: [7, 1, 7] }).data).toEqual({
      share: { percent: 30, minimum: null },
      remind_before: [1, 7],
    })
    expect(read({ share: null, collects: true }).data).toEqual({
      share: null,
      collects: true,
    })
  })

  it.each([
    [{ share: { percent: 101 } }],
    [{ share: { percent: -1 } }],
    [{ share: { percent: 10, minimum: [{ currency_code: "usd", amount: 0.001 }] } }],
    [{ balance_days: 1.5 }],
    [{ balance_days: 366 }],
    [{ remind_before: [0] }],
    [{ remind_after: "7" }],
    [{ collects: "yes" }],
    [{ anything: 1 }],
  ])("are refused: %j", (body) => {
    expect(read(body).success).toBe(false)
  })
})
