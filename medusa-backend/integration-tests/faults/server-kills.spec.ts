import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { cloneCart } from "../harness/clone-carts"
import { startCuttingProxy } from "../harness/cutting-proxy"
import {
  completableCart,
  completesSoon,
  killBeforeLine,
  killDuringRequest,
  KILLED_KEY,
} from "../harness/kills"
import { settledAudit } from "../harness/ledger-audit"
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
      await addAgain(cart, 2)
      expect(await unitsOf(cart)).toEqual({ lines: [2], held: [2] })
      return
    }
    const order = await completesSoon(server, cart)
    if (answer?.status === 200) {
      expect(order.body.order.id).toBe(answer.body.order.id)
    }
    const again = await complete(shop, cart)
    expect(again.body.order.id).toBe(order.body.order.id)
  })

  it.each([
    ["a new line", 0],
    ["a line that grows", 3],
  ])("a hold without its line, of %s: sent again, it is done", async (what, before) => {
    const server = shop.servers[0]!
    const variant = await shop.variantId("BLUE-CHAIR")
    const cart = await openCart(shop, period(before + 70, 2))
    if (before) {
      await expectOk(
        addItem(shop, cart, variant, before, `before ${what}`.replace(/ /g, "-"))
      )
    }
    const held = before + 2
    await killBeforeLine(shop, server, { cart, variant, quantity: 2, held })
    await server.start()
    expect(await unitsOf(cart)).toEqual({ lines: before ? [before] : [], held: [held] })

    await addAgain(cart, 2)
    await addAgain(cart, 2)
    expect(await unitsOf(cart)).toEqual({ lines: [held], held: [held] })
    expect(await settledAudit(shop, 60)).toEqual([])
  })

  it("a hold without its line, and the customer goes on: only then it is sent again", async () => {
    const server = shop.servers[0]!
    const variant = await shop.variantId("BLUE-CHAIR")
    const cart = await openCart(shop, period(80, 2))
    await expectOk(addItem(shop, cart, variant, 3, "first"))
    await killBeforeLine(shop, server, { cart, variant, quantity: 2, held: 5 })
    await server.start()
    await expectOk(addItem(shop, cart, variant, 1, "next"))
    expect(await unitsOf(cart)).toEqual({ lines: [4], held: [4] })

    await addAgain(cart, 2)
    for (const key of ["first", "next"]) {
      await expectOk(addItem(shop, cart, variant, key === "first" ? 3 : 1, key))
    }
    await addAgain(cart, 2)
    expect(await unitsOf(cart)).toEqual({ lines: [6], held: [6] })
  })

  it("an add that fails after its line was written is taken back, and its key with it", async () => {
    const [cart] = (await cloneCart(shop, base, 1, "_fails")) as [string]
    const variant = await shop.variantId("BLUE-CHAIR")
    await shop.sql(`
      create function no_payment() returns trigger language plpgsql as $$
        begin raise exception 'no payment today'; end $$;
      create trigger no_payment before update on payment_collection
        for each row execute function no_payment()`)
    const failed = await addItem(shop, cart, variant, 2, KILLED_KEY)
    await shop.sql("drop function no_payment cascade")
    expect(failed.status).toBeGreaterThanOrEqual(400)
    expect((await unitsOf(cart)).lines).toEqual([1])

    await addAgain(cart, 2)
    await addAgain(cart, 2)
    expect(await unitsOf(cart)).toEqual({ lines: [3], held: [3] })
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
      store: async (method, path, body, headers) => {
        const response = await fetch(`${proxy.url}${path}`, {
          method,
          headers: {
            "content-type": "application/json",
            "x-publishable-api-key": shop.publishableKey,
            ...headers,
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
    await expect(addItem(cutOff, cart, chair, 3, "chairs")).rejects.toThrow()
    await expect(addItem(cutOff, cart, chair, 3, "chairs")).rejects.toThrow()
    await expectOk(addItem(shop, cart, chair, 3, "chairs"))
    await expectOk(shop.store("POST", `/store/carts/${cart}/rental-period`, moved))
    const { body } = await expectOk(shop.store("GET", `/store/carts/${cart}/rental`))
    expect(body.rental).toMatchObject({ ...dates, lines: [{ quantity: 3 }] })

    await prepareCheckout(shop, cart)
    await expect(complete(cutOff, cart)).rejects.toThrow()
    await expect(complete(cutOff, cart)).rejects.toThrow()
    expect(proxy.lost()).toBe(5)
    proxy.mend()
    const order = await expectOk(complete(cutOff, cart))
    const orders = await shop.sql<{ order_id: string }>(
      "select order_id from order_cart where cart_id = $1",
      [cart]
    )
    expect(orders).toEqual([{ order_id: order.body.order.id }])
    expect(await settledAudit(shop, 60)).toEqual([])
    await proxy.close()
  })

  /** What a client does whose add was not answered. */
  const addAgain = async (cart: string, quantity: number) =>
    await expectOk(
      addItem(shop, cart, await shop.variantId("BLUE-CHAIR"), quantity, KILLED_KEY)
    )

  const unitsOf = async (cart: string) => {
    const quantities = async (query: string) =>
      (await shop.sql<{ quantity: string }>(query, [cart])).map((row) =>
        Number(row.quantity)
      )
    return {
      lines: await quantities(
        "select quantity from cart_line_item where cart_id = $1 and deleted_at is null"
      ),
      held: await quantities(
        "select quantity from rental_booking where cart_id = $1 and state = 'held'"
      ),
    }
  }
})
