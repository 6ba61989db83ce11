import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { periodOf, type RentalPeriod } from "../src/modules/rental/periods/rental-period"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const JUNE = periodOf("2027-06-10", "2027-06-12")
const DAY_LATER = periodOf("2027-06-11", "2027-06-13")
const JULY = periodOf("2027-07-10", "2027-07-12")

ledgerSuite("rental_places_test", {}, ({ service, sql, scenario }) => {
  const own = (variant_id: string, units: Record<string, number>) =>
    service.upsertItems([
      {
        variant_id,
        product_id: "p",
        fleet: Object.entries(units).map(([location_id, quantity]) => ({
          location_id,
          quantity,
        })),
      },
    ])
  const lines = (owner: string, wanted: Record<string, number>) =>
    Object.entries(wanted).map(([variant_id, quantity]) => ({
      line_item_id: `${owner}-${variant_id}`,
      variant_id,
      quantity,
    }))
  const hold = (
    cart_id: string,
    wanted: Record<string, number>,
    period: RentalPeriod = JUNE,
    absorbs?: string
  ) =>
    service.holdCart({
      cart_id,
      period,
      moves_period: true,
      lines: lines(cart_id, wanted),
      absorbs,
    })
  const order = (
    order_id: string,
    wanted: Record<string, number>,
    period: RentalPeriod = JUNE,
    more: { state?: "draft"; overbook?: { author: string; reason: string } } = {}
  ) =>
    service.writeOrder({
      order_id,
      period,
      state: "reserved",
      lines: lines(order_id, wanted),
      ...more,
    })
  const release = (cart: string) => service.releaseLines(cart, [`${cart}-chair`])
  const placesOf = async (owner: string) => {
    const rows = await sql().query<{ variant: string; place: string; units: number }>(
      `SELECT line_variant_id AS variant, location_id AS place, sum(quantity)::int AS units
         FROM rental_booking
        WHERE $1 IN (cart_id, order_id) AND state IN ('draft', 'held', 'reserved', 'out')
        GROUP BY 1, 2 ORDER BY 1, 2`,
      [owner]
    )
    return rows.rows.map(({ variant, place, units }) => `${units} ${variant} at ${place}`)
  }

  describe("a cart whose items are kept in several places", () => {
    scenario("moves by a day within its own units", async () => {
      await own("chair", { A: 3, B: 2 })
      await hold("c", { chair: 3 })
      await hold("c", { chair: 3 }, DAY_LATER)
      expect(await placesOf("c")).toEqual(["3 chair at A"])
    })

    scenario(
      "stays where it is while that can be, and leaves when it cannot",
      async () => {
        await own("chair", { A: 5, B: 4 })
        await hold("other", { chair: 3 })
        await hold("c", { chair: 1 })
        expect(await placesOf("c")).toEqual(["1 chair at B"])
        await release("other")
        await hold("c", { chair: 4 })
        expect(await placesOf("c")).toEqual(["4 chair at B"])
        await hold("c", { chair: 5 })
        expect(await placesOf("c")).toEqual(["5 chair at A"])
        expect(
          (await refusalOf(hold("c", { chair: 6 }))).details.shortages
        ).toMatchObject([{ requested: 6, available: 5 }])
        expect(await placesOf("c")).toEqual(["5 chair at A"])
      }
    )

    scenario("takes over what another cart holds, in its place", async () => {
      await own("chair", { A: 3, B: 2 })
      await hold("guest", { chair: 3 })
      await hold("c", { chair: 3 }, JUNE, "guest")
      expect([await placesOf("c"), await placesOf("guest")]).toEqual([
        ["3 chair at A"],
        [],
      ])
      await hold("guest", { chair: 2 })
      const refusal = await refusalOf(hold("c", { chair: 6 }, JUNE, "guest"))
      expect(refusal.details.shortages).toMatchObject([{ available: 3 }])
    })

    scenario("gets a single and a package from different places", async () => {
      await own("chair", { A: 3, B: 2 })
      await service.upsertItems([
        {
          variant_id: "set",
          product_id: "p",
          components: [{ variant_id: "chair", quantity: 2 }],
        },
      ])
      await hold("c", { chair: 3, set: 1 })
      expect(await placesOf("c")).toEqual(["3 chair at A", "2 set at B"])
      await hold("c", { chair: 2, set: 1 })
      expect(await placesOf("c")).toEqual(["2 chair at A", "2 set at B"])
      const quote = await service.findShortages(
        lines("q", { chair: 1, set: 1 }),
        periodOf("2027-06-13", "2027-06-13")
      )
      expect(quote).toEqual([])
      expect(
        (await refusalOf(hold("c", { chair: 4, set: 1 }))).details.shortages
      ).toMatchObject([{ variant_id: "chair", requested: 4 }])
    })

    scenario(
      "is served by the other place when its own was taken meanwhile",
      async () => {
        await own("chair", { A: 3, B: 3 })
        const carts = ["c1", "c2", "c3", "c4"]
        const ended = await Promise.allSettled(
          carts.map((cart) => hold(cart, { chair: 3 }))
        )
        expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(2)
        const places = await Promise.all(carts.map(placesOf))
        expect(places.flat().sort()).toEqual(["3 chair at A", "3 chair at B"])
      }
    )
  })

  describe("an order whose items are kept in several places", () => {
    scenario("moves to days on which the other place is free", async () => {
      await own("chair", { A: 3, B: 3 })
      await order("o", { chair: 3 })
      await hold("other", { chair: 3 }, JULY)
      expect(await placesOf("o")).toEqual(["3 chair at A"])
      await order("o", { chair: 3 }, JULY)
      expect(await placesOf("o")).toEqual(["3 chair at B"])
    })

    scenario("stays where it is while only others change", async () => {
      await own("chair", { A: 3, B: 5 })
      await hold("other", { chair: 4 })
      await order("o", { chair: 2 })
      await own("table", { A: 1 })
      await release("other")
      await order("o", { chair: 3, table: 1 })
      expect(await placesOf("o")).toEqual(["3 chair at A", "1 table at A"])
    })

    scenario("is placed as a draft that has lost its place", async () => {
      await own("chair", { A: 4, B: 3 })
      await order("o", { chair: 3 }, JUNE, { state: "draft" })
      expect(await placesOf("o")).toEqual(["3 chair at A"])
      await own("chair", { B: 3, C: 2 })
      await order("o", { chair: 3 })
      expect(await placesOf("o")).toEqual(["3 chair at B"])
    })

    scenario("can always be made smaller, though it is overbooked", async () => {
      await own("chair", { A: 3, B: 2 })
      await order("o", { chair: 5 }, JUNE, {
        overbook: { author: "staff", reason: "a regular" },
      })
      expect(await placesOf("o")).toEqual(["5 chair at A"])
      await order("o", { chair: 4 })
      expect(await placesOf("o")).toEqual(["4 chair at A"])
      expect((await refusalOf(order("o", { chair: 5 }))).details.shortages).toMatchObject(
        [{ requested: 5, available: 3 }]
      )
    })

    scenario("leaves goods that are out where they left", async () => {
      await own("chair", { A: 5, B: 4 })
      const today = todayIn("UTC")
      const now = periodOf(today, addDays(today, 1))
      const longer = periodOf(today, addDays(today, 3))
      await order("o", { chair: 5 }, now)
      const [booking] = await service.readOrderBookings("o")
      await checkOut(service.ledger, "o", [{ booking_id: booking!.id, quantity: 3 }])
      await hold("other", { chair: 4 }, periodOf(addDays(today, 3), addDays(today, 3)))
      expect(await placesOf("other")).toEqual(["4 chair at A"])
      expect(
        await service.findOrderShortages({
          order_id: "o",
          period: longer,
          lines: lines("o", { chair: 5 }),
        })
      ).toMatchObject([{ variant_id: "chair", requested: 5 }])
      expect((await refusalOf(order("o", { chair: 5 }, longer))).code).toBe(
        "rental_shortage"
      )
      await hold("other", { chair: 2 }, periodOf(addDays(today, 3), addDays(today, 3)))
      await order("o", { chair: 5 }, longer)
      expect(await placesOf("o")).toEqual(["3 chair at A", "2 chair at B"])
    })
  })
})
