import { type AgreedCharges } from "../src/modules/rental/charges/agreed-charges"
import { moveDeposit, readDeposit } from "../src/modules/rental/charges/deposit-account"
import { readLateGoods } from "../src/modules/rental/charges/late-goods"
import { readCharges } from "../src/modules/rental/ledger/charges"
import { checkIn, takeBack } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const today = todayIn("UTC")
const period = { start_date: today, end_date: addDays(today, 2) }
const staff = { author: "user_1", currency_code: "usd" }
const here = (quantity: number) => [{ location_id: "here", quantity }]
const agreed: AgreedCharges = {
  currency_code: "usd",
  waiver: null,
  deposit: { amount: 100, order: null, lines: [] },
  late_fees: [
    {
      variant_id: "chair",
      per_unit_and_day: 2.5,
      rule: { type: "percent", percent: 50, grace_hours: 4, most_days: null },
    },
    {
      variant_id: "set",
      per_unit_and_day: 30,
      rule: { type: "fixed", amounts: [], grace_hours: 0, most_days: 2 },
    },
  ],
}

ledgerSuite("rental_charges_test", {}, ({ service, sql, scenario }) => {
  const knex = () => service.ledger.knex

  const order = async (charges: AgreedCharges | null = agreed, id = "o1") => {
    const cart_id = `c-${id}`
    const lines = [
      { line_item_id: `l-${id}`, variant_id: "chair", quantity: 6 },
      { line_item_id: `s-${id}`, variant_id: "set", quantity: 2 },
    ]
    await service.holdCart({ cart_id, period, lines })
    const attempt = { cart_id, transaction_id: `t-${id}` }
    await service.reserveCart({ ...attempt, period, lines, charges })
    await service.claimOrder({ ...attempt, order_id: id })
    return id
  }

  beforeEach(async () => {
    await service.upsertItems([
      { variant_id: "chair", product_id: "p", fleet: here(100) },
      { variant_id: "lamp", product_id: "p", fleet: here(100) },
      {
        variant_id: "set",
        product_id: "p",
        components: [
          { variant_id: "chair", quantity: 4 },
          { variant_id: "lamp", quantity: 1 },
        ],
      },
    ])
  })

  describe("the charges of a shop", () => {
    scenario("change in part, and end", async () => {
      const waiver = { type: "percent" as const, percent: 8, is_required: false }
      const deposit = { type: "percent_of_rental" as const, percent: 20 }
      await service.charges.saveRules({ waiver }, "user_1")
      await service.charges.saveRules({ deposit }, "user_1")
      expect((await service.charges.current()).rules).toEqual({
        waiver,
        deposit,
        late_fee: null,
        authorisation_days: 7,
        cancellation: null,
      })
      await service.charges.saveRules({ waiver: null }, null)
      expect((await service.charges.read()).rules).toEqual({
        waiver: null,
        deposit,
        late_fee: null,
        authorisation_days: 7,
        cancellation: null,
      })
    })

    scenario("are otherwise for single items, until they say nothing", async () => {
      await service.charges.saveItems([
        { variant_id: "chair", deposit: "none", waiver: "not_covered" },
        { variant_id: "lamp", late_fee: "none" },
      ])
      await service.charges.saveItems([{ variant_id: "lamp" }])
      expect([...(await service.charges.read()).items]).toEqual([
        ["chair", { deposit: "none", waiver: "not_covered" }],
      ])
    })
  })

  describe("what an order agreed to", () => {
    scenario("stays when the shop changes its charges", async () => {
      await order()
      await service.charges.saveRules({ deposit: null, late_fee: null }, null)
      expect((await service.readOrder("o1"))?.charges).toEqual(agreed)
    })

    scenario("is nothing where nothing was agreed", async () => {
      await order(null)
      expect(await readDeposit(knex(), "o1")).toBeNull()
      expect(await readLateGoods(service.ledger, "o1")).toBeNull()
      expect(await refusalOf(moveDeposit(knex(), "o1", { kind: "held" }))).toMatchObject({
        code: "rental_request_invalid",
      })
    })
  })

  describe("a deposit", () => {
    scenario("is held, kept in part and returned", async () => {
      await order()
      expect(await readDeposit(knex(), "o1")).toMatchObject({ agreed: 100, held: 0 })
      await moveDeposit(knex(), "o1", { kind: "held", payment_id: "pay_1" })
      await moveDeposit(knex(), "o1", { kind: "kept", amount: 12.5, reason: "A vase" })
      const account = await moveDeposit(knex(), "o1", { kind: "returned" })
      expect(account).toMatchObject({
        agreed: 100,
        held: 100,
        kept: 12.5,
        returned: 87.5,
        open: 0,
        entries: [
          { kind: "held", amount: 100, payment_id: "pay_1" },
          { kind: "kept", amount: 12.5, reason: "A vase" },
          { kind: "returned", amount: 87.5 },
        ],
      })
      expect(await readDeposit(knex(), "o1")).toEqual(account)
    })

    scenario("is refused by name what it cannot", async () => {
      await order()
      await moveDeposit(knex(), "o1", { kind: "held", amount: 60 })
      for (const [move, code, field] of [
        [{ kind: "returned", amount: 60.01 }, "rental_deposit_exceeded", "amount"],
        [{ kind: "kept", amount: 10 }, "rental_request_invalid", "reason"],
        [{ kind: "held", amount: 0.001 }, "rental_request_invalid", "amount"],
      ] as const) {
        expect(await refusalOf(moveDeposit(knex(), "o1", move))).toMatchObject({
          code,
          details: { field },
        })
      }
      const nowhere = moveDeposit(knex(), "o2", { kind: "held" })
      expect(await refusalOf(nowhere)).toMatchObject({ code: "rental_not_found" })
    })

    scenario("is never given back twice, of twenty at once", async () => {
      await order()
      await moveDeposit(knex(), "o1", { kind: "held" })
      const moves = await Promise.allSettled(
        Array.from({ length: 20 }, (_, at) =>
          moveDeposit(knex(), "o1", {
            kind: at % 2 ? "returned" : "kept",
            amount: 15,
            reason: "Broken glass",
          })
        )
      )
      expect(moves.filter(({ status }) => status === "fulfilled")).toHaveLength(6)
      expect(await readDeposit(knex(), "o1")).toMatchObject({ held: 100, open: 10 })
    })

    scenario("is the sum of its entries, whoever writes them", async () => {
      await order()
      await moveDeposit(knex(), "o1", { kind: "held", amount: 50 })
      const write = (amount: number) =>
        sql().query(
          `INSERT INTO rental_deposit_entry (order_id, kind, amount)
           VALUES ('o1', 'returned', $1)`,
          [amount]
        )
      await expect(write(50.01)).rejects.toMatchObject({
        constraint: "rental_deposit_not_overspent",
      })
      await write(20)
      expect(await readDeposit(knex(), "o1")).toMatchObject({ open: 30 })
      await expect(
        sql().query(`UPDATE rental_deposit_entry SET amount = 1`)
      ).rejects.toMatchObject({ code: "23001" })
    })
  })

  describe("late goods", () => {
    const backAt = (daysLate: number, hour: number) =>
      new Date(
        Date.parse(`${addDays(period.end_date, daysLate)}T00:00:00Z`) + hour * 3.6e6
      )

    scenario("cost what was agreed for each unit and day they are out", async () => {
      await order()
      const fees = async (at: Date) => await readLateGoods(service.ledger, "o1", at)
      expect(await fees(backAt(5, 0))).toMatchObject({ amount: 0, goods: [] })
      await checkOut(service.ledger, "o1")
      expect(await fees(backAt(0, 23))).toMatchObject({ amount: 0 })
      // Four hours of grace for chairs, none for sets.
      expect(await fees(backAt(1, 3))).toMatchObject({
        amount: 60,
        goods: [{ variant_id: "set", quantity: 2, days: 1, amount: 60 }],
      })
      expect(await fees(backAt(3, 12))).toMatchObject({
        currency_code: "usd",
        amount: 6 * 3 * 2.5 + 2 * 2 * 30,
      })
    })

    scenario("in parts are charged by the part, a package once", async () => {
      await order()
      await checkOut(service.ledger, "o1")
      const bookings = await service.readOrderBookings("o1")
      const chairs = bookings.find((row) => row.line_variant_id === "chair")!
      const lamps = bookings.find(
        (row) => row.line_variant_id === "set" && row.quantity === 2
      )!
      await checkIn(service.ledger, "o1", [
        { booking_id: chairs.id, quantity: 4 },
        { booking_id: lamps.id },
      ])
      expect(
        (await sql().query(`SELECT 1 FROM rental_booking WHERE returned_at IS NOT NULL`))
          .rowCount
      ).toBe(2)
      expect(await readLateGoods(service.ledger, "o1", backAt(2, 5))).toMatchObject({
        amount: 2 * 2 * 2.5 + 2 * 2 * 30,
        goods: expect.arrayContaining([
          expect.objectContaining({ variant_id: "chair", quantity: 2, days: 2 }),
          expect.objectContaining({ variant_id: "set", quantity: 2, days: 2 }),
        ]),
      })
      await checkIn(service.ledger, "o1")
      await sql().query(
        `UPDATE rental_booking SET returned_at = $1 WHERE state = 'returned'`,
        [backAt(1, 6)]
      )
      expect(await readLateGoods(service.ledger, "o1", backAt(50, 0))).toMatchObject({
        amount: 6 * 2.5 + 2 * 30,
      })
    })

    /** Goods are out since before their period, which ended so many days ago. */
    const outLate = async (daysAgo: number) => {
      await order()
      await checkOut(service.ledger, "o1")
      await sql().query(
        `UPDATE rental_booking SET start_date = start_date - $1::integer,
                end_date = end_date - $1::integer`,
        [2 + daysAgo]
      )
    }
    const openCharges = async () =>
      (await readCharges(knex(), { order_id: "o1" }))
        .map(({ kind, state, amount, quantity }) => [
          kind,
          state,
          Number(amount),
          quantity,
        ])
        .sort((a, b) => Number(a[2]) - Number(b[2]))

    scenario(
      "are charged when they come in, once however often that is said",
      async () => {
        await outLate(3)
        const first = await takeBack(service.ledger, "o1", {}, staff)
        await takeBack(service.ledger, "o1", {}, staff)
        expect(first.charge_ids).toHaveLength(2)
        const agreed = await readLateGoods(service.ledger, "o1")
        const days = agreed!.goods.find(({ variant_id }) => variant_id === "chair")!.days
        expect(days).toBeGreaterThanOrEqual(2)
        expect(await openCharges()).toEqual(
          [
            ["late", "open", 6 * days * 2.5, 6],
            ["late", "open", 2 * 2 * 30, 2],
          ].sort((a, b) => Number(a[2]) - Number(b[2]))
        )
      }
    )

    scenario(
      "are charged by the part that comes in, and in all what they cost",
      async () => {
        await outLate(3)
        const chairs = (await service.readOrderBookings("o1")).find(
          (row) => row.line_variant_id === "chair"
        )!
        await takeBack(
          service.ledger,
          "o1",
          { bookings: [{ booking_id: chairs.id, quantity: 4 }] },
          staff
        )
        expect(await openCharges()).toEqual([["late", "open", expect.any(Number), 4]])
        await takeBack(service.ledger, "o1", {}, staff)
        const sum = (await openCharges()).reduce(
          (all, [, , amount]) => all + Number(amount),
          0
        )
        expect(sum).toBe((await readLateGoods(service.ledger, "o1"))!.amount)
      }
    )

    scenario(
      "a package is charged once, though its parts come in one by one",
      async () => {
        await outLate(1)
        const parts = (await service.readOrderBookings("o1")).filter(
          (row) => row.line_variant_id === "set"
        )
        for (const part of parts) {
          await takeBack(
            service.ledger,
            "o1",
            { bookings: [{ booking_id: part.id }] },
            staff
          )
        }
        expect(await openCharges()).toEqual([["late", "open", 2 * 30, 2]])
      }
    )

    scenario("a late fee cannot be charged a second time for a booking", async () => {
      await outLate(3)
      await takeBack(service.ledger, "o1", {}, staff)
      await expect(
        sql().query(
          `INSERT INTO rental_charge (id, order_id, key, kind, amount, currency_code, reason)
           SELECT 'twice', order_id, key, kind, amount, currency_code, reason
             FROM rental_charge LIMIT 1`
        )
      ).rejects.toThrow("rental_charge_key_unique")
    })

    scenario("that come back within their grace, or in time, cost nothing", async () => {
      await order()
      await checkOut(service.ledger, "o1")
      const { charge_ids } = await takeBack(service.ledger, "o1", {}, staff)
      expect(charge_ids).toEqual([])
      expect(await openCharges()).toEqual([])
    })

    scenario("cost nothing where nothing was agreed", async () => {
      await order(null)
      await checkOut(service.ledger, "o1")
      await sql().query(`UPDATE rental_booking SET end_date = end_date - 9,
                                start_date = start_date - 9`)
      expect((await takeBack(service.ledger, "o1", {}, staff)).charge_ids).toEqual([])
    })
  })
})
