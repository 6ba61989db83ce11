import { complete, expectOk, openCart, period, addItem } from "../harness/customer"
import { cloneCart } from "../harness/clone-carts"
import { completableCart, completesSoon, killDuringRequest } from "../harness/kills"
import { settledAudit } from "../harness/ledger-audit"
import { longRun, seededRandom, seeds } from "../harness/random"
import { openShop, type Shop } from "../harness/shop"

const KILLS = seeds({ short: [4, 5, 6], long: 60 })
const FAULTS = seeds({ short: [1], long: 10 })
const PAUSE_MS = longRun() ? 30_000 : 5_000

jest.setTimeout(240_000)

describe("two servers with Redis", () => {
  let shop: Shop
  let base: string

  beforeAll(async () => {
    shop = await openShop({ servers: 2, redis: true })
    base = await completableCart(shop, 30)
  })
  afterAll(() => shop.close())

  it.each(KILLS)("one of them is killed, the other goes on: kill %i", async (seed) => {
    const [server, other] = [shop.servers[seed % 2]!, shop.servers[(seed + 1) % 2]!]
    const { kind, cart, answer } = await killDuringRequest(shop, server, { seed, base })
    const restarted = server.start()
    if (kind === "complete") {
      const order = await completesSoon(other, cart)
      if (answer?.status === 200) {
        expect(order.body.order.id).toBe(answer.body.order.id)
      }
      await restarted
      const again = await expectOk(complete(server, cart))
      expect(again.body.order.id).toBe(order.body.order.id)
    } else {
      await restarted
      await expectOk(addItem(server, cart, await shop.variantId("BLUE-CHAIR"), 1))
    }
  })

  describe.each(FAULTS)("seed %i", (seed) => {
    /** Completions on both servers while something happens to Redis, then each again. */
    const completeDuring = async (fault: () => Promise<void>) => {
      const random = seededRandom(seed)
      const carts = await cloneCart(shop, base, 6, `_${Date.now()}`)
      const answers = Promise.all(
        carts.flatMap((cart) =>
          [0, 1].map(async (at) => {
            await pause(random.whole(0, 150))
            return await complete(shop.servers[at]!, cart).catch(() => undefined)
          })
        )
      )
      await pause(random.whole(0, 200))
      await fault()
      const acknowledged = (await answers).flatMap((a) => a?.body.order?.id ?? [])
      const orders = await Promise.all(
        carts.map(async (cart) => (await completesSoon(shop, cart)).body.order.id)
      )
      expect(orders).toEqual(expect.arrayContaining(acknowledged))
      await expectOk(
        addItem(
          shop,
          await openCart(shop, period(90, 2)),
          await shop.variantId("BLUE-CHAIR")
        )
      )
    }

    it("Redis forgets everything", async () => {
      await completeDuring(async () => {
        await shop.redis.command("FLUSHALL")
      })
    })

    it(`Redis says nothing for ${PAUSE_MS / 1000} s`, async () => {
      await completeDuring(async () => {
        shop.redis.pause()
        await pause(PAUSE_MS)
        shop.redis.resume()
      })
    })

    it("Redis is killed, and comes back empty", async () => {
      await completeDuring(async () => {
        await shop.redis.kill()
        await pause(1_000)
        await shop.redis.start()
      })
    })
  })

  it("and in the end the ledger and the orders agree", async () => {
    expect(await settledAudit(shop, 60)).toEqual([])
  })
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
