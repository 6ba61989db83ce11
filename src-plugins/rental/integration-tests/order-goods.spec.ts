import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import path from "path"
import { Client } from "pg"
import { RENTAL_MODULE } from "../src/modules/rental"
import { RentalError } from "../src/modules/rental/errors/rental-error"
import { checkIn } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { noShow } from "../src/modules/rental/ledger/no-show"
import { type GoodsRequest } from "../src/modules/rental/ledger/order-goods"
import {
  addUnits,
  readAssignedUnits,
  readUnits,
  retireUnit,
} from "../src/modules/rental/ledger/units"
import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { periodOf, type RentalPeriod } from "../src/modules/rental/periods/rental-period"
import { slotLabel } from "../src/modules/rental/periods/slots"
import type RentalModuleService from "../src/modules/rental/service"

jest.setTimeout(60_000)

const ZONE = "UTC"
const TODAY = todayIn(ZONE)
const day = (offset: number) => addDays(TODAY, offset)
const NOW = periodOf(TODAY, day(4))
const NEXT_WEEK = periodOf(day(7), day(9))

const BROKEN_SLOTS = `
  SELECT s.*, coalesce(b.units, 0) AS counted
    FROM rental_slot s
    LEFT JOIN (
      SELECT item_id, location_id, slot, sum(quantity) AS units
        FROM rental_booking, generate_series(occupied_from, occupied_to) slot
       WHERE state IN ('held', 'reserved', 'out', 'returned')
       GROUP BY 1, 2, 3
    ) b USING (item_id, location_id, slot)
   WHERE s.booked <> coalesce(b.units, 0) OR s.booked + s.blocked > s.capacity + s.overbook
      OR s.overbook > greatest(s.booked + s.blocked - s.capacity, 0)
`

