import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
  type Period,
} from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Shop } from "../harness/shop"
import { startStripe, type StripeServer } from "../harness/stripe-server"

const AUTHORISED = "payment_intent.amount_capturable_updated"

/** Medusa answers a webhook at once and works five seconds later, so all wait together. */
describe("a payment webhook completes a cart, and books", () => {
  let stripe: StripeServer
  let shop: Shop
  let chair: string

  beforeAll(async () => {
    stripe = await startStripe()
    shop = await openShop({ servers: 2, redis: true, env: stripe.env })
    chair = await shop.variantId("GOLD-CHAIR")
    const [region] = await shop.sql<{ id: string }>("select id from region")
    await expectOk(
      shop.admin("POST", `/admin/regions/${region?.id}`, {
        payment_providers: ["pp_system_default", "pp_stripe_local"],
      })
    )
  })
  afterAll(async () => {
    await shop.close()
    await stripe.close()
  })

  /** A cart whose customer has just paid at Stripe. */
  const paidCart = async (during: Period, units: number) => {
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, chair, units))
    await prepareCheckout(shop, cart, "pp_stripe_local")
    const [session] = await shop.sql<{ intent: string }>(
      `select s.data->>'id' as intent from payment_session s
         join cart_payment_collection c
           on c.payment_collection_id = s.payment_collection_id
        where c.cart_id = $1`,
      [cart]
    )
    return { cart, intent: stripe.confirm(session?.intent ?? "").id }
  }
  const orders = async (cart: string) =>
    await shop.sql<{ id: string; units: string; payments: string }>(
      `select c.order_id as id,
              (select sum(quantity) from rental_booking b
                where b.order_id = c.order_id and b.state = 'reserved') as units,
              (select count(*) from order_payment_collection o
                 join payment p on p.payment_collection_id = o.payment_collection_id
                where o.order_id = c.order_id) as payments
         from order_cart c where c.cart_id = $1`,
      [cart]
    )
  const orderOf = async (cart: string) => {
    const deadline = Date.now() + 60_000
    while (Date.now() < deadline) {
      const found = await orders(cart)
      if (found.length && found[0]?.payments !== "0") {
        return found
      }
      await pause(200)
    }
    throw new Error(`No order came of ${cart}:\n${shop.output()}`)
  }

  it("once, twice, beside the route; not without units, nor unsigned", async () => {
    const once = await paidCart(period(30, 2), 2)
    const twice = await paidCart(period(40, 2), 3)
    const beside = await paidCart(period(50, 2), 4)
    const late = await paidCart(period(60, 2), 5)
    await shop.sql(
      "update rental_booking set expires_at = now() - interval '1 minute' where cart_id = $1",
      [late.cart]
    )
    const rival = await openCart(shop, period(60, 2))
    await expectOk(addItem(shop, rival, chair, 8))

    const forged = await paidCart(period(70, 2), 1)
    await shop.store(
      "POST",
      "/hooks/payment/stripe_local",
      JSON.stringify({
        type: AUTHORISED,
        data: { object: stripe.intents.get(forged.intent) },
      }),
      { "stripe-signature": "t=1,v1=00" }
    )

    const sent = await Promise.all([
      stripe.notify(shop, once.intent, AUTHORISED),
      stripe.notify(shop, twice.intent, AUTHORISED),
      stripe.notify(shop, twice.intent, AUTHORISED),
      stripe.notify(shop, beside.intent, AUTHORISED),
      stripe.notify(shop, late.intent, AUTHORISED),
    ])
    expect(sent).toEqual([200, 200, 200, 200, 200])
    // The route at the moment when the webhook is worked on, and again and again.
    await pause(4_900)
    const byRoute = await Promise.all(
      Array.from({ length: 6 }, async (_, at) => {
        await pause(at * 50)
        return await complete(shop, beside.cart)
      })
    )
    const paid = { payments: "1" }
    expect(await orderOf(once.cart)).toEqual([
      expect.objectContaining({ units: "2", ...paid }),
    ])
    expect(await orderOf(twice.cart)).toEqual([
      expect.objectContaining({ units: "3", ...paid }),
    ])
    const [order] = await orderOf(beside.cart)
    expect(order).toMatchObject({ units: "4", ...paid })
    expect(byRoute.map(({ status, body }) => [status, body.order?.id])).toEqual(
      Array(6).fill([200, order?.id])
    )

    await pause(2_000)
    expect(await orders(once.cart)).toHaveLength(1)
    expect(await orders(twice.cart)).toHaveLength(1)
    expect(await orders(late.cart)).toEqual([])
    expect(await orders(forged.cart)).toEqual([])
    const refused = await complete(shop, late.cart)
    expect(refused).toMatchObject({ status: 409, body: { code: "rental_hold_expired" } })
    expect(await auditLedger(shop)).toEqual([])
    expect(shop.serverErrors()).toEqual([])
    expect(stripe.calls).toEqual([])
  })
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
