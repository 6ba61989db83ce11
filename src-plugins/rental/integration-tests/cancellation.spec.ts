import {
  openCancellation,
  readCancellation,
  settleOnce,
  type Cancellation,
} from "../src/modules/rental/cancellation/cancellation-records"
import { agreeOrderCharges } from "../src/modules/rental/ledger/order-rows"
import { withCancellation } from "../src/modules/rental/charges/agreed-charges"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(60_000)

const cancellation = (change: Partial<Cancellation> = {}): Cancellation => ({
  order_id: "o1",
  kind: "cancelled",
  currency_code: "usd",
  paid: 100,
  refund: 33.33,
  kept: 66.67,
  choice: "policy",
  reason: null,
  created_by: "user_1",
  details: {
    days_before: 20,
    of: "paid",
    total: 100,
    policy: { refund: 33.33, words: "20 days before the start" },
    parts: [],
  },
  ...change,
})

ledgerSuite("rental_cancellation_test", {}, ({ service, sql, scenario }) => {
  const knex = () => service.ledger.knex

  scenario("a cancellation that is not settled can be decided anew", async () => {
    await openCancellation(knex(), cancellation())
    const said = { choice: "full" as const, reason: "A flood", refund: 100, kept: 0 }
    expect(await openCancellation(knex(), cancellation(said))).toMatchObject({
      ...said,
      settled_at: null,
    })
  })

  scenario("its money moves once, of twenty at once", async () => {
    await openCancellation(knex(), cancellation())
    let moves = 0
    const settled = await Promise.all(
      Array.from({ length: 20 }, () =>
        settleOnce(knex(), "o1", "cancelled", async () => {
          moves += 1
        })
      )
    )
    expect(moves).toBe(1)
    expect(settled.every((record) => record?.settled_at)).toBe(true)
    const late = { refund: 100, kept: 0, choice: "full" as const, reason: "Late" }
    expect(await openCancellation(knex(), cancellation(late))).toMatchObject({
      refund: 33.33,
      choice: "policy",
    })
  })

  scenario("money that failed to move is tried again", async () => {
    await openCancellation(knex(), cancellation())
    const broken = settleOnce(knex(), "o1", "cancelled", async () => {
      throw new Error("The provider is down")
    })
    await expect(broken).rejects.toThrow("The provider is down")
    expect((await readCancellation(knex(), "o1", "cancelled"))?.settled_at).toBeNull()
    const settled = await settleOnce(knex(), "o1", "cancelled", async () => undefined)
    expect(settled?.settled_at).toEqual(expect.any(String))
  })

  it.each([
    ["gives back more than was paid", { refund: 101, kept: -1 }, "kept_check"],
    ["does not add up", { refund: 50, kept: 49 }, "rental_cancellation_adds_up"],
    ["says not why", { choice: "full" as const }, "rental_cancellation_says_why"],
  ])("the database refuses one that %s", async (_what, change, constraint) => {
    await expect(openCancellation(knex(), cancellation(change))).rejects.toThrow(
      constraint
    )
  })

  scenario("a policy is agreed with staff's order once", async () => {
    await service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p",
        fleet: [{ location_id: "here", quantity: 5 }],
      },
    ])
    await service.writeOrder({
      order_id: "o2",
      period: periodOf("2030-05-10", "2030-05-12"),
      state: "reserved",
      lines: [{ line_item_id: "l", variant_id: "chair", quantity: 1 }],
    })
    const agreed = (percent: number) =>
      withCancellation(
        null,
        {
          of: "paid",
          tiers: [{ days_before: 0, percent }],
          no_show_percent: 0,
          items: [],
        },
        "usd"
      )!
    expect(await agreeOrderCharges(knex(), "o2", agreed(50))).toBe(true)
    expect(await agreeOrderCharges(knex(), "o2", agreed(0))).toBe(false)
    const order = await service.readOrder("o2")
    expect(order?.charges?.cancellation?.tiers).toEqual([{ days_before: 0, percent: 50 }])
    const { rowCount } = await sql().query(
      `SELECT 1 FROM rental_order WHERE charges IS NULL`
    )
    expect(rowCount).toBe(0)
  })
})