moduleIntegrationTestRunner<RentalModuleService>({
  moduleName: RENTAL_MODULE,
  moduleOptions: { timezone: ZONE },
  resolve: path.resolve(__dirname, "../src/modules/rental"),
  pathToMigrations: path.resolve(__dirname, "../src/modules/rental/migrations"),
  dbName: "rental_order_goods_test",
  testSuite: ({ service, dbConfig }) => {
    let sql: Client

    function scenario(name: string, run: () => Promise<void>): void {
      it(name, async () => {
        sql = new Client({ connectionString: dbConfig.clientUrl })
        await sql.connect()
        try {
          await openShop()
          await run()
          expect((await sql.query(BROKEN_SLOTS)).rows).toEqual([])
        } finally {
          await sql.end()
        }
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

    const order = (
      order_id: string,
      lines: Record<string, number>,
      period: RentalPeriod = NOW,
      overbook?: { author: string; reason: string }
    ) =>
      service.writeOrder({
        order_id,
        period,
        state: "reserved",
        overbook,
        lines: Object.entries(lines).map(([variant_id, quantity]) => ({
          line_item_id: `${order_id}-${variant_id}`,
          variant_id,
          quantity,
        })),
      })

    const out = (id: string, asked?: GoodsRequest[]) =>
      checkOut(service.ledger, id, asked)
    const back = (id: string, asked?: GoodsRequest[]) =>
      checkIn(service.ledger, id, asked)

    const bookings = async (id: string) =>
      (await service.readOrderBookings(id)).filter((row) => row.state !== "cancelled")

    const states = async (id: string) =>
      (await bookings(id)).map(({ state, quantity }) => `${state} ${quantity}`).sort()

    const onlyId = async (id: string, state = "reserved") => {
      const rows = (await bookings(id)).filter((row) => row.state === state)
      expect(rows).toHaveLength(1)
      return rows[0]!.id
    }

    const free = async (variantId: string, period: RentalPeriod) =>
      (await service.listAvailability({ ...period, variant_ids: [variantId] }))[0]
        ?.available

    async function refusal(run: Promise<unknown>): Promise<Record<string, unknown>> {
      const error = await run.then(
        () => undefined,
        (reason: unknown) => reason
      )
      expect(error).toBeInstanceOf(RentalError)
      return (error as RentalError).body()
    }

    /** Two who take the same slots in another order wait for each other. */
    scenario(
      "locks the visits of a day before the goods, as all who book do",
      async () => {
        await service.saveRules({ returns_per_day: 5 }, "user_ada")
        await order("o1", { table: 2 })
        await out("o1")
        await sql.query("BEGIN")
        await sql.query("SELECT 1 FROM rental_slot WHERE item_id LIKE '#%' FOR UPDATE")
        const waiting = back("o1")
        for (let waits = 0; waits === 0;) {
          const { rowCount } = await sql.query(
            `SELECT pg_stat_clear_snapshot(), 1 FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'`
          )
          waits = rowCount ?? 0
        }
        await sql.query(
          "SELECT 1 FROM rental_slot WHERE item_id NOT LIKE '#%' FOR UPDATE NOWAIT"
        )
        await sql.query("ROLLBACK")
        expect(await waiting).toHaveLength(1)
        await service.saveRules({ returns_per_day: null }, "user_ada")
      }
    )

    describe("checking out", () => {
      scenario("takes everything that is reserved, and nothing twice", async () => {
        await order("o1", { set: 1, chair: 2 })
        expect(await out("o1")).toHaveLength(3)
        expect(await out("o1")).toEqual([])
        expect(await states("o1")).toEqual(["out 1", "out 2", "out 4"])
      })

      scenario("takes part of a booking; the same call again does nothing", async () => {
        await order("o1", { chair: 10 })
        const booking_id = await onlyId("o1")
        const asked = [{ booking_id, quantity: 4 }]
        expect(await out("o1", asked)).toEqual([booking_id])
        expect(await out("o1", asked)).toEqual([])
        expect(await states("o1")).toEqual(["out 4", "reserved 6"])
        expect(await free("chair", NOW)).toBe(0)

        await out("o1", [{ booking_id: await onlyId("o1"), quantity: 1 }])
        expect(await states("o1")).toEqual(["out 1", "out 4", "reserved 5"])
      })

      scenario("takes part of an overbooked booking", async () => {
        const overbook = { author: "user_1", reason: "a friend lends two" }
        await order("o1", { chair: 12 }, NOW, overbook)
        const booking_id = await onlyId("o1")
        await out("o1", [{ booking_id, quantity: 5 }])
        expect(await states("o1")).toEqual(["out 5", "reserved 7"])
        await back("o1", [{ booking_id, quantity: 2 }])
        expect(await states("o1")).toEqual(["out 3", "reserved 7", "returned 2"])
      })

      scenario("takes the days before its own when they are free", async () => {
        await order("o1", { chair: 4 }, NEXT_WEEK)
        expect(await free("chair", NOW)).toBe(10)
        await out("o1")
        expect(await free("chair", NOW)).toBe(6)
      })

      scenario(
        "refuses goods that leave early when others have them until then",
        async () => {
          await order("o1", { chair: 8 }, NOW)
          await order("o2", { chair: 4 }, NEXT_WEEK)
          const body = await refusal(out("o2"))
          expect(body).toMatchObject({ code: "rental_shortage" })
          expect(body.shortages).toEqual([
            expect.objectContaining({ variant_id: "chair", requested: 4, available: 2 }),
          ])
          expect(await states("o2")).toEqual(["reserved 4"])
        }
      )

      scenario("names what is wrong with a request", async () => {
        await order("o1", { chair: 3 })
        const booking_id = await onlyId("o1")
        expect(await refusal(out("o1", [{ booking_id: "rbook_none" }]))).toMatchObject({
          code: "rental_not_found",
          field: "booking_id",
        })
        expect(await refusal(out("o1", [{ booking_id, quantity: 4 }]))).toMatchObject({
          field: "quantity",
        })
        expect(await refusal(out("none"))).toMatchObject({ code: "rental_not_found" })
        await out("o1")
        await back("o1")
        expect(await refusal(out("o1", [{ booking_id }]))).toMatchObject({
          code: "rental_wrong_state",
          booking: { id: booking_id, state: "returned", quantity: 3 },
        })
      })
    })

    describe("checking in", () => {
      scenario("frees the rest of the period after the turnaround", async () => {
        await order("o1", { chair: 6 })
        await out("o1")
        await back("o1")
        expect(await free("chair", periodOf(day(1), day(1)))).toBe(4)
        expect(await free("chair", periodOf(day(2), day(4)))).toBe(10)
        expect(await states("o1")).toEqual(["returned 6"])
      })

      scenario("lets part of it come back, once", async () => {
        await order("o1", { chair: 10 })
        await out("o1")
        const booking_id = await onlyId("o1", "out")
        await back("o1", [{ booking_id, quantity: 4 }])
        await back("o1", [{ booking_id, quantity: 4 }])
        expect(await states("o1")).toEqual(["out 6", "returned 4"])
        expect(await free("chair", periodOf(day(2), day(4)))).toBe(4)
        await back("o1")
        expect(await back("o1")).toEqual([])
        expect(await free("chair", periodOf(day(2), day(4)))).toBe(10)
      })

      scenario("never keeps units longer than they were booked", async () => {
        await order("o1", { chair: 10 }, periodOf(TODAY, TODAY))
        await out("o1")
        const [before] = await bookings("o1")
        await back("o1")
        const [after] = await bookings("o1")
        expect(after?.occupied_to).toBe(before?.occupied_to)
      })

      scenario("refuses what has not left", async () => {
        await order("o1", { chair: 2 })
        const booking_id = await onlyId("o1")
        expect(await refusal(back("o1", [{ booking_id }]))).toMatchObject({
          code: "rental_wrong_state",
        })
        expect(await back("o1")).toEqual([])
      })
    })

    describe("changing an order whose goods are out", () => {
      scenario("extends it, its own units not counted", async () => {
        await order("o1", { chair: 10 })
        await out("o1")
        await order("o1", { chair: 10 }, periodOf(TODAY, day(6)))
        expect(await states("o1")).toEqual(["out 10"])
        expect(await free("chair", periodOf(day(6), day(6)))).toBe(0)
      })

      scenario("refuses to extend it into what others have", async () => {
        await order("o1", { chair: 7 })
        await out("o1")
        await order("o2", { chair: 5 }, NEXT_WEEK)
        const body = await refusal(order("o1", { chair: 7 }, periodOf(TODAY, day(8))))
        expect(body).toMatchObject({ code: "rental_shortage" })
        expect((body.shortages as { slots: string[] }[])[0]?.slots).toEqual([
          day(7),
          day(8),
          day(9),
        ])
      })

      scenario("does not book again what came back already", async () => {
        await order("o1", { chair: 10 })
        await out("o1")
        await back("o1", [{ booking_id: await onlyId("o1", "out"), quantity: 4 }])
        await order("o1", { chair: 10 }, periodOf(TODAY, day(6)))
        expect(await states("o1")).toEqual(["out 6", "returned 4"])
        expect(await free("chair", periodOf(day(5), day(6)))).toBe(4)
      })

      scenario(
        "does not book again what nobody fetched, unless the dates move",
        async () => {
          await order("o1", { chair: 6, table: 1 })
          const rows = await bookings("o1")
          const chairs = rows.find((row) => row.quantity === 6)!
          await noShow(service.ledger, "o1", [chairs.id])
          await order("o1", { chair: 6, table: 2 })
          expect(await states("o1")).toEqual(["no_show 6", "reserved 2"])
          await order("o1", { chair: 6, table: 2 }, NEXT_WEEK)
          expect(await states("o1")).toContain("reserved 6")
        }
      )

      scenario("lets it fall to what is out, and no further", async () => {
        await order("o1", { chair: 10 })
        await out("o1", [{ booking_id: await onlyId("o1"), quantity: 6 }])
        await order("o1", { chair: 6 })
        expect(await states("o1")).toEqual(["out 6"])
        expect((await bookings("o1")).map((row) => row.line_quantity)).toEqual([6])
        expect(await refusal(order("o1", { chair: 5 }))).toMatchObject({
          code: "rental_goods_out",
        })
      })
    })

    describe("nobody comes", () => {
      scenario("frees what has not left, once", async () => {
        await order("o1", { chair: 10 })
        await out("o1", [{ booking_id: await onlyId("o1"), quantity: 3 }])
        expect(await noShow(service.ledger, "o1")).toHaveLength(1)
        expect(await noShow(service.ledger, "o1")).toEqual([])
        expect(await states("o1")).toEqual(["no_show 7", "out 3"])
        expect(await free("chair", NOW)).toBe(7)
      })

      scenario("is not known before the first day", async () => {
        await order("o1", { chair: 1 }, NEXT_WEEK)
        expect(await refusal(noShow(service.ledger, "o1"))).toMatchObject({
          code: "rental_wrong_state",
        })
      })
    })

    describe("serial units", () => {
      const serials = async (...names: string[]) =>
        (
          await addUnits(
            service.ledger,
            names.map((serial) => ({ variant_id: "chair", serial }))
          )
        ).map((unit) => unit.id)

      scenario("leave by name and come back by name", async () => {
        const [a, b, c] = await serials("A", "B", "C")
        await order("o1", { chair: 3 })
        const booking_id = await onlyId("o1")
        expect(await refusal(out("o1"))).toMatchObject({ field: "unit_ids" })
        await out("o1", [{ booking_id, unit_ids: [a!, b!] }])
        expect(await out("o1", [{ booking_id, unit_ids: [a!, b!] }])).toEqual([])
        expect(await states("o1")).toEqual(["out 2", "reserved 1"])

        expect(await refusal(back("o1", [{ booking_id, quantity: 1 }]))).toMatchObject({
          field: "unit_ids",
        })
        expect(await refusal(back("o1", [{ booking_id, unit_ids: [c!] }]))).toMatchObject(
          { field: "unit_ids" }
        )
        await back("o1", [{ booking_id, unit_ids: [b!] }])
        const rest = await onlyId("o1", "out")
        const assigned = await readAssignedUnits(knex(), [booking_id, rest])
        expect(assigned.get(booking_id)).toEqual([{ id: b, serial: "B" }])
        expect(assigned.get(rest)).toEqual([{ id: a, serial: "A" }])
        await back("o1")
        const units = await readUnits(knex(), { variant_ids: ["chair"] })
        expect(units.map((unit) => unit.out)).toEqual([null, null, null])
      })

      scenario("are with one order at a time, whatever races", async () => {
        const [a] = await serials("A", "B")
        await order("o1", { chair: 1 })
        await order("o2", { chair: 1 })
        const first = await onlyId("o1")
        const second = await onlyId("o2")
        const results = await Promise.allSettled([
          out("o1", [{ booking_id: first, unit_ids: [a!] }]),
          out("o2", [{ booking_id: second, unit_ids: [a!] }]),
        ])
        expect(results.map((result) => result.status).sort()).toEqual([
          "fulfilled",
          "rejected",
        ])
        const winner = results[0]?.status === "fulfilled" ? "o1" : "o2"
        const loser = winner === "o1" ? "o2" : "o1"
        const booking_id = winner === "o1" ? second : first
        expect(await refusal(out(loser, [{ booking_id, unit_ids: [a!] }]))).toMatchObject(
          {
            code: "rental_unit_out",
            message: expect.stringContaining(winner) as string,
            units: [
              expect.objectContaining({ unit_id: a, serial: "A", order_id: winner }),
            ],
          }
        )
        expect(await states(loser)).toEqual(["reserved 1"])
      })

      scenario("can leave again on the day they came back", async () => {
        const [a] = await serials("A")
        for (const id of ["o1", "o2", "o3"]) {
          await order(id, { chair: 1 })
          await out(id, [{ booking_id: await onlyId(id), unit_ids: [a!] }])
          await back(id)
        }
      })

      scenario("are retired for good, but not while they are out", async () => {
        const [a] = await serials("A", "B")
        await order("o1", { chair: 1 })
        await out("o1", [{ booking_id: await onlyId("o1"), unit_ids: [a!] }])
        expect(await refusal(retireUnit(service.ledger, a!))).toMatchObject({
          code: "rental_unit_out",
        })
        await back("o1")
        await retireUnit(service.ledger, a!)
        await retireUnit(service.ledger, a!)
        await order("o2", { chair: 1 })
        expect(
          await refusal(out("o2", [{ booking_id: await onlyId("o2"), unit_ids: [a!] }]))
        ).toMatchObject({ field: "unit_ids" })
      })

      scenario("have one serial number each", async () => {
        await serials("A")
        expect(await refusal(serials("B", "A"))).toMatchObject({ field: "serial" })
        expect(await readUnits(knex(), {})).toHaveLength(1)
      })

      function knex(): RentalModuleService["ledger"]["knex"] {
        return service.ledger.knex
      }
    })

    describe("returns a day", () => {
      scenario("an early return makes room for another one on its day", async () => {
        await service.saveRules({ returns_per_day: 1 }, null)
        await order("o1", { chair: 2 })
        await out("o1")
        expect(await refusal(order("o2", { chair: 1 }))).toMatchObject({
          code: "rental_period_invalid",
          rule: "returns_full",
        })
        await back("o1")
        await order("o2", { chair: 1 })
        // A change of prices, say, of what is back does not bring its return back.
        await order("o1", { chair: 2 })
        expect(await states("o1")).toEqual(["returned 2"])
      })
    })

    describe("hours", () => {
      scenario("an early return frees the hours that are left", async () => {
        await service.upsertItems([
          {
            variant_id: "van",
            product_id: "p-van",
            slot_minutes: 60,
            fleet: [{ location_id: "here", quantity: 1 }],
          },
        ])
        await order("o1", { van: 1 }, periodOf(TODAY, day(1)))
        await out("o1")
        await back("o1")
        const [row] = await bookings("o1")
        const hour = `${new Date().toISOString().slice(0, 13)}:00+00:00`
        expect(slotLabel(row!.occupied_to, 60, ZONE)).toBe(hour)
        expect(await free("van", periodOf(day(1), day(1)))).toBe(1)
      })
    })
  },
})
