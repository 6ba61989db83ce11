import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { openShop, type Shop } from "../harness/shop"

const dates = period(30, 2)
const swapped = { start_date: dates.end_date, end_date: dates.start_date }
const BAD_PERIODS: [string, Record<string, unknown>, RegExp][] = [
  ["swapped dates", swapped, /end_date/],
  [
    "a past start",
    { ...dates, start_date: "2020-01-01", end_date: "2020-01-02" },
    /start_date/,
  ],
  ["a day that does not exist", { ...dates, start_date: "2027-02-30" }, /start_date/],
  ["words for a day", { ...dates, end_date: "next friday" }, /end_date/],
  [
    "a time for a day",
    { ...dates, start_date: `${dates.start_date}T10:00:00Z` },
    /start_date/,
  ],
  ["no start", { end_date: dates.end_date }, /start_date/],
  ["no end", { start_date: dates.start_date }, /end_date/],
  ["a period of a thousand years", { ...dates, end_date: "3027-01-01" }, /end_date/],
]
const BAD_QUANTITIES: [string, unknown][] = [
  ["zero", 0],
  ["negative", -1],
  ["fractional", 1.5],
  ["enormous", 1e15],
  ["beyond a 32-bit integer", 3_000_000_000],
  ["a word", "two"],
  ["missing", undefined],
]

