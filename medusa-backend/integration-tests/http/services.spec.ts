import Redis from "ioredis"
import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { startMedusa } from "../harness/medusa-process"
import { openShop, type Shop } from "../harness/shop"
import { testSetup } from "../harness/test-setup"

describe("a server and a worker with Redis", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop({ servers: 1, workers: 1, redis: true })
  })
  afterAll(() => shop.close())

  it("keep events, workflows, locks and caches there, and work at events in the worker", async () => {
    const seen = new Set<string>()
    const monitor = await new Redis(shop.redis.url).monitor()
    monitor.on("monitor", (_time: string, args: string[]) => {
      args.slice(1, 4).forEach((arg) => seen.add(arg.slice(0, 200)))
    })
    const cart = await openCart(shop, period(40, 2))
    await expectOk(addItem(shop, cart, await shop.variantId("BLUE-CHAIR"), 2))
    await prepareCheckout(shop, cart)
    const { body } = await expectOk(complete(shop, cart))
    expect(body.type).toBe("order")
    const worker = shop.workers[0]!
    await until(() => worker.output().includes("Processing order.placed"))
    // What starts the reconciler.
    expect(worker.output()).toContain("Processing rental.started")
    monitor.disconnect()

    const keys = [...seen].join("\n")
    expect(keys).toContain(`medusa_lock:${cart}`)
    expect(keys).toContain("RedisEventBusService:events-queue")
    expect(keys).toMatch(/workflow/)
    const connections = String(await shop.redis.command("CLIENT", "LIST"))
    expect(connections).toContain("name=medusa-cache-redis")
    expect(shop.servers[0]!.output()).not.toContain("Processing ")
    expect((await fetch(`${worker.url}/store/carts`)).status).toBe(404)
  })
})

describe("a REDIS_URL where no Redis is", () => {
  it("keeps the shop from opening, and is named", async () => {
    const opening = startMedusa({
      ...testSetup().env,
      REDIS_URL: "redis://:secret@127.0.0.1:1",
    })
    const message = await opening.then(
      async (medusa) => {
        await medusa.stop()
        return "it opened"
      },
      (error: Error) => error.message
    )
    expect(message).toContain("REDIS_URL: no Redis answers at redis://127.0.0.1:1")
    expect(message).not.toContain("secret")
  })
})

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (condition()) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error("It did not happen within a minute")
}
