import fc from "fast-check"
import {
  beginEffect,
  endEffect,
  findBrokenOff,
  noteCollection,
  noteSession,
} from "../src/modules/rental/payments/payment-effects"
import { moneyOf } from "../src/modules/rental/payments/order-money"
import { instalmentsOf } from "../src/modules/rental/payments/payment-plan"
import {
  findOpenOrders,
  readSchedule,
  updateSchedule,
  writeSchedule,
} from "../src/modules/rental/payments/schedule-rows"
import { addDays, type LocalDate } from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, sentEvents } from "./ledger-suite"

jest.setTimeout(120_000)

const NEW_YORK = "America/New_York"
const START = "2030-05-10" as LocalDate
const PLACED = "2030-03-01" as LocalDate

ledgerSuite("rental_payment_schedule_test", {}, ({ service, sql, scenario }) => {
  const knex = () => service.ledger.knex
  const schedule = (order_id: string, share = 50, total = 100) => ({
    order_id,
    currency_code: "usd",
    share,
    total,
    start_date: START,
    placed_on: PLACED,
    balance_days: 7,
  })
  const order = async (order_id: string) => {
    await service.writeOrder({
      order_id,
      period: periodOf(START, "2030-05-12"),
      state: "reserved",
      lines: [{ line_item_id: `l-${order_id}`, variant_id: "chair", quantity: 1 }],
    })
    return order_id
  }
  const placed = async (order_id: string, share?: number, total?: number) => {
    await order(order_id)
    await writeSchedule(knex(), schedule(order_id, share, total), NEW_YORK)
    return order_id
  }
  const refused = async (text: string) =>
    await sql()
      .query(text)
      .then(
        () => null,
        ({ constraint }: { constraint?: string }) => constraint
      )

  beforeEach(() =>
    service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p",
        fleet: [{ location_id: "here", quantity: 1000 }],
      },
    ])
  )

  describe("the rules of payment", () => {
    scenario("change in part; out of the box all is paid at once", async () => {
      expect(await service.payments.current()).toMatchObject({
        share: null,
        collects: false,
      })
      await service.payments.save({ share: { percent: 30, minimum: null } }, "user_1")
      await service.payments.save({ balance_days: 14 }, null)
      expect(await service.payments.current()).toMatchObject({
        share: { percent: 30, minimum: null },
        balance_days: 14,
        remind_before: [3],
      })
      await service.payments.save({ share: null }, null)
      expect((await service.payments.current()).share).toBeNull()
    })
  })

  describe("the schedule of an order", () => {
    scenario("is agreed once, its due day beginning on the shop's clock", async () => {
      await placed("o1")
      expect(await writeSchedule(knex(), schedule("o1", 10), NEW_YORK)).toBe(false)
      expect(await readSchedule(knex(), "o1")).toMatchObject({
        share: "50",
        agreed: "100",
        instalments: [
          { kind: "share", amount: "50", due_on: PLACED, state: "open" },
          { kind: "balance", amount: "50", due_on: "2030-05-03", state: "open" },
        ],
      })
      const { rows } = await sql().query(
        "select due_at from rental_instalment where kind = 'balance'"
      )
      expect(rows[0].due_at.toISOString()).toBe("2030-05-03T04:00:00.000Z")
    })

    scenario("two who agree it at one moment agree one", async () => {
      await order("o1")
      const written = await Promise.all(
        [10, 20, 30].map((share) =>
          writeSchedule(knex(), schedule("o1", share), NEW_YORK)
        )
      )
      expect(written.filter(Boolean)).toHaveLength(1)
    })

    scenario("goes with an order that is gone", async () => {
      await placed("o1")
      await service.deleteOrder("o1")
      expect(await readSchedule(knex(), "o1")).toBeNull()
    })

    scenario("is never more or less than what was agreed", async () => {
      await placed("o1")
      expect(
        await refused("update rental_instalment set amount = 51 where kind = 'balance'")
      ).toBe("rental_instalments_add_up")
      expect(await refused("delete from rental_instalment where kind = 'share'")).toBe(
        "rental_instalments_add_up"
      )
      expect(await refused("update rental_payment_schedule set agreed = 99")).toBe(
        "rental_instalments_add_up"
      )
      expect(
        await refused("update rental_instalment set amount = -1 where kind = 'balance'")
      ).toBe("rental_instalment_amount_check")
    })

    scenario("follows the order, and is closed with it", async () => {
      await placed("o1")
      const start_date = addDays(START, 10)
      const update = (total: number, is_cancelled = false, owed = 5) =>
        updateSchedule(
          knex(),
          "o1",
          {
            total,
            start_date,
            is_cancelled,
            paid: [
              { kind: "share", owed: 0 },
              { kind: "balance", owed },
            ],
          },
          NEW_YORK
        )
      await update(140)
      expect((await readSchedule(knex(), "o1"))!.instalments).toEqual([
        { kind: "share", amount: "50", due_on: PLACED, state: "paid" },
        { kind: "balance", amount: "90", due_on: "2030-05-13", state: "open" },
      ])
      await update(30, false, 0)
      expect((await readSchedule(knex(), "o1"))!.instalments).toMatchObject([
        { amount: "30", state: "paid" },
        { amount: "0", state: "paid" },
      ])
      await update(0, true)
      expect((await readSchedule(knex(), "o1"))!.instalments).toMatchObject([
        { amount: "0", state: "cancelled" },
        { amount: "0", state: "cancelled" },
      ])
    })

    scenario("is found while it is open and near", async () => {
      await placed("o1")
      const find = (from: string, to: string) =>
        findOpenOrders(knex(), { from: from as LocalDate, to: to as LocalDate })
      expect(await find("2030-05-03", "2030-05-03")).toEqual(["o1"])
      expect(await find("2030-04-01", "2030-05-02")).toEqual([])
    })
  })

  describe("what is done about an instalment", () => {
    const key = {
      order_id: "o1",
      kind: "balance" as const,
      notice: "due" as const,
      days: 0,
      due_on: "2030-05-03" as LocalDate,
    }
    const event = { name: "rental.payment_due" as const, data: { order_id: "o1" } }

    scenario("is said once, also by several at one moment", async () => {
      await placed("o1")
      await sentEvents(service)
      const ended = await Promise.all(
        Array.from({ length: 8 }, async () => {
          await beginEffect(knex(), key)
          return await endEffect(knex(), key, "told", [event])
        })
      )
      expect(ended.filter(Boolean)).toHaveLength(1)
      expect(await sentEvents(service)).toEqual(["rental.payment_due"])
      expect((await beginEffect(knex(), key)).outcome).toBe("told")
    })

    scenario("goes on where a process died, with the session it had", async () => {
      await placed("o1")
      await beginEffect(knex(), key)
      expect(await findBrokenOff(knex(), "o1")).toEqual([])
      await noteCollection(knex(), key, "paycol_1")
      expect(await noteSession(knex(), key, "payses_1")).toBe("payses_1")
      expect(await noteSession(knex(), key, "payses_2")).toBe("payses_1")
      expect(await beginEffect(knex(), key)).toMatchObject({
        outcome: "begun",
        payment_collection_id: "paycol_1",
        payment_session_id: "payses_1",
      })
      expect(await findBrokenOff(knex(), "o1")).toMatchObject([key])
      // Whether or not the instalment is paid by then.
      await sql().query("update rental_instalment set state = 'paid'")
      const never = "2000-01-01" as LocalDate
      expect(await findOpenOrders(knex(), { from: never, to: never })).toEqual(["o1"])
      await endEffect(knex(), key, "collected", [])
      expect(await findBrokenOff(knex(), "o1")).toEqual([])
    })

    scenario("one payment is the effect of one instalment", async () => {
      await placed("o1")
      await placed("o2")
      await beginEffect(knex(), key)
      await beginEffect(knex(), { ...key, order_id: "o2" })
      for (const order_id of ["o1", "o2"]) {
        await noteCollection(knex(), { ...key, order_id }, `paycol_${order_id}`)
      }
      await noteSession(knex(), key, "payses_1")
      await expect(
        noteSession(knex(), { ...key, order_id: "o2" }, "payses_1")
      ).rejects.toMatchObject({
        constraint: expect.stringContaining("payment_session_id"),
      })
    })
  })

  describe("a random history", () => {
    const cents = fc.integer({ min: 0, max: 50_000 }).map((amount) => amount / 100)
    const step = fc.oneof(
      fc.record({ what: fc.constant("pay" as const), amount: cents }),
      fc.record({ what: fc.constant("refund" as const), amount: cents }),
      fc.record({ what: fc.constant("change" as const), amount: cents }),
      fc.record({
        what: fc.constant("move" as const),
        amount: fc.integer({ min: -60, max: 60 }),
      }),
      fc.record({
        what: fc.constant("wait" as const),
        amount: fc.integer({ min: 0, max: 40 }),
      })
    )

    scenario("of payments, refunds, changes and days adds up at each step", async () => {
      let runs = 0
      await fc.assert(
        fc.asyncProperty(
          cents,
          cents,
          fc.array(step, { minLength: 1, maxLength: 12 }),
          async (share, first, steps) => {
            const id = await placed(`h${runs++}`, share, first)
            let [total, paid, refunded, start_date, today] = [first, 0, 0, START, PLACED]
            for (const { what, amount } of steps) {
              if (what === "pay") {
                paid = Number((paid + amount).toFixed(2))
              } else if (what === "refund") {
                refunded = Number(
                  (refunded + Math.min(amount, paid - refunded)).toFixed(2)
                )
              } else if (what === "change") {
                total = amount
              } else if (what === "move") {
                start_date = addDays(START, amount)
              } else {
                today = addDays(today, amount)
              }
              const agreed = { share, placed_on: PLACED, balance_days: 7 }
              const money = moneyOf({
                currency_code: "usd",
                total,
                paid,
                refunded,
                authorised: 0,
                instalments: instalmentsOf(agreed, { total, start_date }),
                deposit: null,
                today,
              })
              await updateSchedule(
                knex(),
                id,
                { total, start_date, is_cancelled: false, paid: money.instalments },
                NEW_YORK
              )
              // The database counts for itself: open instalments are what is still owed.
              const { rows } = await sql().query(
                `select sum(amount)::float8 as asked,
                        coalesce(sum(amount) filter (where due_on <= $2), 0)::float8 as due,
                        coalesce(sum(amount) filter (where state = 'open'), 0)::float8 as open
                   from rental_instalment where order_id = $1`,
                [id, today]
              )
              const [{ asked, due, open }] = rows
              const has = Math.max(0, paid - refunded)
              expect(asked).toBeCloseTo(total, 6)
              expect(money.owed_now).toBeCloseTo(Math.max(0, due - has), 6)
              expect(money.owed_now + money.owed_later).toBeCloseTo(
                Math.max(0, total - has),
                6
              )
              expect(money.overpaid).toBeCloseTo(Math.max(0, has - total), 6)
              expect(open).toBeGreaterThanOrEqual(
                money.owed_now + money.owed_later - 1e-6
              )
            }
          }
        ),
        { numRuns: 40 }
      )
    })
  })
})
