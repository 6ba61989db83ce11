import { expectOk, period } from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { openShop, type Shop } from "../harness/shop"
import { changeOrder, freeUnits, placeOrder } from "../harness/staff"

const DAYS_BEFORE = 2
const DAYS_AFTER = 5
const CHAIR_A_DAY = 5

describe("a server that is killed while staff change an order", () => {
  let shop: Shop
  let blue: string

  beforeAll(async () => {
    shop = await openShop()
    blue = await shop.variantId("BLUE-CHAIR")
  })
  afterAll(() => shop.close())

  it.each([120, 400])(
    "leaves it wholly old or wholly new (%i ms)",
    async (milliseconds) => {
      const start = 40 + Math.ceil(milliseconds / 2)
      const id = await placeOrder(shop, period(start, DAYS_BEFORE), [[blue, 5]])

      const change = {
        ...period(start + 20, DAYS_AFTER),
        items: [{ variant_id: blue, quantity: 7 }],
      }
      const cutOff = changeOrder(shop, id, change).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      await shop.crashAndRestart()
      await cutOff

      await age(id)
      await reconcile()

      expect(await auditLedger(shop)).toEqual([])
      const line = await readLine(id)
      const { body } = await expectOk(shop.admin("GET", `/admin/rental/orders/${id}`))
      expect([
        [5, DAYS_BEFORE],
        [7, DAYS_AFTER],
      ]).toContainEqual([line.quantity, body.rental.days])
      expect(line.unit_price).toBe(body.rental.days * CHAIR_A_DAY)

      await expectOk(changeOrder(shop, id, change))
      expect(await readLine(id)).toMatchObject({
        quantity: 7,
        unit_price: DAYS_AFTER * CHAIR_A_DAY,
      })
    }
  )

  it("puts back what the ledger had written for a change that was never confirmed", async () => {
    const before = period(400, DAYS_BEFORE)
    const after = period(420, DAYS_AFTER)
    const id = await placeOrder(shop, before, [[blue, 5]])

    // Medusa's edit waits here, after the ledger has moved the bookings.
    const held = shop.sql(
      "begin; lock table order_change_action in exclusive mode; select pg_sleep(12); commit"
    )
    const cutOff = changeOrder(shop, id, after).catch(() => undefined)
    await until(async () => (await freeUnits(shop, blue, after)) === 35)
    await shop.crashAndRestart()
    await Promise.all([cutOff, held])
    expect(await auditLedger(shop)).toEqual([])
    expect(await freeUnits(shop, blue, before)).toBe(40)

    await age(id)
    await reconcile()

    expect(await freeUnits(shop, blue, before)).toBe(35)
    expect(await freeUnits(shop, blue, after)).toBe(40)
    expect(await readLine(id)).toMatchObject({ quantity: 5, unit_price: 10 })
    await expectOk(changeOrder(shop, id, after))
  })

  it("frees the units of an order whose cancellation died half way", async () => {
    const during = period(440, DAYS_BEFORE)
    const id = await placeOrder(shop, during, [[blue, 5]])

    // Medusa marks the order as cancelled, and then the ledger waits here.
    const held = shop.sql(
      "begin; lock table rental_order in exclusive mode; select pg_sleep(10); commit"
    )
    const cutOff = shop.admin("POST", `/admin/orders/${id}/cancel`).catch(() => undefined)
    await until(async () => {
      const [order] = await shop.sql<{ status: string }>(
        `select status from "order" where id = $1`,
        [id]
      )
      return order?.status === "canceled"
    })
    await shop.crashAndRestart()
    await Promise.all([cutOff, held])
    expect(await auditLedger(shop)).not.toEqual([])

    await shop.sql(
      `update "order" set canceled_at = canceled_at - interval '1 minute' where id = $1`,
      [id]
    )
    await shop.sql(
      `update rental_booking set updated_at = updated_at - interval '1 minute'
        where order_id = $1`,
      [id]
    )
    await shop.sql(
      `update rental_order set updated_at = updated_at - interval '1 minute'
        where order_id = $1`,
      [id]
    )
    await reconcile()

    expect(await auditLedger(shop)).toEqual([])
    expect(await freeUnits(shop, blue, during)).toBe(40)
  })

  /** The reconciler waits a moment for changes that are only slow. */
  const age = (id: string) =>
    shop.sql(
      `update order_change set created_at = created_at - interval '1 minute'
        where order_id = $1 and status in ('pending', 'requested')`,
      [id]
    )

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 10_000
    while (!(await isSo())) {
      if (Date.now() > deadline) {
        throw new Error("It did not come to pass within ten seconds")
      }
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** A server that starts reconciles by itself, and one pass runs at a time. */
  async function reconcile(): Promise<void> {
    const deadline = Date.now() + 30_000
    for (;;) {
      const { status } = await shop.admin("POST", "/admin/rental/reconciler")
      if (status === 200 || Date.now() > deadline) {
        expect(status).toBe(200)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }

  async function readLine(id: string): Promise<{ quantity: number; unit_price: number }> {
    const { body } = await expectOk(shop.admin("GET", `/admin/orders/${id}`))
    expect(body.order.items).toHaveLength(1)
    return body.order.items[0] as { quantity: number; unit_price: number }
  }
})
