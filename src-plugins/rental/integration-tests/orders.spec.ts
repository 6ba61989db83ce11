import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const JUNE = periodOf("2027-06-10", "2027-06-12")
const LATER = periodOf("2027-06-12", "2027-06-15")

ledgerSuite("rental_orders_test", {}, ({ service, sql, scenario }) => {
  const open = () =>
    service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        fleet: [{ location_id: "here", quantity: 10 }],
      },
      {
        variant_id: "table",
        product_id: "p-table",
        fleet: [{ location_id: "here", quantity: 4 }],
      },
      {
        variant_id: "set",
        product_id: "p-set",
        components: [
          { variant_id: "table", quantity: 1 },
          { variant_id: "chair", quantity: 4 },
        ],
      },
    ])

  const write = (
    order_id: string,
    lines: Record<string, number>,
    { period = JUNE, state = "reserved" as "draft" | "reserved" } = {}
  ) =>
    service.writeOrder({
      order_id,
      period,
      state,
      lines: Object.entries(lines).map(([variant_id, quantity]) => ({
        line_item_id: `${order_id}-${variant_id}`,
        variant_id,
        quantity,
      })),
    })

  const free = async (period = JUNE) =>
    Object.fromEntries(
      (await service.listAvailability(period)).map((r) => [r.variant_id, r.available])
    )

  scenario("a draft occupies nothing until it is reserved", async () => {
    await open()
    await write("o1", { chair: 8 }, { state: "draft" })
    expect((await free()).chair).toBe(10)
    await write("o2", { chair: 5 })
    expect((await refusalOf(write("o1", { chair: 8 }))).code).toBe("rental_shortage")
    await write("o1", { chair: 5 })
    expect((await free()).chair).toBe(0)
    await service.deleteOrder("o1")
    expect((await free()).chair).toBe(5)
    expect(await service.readOrder("o1")).toBeNull()
  })

  describe("two lines of one variant", () => {
    const twice = (
      [first, second]: [number, number],
      more: Partial<Parameters<typeof service.writeOrder>[0]> = {}
    ) =>
      service.writeOrder({
        order_id: "o1",
        period: JUNE,
        state: "reserved",
        lines: [
          { line_item_id: "l1", variant_id: "chair", quantity: first },
          { line_item_id: "l2", variant_id: "chair", quantity: second },
        ],
        ...more,
      })
    const units = async (state: string) =>
      (await service.readOrderBookings("o1"))
        .filter((row) => row.state === state)
        .reduce((sum, row) => sum + row.quantity, 0)

    scenario("are booked together, however often they are written", async () => {
      await open()
      await twice([2, 3])
      await twice([4, 3])
      expect((await free()).chair).toBe(3)
      await twice([4, 3], { period: LATER })
      expect((await free(LATER)).chair).toBe(3)
      const refusal = await refusalOf(twice([6, 5]))
      expect(refusal).toMatchObject({
        code: "rental_shortage",
        details: { shortages: [{ variant_id: "chair", requested: 11, available: 10 }] },
      })
      await write("o1", { chair: 1 })
      expect((await free()).chair).toBe(9)
    })

    scenario("that a cart had stay out when the order changes", async () => {
      await open()
      const cart = { cart_id: "c1", period: JUNE }
      const lines = [
        { line_item_id: "c-l1", variant_id: "chair", quantity: 2 },
        { line_item_id: "c-l2", variant_id: "chair", quantity: 3 },
      ]
      await service.holdCart({ ...cart, lines })
      await service.reserveCart({ ...cart, transaction_id: "t1", lines })
      await service.claimOrder({ cart_id: "c1", transaction_id: "t1", order_id: "o1" })
      await sql().query("UPDATE rental_booking SET state = 'out' WHERE order_id = 'o1'")
      await twice([3, 4], { period: LATER })
      expect([await units("out"), await units("reserved")]).toEqual([5, 2])
      expect((await free(LATER)).chair).toBe(3)
      await twice([2, 3])
      expect([await units("out"), await units("reserved")]).toEqual([5, 0])
      expect((await refusalOf(twice([2, 2]))).code).toBe("rental_goods_out")
    })
  })

  scenario("its own bookings never count against it", async () => {
    await open()
    await write("o1", { chair: 10 })
    await write("o1", { chair: 10 }, { period: LATER })
    expect(await service.readOrder("o1")).toMatchObject({ period: LATER })
    expect((await free(periodOf("2027-06-10", "2027-06-11"))).chair).toBe(10)
    await write("o1", { chair: 2, set: 2 }, { period: LATER })
    expect(await free(LATER)).toEqual({ chair: 0, table: 2, set: 0 })
  })

  scenario("changes all or nothing, and goes back by its snapshot", async () => {
    await open()
    await write("o1", { chair: 6, table: 2 })
    await write("o2", { table: 2 }, { period: LATER })
    const refusal = await refusalOf(
      write("o1", { chair: 6, table: 3 }, { period: LATER })
    )
    expect(refusal.details.shortages).toEqual([
      {
        variant_id: "table",
        requested: 3,
        available: 2,
        slots: ["2027-06-12", "2027-06-13", "2027-06-14", "2027-06-15"],
      },
    ])
    expect(await free()).toMatchObject({ chair: 4, table: 0 })
    const snapshot = await write("o1", { chair: 1 }, { period: LATER })
    await service.restoreOrder(snapshot)
    expect(await service.readOrder("o1")).toMatchObject({ period: JUNE })
    expect(await free()).toMatchObject({ chair: 4, table: 0 })
  })

  scenario(
    "a line keeps its booking though the order's line has another id",
    async () => {
      await open()
      await service.holdCart({
        cart_id: "c1",
        period: JUNE,
        lines: [{ line_item_id: "cart-line", variant_id: "chair", quantity: 3 }],
      })
      await service.reserveCart({
        cart_id: "c1",
        transaction_id: "t1",
        period: JUNE,
        lines: [{ line_item_id: "cart-line", variant_id: "chair", quantity: 3 }],
      })
      await service.attachOrder("c1", "o1")
      expect(await service.readOrder("o1")).toMatchObject({ cart_id: "c1", period: JUNE })
      await write("o1", { chair: 5 })
      const bookings = await service.readOrderBookings("o1")
      expect(bookings).toMatchObject([
        { cart_id: "c1", line_item_id: "cart-line", quantity: 5, state: "reserved" },
      ])
    }
  )

  scenario("two who change one order at once take turns", async () => {
    await open()
    await write("o1", { chair: 1 })
    const results = await Promise.allSettled(
      [2, 3, 4, 5, 6, 7].map((quantity) => write("o1", { chair: quantity }))
    )
    expect(results.every((result) => result.status === "fulfilled")).toBe(true)
    const bookings = await service.readOrderBookings("o1")
    expect(bookings).toHaveLength(1)
  })

  scenario("twenty orders swap dates at once without a deadlock", async () => {
    await open()
    const at = (n: number) => (n % 2 ? JUNE : LATER)
    for (let n = 0; n < 4; n++) {
      await write(`o${n}`, { chair: 2, table: 1 }, { period: at(n) })
    }
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        write(`o${n % 4}`, n % 3 ? { chair: 2, table: 1 } : { table: 1, chair: 2 }, {
          period: at(n),
        })
      )
    )
    const { rows } = await sql().query(
      "SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()"
    )
    expect(rows).toEqual([{ deadlocks: 0 }])
  })
})
