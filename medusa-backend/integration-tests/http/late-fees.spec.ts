import { expectOk, period } from "../harness/customer"
import { openShop, type Shop } from "../harness/shop"
import { handleGoods, placeOrder } from "../harness/staff"

/* The chair costs 5 dollars a day; half as much again for each day that it is late. */
describe("goods that come back late", () => {
  let shop: Shop
  let chair: string

  beforeAll(async () => {
    shop = await openShop()
    chair = await shop.variantId("BLUE-CHAIR")
    await expectOk(
      shop.admin("POST", "/admin/rental/charges", {
        late_fee: { type: "percent", percent: 150, grace_hours: 0 },
        deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: 500 }] },
      })
    )
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  /** Four chairs that went out for two days, and were due so many days ago. */
  const outLate = async (daysAgo: number) => {
    const id = await placeOrder(shop, period(0, 2), [[chair, 4]])
    await expectOk(handleGoods(shop, id, "check-out"))
    await shop.sql(
      `update rental_booking set start_date = start_date - $1::integer,
              end_date = end_date - $1::integer
        where order_id = $2 and item_id not like '#%'`,
      [daysAgo + 1, id]
    )
    return id
  }
  const checkIn = async (id: string, body?: unknown) =>
    (await expectOk(handleGoods(shop, id, "check-in", body))).body
  const chargesOf = async (id: string) =>
    (await expectOk(shop.admin("GET", `/admin/rental/order-charges?order_id=${id}`))).body
      .charges

  it("are charged when they come in, once", async () => {
    const id = await outLate(3)
    const { charges } = await checkIn(id)
    const { body } = await expectOk(
      shop.admin("GET", `/admin/rental/orders/${id}/late-fees`)
    )
    const { amount, goods } = body.late_fees
    expect(amount).toBe(4 * goods[0].days * 7.5)
    expect(charges).toEqual([
      expect.objectContaining({
        kind: "late",
        state: "open",
        amount,
        quantity: 4,
        reason: goods[0].words,
        booking_id: goods[0].booking_id,
      }),
    ])
    await checkIn(id)
    expect(await chargesOf(id)).toHaveLength(1)
  })

  it("are charged by the part, and in all what they cost", async () => {
    const id = await outLate(2)
    const [booking] = await shop.sql<{ id: string }>(
      "select id from rental_booking where order_id = $1 and state = 'out'",
      [id]
    )
    await checkIn(id, { bookings: [{ booking_id: booking!.id, quantity: 1 }] })
    await checkIn(id)
    const charges = await chargesOf(id)
    expect(charges.map(({ quantity }: { quantity: number }) => quantity).sort()).toEqual([
      1, 3,
    ])
    const { body } = await expectOk(
      shop.admin("GET", `/admin/rental/orders/${id}/late-fees`)
    )
    const sum = charges.reduce(
      (all: number, { amount }: { amount: number }) => all + amount,
      0
    )
    expect(sum).toBe(body.late_fees.amount)
  })

  it("are paid out of the deposit, or forgiven, like any charge", async () => {
    const id = await outLate(2)
    const [charge] = (await checkIn(id)).charges
    const deposit = (body: object) =>
      expectOk(shop.admin("POST", `/admin/rental/orders/${id}/deposit`, body))
    await deposit({ kind: "held" })
    await deposit({ kind: "kept", amount: charge.amount, reason: charge.reason })
    const settled = await expectOk(
      shop.admin("POST", `/admin/rental/order-charges/${charge.id}/settle`, {
        reference: "Deposit",
      })
    )
    expect(settled.body.charge.state).toBe("settled")

    const other = await outLate(2)
    const [forgiven] = (await checkIn(other)).charges
    await expectOk(
      shop.admin("POST", `/admin/rental/order-charges/${forgiven.id}/waive`, {
        reason: "Snow on the pass",
      })
    )
    await checkIn(other)
    expect(await chargesOf(other)).toEqual([expect.objectContaining({ state: "waived" })])
  })

  it("cost nothing when they are in time", async () => {
    const id = await placeOrder(shop, period(0, 2), [[chair, 4]])
    await expectOk(handleGoods(shop, id, "check-out"))
    expect((await checkIn(id)).charges).toEqual([])
  })
})
