import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import path from "path"
import { RENTAL_MODULE } from "../src/modules/rental"
import { openRules } from "../src/modules/rental/rules/period-rules"
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
