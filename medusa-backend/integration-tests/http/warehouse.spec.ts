import { expectOk, period } from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Answer, type Shop } from "../harness/shop"
import { freeUnits, handleGoods, placeOrder } from "../harness/staff"

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
    handleGoods(shop, id, action, body)

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

  const photo = async (bytes: Uint8Array<ArrayBuffer>): Promise<Answer> => {
    const form = new FormData()
    form.append("photo", new Blob([bytes], { type: "image/jpeg" }), "chair.jpg")
    return shop.admin("POST", "/admin/rental/photos", form)
  }
  const picture = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...Array<number>(64).fill(7)])

  it("takes goods back: damaged, lost, charged, with photos; and found again", async () => {
    const id = await placeOrder(shop, today, [[blue, 6]])
    const free = await freeUnits(shop, blue, period(30, 1))
    const { body: left } = await expectOk(staff(id, "check-out"))
    const booking_id = left.changed[0] as string
    const { body: kept } = await expectOk(photo(picture))
    const photo_id = kept.photo.id as string
    const said = {
      bookings: [
        {
          booking_id,
          condition: "dirty",
          damaged: [{ note: "torn", photo_ids: [photo_id], charge: { amount: 12.5 } }],
          lost: [{ quantity: 2 }],
        },
      ],
    }
    const { body } = await expectOk(staff(id, "check-in", said))
    expect(body.charges).toMatchObject([
      { kind: "damage", amount: 12.5, currency_code: "usd", state: "open" },
      { kind: "loss", amount: 100, state: "open" },
    ])
    expect(body.affected).toEqual([])
    const states = (
      body.rental.lines[0].bookings as { state: string; quantity: number }[]
    )
      .map(({ state, quantity }) => `${state} ${quantity}`)
      .sort()
    expect(states).toEqual(["lost 2", "returned 1", "returned 3"])
    expect(await freeUnits(shop, blue, period(30, 1))).toBe(free - 3)
    const { body: again } = await expectOk(staff(id, "check-in", said))
    expect(again).toMatchObject({ changed: [], incidents: [], charges: [] })

    const { body: checked } = await expectOk(staff(id, "check", { ready: true }))
    expect(checked.changed).toHaveLength(2)
    const loss = body.incidents.find(({ kind }: { kind: string }) => kind === "loss")
    const { body: found } = await expectOk(
      shop.admin("POST", `/admin/rental/incidents/${loss.id}/found`, { found: 2 })
    )
    expect(found.incident).toMatchObject({ found: 2 })
    const { body: owed } = await expectOk(
      shop.admin("GET", `/admin/rental/order-charges?order_id=${id}`)
    )
    expect(
      owed.charges
        .map((c: { kind: string; state: string }) => `${c.kind} ${c.state}`)
        .sort()
    ).toEqual(["damage open", "loss waived"])
    expect(await freeUnits(shop, blue, period(30, 1))).toBe(free - 1)

    const other = await shop.store("GET", `/admin/rental/photos/${photo_id}`)
    expect(other.status).toBe(401)
  })

  it("takes pictures only, and only so large", async () => {
    const field = async (call: Promise<Answer>) => {
      const { status, body } = await call
      return `${status} ${body.code} ${body.field}`
    }
    const wrong = "400 rental_request_invalid photo"
    const page = new TextEncoder().encode("<!doctype html><script></script>")
    expect(await field(photo(page))).toBe(wrong)
    expect(await field(photo(new Uint8Array(11 * 1024 * 1024).fill(255)))).toBe(wrong)
    expect(await field(shop.admin("POST", "/admin/rental/photos", {}))).toBe(wrong)
    expect(await field(shop.admin("GET", "/admin/rental/photos/rphoto_none"))).toBe(
      "404 rental_not_found id"
    )
  })

  it("names what is wrong with a return, a charge and what was found", async () => {
    const id = await placeOrder(shop, today, [[blue, 1]])
    const { body } = await expectOk(staff(id, "check-out"))
    const booking_id = body.changed[0] as string
    const field = async (call: Promise<Answer>) => {
      const { status, body } = await call
      return `${status} ${body.code} ${body.field}`
    }
    const say = (more: object) =>
      field(staff(id, "check-in", { bookings: [{ booking_id, ...more }] }))
    const wrong = "400 rental_request_invalid"
    expect(await say({ lost: [{ quantity: 2 }] })).toBe(`${wrong} quantity`)
    expect(await say({ lost: [{ charge: { amount: 0 } }] })).toBe(
      `${wrong} bookings.0.lost.0.charge.amount`
    )
    expect(await say({ damaged: [{ photo_ids: ["rphoto_none"] }] })).toBe(
      "404 rental_not_found photo_ids"
    )
    expect(await field(staff(id, "check-in", { ready: true }))).toBe(`${wrong} ready`)
    const charge = (more: object) =>
      field(
        shop.admin("POST", "/admin/rental/order-charges", {
          order_id: id,
          kind: "other",
          amount: 1,
          reason: "Sweets",
          ...more,
        })
      )
    expect(await charge({ order_id: "order_none" })).toBe("404 rental_not_found order_id")
    expect(await charge({ kind: "fine" })).toBe(`${wrong} kind`)
    expect(await charge({ amount: -1 })).toBe(`${wrong} amount`)
    expect(
      await field(shop.admin("POST", "/admin/rental/order-charges/rcharge_none/settle"))
    ).toBe("404 rental_not_found id")
    expect(
      await field(
        shop.admin("POST", "/admin/rental/incidents/rincident_none/found", { found: 1 })
      )
    ).toBe("404 rental_not_found id")
    expect(
      await field(shop.admin("GET", "/admin/rental/bookings/rbook_none/ways-out"))
    ).toBe("404 rental_not_found id")
    await expectOk(staff(id, "check-in"))
  })

  it("names who goes short, and the ways out", async () => {
    const later = period(200, 2)
    const many = await freeUnits(shop, blue, later)
    const first = await placeOrder(shop, today, [[blue, 2]])
    const last = await placeOrder(shop, later, [[blue, many]])
    const { body } = await expectOk(staff(first, "check-out"))
    const booking_id = body.changed[0] as string
    const { body: back } = await expectOk(
      staff(first, "check-in", { bookings: [{ booking_id, lost: [{ quantity: 2 }] }] })
    )
    expect(back.affected).toMatchObject([{ order_id: last, short: 2, quantity: many }])
    const { body: list } = await expectOk(
      shop.admin("GET", `/admin/rental/shortages?order_id=${last}`)
    )
    expect(list.shortages).toMatchObject([{ order_id: last, title: "Blue chair" }])
    const short = list.shortages[0].booking_id as string
    const { body: ways } = await expectOk(
      shop.admin("GET", `/admin/rental/bookings/${short}/ways-out`)
    )
    expect(ways.ways_out).toMatchObject({ short: 2, other_locations: [] })
    expect(
      ways.ways_out.alternatives.map((other: { title: string }) => other.title)
    ).toContain("Gold chair")
    expect((await expectOk(shop.admin("GET", "/admin/rental/overdue"))).body).toEqual({
      overdue: [],
    })
    const { body: found } = await expectOk(
      shop.admin("POST", `/admin/rental/incidents/${back.incidents[0].id}/found`, {
        found: 2,
      })
    )
    expect(found.incident.found).toBe(2)
    const { body: none } = await expectOk(
      shop.admin("GET", `/admin/rental/shortages?order_id=${last}`)
    )
    expect(none.shortages).toEqual([])
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
