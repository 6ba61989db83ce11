import { Client } from "pg"
import { type RentalError } from "../src/modules/rental/errors/rental-error"
import { onceAcrossProcesses } from "../src/modules/rental/ledger/reconcile"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { connect as connectPool } from "../simulator/simulator-database"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(60_000)

const PERIOD = periodOf("2027-06-10", "2027-06-12")
const LATER = periodOf("2027-06-11", "2027-06-14")

ledgerSuite("rental_module_test", {}, (suite) => {
  const { service } = suite
  const sql = {
    query: (text: string, values?: unknown[]) => suite.sql().query(text, values),
  }

  /** A test on a small shop. */
  function scenario(name: string, run: () => Promise<void>): void {
    suite.scenario(name, async () => {
      await openShop()
      await run()
    })
  }

  async function openShop(): Promise<void> {
    await service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        turnaround_after: 1,
        fleet: [{ location_id: "here", quantity: 10 }],
      },
      {
        variant_id: "table",
        product_id: "p-table",
        turnaround_before: 1,
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
  }

  async function connect(): Promise<Client> {
    const client = new Client({ connectionString: suite.url() })
    await client.connect()
    return client
  }

  const hold = (
    cart_id: string,
    lines: Record<string, number>,
    period = PERIOD,
    moves_period = false
  ) =>
    service.holdCart({
      cart_id,
      period,
      moves_period,
      lines: Object.entries(lines).map(([variant_id, quantity]) => ({
        line_item_id: `${cart_id}-${variant_id}`,
        variant_id,
        quantity,
      })),
    })

  const reserve = (cart_id: string, lines: Record<string, number>, attempt = "t1") =>
    service.reserveCart({
      cart_id,
      transaction_id: attempt,
      period: PERIOD,
      lines: Object.entries(lines).map(([variant_id, quantity]) => ({
        line_item_id: `${cart_id}-${variant_id}`,
        variant_id,
        quantity,
      })),
    })

  const free = async (period = PERIOD) =>
    Object.fromEntries(
      (await service.listAvailability(period)).map((r) => [r.variant_id, r.available])
    )

  const states = async (cart_id: string) =>
    (
      await sql.query(
        "SELECT state FROM rental_booking WHERE cart_id = $1 ORDER BY created_at, id",
        [cart_id]
      )
    ).rows.map((row) => row.state)

  const lapse = (cart_id: string) =>
    sql.query(
      "UPDATE rental_booking SET expires_at = now() - interval '1 second' WHERE cart_id = $1",
      [cart_id]
    )

  /** How a crowd of calls ended: how many went through, and the codes of the rest. */
  async function tally(calls: Promise<unknown>[]): Promise<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const result of await Promise.allSettled(calls)) {
      const key =
        result.status === "fulfilled"
          ? "ok"
          : String((result.reason as RentalError).code ?? result.reason)
      counts[key] = (counts[key] ?? 0) + 1
    }
    return counts
  }

  describe("holding", () => {
    scenario("takes units on every occupied day, the turnaround included", async () => {
      await hold("c1", { chair: 3 })
      expect(await free()).toEqual({ chair: 7, table: 4, set: 1 })
      expect((await free(periodOf("2027-06-13", "2027-06-13"))).chair).toBe(7)
      expect((await free(periodOf("2027-06-14", "2027-06-14"))).chair).toBe(10)
      expect((await free(periodOf("2027-06-09", "2027-06-09"))).chair).toBe(7)
      expect((await free(periodOf("2027-06-08", "2027-06-08"))).chair).toBe(10)
    })

    scenario("explodes packages into their components", async () => {
      await hold("c1", { set: 2, chair: 1 })
      expect(await free()).toEqual({ chair: 1, table: 2, set: 0 })
    })

    scenario(
      "refuses the whole cart when one line lacks units, and says what",
      async () => {
        await hold("c1", { table: 3 })
        await expect(hold("c2", { chair: 2, table: 2 })).rejects.toMatchObject({
          code: "rental_shortage",
          details: {
            shortages: [
              {
                variant_id: "table",
                requested: 2,
                available: 1,
                slots: ["2027-06-09", "2027-06-10", "2027-06-11", "2027-06-12"],
              },
            ],
          },
        })
        expect(await free()).toMatchObject({ chair: 10, table: 1 })
        expect(await service.readCart("c2")).toBeNull()
      }
    )

    scenario("counts lines that share a component together", async () => {
      await expect(hold("c1", { set: 2, chair: 3 })).rejects.toMatchObject({
        details: { shortages: [{ variant_id: "set", requested: 2, available: 1 }] },
      })
    })

    scenario("never lets a cart stand in its own way", async () => {
      await hold("c1", { chair: 10 })
      await hold("c1", { chair: 10 }, LATER, true)
      expect((await free(periodOf("2027-06-10", "2027-06-10"))).chair).toBe(0)
      expect((await service.readCart("c1"))?.period).toEqual(LATER)
      await hold("c1", { chair: 2 }, LATER)
      expect((await free(LATER)).chair).toBe(8)
    })

    scenario("moves all holds or none", async () => {
      await hold("other", { table: 4 }, periodOf("2027-06-14", "2027-06-14"))
      await hold("c1", { chair: 5, table: 2 })
      await expect(hold("c1", { chair: 5, table: 2 }, LATER, true)).rejects.toMatchObject(
        {
          code: "rental_shortage",
        }
      )
      expect((await service.readCart("c1"))?.period).toEqual(PERIOD)
      expect(await free()).toMatchObject({ chair: 5, table: 2 })
    })

    scenario(
      "releases lines that are left out, and puts them back from a snapshot",
      async () => {
        await hold("c1", { chair: 5, table: 2 })
        const before = await hold("c1", { chair: 6 })
        expect(await free()).toMatchObject({ chair: 4, table: 4 })
        await service.restoreCart(before)
        expect(await free()).toMatchObject({ chair: 5, table: 2 })
      }
    )

    scenario(
      "leaves units to others who took them before a snapshot came back",
      async () => {
        await hold("c1", { table: 4 })
        const before = await hold("c1", { table: 1 })
        await hold("c2", { table: 3 })
        await service.restoreCart(before)
        expect(await free()).toMatchObject({ table: 1 })
        expect(await service.readCartBookings("c1")).toEqual([])
      }
    )

    scenario("has no units of an item without a fleet", async () => {
      await service.upsertItems([{ variant_id: "bare", product_id: "p-bare" }])
      await expect(hold("c1", { bare: 1 })).rejects.toMatchObject({
        code: "rental_shortage",
        details: { shortages: [{ variant_id: "bare", available: 0 }] },
      })
    })

    scenario("serves a line from the place that has the units", async () => {
      await service.upsertItems([
        {
          variant_id: "lamp",
          product_id: "p-lamp",
          fleet: [
            { location_id: "a", quantity: 1 },
            { location_id: "b", quantity: 5 },
          ],
        },
      ])
      await hold("c1", { lamp: 4 })
      await hold("c2", { lamp: 1 })
      expect(await free()).toMatchObject({ lamp: 1 })
      await expect(hold("c3", { lamp: 2 })).rejects.toMatchObject({
        code: "rental_shortage",
      })
    })
  })

  describe("expiry", () => {
    scenario("reads a lapsed hold as free, and gives its units to the next", async () => {
      await hold("c1", { chair: 10 })
      await lapse("c1")
      expect(await free()).toMatchObject({ chair: 10 })
      await hold("c2", { chair: 10 })
      expect(await states("c1")).toEqual(["expired"])
      expect(await free()).toMatchObject({ chair: 0 })
    })

    scenario("drops the lapsed hold of a whole package", async () => {
      await hold("c1", { set: 2 })
      await lapse("c1")
      await hold("c2", { chair: 10 })
      expect(await states("c1")).toEqual(["expired", "expired"])
      expect(await free()).toMatchObject({ table: 4 })
    })

    scenario("never drops a hold that still runs", async () => {
      await hold("c1", { chair: 6 })
      await expect(hold("c2", { chair: 5 })).rejects.toMatchObject({
        code: "rental_shortage",
      })
      expect(await states("c1")).toEqual(["held"])
    })

    scenario("takes a hold again when its customer comes back in time", async () => {
      await hold("c1", { chair: 6 })
      await lapse("c1")
      await service.reconcileLedger()
      expect(await states("c1")).toEqual(["expired"])
      await hold("c1", { chair: 6 })
      expect(await free()).toMatchObject({ chair: 4 })
    })

    scenario("is swept, and says how many ended", async () => {
      await hold("c1", { set: 1 })
      await hold("c2", { chair: 1 })
      await lapse("c1")
      expect(await service.reconcileLedger()).toMatchObject({
        expired_holds: 2,
        mended_slots: 0,
      })
      expect(await free()).toMatchObject({ chair: 9, table: 4 })
    })
  })

  describe("completion", () => {
    scenario("reserves once, whatever is retried", async () => {
      await hold("c1", { set: 1 })
      await reserve("c1", { set: 1 }, "t1")
      await reserve("c1", { set: 1 }, "t2")
      expect(await states("c1")).toEqual(["reserved", "reserved"])
      expect(await free()).toMatchObject({ chair: 6, table: 3 })
    })

    scenario("takes a lapsed hold again while the units are free", async () => {
      await hold("c1", { chair: 10 })
      await lapse("c1")
      await reserve("c1", { chair: 10 })
      expect(await states("c1")).toEqual(["reserved"])
    })

    scenario("says that the hold ran out when its units are gone", async () => {
      await hold("c1", { chair: 10 })
      await lapse("c1")
      await hold("c2", { chair: 1 })
      await expect(reserve("c1", { chair: 10 })).rejects.toMatchObject({
        code: "rental_hold_expired",
        details: { shortages: [{ variant_id: "chair", available: 9 }] },
      })
      expect((await service.readCart("c1"))?.completions).toEqual({})
    })

    scenario(
      "goes back to held when it fails, unless another attempt is under way",
      async () => {
        await hold("c1", { chair: 2 })
        await reserve("c1", { chair: 2 }, "t1")
        await reserve("c1", { chair: 2 }, "t2")
        await service.releaseReservation("c1", "t1")
        expect(await states("c1")).toEqual(["reserved"])
        await service.releaseReservation("c1", "t2")
        expect(await states("c1")).toEqual(["held"])
      }
    )

    scenario("keeps what has an order", async () => {
      await hold("c1", { chair: 2 })
      await reserve("c1", { chair: 2 }, "t1")
      await service.attachOrder("c1", "order-1")
      await service.releaseReservation("c1", "t1")
      expect(await states("c1")).toEqual(["reserved"])
      await expect(hold("c1", { chair: 1 })).rejects.toMatchObject({
        code: "rental_cart_completed",
      })
      expect(await service.readOrderBookings("order-1")).toMatchObject([
        { item_id: expect.any(String), quantity: 2, order_id: "order-1" },
      ])
    })

    scenario("gives nothing to an order that was taken back", async () => {
      await hold("c1", { chair: 2 })
      await reserve("c1", { chair: 2 }, "t1")
      const claim = { cart_id: "c1", transaction_id: "t1", order_id: "order-1" }
      await service.claimOrder(claim)
      await service.detachOrder("c1", "order-1")
      expect(await service.attachOrder("c1", "order-1")).toBe(false)
      await expect(service.claimOrder(claim)).rejects.toMatchObject({
        code: "rental_busy",
      })
      await service.releaseReservation("c1", "t1")
      expect(await service.attachOrder("c1", "order-1")).toBe(false)

      expect(await states("c1")).toEqual(["held"])
      expect(await service.readOrder("order-1")).toBeNull()
      await reserve("c1", { chair: 2 }, "t2")
      expect(await service.attachOrder("c1", "order-2")).toBe(true)
      expect(await service.attachOrder("c1", "order-3")).toBe(false)
      expect(await service.readOrderBookings("order-2")).toMatchObject([
        { quantity: 2, state: "reserved" },
      ])
    })

    scenario("frees what an order that is gone has, and its cart", async () => {
      await hold("c1", { chair: 2 })
      await reserve("c1", { chair: 2 }, "t1")
      await service.attachOrder("c1", "order-1")
      await service.endGoneOrder("order-1")
      expect(await free()).toMatchObject({ chair: 10 })
      expect(await service.readOrder("order-1")).toBeNull()
      expect(await service.attachOrder("c1", "order-1")).toBe(false)
      await reserve("c1", { chair: 2 }, "t2")
      expect(await service.attachOrder("c1", "order-2")).toBe(true)
    })

    scenario("does not let a cart change while it is being completed", async () => {
      await hold("c1", { chair: 2 })
      await reserve("c1", { chair: 2 })
      await expect(hold("c1", { chair: 1 })).rejects.toMatchObject({
        code: "rental_busy",
      })
    })

    scenario("is found and buried when its process died", async () => {
      await hold("c1", { chair: 2 })
      await reserve("c1", { chair: 2 })
      expect(await service.findUnorderedCarts()).toEqual([{ cart_id: "c1", dead: false }])
      await sql.query(
        "UPDATE rental_booking SET updated_at = now() - interval '11 minutes'"
      )
      await sql.query("UPDATE rental_cart SET updated_at = now() - interval '11 minutes'")
      expect(await service.findUnorderedCarts()).toEqual([{ cart_id: "c1", dead: true }])
      await service.buryCompletion("c1")
      expect(await free()).toMatchObject({ chair: 10 })
    })

    scenario("frees a cancelled order, and takes it back", async () => {
      await hold("c1", { set: 1 })
      await reserve("c1", { set: 1 })
      await service.attachOrder("c1", "order-1")
      const ended = await service.cancelOrderBookings("order-1")
      expect(await free()).toMatchObject({ chair: 10, table: 4 })
      await service.uncancelBookings(ended)
      expect(await free()).toMatchObject({ chair: 6, table: 3 })
    })
  })

  describe("races", () => {
    scenario("50 carts for 10 units: 10 get one, 40 a shortage", async () => {
      const carts = Array.from({ length: 50 }, (_, n) => `c${n}`)
      expect(await tally(carts.map((cart) => hold(cart, { chair: 1 })))).toEqual({
        ok: 10,
        rental_shortage: 40,
      })
      expect(await free()).toMatchObject({ chair: 0 })
    })

    scenario("50 completions without holds for 10 units: 10 go through", async () => {
      const carts = Array.from({ length: 50 }, (_, n) => `c${n}`)
      expect(await tally(carts.map((cart) => reserve(cart, { chair: 1 }, cart)))).toEqual(
        { ok: 10, rental_hold_expired: 40 }
      )
    })

    scenario("packages and their components race for the same units", async () => {
      const counts = await tally(
        Array.from({ length: 40 }, (_, n) =>
          hold(`c${n}`, n % 2 ? { set: 1 } : { chair: 2, table: 1 })
        )
      )
      const left = await free()
      expect(counts.ok! + counts.rental_shortage!).toBe(40)
      expect(left.set === 0 && (left.table === 0 || left.chair! < 2)).toBe(true)
    })

    scenario("carts with the same lines in any order never deadlock", async () => {
      const variants = Array.from({ length: 8 }, (_, n) => `item${n}`)
      await service.upsertItems(
        variants.map((variant_id) => ({
          variant_id,
          product_id: "p",
          fleet: [{ location_id: "here", quantity: 1000 }],
        }))
      )
      const deadlocks = async () =>
        Number(
          (
            await sql.query(
              "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
            )
          ).rows[0].deadlocks
        )
      const before = await deadlocks()
      const counts = await tally(
        Array.from({ length: 120 }, async (_, n) => {
          const mixed = [...variants].sort((a, b) => hash(`${n}${a}`) - hash(`${n}${b}`))
          const lines = Object.fromEntries(mixed.map((variant) => [variant, 1]))
          await hold(`c${n}`, lines, n % 3 ? PERIOD : LATER)
          await hold(`c${n}`, lines, n % 3 ? LATER : PERIOD, true)
        })
      )
      expect(counts).toEqual({ ok: 120 })
      await new Promise((resolve) => setTimeout(resolve, 1200))
      expect(await deadlocks()).toBe(before)
    })

    scenario("a cart that is written twice at once has one set of bookings", async () => {
      const counts = await tally(
        Array.from({ length: 12 }, (_, n) => hold("c1", { chair: (n % 3) + 1, set: 1 }))
      )
      expect(counts).toEqual({ ok: 12 })
      const bookings = await service.readCartBookings("c1")
      expect(bookings.map((b) => b.line_variant_id).sort()).toEqual([
        "chair",
        "set",
        "set",
      ])
    })

    scenario(
      "a fleet that changes while first slots are made ends with the right capacity",
      async () => {
        const days = Array.from(
          { length: 20 },
          (_, n) => `2027-07-${String(n + 1).padStart(2, "0")}`
        )
        await Promise.allSettled(
          days.flatMap((date, n) => [
            hold(`c${n}`, { chair: 1 }, periodOf(date, date)),
            service.upsertItems([
              {
                variant_id: "chair",
                product_id: "p-chair",
                fleet: [{ location_id: "here", quantity: 10 + n }],
              },
            ]),
          ])
        )
        const { rows } = await sql.query(
          `SELECT DISTINCT s.capacity, f.quantity FROM rental_slot s
             JOIN rental_fleet f USING (item_id, location_id) WHERE s.capacity <> f.quantity`
        )
        expect(rows).toEqual([])
      }
    )
  })

  describe("the database itself", () => {
    const insert = (quantity: number, state = "reserved") =>
      sql.query(
        `INSERT INTO rental_booking (id, item_id, location_id, quantity, start_date, end_date,
             occupied_from, occupied_to, state, expires_at)
           SELECT 'rbook_' || random(), id, 'here', $1, '2027-06-10', '2027-06-12',
             DATE '2027-06-10' - DATE '1970-01-01', DATE '2027-06-13' - DATE '1970-01-01', $2, now() FROM rental_item WHERE variant_id = 'chair'`,
        [quantity, state]
      )

    scenario(
      "refuses an oversell by plain INSERT, UPDATE and change of state",
      async () => {
        await insert(6)
        await expect(insert(5)).rejects.toMatchObject({ code: "23514" })
        await insert(4)
        await expect(
          sql.query("UPDATE rental_booking SET quantity = 5 WHERE quantity = 4")
        ).rejects.toMatchObject({ code: "23514" })
        await insert(3, "cancelled")
        await expect(
          sql.query("UPDATE rental_booking SET state = 'out' WHERE state = 'cancelled'")
        ).rejects.toMatchObject({ code: "23514" })
        await expect(
          sql.query("UPDATE rental_booking SET item_id = 'nothing' WHERE quantity = 6")
        ).rejects.toMatchObject({ code: "23514" })
      }
    )

    scenario("plans what runs with every booking once", async () => {
      const { rows } = await sql.query<{ proname: string }>(
        `SELECT DISTINCT p.proname
           FROM pg_proc p LEFT JOIN pg_trigger t ON t.tgfoid = p.oid
          WHERE ((t.tgrelid = 'rental_booking'::regclass AND NOT t.tgisinternal
                  AND pg_get_triggerdef(t.oid) NOT LIKE '% AFTER TRUNCATE %')
                 OR p.proname ~ '^rental_slots_(ready|apply|lock)$')
            AND NOT coalesce('plan_cache_mode=force_generic_plan' = ANY (p.proconfig), false)`
      )
      expect(rows).toEqual([])
    })

    scenario("frees units by plain DELETE and by moved days", async () => {
      await insert(10)
      await sql.query(
        `UPDATE rental_booking SET start_date = '2027-08-01', end_date = '2027-08-01',
             occupied_from = DATE '2027-08-01' - DATE '1970-01-01',
             occupied_to = DATE '2027-08-01' - DATE '1970-01-01'`
      )
      expect(await free()).toMatchObject({ chair: 10 })
      expect(await free(periodOf("2027-08-01", "2027-08-01"))).toMatchObject({
        chair: 0,
      })
      await sql.query("DELETE FROM rental_booking")
      expect(await free(periodOf("2027-08-01", "2027-08-01"))).toMatchObject({
        chair: 10,
      })
    })

    scenario("nets a swap of units in one statement", async () => {
      await insert(6)
      await insert(4)
      await sql.query("UPDATE rental_booking SET quantity = 10 - quantity")
      expect(await free()).toMatchObject({ chair: 0 })
    })

    scenario(
      "refuses a fleet smaller than what is booked, by SQL and by the service",
      async () => {
        await insert(6)
        await expect(
          sql.query("UPDATE rental_fleet SET quantity = 5 WHERE quantity = 10")
        ).rejects.toMatchObject({ code: "23514" })
        await expect(
          sql.query("DELETE FROM rental_fleet WHERE quantity = 10")
        ).rejects.toMatchObject({ code: "23514" })
        await expect(
          service.upsertItems([
            {
              variant_id: "chair",
              product_id: "p-chair",
              fleet: [{ location_id: "here", quantity: 5 }],
            },
          ])
        ).rejects.toMatchObject({
          code: "rental_fleet_in_use",
          details: { field: "fleet", bookings: [{ variant_id: "chair", quantity: 6 }] },
        })
        await service.upsertItems([
          {
            variant_id: "chair",
            product_id: "p-chair",
            fleet: [{ location_id: "here", quantity: 6 }],
          },
        ])
        expect(await free()).toMatchObject({ chair: 0 })
      }
    )

    scenario("keeps nothing of a transaction that died", async () => {
      const doomed = await connect()
      doomed.on("error", () => undefined)
      const { rows } = await doomed.query("SELECT pg_backend_pid() AS pid")
      await doomed.query("BEGIN")
      await doomed.query(
        `INSERT INTO rental_booking (id, item_id, location_id, quantity, start_date, end_date,
             occupied_from, occupied_to, state)
           SELECT 'rbook_doomed', id, 'here', 10, '2027-06-10', '2027-06-12',
             DATE '2027-06-10' - DATE '1970-01-01', DATE '2027-06-12' - DATE '1970-01-01', 'reserved'
             FROM rental_item WHERE variant_id = 'chair'`
      )
      const waiting = hold("c1", { chair: 10 })
      await new Promise((resolve) => setTimeout(resolve, 200))
      await sql.query("SELECT pg_terminate_backend($1)", [rows[0].pid])
      await waiting
      expect(await free()).toMatchObject({ chair: 0 })
      expect(await states("c1")).toEqual(["held"])
    })

    scenario("does not oversell under REPEATABLE READ either", async () => {
      const reader = await connect()
      await reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
      await reader.query("SELECT count(*) FROM rental_slot")
      await hold("c1", { chair: 10 })
      await expect(
        reader.query(
          `INSERT INTO rental_booking (id, item_id, location_id, quantity, start_date,
               end_date, occupied_from, occupied_to, state)
             SELECT 'rbook_late', id, 'here', 1, '2027-06-10', '2027-06-10',
               DATE '2027-06-10' - DATE '1970-01-01', DATE '2027-06-10' - DATE '1970-01-01', 'reserved'
               FROM rental_item WHERE variant_id = 'chair'`
        )
      ).rejects.toMatchObject({ code: expect.stringMatching(/^(23514|40001)$/) })
      await reader.query("ROLLBACK")
      await reader.end()
    })

    scenario("has nothing to mend when a limit a day was switched off", async () => {
      await service.saveRules({ departures_per_day: 3 }, null)
      await hold("c1", { chair: 1 })
      await service.saveRules({ departures_per_day: null }, null)
      expect((await service.reconcileLedger("everything")).findings).toEqual([])
    })

    scenario("is reconciled by one of several at a time", async () => {
      const other = connectPool(new URL(suite.url()).pathname.slice(1), 2)
      let passes = 0
      let begun: () => void = () => undefined
      let finish: () => void = () => undefined
      const isBegun = new Promise<void>((resolve) => (begun = resolve))
      const isFinished = new Promise<void>((resolve) => (finish = resolve))
      const first = onceAcrossProcesses(other, async () => {
        begun()
        await isFinished
        return ++passes
      })
      await isBegun
      expect(await service.onceAcrossProcesses(async () => ++passes)).toBeNull()
      expect(await onceAcrossProcesses(other, async () => ++passes)).toBeNull()
      finish()
      expect(await first).toBe(1)
      expect(await service.onceAcrossProcesses(async () => ++passes)).toBe(2)
      await other.destroy()
    })

    scenario("ends a pass before the shop closes, and begins none after", async () => {
      const happened: string[] = []
      let begun: () => void = () => undefined
      let finish: () => void = () => undefined
      const isBegun = new Promise<void>((resolve) => (begun = resolve))
      const isFinished = new Promise<void>((resolve) => (finish = resolve))
      const pass = service.onceAcrossProcesses(async () => {
        begun()
        await isFinished
        happened.push("passed")
      })
      await isBegun
      const closing = service.__hooks
        .onApplicationPrepareShutdown()
        .then(() => happened.push("closed"))
      await service.readItems()
      finish()
      await Promise.all([pass, closing])
      expect(happened).toEqual(["passed", "closed"])
      expect(await service.onceAcrossProcesses(() => Promise.resolve(1))).toBeNull()
    })

    scenario("finds what is booked page by page, and nothing that is young", async () => {
      for (const cart of ["c1", "c2", "c3"]) {
        await hold(cart, { chair: 1 })
      }
      await reserve("c3", { chair: 1 })
      await service.attachOrder("c3", "order-1")
      expect(await service.findHoldingCarts("")).toEqual([])
      expect(await service.findBookedOrders("")).toEqual([])
      expect(await service.findOpenCarts()).toEqual([])
      for (const table of ["rental_booking", "rental_order", "rental_cart"]) {
        await sql.query(`UPDATE ${table} SET updated_at = now() - interval '1 minute'`)
      }
      expect(await service.findHoldingCarts("")).toEqual([
        { cart_id: "c1", line_item_ids: ["c1-chair"] },
        { cart_id: "c2", line_item_ids: ["c2-chair"] },
      ])
      expect(await service.findHoldingCarts("c1")).toMatchObject([{ cart_id: "c2" }])
      const found = [{ order_id: "order-1", by_staff: false }]
      expect(await service.findBookedOrders("")).toEqual(found)
      expect(await service.findBookedOrders("order-1")).toEqual([])
      expect((await service.findOpenCarts()).sort()).toEqual(["c1", "c2"])

      await sql.query("DELETE FROM rental_booking WHERE order_id = 'order-1'")
      expect(await service.findUnbookedOrders()).toEqual(["order-1"])
      expect(await service.findBookedOrders("")).toEqual(found)
      await sql.query("UPDATE rental_order SET updated_at = now()")
      expect(await service.findUnbookedOrders()).toEqual([])
      expect(await service.findBookedOrders("")).toEqual([])
    })

    scenario("is mended when someone wrote to the counters by hand", async () => {
      await hold("c1", { chair: 4 })
      await sql.query(
        `SET session_replication_role = replica;
         UPDATE rental_slot SET booked = 0, capacity = 99`
      )
      const report = await service.reconcileLedger()
      expect(report.mended_slots).toBe(4)
      expect(await free()).toMatchObject({ chair: 6 })
      expect((await service.reconcileLedger()).mended_slots).toBe(0)
    })
  })

  describe("items", () => {
    scenario("are written again without harm, and keep what is not named", async () => {
      await service.upsertItems([{ variant_id: "chair", product_id: "p-chair" }])
      const [chair] = (await service.findRentable(["chair"])).values()
      expect(chair).toMatchObject({
        turnaround_after: 1,
        fleet: [{ location_id: "here", quantity: 10 }],
      })
    })

    scenario("are all written or none", async () => {
      await expect(
        service.upsertItems([
          { variant_id: "new", product_id: "p" },
          {
            variant_id: "pack",
            product_id: "p",
            components: [{ variant_id: "lost", quantity: 1 }],
          },
        ])
      ).rejects.toMatchObject({ details: { field: "components" } })
      expect((await service.findRentable(["new"])).size).toBe(0)
    })

    scenario(
      "refuse packages of themselves, a package's own fleet, and unknown rate cards",
      async () => {
        const pack = { variant_id: "pack", product_id: "p" }
        await expect(
          service.upsertItems([
            { ...pack, components: [{ variant_id: "pack", quantity: 1 }] },
          ])
        ).rejects.toMatchObject({ details: { field: "components" } })
        await expect(
          service.upsertItems([
            {
              ...pack,
              components: [{ variant_id: "chair", quantity: 1 }],
              fleet: [{ location_id: "here", quantity: 1 }],
            },
          ])
        ).rejects.toMatchObject({ details: { field: "fleet" } })
        await expect(
          service.upsertItems([{ ...pack, rate_card: "moon" }])
        ).rejects.toMatchObject({ details: { field: "rate_card" } })
      }
    )

    scenario("answer a calendar of a package", async () => {
      await hold("c1", { chair: 7 })
      const days = await service.getCalendar({
        variant_id: "set",
        from: "2027-06-08",
        to: "2027-06-14",
      })
      expect(days.map((d) => [d.available, d.can_start, d.can_end])).toEqual([
        [2, true, true],
        [2, false, false],
        [0, false, false],
        [0, false, false],
        [0, false, false],
        [0, false, false],
        [2, true, true],
      ])
    })
  })
})

function hash(text: string): number {
  return [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7)
}
