import {
  readFeedOrders,
  type FeedOrder,
} from "../src/modules/rental/calendar-feeds/feed-orders"
import {
  addFeed,
  readFeeds,
  reinstateFeed,
  removeFeed,
  revokeFeed,
  useFeed,
} from "../src/modules/rental/calendar-feeds/feed-rows"
import { makeToken } from "../src/modules/rental/calendar-feeds/feed-token"
import { periodOf, type RentalPeriod } from "../src/modules/rental/periods/rental-period"
import { type LocalDate } from "../src/modules/rental/periods/local-date"
import { ledgerSuite, refusalOf } from "./ledger-suite"

const date = (text: string) => text as LocalDate
const places = (quantity: number) => [
  { location_id: "here", quantity },
  { location_id: "there", quantity: quantity * 2 },
]
const ITEMS = [
  { variant_id: "chair", fleet: places(20) },
  { variant_id: "table", fleet: [{ location_id: "here", quantity: 5 }] },
  { variant_id: "heater", slot_minutes: 60, fleet: places(10) },
  {
    variant_id: "dinner",
    components: [
      { variant_id: "table", quantity: 1 },
      { variant_id: "chair", quantity: 8 },
    ],
  },
].map((item) => ({ product_id: `p-${item.variant_id}`, ...item }))

