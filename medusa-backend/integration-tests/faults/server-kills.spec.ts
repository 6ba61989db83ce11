import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { startCuttingProxy } from "../harness/cutting-proxy"
import { completableCart, completesSoon, killDuringRequest } from "../harness/kills"
import { auditLedger, settledAudit } from "../harness/ledger-audit"
import { seeds } from "../harness/random"
import { openShop, type Door, type Shop } from "../harness/shop"

const SEEDS = seeds({ short: [1, 2, 3], long: 60 })

jest.setTimeout(180_000)

describe("a server that is killed in the midst of a request, alone and without Redis", () => {
  let shop: Shop
  let base: string

  beforeAll(async () => {
    shop = await openShop()
    base = await completableCart(shop, 30)
  })
  afterAll(() => shop.close())

  it.each(SEEDS)("loses nothing that was acknowledged: kill %i", async (seed) => {
    const server = shop.servers[0]!
    const killed = await killDuringRequest(shop, server, { seed, base })
    await server.start()

    const { cart, answer } = killed
    if (killed.kind === "add") {
      await expectOk(addItem(shop, cart, await shop.variantId("BLUE-CHAIR"), 1))
      return
    }
    const order = await completesSoon(server, cart)
    if (answer?.status === 200) {
      expect(order.body.order.id).toBe(answer.body.order.id)
    }
    const again = await complete(shop, cart)
    expect(again.body.order.id).toBe(order.body.order.id)
  })

  it("and nothing is left of what its customer never came back for", async () => {
    const server = shop.servers[0]!
    // The steps after which the ledger and Medusa's tables know different things.
    for (const seed of [1, 2, 3]) {
      await killDuringRequest(shop, server, { seed, base, suffix: "_left" })
      await server.start()
    }
    expect(await settledAudit(shop, 60)).toEqual([])
  })

  it("an answer that is lost after the work was done: asked again, it was done once", async () => {
    const proxy = await startCuttingProxy(shop.url)
    const cutOff: Door = {
      sql: shop.sql,
      store: async (method, path, body) => {
        const response = await fetch(`${proxy.url}${path}`, {
          method,
          headers: {
            "content-type": "application/json",
            "x-publishable-api-key": shop.publishableKey,
          },
          body: JSON.stringify(body),
        })
        return { status: response.status, body: await response.json() }
      },
    }
    const dates = period(60, 2)
    const cart = await openCart(shop, period(50, 2))
    const chair = await shop.variantId("GOLD-CHAIR")

    proxy.cut()
    const moved = { ...dates }
    await expect(
      cutOff.store("POST", `/store/carts/${cart}/rental-period`, moved)
    ).rejects.toThrow()
    await expect(addItem(cutOff, cart, chair, 3)).rejects.toThrow()
    await expectOk(shop.store("POST", `/store/carts/${cart}/rental-period`, moved))
    const { body } = await expectOk(shop.store("GET", `/store/carts/${cart}/rental`))
    expect(body.rental).toMatchObject({ ...dates, lines: [{ quantity: 3 }] })

    await prepareCheckout(shop, cart)
    await expect(complete(cutOff, cart)).rejects.toThrow()
    await expect(complete(cutOff, cart)).rejects.toThrow()
    expect(proxy.lost()).toBe(4)
    proxy.mend()
    const order = await expectOk(complete(cutOff, cart))
    const orders = await shop.sql<{ order_id: string }>(
      "select order_id from order_cart where cart_id = $1",
      [cart]
    )
    expect(orders).toEqual([{ order_id: order.body.order.id }])
    expect(await auditLedger(shop)).toEqual([])
    await proxy.close()
  })
})
