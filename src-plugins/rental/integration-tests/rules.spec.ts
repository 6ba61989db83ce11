import { asValue } from "@medusajs/framework/awilix"
import { createMedusaContainer } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import path from "path"
import * as admin from "../src/api/admin/rental/rules/route"
import * as customer from "../src/api/store/rental/rules/route"
import { RENTAL_MODULE } from "../src/modules/rental"
import { type BookingOwner } from "../src/modules/rental/ledger/booking-rows"
import { RentalError } from "../src/modules/rental/errors/rental-error"
import { checkIn } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { type CartLine } from "../src/modules/rental/ledger/plan-bookings"
import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { type RentalPeriod } from "../src/modules/rental/periods/rental-period"
import { nextAvailable } from "../src/modules/rental/rules/next-available"
import { type CustomerRules } from "../src/modules/rental/rules/customer-rules"
import { openRules } from "../src/modules/rental/rules/period-rules"
import {
  requireHeldPeriod,
  requireOpenPeriod,
  requirePeriod,
} from "../src/modules/rental/rules/require-period"
import { rulesStore } from "../src/modules/rental/rules/saved-rules"
import type RentalModuleService from "../src/modules/rental/service"

jest.setTimeout(60_000)

const DEFAULTS = openRules({ max_days: 60, horizon_days: 730 })