ledgerSuite(
  "rental_calendar_feeds_test",
  { timezone: "America/New_York" },
  ({ service, sql, scenario }) => {
    const write = (
      order_id: string,
      period: RentalPeriod,
      lines: Record<string, number>,
      state: "draft" | "reserved" = "reserved"
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

    const read = (
      feed: { location_id?: string; variant_id?: string } = {},
      cancelled_since = new Date(0)
    ): Promise<FeedOrder[]> =>
      readFeedOrders(
        service.ledger.knex,
        { location_id: null, variant_id: null, ...feed },
        { from: date("2027-06-01"), to: date("2027-06-30"), cancelled_since }
      )

    const ids = (orders: readonly FeedOrder[]) => orders.map(({ order_id }) => order_id)
    const june = periodOf("2027-06-11", "2027-06-13")

    scenario("show the orders that touch the days, and no drafts", async () => {
      await service.upsertItems(ITEMS)
      await write("before", periodOf("2027-05-28", "2027-05-31"), { chair: 1 })
      await write("into", periodOf("2027-05-28", "2027-06-01"), { chair: 1 })
      await write("draft", june, { chair: 1 }, "draft")
      await write("within", june, { dinner: 2, chair: 1 })
      await write("out-of", periodOf("2027-06-30", "2027-07-03"), { chair: 1 })
      await write("after", periodOf("2027-07-01", "2027-07-03"), { chair: 1 })
      const orders = await read()
      expect(ids(orders)).toEqual(["into", "within", "out-of"])
      const goods = orders[1]!.goods.map((row) => [row.variant_id, row.quantity])
      expect(Object.fromEntries(goods)).toEqual({ chair: 17, table: 2 })
    })

    scenario("are timed when the period is, and all goods go by the hour", async () => {
      await service.upsertItems(ITEMS)
      const timed = periodOf("2027-06-11", "2027-06-11", "10:00", "14:00")
      await write("hours", timed, { heater: 1 })
      await write("mixed", timed, { heater: 1, chair: 1 })
      await write("whole", june, { heater: 1 })
      const found = (await read()).map((row) => [row.order_id, row.is_timed])
      expect(Object.fromEntries(found)).toEqual({
        hours: true,
        mixed: false,
        whole: false,
      })
      // The calendar of the heater shows of the mixed order what goes by the hour.
      const heaters = await read({ variant_id: "heater" })
      expect(heaters.find(({ order_id }) => order_id === "mixed")?.is_timed).toBe(true)
    })

    scenario("keep to a place and to an item, also inside packages", async () => {
      await service.upsertItems(ITEMS)
      await write("chairs", june, { chair: 30 })
      await write("dinner", june, { dinner: 1 })
      await write("heaters", june, { heater: 2 })
      expect(ids(await read({ variant_id: "table" }))).toEqual(["dinner"])
      expect(ids(await read({ variant_id: "dinner" }))).toEqual(["dinner"])
      expect(ids(await read({ variant_id: "chair" }))).toEqual(["chairs", "dinner"])
      // Thirty chairs are at one place only.
      expect(ids(await read({ location_id: "there" }))).toContain("chairs")
      const tables = await read({ location_id: "there", variant_id: "table" })
      expect(tables).toEqual([])
    })

    scenario(
      "say for a while that an order is cancelled, or was not fetched",
      async () => {
        await service.upsertItems(ITEMS)
        await write("gone", june, { chair: 1 })
        await write("partly", june, { chair: 1, table: 1 })
        await service.cancelOrderBookings("gone")
        await write("partly", june, { table: 1 })
        const orders = await read()
        expect(orders.map((row) => [row.order_id, row.is_cancelled])).toEqual([
          ["gone", true],
          ["partly", false],
        ])
        expect(orders[1]!.goods).toMatchObject([{ variant_id: "table" }])
        expect(await read({ variant_id: "chair" })).toMatchObject([
          { order_id: "gone", is_cancelled: true },
          { order_id: "partly", is_cancelled: true },
        ])
        await sql().query("UPDATE rental_booking SET updated_at = '2020-01-02'")
        await sql().query("UPDATE rental_order SET updated_at = '2020-01-01'")
        expect(ids(await read({}, new Date("2020-01-03")))).toEqual(["partly"])
        expect(ids(await read({}, new Date("2020-01-01")))).toEqual(["gone", "partly"])
      }
    )

    scenario("change with anything of an order, never backwards", async () => {
      await service.upsertItems(ITEMS)
      await write("o1", june, { chair: 2, table: 1 })
      const [before] = await read({ variant_id: "table" })
      await write("o1", june, { chair: 3, table: 1 })
      const [after] = await read({ variant_id: "table" })
      expect(after!.changed_at.getTime()).toBeGreaterThan(before!.changed_at.getTime())
      expect(after!.created_at).toEqual(before!.created_at)
    })

    scenario("open with their own secret until they are revoked", async () => {
      const { knex } = service.ledger
      const { feed, token } = await addFeed(knex, { name: "Van", created_by: "user_1" })
      const other = await addFeed(knex, { location_id: "here", created_by: null })
      expect(await useFeed(knex, token)).toMatchObject({ id: feed.id, name: "Van" })
      expect(await useFeed(knex, makeToken())).toBeNull()
      expect(await useFeed(knex, "' OR true --")).toBeNull()
      const { rows } = await sql().query("SELECT token_hash FROM rental_calendar_feed")
      expect(JSON.stringify(rows)).not.toContain(token)

      expect(await revokeFeed(knex, feed.id)).toMatchObject({ revoked: true })
      const again = await revokeFeed(knex, feed.id)
      expect(again.revoked).toBe(false)
      expect(await useFeed(knex, token)).toBeNull()
      expect(await useFeed(knex, other.token)).toMatchObject({ location_id: "here" })
      expect((await readFeeds(knex)).map(({ id }) => id)).toEqual([
        other.feed.id,
        feed.id,
      ])
      await reinstateFeed(knex, feed.id)
      expect(await useFeed(knex, token)).not.toBeNull()
      await removeFeed(knex, feed.id)
      expect((await refusalOf(revokeFeed(knex, feed.id))).code).toBe("rental_not_found")
    })

    scenario("note when they were read, once a minute", async () => {
      const { knex } = service.ledger
      const { feed, token } = await addFeed(knex, { created_by: null })
      const lastUsed = async () =>
        (await sql().query("SELECT last_used_at FROM rental_calendar_feed")).rows[0]
          .last_used_at
      await useFeed(knex, token)
      const first = await lastUsed()
      await useFeed(knex, token)
      expect(await lastUsed()).toEqual(first)
      await sql().query(
        "UPDATE rental_calendar_feed SET last_used_at = now() - interval '2 minutes' WHERE id = $1",
        [feed.id]
      )
      await useFeed(knex, token)
      expect((await lastUsed()).getTime()).toBeGreaterThanOrEqual(first.getTime())
    })
  }
)
