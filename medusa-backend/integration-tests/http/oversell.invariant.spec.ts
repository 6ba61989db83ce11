import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
  type Period,
} from "../harness/customer"
import { openShop, type Answer, type Shop } from "../harness/shop"

const CARTS = 50
const CAPACITY = 10

describe("nothing is oversold, whatever races", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const expectSoundLedger = async (during: Period, sku: string, units: number) => {
    const oversold = await shop.sql(
      "select * from rental_slot where booked + blocked > capacity + overbook"
    )
    expect(oversold).toEqual([])
    const [booked] = await shop.sql<{ units: string | null }>(
      `select sum(booking.quantity) as units
         from rental_booking booking
         join rental_item item on item.id = booking.item_id
        where item.variant_id = $1 and booking.start_date = $2 and booking.state = 'reserved'
          and booking.order_id is not null`,
      [await shop.variantId(sku), during.start_date]
    )
    expect(Number(booked?.units ?? 0)).toBe(units)
  }

  /** Counts orders and refusals of one code that name what is missing; the rest in words. */
  const tally = (answers: Answer[], refusal: string) => {
    const isOrder = ({ status, body }: Answer) => status === 200 && body.type === "order"
    const isRefused = ({ status, body }: Answer) =>
      status === 409 && body.code === refusal && body.shortages?.length === 1
    return {
      orders: answers.filter(isOrder).length,
      refused: answers.filter(isRefused).length,
      other: answers
        .filter((answer) => !isOrder(answer) && !isRefused(answer))
        .map(({ status, body }) => `${status} ${JSON.stringify(body).slice(0, 300)}`),
    }
  }
  const oneInFive = { orders: CAPACITY, refused: CARTS - CAPACITY, other: [] }

  it(`${CARTS} customers at once, from empty cart to order: ${CAPACITY} get it`, async () => {
    const during = period(200, 3)
    const chair = await shop.variantId("GOLD-CHAIR")
    const answers = await Promise.all(
      Array.from({ length: CARTS }, async () => {
        const cart = await openCart(shop, during)
        const added = await addItem(shop, cart, chair)
        if (added.status !== 200) {
          return added
        }
        await prepareCheckout(shop, cart)
        return complete(shop, cart)
      })
    )
    expect(tally(answers, "rental_shortage")).toEqual(oneInFive)
    await expectSoundLedger(during, "GOLD-CHAIR", CAPACITY)
  })

  it(`${CARTS} carts whose holds ran out complete in parallel: ${CAPACITY} get it`, async () => {
    const during = period(220, 3)
    const chair = await shop.variantId("GOLD-CHAIR")
    const carts = await cartsWithExpiredHolds(shop, during, [chair])
    const answers = await Promise.all(carts.map((cart) => complete(shop, cart)))
    expect(tally(answers, "rental_hold_expired")).toEqual(oneInFive)
    await expectSoundLedger(during, "GOLD-CHAIR", CAPACITY)
  })

  it(`${CARTS} carts of two packages that share a component: ${CAPACITY} get it`, async () => {
    const during = period(240, 2)
    const carts = await cartsWithExpiredHolds(shop, during, [
      await shop.variantId("PACKAGE-DINNER-FOR-EIGHT"),
      await shop.variantId("PACKAGE-LOUNGE-CORNER"),
    ])
    const answers = await Promise.all(carts.map((cart) => complete(shop, cart)))
    expect(tally(answers, "rental_hold_expired")).toEqual(oneInFive)
    await expectSoundLedger(during, "GOLD-CHAIR", CAPACITY)
  })

  it("one cart completed ten times in parallel becomes one order", async () => {
    const during = period(260, 2)
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, await shop.variantId("GOLD-CHAIR"), 2))
    await prepareCheckout(shop, cart)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => complete(shop, cart))
    )

    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    const orders = new Set(answers.flatMap(({ body }) => body.order?.id ?? []))
    expect(orders.size).toBe(1)
    const [count] = await shop.sql<{ n: string }>(
      "select count(*) as n from order_cart where cart_id = $1",
      [cart]
    )
    expect(Number(count?.n)).toBe(1)
    await expectSoundLedger(during, "GOLD-CHAIR", 2)
  })
})

/** Carts ready to be paid for, each wanting one of the variants, none of them holding a unit. */
async function cartsWithExpiredHolds(
  shop: Shop,
  during: Period,
  variants: string[]
): Promise<string[]> {
  const carts: string[] = []
  for (let index = 0; index < CARTS; index++) {
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, variants[index % variants.length] ?? ""))
    await prepareCheckout(shop, cart)
    await shop.sql(
      "update rental_booking set expires_at = now() - interval '1 minute' where cart_id = $1",
      [cart]
    )
    carts.push(cart)
  }
  return carts
}
