import nodeIcal, { type VEvent } from "node-ical"
import { expectOk, period, type Period } from "../harness/customer"
import { seededRandom } from "../harness/random"
import { openShop, type Answer, type Shop } from "../harness/shop"
import { changeOrder, placeOrder, regionId, sellCandles } from "../harness/staff"

const DAY_MS = 86_400_000
const ORDERS = 9
const SKUS = [
  "GOLD-CHAIR",
  "BLUE-CHAIR",
  "TERRACOTTA-VASE",
  "WHITE-LINEN",
  "OAK-TABLE",
  "PACKAGE-DINNER-FOR-EIGHT",
  "PACKAGE-LOUNGE-CORNER",
]
/** What a day of each costs; lines of packages are shared out by it. */
const RATES: Record<string, number> = {
  "GOLD-CHAIR": 6.5,
  "TERRACOTTA-VASE": 4,
  "OAK-TABLE": 35,
}
const PARTS: Record<string, [sku: string, quantity: number][]> = {
  "PACKAGE-DINNER-FOR-EIGHT": [
    ["OAK-TABLE", 1],
    ["GOLD-CHAIR", 1],
  ],
  "PACKAGE-LOUNGE-CORNER": [
    ["GOLD-CHAIR", 1],
    ["TERRACOTTA-VASE", 2],
  ],
}

type Placed = { id: string; dates: Period; lines: [sku: string, quantity: number][] }
type Row = Record<string, string | number | null>

