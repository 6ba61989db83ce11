import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const JUNE = periodOf("2027-06-10", "2027-06-12")
const OPTIONS = { holdLimit: { carts: 2, units: 8 } }

ledgerSuite("rental_holds_test", OPTIONS, ({ service, sql, scenario }) => {
  const open = () =>
    service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        fleet: [{ location_id: "here", quantity: 20 }],
      },
    ])
  const hold = (
    cart_id: string,
    quantity: number,
    more: { visitor?: string; absorbs?: string } = {},
    period = JUNE
  ) =>
    service.holdCart({
      cart_id,
      period,
      moves_period: true,
      lines: quantity
        ? [{ line_item_id: `${cart_id}-line`, variant_id: "chair", quantity }]
        : [],
      ...more,
    })
  const free = async () => (await service.listAvailability(JUNE))[0]?.available

  describe("what one visitor can hold", () => {
    scenario("has a limit of units in all carts, and says so", async () => {
      await open()
      await hold("c1", 5, { visitor: "ada" })
      const refusal = await refusalOf(hold("c2", 4, { visitor: "ada" }))
      expect(refusal).toMatchObject({
        code: "rental_hold_limit",
        status: 409,
        details: { limit: { carts: 2, units: 8 } },
      })
      expect(await free()).toBe(15)
      await hold("c2", 3, { visitor: "ada" })
      await hold("c3", 8, { visitor: "ben" })
    })

    scenario("counts what comes back after it ran out as taken anew", async () => {
      await open()
      await hold("c1", 5, { visitor: "ada" })
      await sql().query(
        "UPDATE rental_booking SET expires_at = now() - interval '1 second'"
      )
      await hold("c2", 4, { visitor: "ada" })
      expect((await refusalOf(hold("c1", 5, { visitor: "ada" }))).code).toBe(
        "rental_hold_limit"
      )
      await hold("c1", 4, { visitor: "ada" })
    })

    scenario("has a limit of carts, of which ended holds are none", async () => {
      await open()
      await hold("c1", 1, { visitor: "ada" })
      await hold("c2", 1, { visitor: "ada" })
      expect((await refusalOf(hold("c3", 1, { visitor: "ada" }))).code).toBe(
        "rental_hold_limit"
      )
      await service.releaseLines("c1", ["c1-line"])
      await hold("c3", 1, { visitor: "ada" })
      await sql().query(
        "UPDATE rental_booking SET expires_at = now() - interval '1 s' WHERE cart_id = 'c2'"
      )
      await hold("c4", 1, { visitor: "ada" })
    })
  })

  describe("a cart that takes over another's holds", () => {
    scenario("gets the last units though they are held", async () => {
      await open()
      await hold("guest", 18)
      await hold("other", 2)
      expect((await refusalOf(hold("mine", 18))).code).toBe("rental_shortage")
      await hold("mine", 18, { absorbs: "guest" })
      expect(await free()).toBe(0)
      expect(await service.readCartBookings("guest")).toEqual([])
    })

    scenario("gives them back by its snapshot", async () => {
      await open()
      await hold("guest", 12)
      const snapshot = await hold("mine", 15, { absorbs: "guest" })
      await service.restoreCart(snapshot)
      expect(await service.readCartBookings("mine")).toEqual([])
      expect(await service.readCartBookings("guest")).toMatchObject([
        { quantity: 12, state: "held" },
      ])
    })

    scenario("leaves them alone when it cannot have everything", async () => {
      await open()
      await hold("guest", 12)
      expect((await refusalOf(hold("mine", 21, { absorbs: "guest" }))).code).toBe(
        "rental_shortage"
      )
      expect(await service.readCartBookings("guest")).toHaveLength(1)
    })
  })

  describe("departures and returns a day", () => {
    scenario("are counted with what is booked already, and end with it", async () => {
      await open()
      await hold("c1", 1)
      await service.saveRules({ departures_per_day: 2, returns_per_day: 5 }, "user_ada")
      await hold("c2", 1)
      expect(await refusalOf(hold("c3", 1))).toMatchObject({
        code: "rental_period_invalid",
        details: { field: "start_date", rule: "departures_full" },
      })
      await hold("c3", 1, {}, periodOf("2027-06-11", "2027-06-12"))
      await service.releaseLines("c1", ["c1-line"])
      await hold("c4", 1)
      expect(await service.readCartBookings("c4")).toHaveLength(1)
    })

    scenario(
      "that were more before they were limited stay, and no more come",
      async () => {
        await open()
        for (const cart of ["c1", "c2", "c3"]) {
          await hold(cart, 1)
        }
        await service.saveRules({ departures_per_day: 1 }, "user_ada")
        expect((await refusalOf(hold("c4", 1))).details.rule).toBe("departures_full")
        await service.saveRules({ departures_per_day: null }, "user_ada")
        await hold("c4", 1)
      }
    )

    scenario("race like units do", async () => {
      await open()
      await service.saveRules({ departures_per_day: 3 }, "user_ada")
      const results = await Promise.allSettled(
        Array.from({ length: 12 }, (_, n) => hold(`c${n}`, 1))
      )
      expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(3)
    })
  })

  scenario(
    "random carts and downtimes on one seat: no day is ever taken twice",
    async () => {
      await service.upsertItems([
        {
          variant_id: "tent",
          product_id: "p-tent",
          fleet: [{ location_id: "here", quantity: 1 }],
        },
      ])
      const date = (day: number) => `2027-09-${String(day).padStart(2, "0")}`
      const results = await Promise.allSettled(
        Array.from({ length: 60 }, (_, n) => {
          const start = 1 + ((n * 7) % 28)
          const end = Math.min(30, start + (n % 4))
          return service.holdCart({
            cart_id: `c${n}`,
            period: periodOf(date(start), date(end)),
            lines: [{ line_item_id: `l${n}`, variant_id: "tent", quantity: 1 }],
          })
        })
      )
      expect(results.some((r) => r.status === "fulfilled")).toBe(true)
      const codes = results.flatMap((r) =>
        r.status === "rejected" ? [(r.reason as { code?: string }).code] : []
      )
      expect(new Set(codes)).toEqual(new Set(["rental_shortage"]))
    }
  )
})
