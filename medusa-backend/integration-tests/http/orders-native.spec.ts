import { expectOk, period } from "../harness/customer"
import { openShop, type Shop } from "../harness/shop"
import { freeUnits, placeOrder, regionId, sellCandles } from "../harness/staff"

describe("Medusa's own order calls beside the ledger", () => {
  let shop: Shop
  let blue: string
  let candles: string
  let orderId: string
  const during = period(40, 2)
  let lines: { id: string; variant_id: string; quantity: number }[]

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
    candles = await sellCandles(shop)
    orderId = await placeOrder(shop, during, [[blue, 4]], candles)
    const { body } = await expectOk(shop.admin("GET", `/admin/orders/${orderId}`))
    lines = body.order.items
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const line = (variantId: string) =>
    lines.find((item) => item.variant_id === variantId)?.id ?? ""

  const refused = async (path: string, body: unknown, instead: string) => {
    const answer = await shop.admin("POST", path, body)
    expect(answer).toMatchObject({
      status: 400,
      body: { code: "rental_request_invalid" },
    })
    expect(answer.body.message).toContain(instead)
  }

  it("refuses to edit rentals and lets goods through", async () => {
    await expectOk(shop.admin("POST", "/admin/order-edits", { order_id: orderId }))
    const edit = `/admin/order-edits/${orderId}/items`
    const change = "/admin/rental/orders/:id/change"
    await refused(edit, { items: [{ variant_id: blue, quantity: 1 }] }, change)
    await refused(`${edit}/item/${line(blue)}`, { quantity: 3 }, change)
    await refused(`${edit}/item/${line(blue)}`, { quantity: 0 }, change)

    // The price of a rental may be bargained over; the action then keeps its quantity too.
    const { body } = await expectOk(
      shop.admin("POST", `${edit}/item/${line(blue)}`, { quantity: 4, unit_price: 8 })
    )
    const action = body.order_preview.items.find(
      (item: { id: string }) => item.id === line(blue)
    ).actions[0].id as string
    await refused(`${edit}/${action}`, { quantity: 1 }, change)

    await expectOk(shop.admin("POST", `${edit}/item/${line(candles)}`, { quantity: 3 }))
    await expectOk(
      shop.admin("POST", edit, { items: [{ variant_id: candles, quantity: 1 }] })
    )
    await expectOk(shop.admin("POST", `/admin/order-edits/${orderId}/request`))
    await expectOk(shop.admin("POST", `/admin/order-edits/${orderId}/confirm`))
    expect(await freeUnits(shop, blue, during)).toBe(36)
    const { body: after } = await expectOk(shop.admin("GET", `/admin/orders/${orderId}`))
    expect(after.order.items).toContainEqual(
      expect.objectContaining({ variant_id: blue, quantity: 4, unit_price: 8 })
    )
  })

  it("refuses returns, exchanges and claims of rentals", async () => {
    const checkIn = "/admin/rental/orders/:id/check-in"
    const item = { id: line(blue), quantity: 1 }
    const begin = async (kind: string, extra: object = {}) => {
      const { body } = await expectOk(
        shop.admin("POST", `/admin/${kind}`, { order_id: orderId, ...extra })
      )
      return (body.return ?? body.exchange ?? body.claim).id as string
    }

    const back = await begin("returns")
    await refused(`/admin/returns/${back}/request-items`, { items: [item] }, checkIn)
    await expectOk(shop.admin("DELETE", `/admin/returns/${back}/request`))

    const exchange = await begin("exchanges")
    const outbound = { items: [{ variant_id: blue, quantity: 1 }] }
    await refused(
      `/admin/exchanges/${exchange}/inbound/items`,
      { items: [item] },
      checkIn
    )
    await refused(`/admin/exchanges/${exchange}/outbound/items`, outbound, "/change")
    await expectOk(shop.admin("DELETE", `/admin/exchanges/${exchange}/request`))

    const claim = await begin("claims", { type: "replace" })
    const claimed = { items: [{ ...item, reason: "production_failure" }] }
    await refused(`/admin/claims/${claim}/claim-items`, claimed, checkIn)
    await refused(`/admin/claims/${claim}/inbound/items`, { items: [item] }, checkIn)
    await refused(`/admin/claims/${claim}/outbound/items`, outbound, "/change")
    await expectOk(shop.admin("DELETE", `/admin/claims/${claim}/request`))

    const own = await shop.store("POST", "/store/returns", {
      order_id: orderId,
      items: [item],
      return_shipping: { option_id: "so_any" },
    })
    expect(own).toMatchObject({ status: 400, body: { code: "rental_request_invalid" } })
  })

  it("refuses drafts with rentals, and makes those of goods", async () => {
    const draft = { region_id: await regionId(shop), email: "ada@example.com" }
    await refused(
      "/admin/draft-orders",
      { ...draft, items: [{ variant_id: blue, quantity: 1 }] },
      "/admin/rental/draft-orders"
    )
    const { body } = await expectOk(
      shop.admin("POST", "/admin/draft-orders", {
        ...draft,
        items: [{ variant_id: candles, quantity: 1 }],
      })
    )
    const id = body.draft_order.id as string
    const converted = await expectOk(
      shop.admin("POST", `/admin/draft-orders/${id}/convert-to-order`)
    )
    expect(converted.body.order).toMatchObject({ id, status: "pending" })
  })

  it("asks who is there before it says anything", async () => {
    const path = `${shop.url}/admin/order-edits/${orderId}/items`
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ items: [{ variant_id: blue, quantity: 1 }] }),
    })
    expect(answer.status).toBe(401)
  })
})