describe("reports and calendars of a shop", () => {
  let shop: Shop
  const skuOf = new Map<string, string>()
  const variantOf = new Map<string, string>()
  const placed: Placed[] = []
  let cancelled: Placed
  let placeId: string
  const range = { from: period(-20, 1).start_date, to: period(80, 1).start_date }

  beforeAll(async () => {
    shop = await openShop()
    for (const sku of SKUS) {
      const id = await shop.variantId(sku)
      variantOf.set(sku, id)
      skuOf.set(id, sku)
    }
    const candles = await sellCandles(shop)
    const random = seededRandom(11)
    for (let at = 0; at < ORDERS; at++) {
      const dates = period(at * 4, random.whole(1, 4))
      const lines = random
        .shuffle(SKUS)
        .slice(0, random.whole(1, 3))
        .map((sku): [string, number] => [sku, random.whole(1, 2)])
      const rentals = lines.map(([sku, n]) => [variantOf.get(sku)!, n] as const)
      const id = await placeOrder(shop, dates, rentals, at % 3 ? undefined : candles)
      placed.push({ id, dates, lines })
    }
    cancelled = placed.pop()!
    await expectOk(shop.admin("POST", `/admin/orders/${cancelled.id}/cancel`))
    const [place] = await shop.sql<{ id: string }>("select id from stock_location")
    placeId = place!.id
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const report = (name: string, query: Record<string, string> = {}): Promise<Answer> =>
    shop.admin(
      "GET",
      `/admin/rental/reports/${name}?${new URLSearchParams({ ...range, ...query })}`
    )
  // The shape is what the tests check.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const read = async (name: string, query: Record<string, string> = {}): Promise<any> =>
    (await expectOk(report(name, query))).body.report

  describe("reports", () => {
    it("count unit-days out and owned as the orders have them", async () => {
      const { total, items } = await read("utilisation")
      const out = countUnits(placed, ({ dates }) => daysOf(dates))
      expect(bySku(items, "out")).toEqual(withZeros(out, items))
      expect(bySku(items, "turnaround")).toEqual(
        withZeros(
          countUnits(placed, () => 1),
          items
        )
      )
      const days = daysOf({ start_date: range.from, end_date: range.to })
      expect(bySku(items, "owned")).toMatchObject({
        "GOLD-CHAIR": 10 * days,
        "BLUE-CHAIR": 40 * days,
        "OAK-TABLE": 12 * days,
      })
      const [day, hour] = total
      expect(day).toMatchObject({
        unit: "day",
        owned: 112 * days,
        out: sum(Object.values(out)),
        utilisation: round(sum(Object.values(out)) / (112 * days)),
      })
      expect(hour).toMatchObject({ unit: "hour", owned: 0, out: 0, utilisation: null })
    })

    it("take downtime off what is in service, and say what was lost", async () => {
      const dates = period(60, 3)
      await expectOk(
        shop.admin("POST", "/admin/rental/downtime", {
          variant_id: variantOf.get("WHITE-LINEN"),
          quantity: 2,
          reason: "missing",
          ...dates,
        })
      )
      const { items } = await read("utilisation")
      expect(bySku(items, "downtime")).toMatchObject({ "WHITE-LINEN": 6 })
      const losses = await read("losses")
      expect(losses.items).toEqual([
        expect.objectContaining({
          sku: "WHITE-LINEN",
          reason: "missing",
          cases: 1,
          units: 2,
          out_of_service: 6,
          open_units: 0,
          replacement_value: 100,
        }),
      ])
      expect(losses.total).toEqual([
        expect.objectContaining({ reason: "missing", units: 2, replacement_value: 100 }),
      ])
      expect((await read("losses", { to: period(50, 1).start_date })).items).toEqual([])
    })

    it("share the orders' revenue out, to the cent, each currency for itself", async () => {
      const euros = placed[1]!
      await shop.sql(`update "order" set currency_code = 'eur' where id = $1`, [euros.id])
      const expected = { usd: 0, eur: 0 }
      const bySkuExpected: Record<string, number> = {}
      for (const order of placed) {
        const currency = order === euros ? "eur" : "usd"
        for (const [sku, amount] of await linesOf(order)) {
          expected[currency] += amount
          for (const [part, share] of shareByHand(sku, amount)) {
            const key = `${currency} ${part}`
            bySkuExpected[key] = cents((bySkuExpected[key] ?? 0) + share)
          }
        }
      }
      const { total, items, categories } = await read("revenue")
      expect(byCurrency(total)).toEqual({
        usd: cents(expected.usd),
        eur: cents(expected.eur),
      })
      const found = items.map((row: Row) => [
        `${row.currency_code} ${row.sku}`,
        row.revenue,
      ])
      expect(Object.fromEntries(found)).toEqual(bySkuExpected)
      for (const currency_code of ["usd", "eur"] as const) {
        for (const rows of [items, categories] as Row[][]) {
          const own = rows.filter((row) => row.currency_code === currency_code)
          expect(cents(sum(own.map((row) => Number(row.revenue))))).toBe(
            cents(expected[currency_code])
          )
        }
      }
      const chair = items.find((row: Row) => row.sku === "GOLD-CHAIR")
      expect(chair).toMatchObject({
        units_owned: 10,
        revenue_per_unit_owned: round(chair.revenue / 10),
      })
      const dollars = total.find((row: Row) => row.currency_code === "usd")
      expect(dollars).toMatchObject({ orders: placed.length - 1, units_owned: 112 })
    })

    it("know how long before, for how long, and what nobody wanted", async () => {
      const [lead, lengths] = [await read("lead-times"), await read("rental-lengths")]
      const sorted = placed.map(({ dates }) => daysOf(dates)).sort((a, b) => a - b)
      expect(lengths).toMatchObject({
        orders: placed.length,
        median: sorted[Math.ceil(placed.length / 2) - 1],
        percentile_90: sorted[Math.ceil(placed.length * 0.9) - 1],
        most: sorted.at(-1),
      })
      expect(lead.orders).toBe(placed.length)
      expect(lead.most - lead.least).toBe((placed.length - 1) * 4)
      expect(sum(lead.histogram.map((row: { orders: number }) => row.orders))).toBe(
        placed.length
      )

      const early = { from: period(-20, 1).start_date, to: period(-10, 1).start_date }
      const idle = await read("idle-stock", early)
      expect(idle.items).toHaveLength(5)
      expect(idle.items[0]).toMatchObject({
        last_rented: null,
        owned: expect.any(Number),
      })
    })

    it("tell what was late, and how late, before and after it is back", async () => {
      const dates = period(0, 1)
      const linens = [["WHITE-LINEN", 3]] as [string, number][]
      const id = await placeOrder(shop, dates, [[variantOf.get("WHITE-LINEN")!, 3]])
      placed.splice(1, 0, { id, dates, lines: linens })
      const checkOut = shop.admin("POST", `/admin/rental/orders/${id}/check-out`)
      const { body } = await expectOk(checkOut)
      await shop.sql(
        `update rental_booking
            set start_date = $2::date - 1, end_date = $2,
                occupied_from = $2::date - 1 - date '1970-01-01',
                occupied_to = $2::date + turnaround_after - date '1970-01-01'
          where order_id = $1 and state = 'out'`,
        [id, localDay(-3)]
      )
      await expectOk(shop.admin("POST", "/admin/rental/reconciler"))
      const away = await read("late-returns", { to: localDay(0) })
      expect(away.due.bookings).toBe(body.changed.length)
      expect(away.still_out_late).toEqual(away.due)
      expect(away.bookings[0]).toMatchObject({
        order_id: id,
        order_number: expect.any(Number),
        due: localDay(-3),
        returned: null,
        late_by: 3,
      })
      await expectOk(shop.admin("POST", `/admin/rental/orders/${id}/check-in`))
      const back = await read("late-returns", { to: localDay(0) })
      expect(back).toMatchObject({
        returned_late: away.still_out_late,
        still_out_late: { bookings: 0, units: 0 },
      })
      expect(back.bookings[0]).toMatchObject({ returned: localDay(0), late_by: 3 })
    })

    it("keep to a place and to a category, and what is below it", async () => {
      const [all, here] = [
        await read("utilisation"),
        await read("utilisation", { location_id: placeId }),
      ]
      expect(here.items).toEqual(all.items)
      const { body } = await expectOk(
        shop.admin("GET", "/admin/product-categories?q=Chairs")
      )
      const chairs = body.product_categories[0].id as string
      const parent = await expectOk(
        shop.admin("POST", "/admin/product-categories", { name: "Seating" })
      )
      await expectOk(
        shop.admin("POST", `/admin/product-categories/${chairs}`, {
          parent_category_id: parent.body.product_category.id,
        })
      )
      for (const category_id of [chairs, parent.body.product_category.id as string]) {
        const { items, categories } = await read("utilisation", { category_id })
        expect(items.map((row: Row) => row.sku).sort()).toEqual([
          "BLUE-CHAIR",
          "GOLD-CHAIR",
        ])
        expect(categories).toHaveLength(1)
        expect(categories[0]).toMatchObject({ category_id: chairs, title: "Chairs" })
      }
    })

    it("are empty, not wrong, where there is nothing", async () => {
      const none = { from: "2035-01-01", to: "2035-01-31" }
      expect((await read("utilisation", none)).total[0]).toMatchObject({ out: 0 })
      expect((await read("revenue", none)).total).toEqual([
        expect.objectContaining({ currency_code: "usd", revenue: 0, orders: 0 }),
      ])
      expect((await read("idle-stock", none)).items).toHaveLength(5)
      expect((await read("losses", none)).total).toEqual([])
      expect(await read("lead-times", none)).toMatchObject({ orders: 0, median: null })
      expect(await read("late-returns", none)).toMatchObject({ bookings: [] })
    })

    it("count no draft and no quote, whatever they keep, until they are orders", async () => {
      const dates = period(120, 2)
      const theirs = { from: period(118, 1).start_date, to: period(125, 1).start_date }
      const later = { from: period(130, 1).start_date, to: period(135, 1).start_date }
      const idleLater = (await read("idle-stock", later)).items
      const draft = await expectOk(
        shop.admin("POST", "/admin/rental/draft-orders", {
          ...dates,
          region_id: await regionId(shop),
          email: "ada@example.com",
          items: [{ variant_id: variantOf.get("WHITE-LINEN"), quantity: 2 }],
          reserve: true,
        })
      )
      const made = await expectOk(
        shop.admin("POST", "/admin/rental/quotes", {
          order_id: draft.body.draft_order.id,
          hold: true,
        })
      )
      const id = made.body.quote.order_id as string
      const counted = async () => ({
        out: bySku((await read("utilisation", theirs)).items, "out")["WHITE-LINEN"],
        bookings: (await read("utilisation", theirs)).total[0].bookings,
        revenue: (await read("revenue", theirs)).total[0].revenue,
        idle: (await read("idle-stock", theirs)).items.length,
        lead: await read("lead-times", theirs),
        lengths: (await read("rental-lengths", theirs)).orders,
      })
      expect(await counted()).toMatchObject({
        out: 0,
        bookings: 0,
        revenue: 0,
        idle: 5,
        lead: { orders: 0 },
        lengths: 0,
      })
      expect((await read("idle-stock", later)).items).toEqual(idleLater)

      // It was asked for ten days ago, and is ordered today.
      for (const table of ["rental_order", "rental_quote"]) {
        await shop.sql(
          `update ${table} set created_at = created_at - interval '10 days' where order_id = $1`,
          [id]
        )
      }
      const accept = `/store/orders/${id}/rental/quote/accept`
      const headers = { "x-order-token": made.body.order_token as string }
      await expectOk(shop.store("POST", accept, undefined, headers))
      const lead = daysOf({ start_date: localDay(0), end_date: dates.start_date }) - 1
      const after = await counted()
      expect(after).toMatchObject({
        out: 4,
        bookings: 1,
        idle: 4,
        lead: { orders: 1, least: lead, most: lead },
        lengths: 1,
      })
      expect(after.revenue).toBeGreaterThan(0)
      await expectOk(shop.admin("POST", `/admin/orders/${id}/cancel`))
      expect((await counted()).bookings).toBe(0)
    })

    it.each(["utilisation", "revenue", "idle-stock", "losses", "rental-lengths"])(
      "are the same as CSV: %s",
      async (name) => {
        const csv = await report(name, { format: "csv" })
        expect(csv.status).toBe(200)
        const [header = "", ...lines] = (csv.body as string).split("\r\n")
        expect(lines.pop()).toBe("")
        const columns = header.split(",")
        const { total = [], categories = [], items = [], histogram } = await read(name)
        expect(lines).toHaveLength(
          histogram
            ? histogram.length + 5
            : total.length + categories.length + items.length
        )
        for (const item of items as Row[]) {
          const line = columns.map((column) =>
            column === "level" ? "item" : `${item[column] ?? ""}`
          )
          expect(lines).toContain(line.join(","))
        }
      }
    )

    it("send CSV as a file, and no formulas in it", async () => {
      const title = '=HYPERLINK("http://evil.example","Chair")'
      const [{ product_id }] = (await shop.sql<{ product_id: string }>(
        "select product_id from product_variant where sku = 'BLUE-CHAIR'"
      )) as [{ product_id: string }]
      await expectOk(shop.admin("POST", `/admin/products/${product_id}`, { title }))
      const { body } = await report("idle-stock", {
        format: "csv",
        from: "2035-01-01",
        to: "2035-01-02",
      })
      expect(body).toContain(`,"'=HYPERLINK(""http://evil.example"",""Chair"")",`)
      await expectOk(
        shop.admin("POST", `/admin/products/${product_id}`, { title: "Blue chair" })
      )
      const token = await signedIn()
      const response = await fetch(
        `${shop.url}/admin/rental/reports/losses?${new URLSearchParams({ ...range, format: "csv" })}`,
        { headers: { authorization: `Bearer ${token}` } }
      )
      expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8")
      expect(response.headers.get("content-disposition")).toBe(
        `attachment; filename="losses_${range.from}_${range.to}.csv"`
      )
      const bytes = new Uint8Array(await response.arrayBuffer())
      expect(String.fromCharCode(...bytes.slice(0, 6))).toBe("level,")
    })

    it.each<[string, string, Record<string, string>, number]>([
      ["from", "utilisation", { from: "2027-02-30" }, 400],
      ["to", "revenue", { to: "soon" }, 400],
      ["to", "revenue", { from: "2027-06-02", to: "2027-06-01" }, 400],
      ["to", "utilisation", { from: "2027-01-01", to: "2030-01-02" }, 400],
      ["format", "losses", { format: "xlsx" }, 400],
      ["colour", "losses", { colour: "red" }, 400],
      ["location_id", "idle-stock", { location_id: "sloc_none" }, 404],
      ["category_id", "idle-stock", { category_id: "pcat_none" }, 404],
      ["name", "profits", {}, 404],
    ])("name a wrong %s (%s)", async (field, name, query, status) => {
      const answer = await report(name, query)
      expect(answer).toMatchObject({
        status,
        body: {
          type: expect.any(String),
          message: expect.any(String),
          code: status === 404 ? "rental_not_found" : "rental_request_invalid",
          field,
        },
      })
    })

    it("need both ends, and somebody who is signed in", async () => {
      expect(await shop.admin("GET", "/admin/rental/reports/losses")).toMatchObject({
        status: 400,
        body: { field: "from" },
      })
      const response = await fetch(`${shop.url}/admin/rental/reports/losses`)
      expect(response.status).toBe(401)
    })
  })

  describe("calendars", () => {
    const make = async (body: unknown = {}) =>
      (await expectOk(shop.admin("POST", "/admin/rental/calendar-feeds", body))).body as {
        calendar_feed: { id: string }
        token: string
        path: string
        url: string
      }

    const eventsAt = async (path: string): Promise<VEvent[]> => {
      const response = await fetch(`${shop.url}${path}`)
      expect(response.status).toBe(200)
      return Object.values(nodeIcal.sync.parseICS(await response.text())).filter(
        (part): part is VEvent => part?.type === "VEVENT"
      )
    }

    const eventOf = async (path: string, order: Placed) =>
      (await eventsAt(path)).find(({ uid }) => uid.startsWith(order.id))

    it("have an event for each order, from leaving to coming back", async () => {
      const { path, url, token } = await make()
      expect(url).toBe(`${shop.url}${path}`)
      expect(path).toBe(`/rental/calendar/${token}.ics`)
      const events = await eventsAt(path)
      const live = events.filter(({ status }) => status === "CONFIRMED")
      expect(live.map(timesOf).sort()).toEqual(
        placed
          .map(({ id, dates }) =>
            [id, dates.start_date, dayAfter(dates.end_date)].join(" ")
          )
          .sort()
      )
      const [order] = placed as [Placed]
      const { display_id } = (await readOrder(order)) as { display_id: number }
      const event = live.find(({ uid }) => uid.startsWith(order.id))
      expect(event?.summary).toContain(`#${display_id}: `)
      for (const [title, units] of goodsOf(order)) {
        expect(event?.description).toContain(`${units} × ${title} (to leave, Warehouse)`)
      }
    })

    it("say that an order is cancelled", async () => {
      const { path } = await make()
      expect(await eventOf(path, cancelled)).toMatchObject({ status: "CANCELLED" })
    })

    it("say nothing of the customer", async () => {
      const { path } = await make()
      const text = await (await fetch(`${shop.url}${path}`)).text()
      expect(text).toContain("BEGIN:VEVENT")
      expect(text).not.toMatch(/example\.com|ada|reyes|mill lane|hudson|12534/i)
    })

    it("are the same until something changes, and then newer", async () => {
      const { path } = await make()
      const first = await fetch(`${shop.url}${path}`)
      const etag = first.headers.get("etag")!
      expect(first.headers.get("content-type")).toBe("text/calendar; charset=utf-8")
      const again = await fetch(`${shop.url}${path}`, {
        headers: { "if-none-match": etag },
      })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe("")

      const order = placed.at(-1)!
      const before = await eventOf(path, order)
      const dates = period((ORDERS + 3) * 4, 2)
      await expectOk(changeOrder(shop, order.id, dates))
      order.dates = dates
      const changed = await fetch(`${shop.url}${path}`, {
        headers: { "if-none-match": etag },
      })
      expect(changed.status).toBe(200)
      expect(changed.headers.get("etag")).not.toBe(etag)
      const after = await eventOf(path, order)
      expect(after?.uid).toBe(before?.uid)
      expect(timesOf(after!)).toContain(dates.start_date)
      expect(Number(after?.sequence)).toBeGreaterThanOrEqual(Number(before?.sequence))
      expect(after?.lastmodified?.getTime()).toBeGreaterThanOrEqual(
        before?.lastmodified?.getTime() ?? Infinity
      )
    })

    it("can be of one item or one place, with nothing else in them", async () => {
      const table = await make({ variant_id: variantOf.get("OAK-TABLE") })
      const events = await eventsAt(table.path)
      const withTables = placed.filter((order) =>
        goodsOf(order).some(([title]) => title === "Oak table")
      )
      const confirmed = events.filter(({ status }) => status === "CONFIRMED")
      expect(confirmed).toHaveLength(withTables.length)
      expect(
        confirmed.every(({ summary }) => /^#\d+: \d+ × Oak table$/.test(String(summary)))
      ).toBe(true)

      const dinner = await make({ variant_id: variantOf.get("PACKAGE-DINNER-FOR-EIGHT") })
      expect(
        (await eventsAt(dinner.path)).filter(({ status }) => status === "CONFIRMED")
      ).toHaveLength(
        placed.filter(({ lines }) =>
          lines.some(([sku]) => sku === "PACKAGE-DINNER-FOR-EIGHT")
        ).length
      )

      const { body } = await expectOk(
        shop.admin("POST", "/admin/stock-locations", { name: "Second house" })
      )
      const empty = await make({ location_id: body.stock_location.id, name: "Upstate" })
      expect(await eventsAt(empty.path)).toEqual([])
      const here = await make({ location_id: placeId })
      expect((await eventsAt(here.path)).length).toBeGreaterThanOrEqual(placed.length)
      const text = await (await fetch(`${shop.url}${empty.path}`)).text()
      expect(text).toContain("X-WR-CALNAME:Upstate")
    })

    it("are listed without their secret, which the database does not have either", async () => {
      const { calendar_feed, token, path } = await make({ name: "Van" })
      const listed = async () =>
        (
          await expectOk(shop.admin("GET", "/admin/rental/calendar-feeds"))
        ).body.calendar_feeds.find((feed: { id: string }) => feed.id === calendar_feed.id)
      expect(await listed()).toMatchObject({
        name: "Van",
        location_id: null,
        variant_id: null,
        last_used_at: null,
        revoked_at: null,
        created_by: expect.stringMatching(/^user_/),
      })
      await fetch(`${shop.url}${path}`)
      expect(await listed()).toMatchObject({ last_used_at: expect.any(String) })
      expect(JSON.stringify(await listed())).not.toContain(token)
      const rows = await shop.sql("select * from rental_calendar_feed")
      expect(JSON.stringify(rows)).not.toContain(token)
    })

    it("are gone once revoked, in the words of an address that never was", async () => {
      const { calendar_feed, path } = await make()
      const revoke = () =>
        expectOk(shop.admin("DELETE", `/admin/rental/calendar-feeds/${calendar_feed.id}`))
      const { body } = await revoke()
      expect(body.calendar_feed.revoked_at).toEqual(expect.any(String))
      expect((await revoke()).body).toEqual(body)
      const gone = await fetch(`${shop.url}${path}`)
      const never = await fetch(`${shop.url}/rental/calendar/${"a".repeat(43)}.ics`)
      const nonsense = await fetch(`${shop.url}/rental/calendar/%00..ics`)
      expect([gone.status, never.status, nonsense.status]).toEqual([404, 404, 404])
      const [words, ...others] = await Promise.all(
        [gone, never, nonsense].map((response) => response.json())
      )
      expect(words).toMatchObject({ code: "rental_not_found", type: "not_found" })
      expect(others).toEqual([words, words])
    })

    it.each<[string, unknown, number]>([
      ["location_id", { location_id: "sloc_none" }, 404],
      ["variant_id", { variant_id: "variant_none" }, 404],
      ["name", { name: "" }, 400],
      ["colour", { colour: "red" }, 400],
    ])("refuse a wrong %s", async (field, body, status) => {
      const answer = await shop.admin("POST", "/admin/rental/calendar-feeds", body)
      expect(answer).toMatchObject({ status, body: { field } })
    })

    it("are made and revoked by staff only", async () => {
      const url = `${shop.url}/admin/rental/calendar-feeds`
      const calls = [fetch(url), fetch(url, { method: "POST" })]
      const statuses = (await Promise.all(calls)).map(({ status }) => status)
      expect(statuses).toEqual([401, 401])
      const unknown = await shop.admin(
        "DELETE",
        "/admin/rental/calendar-feeds/rfeed_none"
      )
      expect(unknown).toMatchObject({ status: 404, body: { field: "id" } })
    })
  })

  /** Units of plain items that orders rent, each weighed; packages as their components. */
  function countUnits(
    orders: readonly Placed[],
    weigh: (order: Placed) => number
  ): Record<string, number> {
    const counts: Record<string, number> = {}
    for (const order of orders) {
      for (const [sku, quantity] of order.lines) {
        for (const [part, each] of PARTS[sku] ?? [[sku, 1]]) {
          counts[part] = (counts[part] ?? 0) + quantity * each * weigh(order)
        }
      }
    }
    return counts
  }

  function goodsOf(order: Placed): [title: string, units: number][] {
    return Object.entries(countUnits([order], () => 1)).map(([sku, units]) => {
      const words = sku.toLowerCase().replace("-", " ")
      return [words[0]!.toUpperCase() + words.slice(1), units]
    })
  }

  async function readOrder({ id }: Placed): Promise<Record<string, unknown>> {
    return (await expectOk(shop.admin("GET", `/admin/orders/${id}`))).body.order
  }

  /** What each rented line of an order takes, before tax, as Medusa's own call has it. */
  async function linesOf(order: Placed): Promise<[sku: string, amount: number][]> {
    const { items } = (await readOrder(order)) as {
      items: { variant_id: string; total: number; tax_total: number }[]
    }
    return items.flatMap((line) => {
      const sku = skuOf.get(line.variant_id)
      return sku ? [[sku, line.total - line.tax_total] as [string, number]] : []
    })
  }

  async function signedIn(): Promise<string> {
    const response = await fetch(`${shop.url}/auth/user/emailpass`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "admin@gather.test", password: "admin-password" }),
    })
    return ((await response.json()) as { token: string }).token
  }
})

