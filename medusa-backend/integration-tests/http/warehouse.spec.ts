import { expectOk, period } from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Answer, type Shop } from "../harness/shop"
import { placeOrder } from "../harness/staff"

describe("the warehouse", () => {
  let shop: Shop
  let blue: string
  let table: string
  let dinner: string
  const today = period(0, 2)

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
    table = await shop.variantId("OAK-TABLE")
    dinner = await shop.variantId("PACKAGE-DINNER-FOR-EIGHT")
  })
  afterAll(async () => {
    expect(await auditLedger(shop)).toEqual([])
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const staff = (id: string, action: string, body?: unknown): Promise<Answer> =>
    shop.admin("POST", `/admin/rental/orders/${id}/${action}`, body)

  const keepAt = async (variantId: string, storage_place: string) => {
    const { body } = await shop.admin(
      "GET",
      `/admin/rental/items?variant_id=${variantId}`
    )
    const { product_id } = body.items[0] as { product_id: string }
    const items = [{ variant_id: variantId, product_id, storage_place }]
    await expectOk(shop.admin("POST", "/admin/rental/items", { items }))
  }

  it("lists what leaves on a day by where it is kept, packages taken apart", async () => {
    await keepAt(blue, "A-10")
    await keepAt(table, "A-2")
    const first = await placeOrder(shop, today, [[blue, 3]])
    const second = await placeOrder(shop, today, [[dinner, 1]])
    const { body } = await expectOk(
      shop.admin("GET", `/admin/rental/pick-list?date=${today.start_date}`)
    )
    const { items, totals } = body.pick_list as {
      items: {
        storage_place: string | null
        title: string
        orders: {
          order_id: string
          display_id: number
          part_of: { variant_id: string } | null
        }[]
      }[]
      totals: { orders: number }
    }
    expect(totals.orders).toBe(2)
    const places = items.map((item) => item.storage_place)
    expect(places.slice(0, 2)).toEqual(["A-2", "A-10"])
    expect(places.slice(2).every((place) => place === null)).toBe(true)
    const parts = items.flatMap((item) =>
      item.orders.filter(({ order_id }) => order_id === second)
    )
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.every(({ part_of }) => part_of?.variant_id === dinner)).toBe(true)
    const alone = items.flatMap((item) =>
      item.orders.filter(({ order_id }) => order_id === first)
    )
    expect(alone).toMatchObject([{ part_of: null, quantity: 3, state: "reserved" }])
    expect(alone[0]?.display_id).toBeGreaterThan(0)

    const nowhere = await expectOk(
      shop.admin("GET", "/admin/rental/pick-list?location_id=sloc_none")
    )
    expect(nowhere.body.pick_list.items).toEqual([])
  })

  it("packs in parts, unpacks, and hands out what is packed", async () => {
    const id = await placeOrder(shop, today, [[blue, 5]])
    const { body: all } = await expectOk(staff(id, "prepare"))
    expect(all.rental.lines[0]).toMatchObject({ state: "prepared" })
    const booking_id = all.changed[0] as string
    const say = (quantity: number) =>
      staff(id, "prepare", { bookings: [{ booking_id, quantity }] })
    const { body: some } = await expectOk(say(2))
    expect(some.rental.lines[0]).toMatchObject({
      state: "reserved",
      bookings: [{ prepared: 2 }],
    })
    await expectOk(staff(id, "check-out", { only_prepared: true }))
    const { body: gone } = await expectOk(staff(id, "unprepare"))
    expect(gone.changed).toEqual([])
    const states = (
      gone.rental.lines[0].bookings as { state: string; quantity: number }[]
    )
      .map(({ state, quantity }) => `${state} ${quantity}`)
      .sort()
    expect(states).toEqual(["out 2", "reserved 3"])
    await expectOk(staff(id, "check-out"))
    const { body: list } = await expectOk(
      shop.admin("GET", `/admin/rental/return-list?date=${today.end_date}`)
    )
    const out = list.return_list.items.find(
      (item: { variant_id: string }) => item.variant_id === blue
    )
    expect(out).toMatchObject({ out: 5, returned: 0 })
    await expectOk(staff(id, "check-in"))
  })

  it("says what is wrong with a request", async () => {
    const id = await placeOrder(shop, today, [[blue, 1]])
    const field = async (call: Promise<Answer>) => {
      const { status, body } = await call
      return `${status} ${body.code} ${body.field}`
    }
    const wrong = "400 rental_request_invalid"
    const booking_id = "rbook_none"
    expect(await field(staff(id, "prepare", { serials: [] }))).toBe(`${wrong} serials`)
    expect(
      await field(staff(id, "prepare", { serials: ["x"], bookings: [{ booking_id }] }))
    ).toBe(`${wrong} serials`)
    expect(await field(staff(id, "prepare", { bookings: [{ booking_id }] }))).toBe(
      "404 rental_not_found booking_id"
    )
    expect(
      await field(
        staff(id, "check-out", { only_prepared: true, bookings: [{ booking_id }] })
      )
    ).toBe(`${wrong} only_prepared`)
    expect(
      await field(shop.admin("GET", "/admin/rental/pick-list?date=2027-02-30"))
    ).toBe(`${wrong} date`)
    expect(await field(staff("order_none", "prepare"))).toBe("404 rental_not_found id")
  })
})
