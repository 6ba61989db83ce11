import { cloneCart } from "../harness/clone-carts"
import { complete } from "../harness/customer"
import { completableCart, completesSoon } from "../harness/kills"
import { settledAudit } from "../harness/ledger-audit"
import { startPostgres, type PostgresServer } from "../harness/postgres-server"
import { seededRandom, seeds } from "../harness/random"
import { openShop, type Shop } from "../harness/shop"

const SEEDS = seeds({ short: [1], long: 20 })

jest.setTimeout(240_000)

describe("Postgres that is killed in the midst of completions", () => {
  let postgres: PostgresServer
  let shop: Shop
  let base: string

  beforeAll(async () => {
    postgres = await startPostgres()
    shop = await openShop({ postgres })
    base = await completableCart(shop, 30)
  })
  afterAll(async () => {
    await shop.close()
    await postgres.close()
  })

  it.each(SEEDS)(
    "keeps what was acknowledged, and the shop goes on: kill %i",
    async (seed) => {
      const random = seededRandom(seed)
      const carts = await cloneCart(shop, base, 4, `_kill${seed}`)
      const answers = Promise.all(
        carts.map(async (cart) => {
          await pause(random.whole(0, 300))
          return await complete(shop, cart).catch(() => undefined)
        })
      )
      await pause(random.whole(50, 700))
      await postgres.kill()
      await postgres.start()

      const acknowledged = (await answers).map((answer) => answer?.body.order?.id)
      for (const [at, cart] of carts.entries()) {
        const { body } = await completesSoon(shop, cart)
        if (acknowledged[at]) {
          expect(body.order.id).toBe(acknowledged[at])
        }
      }
      expect(await settledAudit(shop, 60)).toEqual([])
    }
  )
})

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