/** Two components: the first gets its share rounded to the cent, the second the rest. */
function shareByHand(sku: string, amount: number): [sku: string, share: number][] {
  const parts = PARTS[sku]
  if (!parts) {
    return [[sku, amount]]
  }
  const [first, second] = parts as [[string, number], [string, number]]
  const weight = ([part, each]: [string, number]) => RATES[part]! * each
  const share = cents((amount * weight(first)) / (weight(first) + weight(second)))
  return [
    [first[0], share],
    [second[0], cents(amount - share)],
  ]
}

function bySku(rows: readonly Row[], field: string): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [row.sku, Number(row[field])]))
}

function byCurrency(rows: readonly Row[]): Record<string, number> {
  return Object.fromEntries(rows.map((row) => [row.currency_code, Number(row.revenue)]))
}

/** Items that were in no order are in the report all the same. */
function withZeros(
  counts: Record<string, number>,
  rows: readonly Row[]
): Record<string, number> {
  return { ...Object.fromEntries(rows.map((row) => [row.sku, 0])), ...counts }
}

function timesOf({ uid, start, end }: VEvent): string {
  const day = (date: Date | undefined) => date?.toLocaleDateString("sv-SE")
  return [uid.split(".")[0], day(start), day(end)].join(" ")
}

function daysOf({ start_date, end_date }: Period): number {
  return (Date.parse(end_date) - Date.parse(start_date)) / DAY_MS + 1
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)
}

/** A day of the shop's calendar, counted from its today. */
function localDay(offset: number): string {
  return period(offset, 1).start_date
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