describe("bad input gets a clear error and changes nothing", () => {
  let shop: Shop
  let chair: string

  beforeAll(async () => {
    shop = await openShop()
    chair = await shop.variantId("BLUE-CHAIR")
  })
  afterAll(() => shop.close())

  const expectRefused = (
    { status, body }: { status: number; body: { type?: string; message?: string } },
    field: RegExp,
    statuses = [400]
  ) => {
    expect({ status, body }).toEqual({
      status: expect.any(Number),
      body: expect.objectContaining({
        type: expect.any(String),
        message: expect.any(String),
      }),
    })
    expect(statuses).toContain(status)
    expect(JSON.stringify(body)).toMatch(field)
  }
  const bookings = async () => {
    const [row] = await shop.sql<{ n: string }>(
      "select count(*) as n from rental_booking"
    )
    return Number(row?.n)
  }

  describe.each(BAD_PERIODS)("%s", (_, query, field) => {
    const search = () =>
      new URLSearchParams(
        Object.entries(query).map(([key, value]): [string, string] => [
          key,
          String(value),
        ])
      ).toString()

    it("is refused by availability", async () => {
      expectRefused(
        await shop.store("GET", `/store/rental/availability?${search()}`),
        field
      )
    })

    it("is refused by a quote", async () => {
      const items = [{ variant_id: chair, quantity: 1 }]
      expectRefused(
        await shop.store("POST", "/store/rental/quote", { ...query, items }),
        field
      )
    })

    it("is refused by a cart, which keeps its period", async () => {
      const cart = await openCart(shop, dates)
      expectRefused(
        await shop.store("POST", `/store/carts/${cart}/rental-period`, query),
        field
      )
      const { body } = await expectOk(shop.store("GET", `/store/carts/${cart}/rental`))
      expect(body.rental).toMatchObject(dates)
    })
  })

  it.each(BAD_QUANTITIES)("a quantity that is %s is refused", async (_, quantity) => {
    const cart = await openCart(shop, dates)
    const before = await bookings()
    const send = { variant_id: chair, quantity }
    expectRefused(
      await shop.store("POST", `/store/carts/${cart}/rental-items`, send),
      /quantity|rental_shortage/,
      [400, 409]
    )
    expectRefused(
      await shop.store("POST", "/store/rental/quote", { ...dates, items: [send] }),
      /quantity/
    )
    expect(await bookings()).toBe(before)
  })

  it.each([
    ["empty", ""],
    ["two words", "two words"],
    ["not ASCII", "sch\u00fcssel"],
    ["too long", "k".repeat(256)],
    ["sent twice", "one, two"],
  ])("an Idempotency-Key that is %s is refused", async (_, key) => {
    const cart = await openCart(shop, dates)
    const before = await bookings()
    expectRefused(await addItem(shop, cart, chair, 1, key), /Idempotency-Key/)
    expect(await bookings()).toBe(before)
  })

  it("an Idempotency-Key of 255 signs is taken", async () => {
    const cart = await openCart(shop, dates)
    await expectOk(addItem(shop, cart, chair, 1, `!${"~".repeat(254)}`))
  })

  it.each(
    BAD_QUANTITIES.filter(([, quantity]) => quantity !== undefined && quantity !== 0)
  )("a native quantity that is %s is refused and the hold stays", async (_, quantity) => {
    const cart = await openCart(shop, dates)
    const { body } = await expectOk(addItem(shop, cart, chair, 2))
    const line: string = body.cart.items[0].id
    const answer = await shop.store("POST", `/store/carts/${cart}/line-items/${line}`, {
      quantity,
    })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    const [hold] = await shop.sql<{ quantity: number }>(
      "select quantity from rental_booking where cart_id = $1 and state = 'held'",
      [cart]
    )
    expect(hold?.quantity).toBe(2)
  })

  it("unknown ids are named", async () => {
    const query = new URLSearchParams(dates)
    const cart = await openCart(shop, dates)
    const unknown: [string, string, unknown, RegExp][] = [
      [
        "GET",
        `/store/rental/availability?${query}&variant_id=variant_nope`,
        undefined,
        /variant/,
      ],
      [
        "GET",
        `/store/rental/calendar?variant_id=variant_nope&from=${dates.start_date}&to=${dates.end_date}`,
        undefined,
        /variant/,
      ],
      [
        "POST",
        `/store/carts/${cart}/rental-items`,
        { variant_id: "nope", quantity: 1 },
        /variant/,
      ],
      ["POST", "/store/carts/cart_nope/rental-period", dates, /cart/i],
      [
        "POST",
        "/store/carts/cart_nope/rental-items",
        { variant_id: chair, quantity: 1 },
        /cart/i,
      ],
      ["POST", "/store/carts/cart_nope/rental-hold", {}, /cart/i],
      ["GET", "/store/carts/cart_nope/rental", undefined, /cart/i],
      ["GET", "/store/orders/order_nope/rental", undefined, /order|unauthorized/i],
      ["GET", "/store/vibe/boards/board_nope", undefined, /board/i],
      ["DELETE", "/store/vibe/boards/board_nope", undefined, /board/i],
    ]
    for (const [method, path, body, field] of unknown) {
      expectRefused(await shop.store(method, path, body), field, [400, 401, 404])
    }
  })

  it("a calendar of more than 400 days, or backwards, is refused", async () => {
    const ask = (from: string, to: string) =>
      shop.store(
        "GET",
        `/store/rental/calendar?variant_id=${chair}&from=${from}&to=${to}`
      )
    expectRefused(await ask(dates.start_date, period(900, 1).start_date), /to/)
    expectRefused(await ask(dates.end_date, dates.start_date), /to/)
    expectRefused(await ask("soon", dates.end_date), /from/)
  })

  it("a body that is not JSON, or not an object, is refused", async () => {
    const cart = await openCart(shop, dates)
    for (const path of [`/store/carts/${cart}/rental-items`, "/store/rental/quote"]) {
      for (const body of ["{", "[]", "null", '"text"']) {
        const answer = await shop.store("POST", path, body)
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
      }
    }
  })

  it("an item without dates is refused and says what to do first", async () => {
    const cart = await openCart(shop)
    const answer = await addItem(shop, cart, chair)
    expectRefused(answer, /rental_period_invalid/)
    expect(answer.body.message).toMatch(/period|dates/i)
  })

  it("a cart that is completed takes nothing more", async () => {
    const cart = await openCart(shop, period(34, 1))
    await expectOk(addItem(shop, cart, chair))
    await prepareCheckout(shop, cart)
    await expectOk(complete(shop, cart))
    const before = await bookings()

    expectRefused(await addItem(shop, cart, chair), /complete/i, [400, 409])
    expectRefused(
      await shop.store("POST", `/store/carts/${cart}/rental-period`, dates),
      /complete/i,
      [400, 409]
    )
    expectRefused(
      await shop.store("POST", `/store/carts/${cart}/rental-hold`, {}),
      /complete/i,
      [400, 409]
    )
    expect(await bookings()).toBe(before)
  })

  it("a quantity beyond the fleet is a shortage that says what is left", async () => {
    const during = period(400, 2)
    const cart = await openCart(shop, during)
    const answer = await addItem(shop, cart, chair, 41)
    expect(answer).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(answer.body.shortages[0]).toMatchObject({
      variant_id: chair,
      title: expect.any(String),
      requested: 41,
      available: 40,
    })
    expect(answer.body.shortages[0].slots).toContain(during.start_date)
  })

  it.each([12, 100_000])("100,000 packages of %s chairs are a shortage", async (each) => {
    const dozen = await shop.variantId("PACKAGE-LOUNGE-CORNER")
    const { body } = await expectOk(
      shop.admin("GET", `/admin/rental/items?variant_id=${dozen}`)
    )
    const { components, product_id: packageProduct } = body.items[0]
    const isMadeOf = (parts: object[]) =>
      expectOk(
        shop.admin("POST", "/admin/rental/items", {
          items: [{ variant_id: dozen, product_id: packageProduct, components: parts }],
        })
      )
    await isMadeOf([{ variant_id: chair, quantity: each }])
    const during = period(420, 2)
    const cart = await openCart(shop, during)
    const before = await bookings()
    const answer = await addItem(shop, cart, dozen, 100_000)
    expect(answer).toMatchObject({ status: 409, body: { code: "rental_shortage" } })
    expect(answer.body.shortages[0]).toMatchObject({
      variant_id: dozen,
      requested: 100_000,
      available: Math.floor(40 / each),
    })
    const items = [{ variant_id: dozen, quantity: 100_000 }]
    const quote = await shop.store("POST", "/store/rental/quote", { ...during, items })
    expect(quote).toMatchObject({
      status: 200,
      body: { shortages: [{ variant_id: dozen }] },
    })
    const { body: regions } = await expectOk(shop.store("GET", "/store/regions"))
    expectRefused(
      await shop.admin("POST", "/admin/rental/draft-orders", {
        ...during,
        items,
        region_id: regions.regions[0].id,
        email: "many@example.com",
      }),
      /"field":"quantity"/
    )
    expect(await bookings()).toBe(before)
    await isMadeOf(
      components.map(({ variant_id, quantity }: Record<string, unknown>) => ({
        variant_id,
        quantity,
      }))
    )
  })

  it("text with control characters is refused by name", async () => {
    const dirty = "no\u0000thing"
    const sent: [string, object, string][] = [
      ["units", { units: [{ variant_id: chair, serial: dirty }] }, "units.0.serial"],
      [
        "downtime",
        {
          variant_id: chair,
          quantity: 1,
          reason: "repair",
          start_date: dates.start_date,
          note: dirty,
        },
        "note",
      ],
      [
        "orders/order_1/change",
        { end_date: dates.end_date, overbook: { reason: dirty } },
        "overbook.reason",
      ],
      [
        "rules",
        { blackouts: [{ from: "2030-01-01", to: "2030-01-02", reason: dirty }] },
        "blackouts.0.reason",
      ],
    ]
    for (const [path, body, field] of sent) {
      expect(await shop.admin("POST", `/admin/rental/${path}`, body)).toMatchObject({
        status: 400,
        body: { code: "rental_request_invalid", field },
      })
    }
  })

  it("days too far to be counted are refused", async () => {
    const far = { start_date: "2200-01-01", end_date: "2200-01-02" }
    const reason = "repair"
    expectRefused(
      await shop.admin("POST", "/admin/rental/downtime", {
        ...far,
        variant_id: chair,
        quantity: 1,
        reason,
      }),
      /"field":"start_date"/
    )
    const search = `variant_id=${chair}&from=${far.start_date}&to=${far.end_date}`
    expectRefused(
      await shop.store("GET", `/store/rental/calendar?${search}`),
      /"field":"to"/
    )
  })

  it("admin routes refuse bad fleets and are closed to the public", async () => {
    const [row] = await shop.sql<{ product_id: string }>(
      "select product_id from product_variant where id = $1",
      [chair]
    )
    const [place] = await shop.sql<{ id: string }>(
      "select id from stock_location limit 1"
    )
    const items = (item: object) => ({
      items: [{ variant_id: chair, product_id: row?.product_id, ...item }],
    })
    for (const quantity of [-1, 1.5, "many", 1e12]) {
      const fleet = [{ location_id: place?.id, quantity }]
      expectRefused(
        await shop.admin("POST", "/admin/rental/items", items({ fleet })),
        /quantity/
      )
    }
    expectRefused(
      await shop.admin("POST", "/admin/rental/items", items({ turnaround_after: -1 })),
      /turnaround_after/
    )
    expectRefused(
      await shop.admin("POST", "/admin/rental/items", {
        items: [{ variant_id: "variant_nope", product_id: "prod_nope" }],
      }),
      /variant/,
      [400, 404]
    )
    const open = await shop.store("POST", "/admin/rental/items", items({}))
    expect(open.status).toBe(401)
    const [fleet] = await shop.sql<{ quantity: number }>(
      `select quantity from rental_fleet fleet
         join rental_item item on item.id = fleet.item_id where item.variant_id = $1`,
      [chair]
    )
    expect(fleet?.quantity).toBe(40)
  })
})
