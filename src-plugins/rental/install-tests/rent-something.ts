import { ok, type Shop, threeDaysIn } from "./shop"

/**
 * A customer's and a clerk's whole way, which calls every handler of the plugin once.
 * Needs 120 chairs and 15 tables; leaves all of them free.
 *
 * @param fromDay days from now; each visit takes days of its own
 */
export async function rentSomething(shop: Shop, fromDay: number): Promise<void> {
  const period = threeDaysIn(fromDay)
  const { seed } = shop
  expect(await shop.free("CHAIR", period)).toBe(120)
  expect(await shop.free("DINNER-SET", period)).toBe(15)

  const cart = await shop.openCart(period)
  await refusesSales(shop, cart)

  // 4 chairs, and the package's 8.
  const first = await ok(shop.add(cart, "CHAIR", 4))
  const { body } = await ok(shop.add(cart, "DINNER-SET", 1))
  expect(body.cart.rental).toMatchObject(period)
  expect(Date.parse(body.cart.rental.hold_expires_at)).toBeGreaterThan(Date.now())
  expect(body.cart.rental.lines.map(({ state }: { state: string }) => state)).toEqual([
    "held",
    "held",
  ])
  expect(await shop.free("CHAIR", period)).toBe(108)
  expect(await shop.free("TABLE", period)).toBe(14)
  expect(await shop.add(await shop.openCart(period), "CHAIR", 109)).toMatchObject({
    status: 409,
    body: { code: "rental_shortage", shortages: [{ requested: 109, available: 108 }] },
  })

  await changesLines(shop, cart, first.body.cart.items[0].id, period)

  expect(
    await shop.store("POST", `/store/carts/${cart}`, { region_id: seed.regions.eur })
  ).toMatchObject({ status: 400, body: { field: "region_id" } })

  await shop.checkOut(cart, "ada@example.com")
  const { body: completed } = await ok(shop.complete(cart))
  expect(completed.type).toBe("order")
  const order = `/admin/rental/orders/${completed.order.id}`
  const { body: placed } = await ok(shop.admin("GET", order))
  expect(bookedStates(placed)).toEqual(["reserved", "reserved"])
  expect(await shop.free("CHAIR", period)).toBe(112)

  await ok(shop.admin("POST", `/admin/orders/${completed.order.id}/cancel`))
  expect(await shop.free("CHAIR", period)).toBe(120)
  const { body: cancelled } = await ok(shop.admin("GET", order))
  expect(bookedStates(cancelled)).toEqual(["cancelled", "cancelled"])
}

/** Medusa's own ways into a cart are no way around the ledger. */
async function refusesSales(shop: Shop, cart: string): Promise<void> {
  const chair = { variant_id: shop.seed.variants.CHAIR, quantity: 1 }
  const refusal = {
    status: 400,
    body: { message: expect.stringContaining("/store/carts/:id/rental-items") },
  }
  expect(
    await shop.store("POST", `/store/carts/${cart}/line-items`, chair)
  ).toMatchObject(refusal)
  expect(
    await shop.store("POST", "/store/carts", {
      region_id: shop.seed.regions.usd,
      items: [chair],
    })
  ).toMatchObject(refusal)
}

/** Medusa's own calls that change and remove a line of 4 chairs, beside 8 of a package. */
async function changesLines(
  shop: Shop,
  cart: string,
  line: string,
  period: ReturnType<typeof threeDaysIn>
): Promise<void> {
  const address = `/store/carts/${cart}/line-items/${line}`
  await ok(shop.store("POST", address, { quantity: 10 }))
  expect(await shop.free("CHAIR", period)).toBe(102)
  await ok(shop.store("DELETE", address))
  expect(await shop.free("CHAIR", period)).toBe(112)
}

type Rental = {
  rental: { lines: { bookings: { state: string }[] }[] }
}

function bookedStates({ rental }: Rental): string[] {
  return rental.lines.flatMap(({ bookings }) => bookings.map(({ state }) => state))
}