moduleIntegrationTestRunner<RentalModuleService>({
  moduleName: RENTAL_MODULE,
  resolve: path.resolve(__dirname, "../src/modules/rental"),
  pathToMigrations: path.resolve(__dirname, "../src/modules/rental/migrations"),
  dbName: "rental_rules_test",
  testSuite: ({ service }) => {
    const knex = () => service.ledger.knex
    const store = () => rulesStore(knex(), DEFAULTS)

    afterEach(() => jest.restoreAllMocks())

    describe("the rules of the shop", () => {
      it("are the options until the shop sets some", async () => {
        expect(await service.readRules()).toEqual({
          rules: DEFAULTS,
          defaults: DEFAULTS,
          updated_at: null,
          updated_by: null,
        })
        expect(await service.shopRules()).toEqual({ rules: DEFAULTS, timezone: "UTC" })
      })

      it("change in part, and say who changed them when", async () => {
        await service.saveRules({ min_days: 2, lead_hours: 48 }, "user_ada")
        const { saved } = await service.saveRules({ lead_hours: 24 }, "user_bob")
        expect(saved).toEqual({
          rules: { ...DEFAULTS, min_days: 2, lead_hours: 24 },
          defaults: DEFAULTS,
          updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
          updated_by: "user_bob",
        })
        expect(Math.abs(Date.parse(saved.updated_at!) - Date.now())).toBeLessThan(60_000)
        expect(await service.readRules()).toEqual(saved)
      })

      it("follow the options where they are put back to them", async () => {
        await service.saveRules({ max_days: 10, min_days: 2 }, null)
        await service.saveRules({ max_days: null }, null)
        const other = rulesStore(knex(), { ...DEFAULTS, max_days: 20 })
        expect((await other.read()).rules).toEqual({
          ...DEFAULTS,
          max_days: 20,
          min_days: 2,
        })
      })

      it("can be put back to what they were", async () => {
        await service.saveRules({ min_days: 2 }, "user_ada")
        const before = await service.readRules()
        const { undo } = await service.saveRules({ min_days: 5, lead_hours: 9 }, "user_b")
        const { saved } = await service.saveRules(undo, "user_b")
        expect(saved.rules).toEqual(before.rules)
      })

      it("are changed all or not at all", async () => {
        await service.saveRules({ min_days: 3 }, "user_ada")
        const before = await service.readRules()
        await expect(
          service.saveRules({ lead_hours: 12, max_days: 2 }, "user_bob")
        ).rejects.toMatchObject({ details: { field: "max_days" } })
        const refusing = rulesStore(knex(), DEFAULTS, () =>
          Promise.reject(new Error("the ledger refuses"))
        )
        await expect(
          refusing.save({ departures_per_day: 1 }, "user_bob")
        ).rejects.toThrow("the ledger refuses")
        expect(await service.readRules()).toEqual(before)
      })

      it("lose nothing when several people change them at once", async () => {
        const changes = [
          { min_days: 2 },
          { max_days: 30 },
          { lead_hours: 5 },
          { horizon_days: 99 },
          { start_weekdays: ["monday" as const] },
          { end_weekdays: ["friday" as const] },
          { holidays: [{ date: "12-25", name: "Christmas" }] },
        ]
        await Promise.all(changes.map((change) => store().save(change, "user_ada")))
        expect((await service.readRules()).rules).toEqual(
          Object.assign({}, DEFAULTS, ...changes)
        )
        const { rows } = await knex().raw("SELECT count(*)::int AS n FROM rental_rules")
        expect(rows).toEqual([{ n: 1 }])
      })
    })

    describe("the calls", () => {
      const call = async (
        route: (req: never, res: never) => Promise<void>,
        body?: unknown
      ): Promise<unknown> => {
        const scope = createMedusaContainer()
        scope.register(RENTAL_MODULE, asValue(service))
        let answer: unknown
        const req = { scope, body, auth_context: { actor_id: "user_ada" } }
        await route(req as never, { json: (sent: unknown) => (answer = sent) } as never)
        return answer
      }

      it("of the admin change some rules and say what holds now", async () => {
        const saved = await call(admin.POST, { min_days: 2, departures_per_day: 3 })
        expect(saved).toMatchObject({
          rules: { ...DEFAULTS, min_days: 2, departures_per_day: 3 },
          updated_by: "user_ada",
        })
        expect(await call(admin.GET)).toEqual(saved)
      })

      it("of the admin refuse a mistake, name its field and change nothing", async () => {
        const before = await call(admin.GET)
        const blackouts = [{ from: "2027-08-02", to: "2027-08-01", reason: "away" }]
        await expect(call(admin.POST, { min_days: 2, blackouts })).rejects.toMatchObject({
          details: { field: "blackouts.0.to" },
        })
        await expect(
          call(admin.POST, { min_days: 2, max_days: 1 })
        ).rejects.toMatchObject({
          code: "rental_request_invalid",
          message: "min_days 2 is more than max_days 1",
        })
        expect(await call(admin.GET)).toEqual(before)
      })

      it("of the store tell customers what they may know", async () => {
        await call(admin.POST, { lead_hours: 48, returns_per_day: 3 })
        const { rules } = (await call(customer.GET)) as { rules: CustomerRules }
        expect(rules).toMatchObject({ timezone: "UTC", max_days: 60, lead_hours: 48 })
        expect(Object.keys(rules)).not.toContain("returns_per_day")
      })
    })

    describe("the next available period", () => {
      /* What is held by others: chairs on two days, and departures of one day. */
      const NOW = new Date()
      const day = (offset: number) => addDays(todayIn("UTC", NOW), offset)
      const period = (from: number, days: number): RentalPeriod => ({
        start_date: day(from),
        end_date: day(from + days - 1),
      })
      const line = (variant_id: string, quantity: number) => ({
        line_item_id: `line-${variant_id}`,
        variant_id,
        quantity,
      })

      async function openShop(): Promise<void> {
        const fleet = [{ location_id: "here", quantity: 10 }]
        const there = { location_id: "there", quantity: 4 }
        await service.upsertItems([
          { variant_id: "chair", product_id: "p1", turnaround_after: 1, fleet },
          {
            variant_id: "table",
            product_id: "p2",
            turnaround_before: 1,
            fleet: [{ location_id: "here", quantity: 2 }, there],
          },
        ])
        await service.upsertItems([
          {
            variant_id: "set",
            product_id: "p3",
            components: [
              { variant_id: "table", quantity: 1 },
              { variant_id: "chair", quantity: 4 },
            ],
          },
        ])
      }

      const next = async (asked: RentalPeriod, lines: CartLine[], owner?: BookingOwner) =>
        await nextAvailable(service.ledger, {
          asked,
          shop: await service.shopRules(),
          lines,
          owner,
          now: NOW,
        })

      it("can be held, and none that is nearer can", async () => {
        await openShop()
        await service.holdCart({
          cart_id: "others",
          period: period(20, 3),
          lines: [line("chair", 3), line("set", 1)],
        })
        await service.holdCart({
          cart_id: "more",
          period: period(26, 1),
          lines: [line("table", 4)],
        })
        await service.holdCart({
          cart_id: "most",
          period: period(27, 1),
          lines: [line("table", 2)],
        })
        const lines = [line("chair", 1), line("set", 1)]
        const holds = (at: number) =>
          service
            .holdCart({
              cart_id: "mine",
              period: period(at, 2),
              lines,
              moves_period: true,
            })
            .then(
              () => true,
              () => false
            )
        for (const at of [18, 19, 21, 22, 24, 27]) {
          const found = await next(period(at, 2), lines)
          const free: number[] = []
          for (let start = 12; start < 36; start++) {
            if (await holds(start)) {
              free.push(start)
              await service.releaseLines(
                "mine",
                lines.map((l) => l.line_item_id)
              )
            }
          }
          const best = free.sort(
            (a, b) => Math.abs(a - at) - Math.abs(b - at) || b - a
          )[0]
          expect(free.length).toBeLessThan(24)
          expect(found).toEqual(period(best!, 2))
        }
      })

      it("does not count the cart's own holds against it", async () => {
        await openShop()
        const lines = [line("chair", 10)]
        await service.holdCart({ cart_id: "mine", period: period(20, 2), lines })
        expect(await next(period(20, 2), lines)).toEqual(period(23, 2))
        expect(await next(period(20, 2), lines, { cart_id: "mine" })).toEqual(
          period(20, 2)
        )
      })

      it("heeds rules, departures and returns of the day", async () => {
        await openShop()
        await service.saveRules(
          {
            departures_per_day: 1,
            returns_per_day: 1,
            blackouts: [{ from: day(22), to: day(22), reason: "away" }],
          },
          null
        )
        const lines = [line("chair", 1)]
        await service.holdCart({ cart_id: "others", period: period(20, 2), lines })
        expect(await next(period(20, 1), lines)).toEqual(period(19, 1))
        await service.holdCart({ cart_id: "more", period: period(19, 1), lines })
        expect(await next(period(20, 1), lines)).toEqual(period(18, 1))
        expect(await next(period(20, 1), [])).toEqual(period(20, 1))
      })

      it("is in the refusal of a day that is full", async () => {
        await openShop()
        const lines = [line("chair", 1), line("set", 1)]
        const hold = (cart_id: string, wanted: RentalPeriod) =>
          service.holdCart({ cart_id, period: wanted, lines })
        await service.saveRules({ departures_per_day: 1 }, null)
        await hold("others", period(20, 2))
        await expect(hold("mine", period(20, 1))).rejects.toMatchObject({
          code: "rental_period_invalid",
          message: expect.stringContaining("1 rental leaves on"),
          details: {
            rule: "departures_full",
            field: "start_date",
            next_available: period(21, 1),
          },
        })
        await service.saveRules({ departures_per_day: null, returns_per_day: 1 }, null)
        await expect(hold("mine", period(20, 2))).rejects.toMatchObject({
          details: {
            rule: "returns_full",
            field: "end_date",
            next_available: period(21, 2),
          },
        })
        await hold("mine", period(21, 2))
      })

      it("is in the refusal of a request, and of a period that can no longer be", async () => {
        await openShop()
        await service.saveRules({ min_days: 2, lead_hours: 48 }, null)
        const wanted = { lines: [line("chair", 1)], now: NOW }
        const refusal = (rule: string, field: string, next_available: unknown) => ({
          code: "rental_period_invalid",
          details: { rule, field, next_available },
        })
        await expect(requirePeriod(service, period(20, 1), wanted)).rejects.toMatchObject(
          refusal("too_short", "end_date", period(20, 2))
        )
        await expect(
          requirePeriod(service, { ...period(20, 2), start_date: "soon" }, wanted)
        ).rejects.toMatchObject(refusal("start_date_invalid", "start_date", null))
        await expect(
          requireOpenPeriod(service, period(2, 2), wanted)
        ).rejects.toMatchObject(refusal("lead_time", "start_date", period(3, 2)))
        expect(await requirePeriod(service, period(20, 2), wanted)).toEqual(period(20, 2))
      })

      it("counts the lead time of held units from when the hold can have begun", async () => {
        await service.saveRules({ lead_hours: 24 }, null)
        const start = Date.parse(`${day(5)}T00:00:00Z`)
        const at = (minutes: number) => ({
          lines: [],
          now: new Date(start - 24 * 3_600_000 + minutes * 60_000),
        })
        await requireOpenPeriod(service, period(5, 1), at(0))
        await expect(
          requireOpenPeriod(service, period(5, 1), at(1))
        ).rejects.toMatchObject({ details: { rule: "lead_time" } })
        await requireHeldPeriod(service, period(5, 1), at(30))
        await expect(
          requireHeldPeriod(service, period(5, 1), at(31))
        ).rejects.toMatchObject({ details: { rule: "lead_time" } })
      })

      it("is null when there are never as many", async () => {
        await openShop()
        expect(await next(period(20, 1), [line("chair", 11)])).toBeNull()
        expect(await next(period(20, 1), [line("table", 5)])).toBeNull()
        expect(await next(period(20, 1), [line("table", 4)])).toEqual(period(20, 1))
      })
    })

    describe("departures and returns a day", () => {
      const day = (offset: number) => addDays(todayIn("UTC"), offset)
      const period = (from: number, to: number) => ({
        start_date: day(from),
        end_date: day(to),
      })
      const line = { line_item_id: "line", variant_id: "chair", quantity: 1 }
      const order = (order_id: string, wanted: RentalPeriod) =>
        service.writeOrder({ order_id, period: wanted, lines: [line], state: "reserved" })

      beforeEach(async () => {
        const fleet = [{ location_id: "here", quantity: 1000 }]
        await service.upsertItems([{ variant_id: "chair", product_id: "p1", fleet }])
      })

      it("close full days in the calendar, for leaving or for coming back", async () => {
        await service.saveRules({ departures_per_day: 1, returns_per_day: 2 }, null)
        await order("o1", period(10, 12))
        await order("o2", period(11, 12))
        const days = await service.getCalendar({
          variant_id: "chair",
          from: day(9),
          to: day(13),
        })
        expect(days.map((d) => [d.can_start, d.can_end])).toEqual([
          [true, true],
          [false, true],
          [false, true],
          [true, false],
          [true, true],
        ])
      })

      it("count goods that are out when the limit is set later", async () => {
        await order("o1", period(0, 4))
        await checkOut(service.ledger, "o1")
        await service.saveRules({ departures_per_day: 1, returns_per_day: 1 }, null)
        await expect(order("o2", period(3, 4))).rejects.toMatchObject({
          details: { rule: "returns_full" },
        })
        await expect(order("o2", period(0, 5))).rejects.toMatchObject({
          details: { rule: "departures_full" },
        })
        await checkIn(service.ledger, "o1")
        await order("o2", period(3, 4))
      })

      it("are lifted without a trace: nothing is wrong then", async () => {
        await service.saveRules({ departures_per_day: 3, returns_per_day: 3 }, null)
        await order("o1", period(10, 12))
        await service.saveRules({ departures_per_day: null }, null)
        expect((await service.reconcileLedger()).findings).toEqual([])
        await order("o1", period(11, 12))
        expect((await service.reconcileLedger()).findings).toEqual([])
      })

      it("change while others book, and neither is in the other's way", async () => {
        const raw: unknown[] = []
        let changing = true
        const attempt = (run: Promise<unknown>) =>
          run.catch((error: unknown) => {
            if (!(error instanceof RentalError)) {
              raw.push(error)
            }
          })
        const shop = async () => {
          for (let at = 0; at < 12; at++) {
            const perDay = at % 2 ? null : 1000
            await attempt(
              service.saveRules(
                { departures_per_day: perDay, returns_per_day: perDay },
                null
              )
            )
          }
          changing = false
        }
        const customer = async (name: number) => {
          for (let at = 0; changing; at++) {
            await attempt(
              service.holdCart({
                cart_id: `cart-${name}-${at % 5}`,
                period: period(10 + (at % 2), 12),
                lines: [line],
                moves_period: true,
              })
            )
          }
        }
        await Promise.all([shop(), ...[1, 2, 3, 4, 5, 6, 7, 8].map(customer)])
        expect(raw).toEqual([])
        expect((await service.reconcileLedger()).findings).toEqual([])
      })
    })

    describe("what a process remembers of them", () => {
      it("is read once for many, and again after two seconds", async () => {
        const [here, elsewhere] = [store(), store()]
        const clock = jest.spyOn(performance, "now").mockReturnValue(10_000)
        const queries: string[] = []
        const note = ({ sql }: { sql: string }) => queries.push(sql)
        knex().on("query", note)
        try {
          await Promise.all(Array.from({ length: 50 }, () => here.current()))
          expect(queries).toHaveLength(1)
          await elsewhere.save({ min_days: 4 }, null)
          expect((await elsewhere.current()).min_days).toBe(4)
          clock.mockReturnValue(11_999)
          expect((await here.current()).min_days).toBe(1)
          clock.mockReturnValue(12_000)
          expect((await here.current()).min_days).toBe(4)
        } finally {
          knex().off("query", note)
        }
      })

      it("is not what a read brings that began before a change here", async () => {
        const here = store()
        const old = here.current()
        await here.save({ min_days: 4 }, null)
        await old
        expect((await here.current()).min_days).toBe(4)
      })

      it("is not a failure", async () => {
        const here = store()
        await here.save({ min_days: 4 }, null)
        await knex().raw(`UPDATE rental_rules SET rules = '{"min_days": "many"}'`)
        await expect(here.current()).rejects.toThrow(/rental_rules.*min_days/)
        await knex().raw(`UPDATE rental_rules SET rules = '{"min_days": 6}'`)
        expect((await here.current()).min_days).toBe(6)
      })
    })
  },
})
