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
import { bookingsOf, freeUnits, placeOrder } from "../harness/staff"

type Finding = { kind: string; id: string; why: string }

const OWNED = 40

describe("the reconciler", () => {
  let shop: Shop
  let blue: string
  let day = 30

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
  })
  afterAll(() => shop.close())

  /** Days of its own for each test. */
  const nextDates = () => period((day += 10), 2)

  it("releases what a cart holds that does not exist any more", async () => {
    const during = nextDates()
    const cart = await holdingCart(during, 3)
    await shop.sql("update cart set deleted_at = now() where id = $1", [cart])
    await age("cart_id", cart)

    expect(await findingsOf(cart)).toMatchObject([{ kind: "cart_gone" }])
    expect(await freeUnits(shop, blue, during)).toBe(OWNED)
  })

  it("releases what a line holds that does not exist, and no other line", async () => {
    const during = nextDates()
    const cart = await holdingCart(during, 3)
    await expectOk(addItem(shop, cart, await shop.variantId("GOLD-CHAIR"), 2))
    await shop.sql(
      "update cart_line_item set deleted_at = now() where cart_id = $1 and variant_id = $2",
      [cart, blue]
    )
    await age("cart_id", cart)

    expect(await findingsOf(cart)).toMatchObject([{ kind: "line_gone" }])
    expect(await freeUnits(shop, blue, during)).toBe(OWNED)
    expect(
      await shop.sql(
        "select quantity from rental_booking where cart_id = $1 and state = 'held'",
        [cart]
      )
    ).toEqual([{ quantity: 2 }])
  })

  it("tells the bookings their order, once its completion is surely over", async () => {
    const { order, cart } = await orderOfCart(nextDates(), 4)
    await forgetOrder(cart, order)
    expect(await findingsOf(order)).toEqual([])
    expect(await bookingsOf(shop, order)).toEqual([])

    await age("cart_id", cart)
    expect(await findingsOf(order)).toMatchObject([{ kind: "order_attached" }])
    expect(await bookingsOf(shop, order)).toMatchObject([
      { quantity: 4, state: "reserved" },
    ])
    expect(await auditLedger(shop)).toEqual([])
  })

  it("gives an order that lost its bookings new ones, but not one that is just made", async () => {
    const during = nextDates()
    const { order } = await orderOfCart(during, 4)
    await shop.sql("delete from rental_booking where order_id = $1", [order])
    expect(await findingsOf(order)).toEqual([])

    await age("order_id", order)
    expect(await findingsOf(order)).toMatchObject([{ kind: "order_rebooked" }])
    expect(await freeUnits(shop, blue, during)).toBe(OWNED - 4)
    expect(await auditLedger(shop)).toEqual([])
  })

  it("ends a completion that made no order", async () => {
    const during = nextDates()
    const cart = await holdingCart(during, 3)
    await shop.sql(
      `update rental_booking set state = 'reserved', expires_at = null where cart_id = $1`,
      [cart]
    )
    await age("cart_id", cart)

    expect(await findingsOf(cart)).toMatchObject([{ kind: "completion_died" }])
    expect(await freeUnits(shop, blue, during)).toBe(OWNED)
  })

  it("deletes the order of a completion that died before it was linked", async () => {
    const { order, cart } = await orderOfCart(nextDates(), 2)
    await forgetOrder(cart, order)
    for (const link of ["order_cart", "order_payment_collection"]) {
      await shop.sql(`delete from ${link} where order_id = $1`, [order])
    }
    await shop.sql("update cart set completed_at = null where id = $1", [cart])
    await age("cart_id", cart)

    expect(await findingsOf(order)).toMatchObject([{ kind: "order_undone" }])
    expect(await liveOrders(order)).toEqual([])
    expect(await auditLedger(shop)).toEqual([])
  })

  it("deletes the order that undoing a completion left behind", async () => {
    const during = nextDates()
    const cart = await holdingCart(during, 2)
    await prepareCheckout(shop, cart)
    const written = await ordersNow()
    await failing("insert on order_cart", async () => {
      await failing('update or delete on "order"', async () => {
        expect((await complete(shop, cart)).status).toBeGreaterThanOrEqual(400)
      })
    })
    const [left, ...more] = (await ordersNow()).filter((id) => !written.includes(id))
    expect([left, more]).toEqual([expect.any(String), []])

    // The customer, who was told that it failed, is free to change the cart at once.
    await expectOk(addItem(shop, cart, blue, 1))
    await reconcile()
    expect(await liveOrders(left!)).toHaveLength(1)

    await shop.sql(
      `update rental_cart set ended_completions = (
         select jsonb_object_agg(key, value || jsonb_build_object(
                  'began_at', (value ->> 'began_at')::timestamptz - interval '1 minute'))
           from jsonb_each(ended_completions))
        where cart_id = $1`,
      [cart]
    )
    await shop.sql(
      `update "order" set created_at = created_at - interval '1 minute' where id = $1`,
      [left]
    )
    expect(await findingsOf(left!)).toMatchObject([{ kind: "order_undone" }])
    expect(await liveOrders(left!)).toEqual([])
    expect(await freeUnits(shop, blue, during)).toBe(OWNED - 3)
    await prepareCheckout(shop, cart)
    await expectOk(complete(shop, cart))
    expect(await auditLedger(shop)).toEqual([])
  })

  it("ends what a failed payment began to undo, and the cart completes again", async () => {
    const during = nextDates()
    const { order, cart } = await orderOfCart(during, 2)
    await forgetOrder(cart, order)
    await shop.sql("update rental_cart set detached_order_id = $2 where cart_id = $1", [
      cart,
      order,
    ])
    expect((await complete(shop, cart)).status).toBe(409)
    await age("cart_id", cart)

    expect(await findingsOf(order)).toMatchObject([{ kind: "order_undone" }])
    expect(await liveOrders(order)).toEqual([])
    expect(await freeUnits(shop, blue, during)).toBe(OWNED)
    await prepareCheckout(shop, cart)
    const again = await expectOk(complete(shop, cart))
    expect(again.body.order.id).not.toBe(order)
    expect(await auditLedger(shop)).toEqual([])
  })

  it("frees the units of an order that was cancelled a moment ago", async () => {
    const during = nextDates()
    const { order } = await orderOfCart(during, 5)
    await cancel(order, "0 seconds")
    expect(await findingsOf(order)).toEqual([])

    await cancel(order, "1 minute")
    await age("order_id", order)
    expect(await findingsOf(order)).toMatchObject([{ kind: "order_cancelled" }])
    expect(await freeUnits(shop, blue, during)).toBe(OWNED)
    expect(await auditLedger(shop)).toEqual([])
  })

  it("frees the units of an order that is gone, and lets go of its cart", async () => {
    const during = nextDates()
    const { order, cart } = await orderOfCart(during, 5)
    await shop.sql(`update "order" set deleted_at = now() where id = $1`, [order])
    await age("order_id", order)

    expect(await findingsOf(order)).toMatchObject([{ kind: "order_gone" }])
    expect(await freeUnits(shop, blue, during)).toBe(OWNED)
    expect(
      await shop.sql("select order_id from rental_cart where cart_id = $1", [cart])
    ).toEqual([{ order_id: null }])
    expect(
      await shop.sql("select 1 from rental_order where order_id = $1", [order])
    ).toEqual([])
    expect(await auditLedger(shop)).toEqual([])
  })

  it("mends the rest when one mend fails, and says which did", async () => {
    const [bad, good] = [nextDates(), nextDates()]
    const stuck = await placeOrder(shop, bad, [[blue, 6]])
    const other = await placeOrder(shop, good, [[blue, 7]])
    for (const order of [stuck, other]) {
      await cancel(order, "1 minute")
      await age("order_id", order)
    }
    await shop.sql(`
      create function stuck() returns trigger language plpgsql as $$
      begin raise exception 'This row is stuck'; end $$`)
    await shop.sql(`
      create trigger stuck before update on rental_booking for each row
        when (old.order_id = '${stuck}') execute function stuck()`)
    const late = await placeOrder(shop, nextDates(), [[blue, 1]])
    await shop.sql(
      `update rental_booking set state = 'out', start_date = current_date - 9,
              end_date = current_date - 5,
              occupied_from = current_date - date '1970-01-01' - 9,
              occupied_to = current_date - date '1970-01-01' - 5
        where order_id = $1`,
      [late]
    )
    const [booking] = await bookingsOf(shop, late)

    expect(await findingsOf(stuck)).toContainEqual({
      kind: "mend_failed",
      id: stuck,
      why: expect.stringContaining("This row is stuck"),
    })
    expect(shop.output()).toContain(`${stuck} could not be mended`)
    expect(await findingsOf(other)).toMatchObject([{ kind: "order_cancelled" }])
    expect(await findingsOf(booking!.id)).toMatchObject([{ kind: "booking_overdue" }])

    await shop.sql("drop function stuck cascade")
    expect(await findingsOf(stuck)).toContainEqual(
      expect.objectContaining({ kind: "order_cancelled" })
    )
    expect(await freeUnits(shop, blue, bad)).toBe(OWNED)
  })

  it("is at work in one process at a time", async () => {
    const elsewhere = shop.sql(
      `select pg_advisory_lock(hashtext('rental reconciler')), pg_sleep(3),
              pg_advisory_unlock(hashtext('rental reconciler'))`
    )
    await until(async () => {
      const held = await shop.sql(
        "select 1 from pg_locks where locktype = 'advisory' and granted"
      )
      return held.length > 0
    })
    const { status, body } = await shop.admin("POST", "/admin/rental/reconciler")
    expect([status, body.code]).toEqual([409, "rental_busy"])
    await elsewhere
    await reconcile()
  })

  async function holdingCart(during: Period, units: number): Promise<string> {
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, blue, units))
    return cart
  }

  async function orderOfCart(
    during: Period,
    units: number
  ): Promise<{ order: string; cart: string }> {
    const order = await placeOrder(shop, during, [[blue, units]])
    const [link] = await shop.sql<{ cart_id: string }>(
      "select cart_id from order_cart where order_id = $1",
      [order]
    )
    return { order, cart: link!.cart_id }
  }

  /** As if the server had died when the order was made, before the ledger knew of it. */
  async function forgetOrder(cart: string, order: string): Promise<void> {
    await shop.sql("delete from rental_order where order_id = $1", [order])
    await shop.sql("update rental_booking set order_id = null where order_id = $1", [
      order,
    ])
    await shop.sql(
      `update rental_cart
          set order_id = null, updated_at = now(),
              completions = jsonb_build_object('killed', now() - interval '1 minute')
        where cart_id = $1`,
      [cart]
    )
    await shop.sql(
      `update "order" set created_at = now() - interval '1 minute' where id = $1`,
      [order]
    )
  }

  async function cancel(order: string, ago: string): Promise<void> {
    await shop.sql(
      `update "order" set status = 'canceled', canceled_at = now() - $2::interval
        where id = $1`,
      [order, ago]
    )
  }

  /** The reconciler leaves alone what was written just now. */
  async function age(owner: "cart_id" | "order_id", id: string): Promise<void> {
    for (const table of ["rental_booking", "rental_order", "rental_cart"]) {
      await shop.sql(
        `update ${table} set updated_at = updated_at - interval '1 minute'
          where ${owner} = $1`,
        [id]
      )
    }
  }

  /** What a pass, this one or one that came before it, says of something. */
  async function findingsOf(id: string): Promise<Finding[]> {
    await reconcile()
    const { body } = await expectOk(shop.admin("GET", "/admin/rental/reconciler"))
    const passes = body.reconciliations as { findings: Finding[] }[]
    return passes.flatMap((pass) => pass.findings).filter((finding) => finding.id === id)
  }

  /** While every such write is refused by the database. */
  async function failing(writes: string, run: () => Promise<void>): Promise<void> {
    const name = `refuse_${writes.replace(/\W+/g, "_")}`
    await shop.sql(`
      create function ${name}() returns trigger language plpgsql as $$
      begin raise exception 'The database is away'; end $$`)
    await shop.sql(`
      create trigger ${name} before ${writes} for each row execute function ${name}()`)
    try {
      await run()
    } finally {
      await shop.sql(`drop function ${name} cascade`)
    }
  }

  async function ordersNow(): Promise<string[]> {
    const orders = await shop.sql<{ id: string }>(
      `select id from "order" where deleted_at is null`
    )
    return orders.map(({ id }) => id)
  }

  async function liveOrders(id: string): Promise<unknown[]> {
    return await shop.sql(`select 1 from "order" where id = $1 and deleted_at is null`, [
      id,
    ])
  }

  /** A server reconciles by itself too, and one pass runs at a time. */
  async function reconcile(): Promise<void> {
    await until(
      async () => (await shop.admin("POST", "/admin/rental/reconciler")).status === 200
    )
  }

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 20_000
    while (!(await isSo())) {
      if (Date.now() > deadline) {
        throw new Error("It did not come to pass within twenty seconds")
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
})
