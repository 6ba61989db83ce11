import Redis from "ioredis"
import { LEASE_SECONDS, RedisLeases } from "../../src/providers/redis-leases/redis-leases"
import { startRedis, type RedisServer } from "../harness/redis-server"

type Dependencies = ConstructorParameters<typeof RedisLeases>[0]

describe("locks on Redis that live as long as their process", () => {
  let server: RedisServer
  const clients: Redis[] = []

  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(async () => {
    clients.forEach((client) => client.disconnect())
    await server.close()
  })

  /** A process of the shop, as far as locks go. */
  const process = () => {
    const redisClient = new Redis(server.url)
    redisClient.on("error", () => undefined)
    clients.push(redisClient)
    const locks = new RedisLeases({ redisClient } as unknown as Dependencies, {})
    return { locks, die: () => redisClient.disconnect() }
  }

  it("are kept past their lease by who lives, for as long as they were taken, and free soon after who dies", async () => {
    const [living, dying, other] = [process(), process(), process()]
    await living.locks.acquire("cart_living", { expire: 120 })
    await living.locks.acquire("cart_short", { expire: 1 })
    await dying.locks.acquire("cart_dying", { expire: 120 })
    dying.die()
    await seconds(LEASE_SECONDS + 1)

    await expect(other.locks.acquire("cart_living", { expire: 120 })).rejects.toThrow(
      "Failed to acquire lock"
    )
    await other.locks.acquire(["cart_dying", "cart_short"], { expire: 120 })
    expect(await living.locks.release("cart_living")).toBe(true)
    await other.locks.acquire("cart_living", { expire: 120 })
  })

  it("are released by who took them, and by nobody else", async () => {
    const [holder, other] = [process(), process()]
    await holder.locks.acquire(["a", "b"], { expire: 120 })
    expect(await other.locks.release(["a", "b"])).toBe(false)
    await other.locks.releaseAll()
    await expect(other.locks.acquire("b", { expire: 120 })).rejects.toThrow()
    expect(await holder.locks.release(["a", "b"])).toBe(true)
    expect(await holder.locks.release(["a", "b"])).toBe(false)
    await other.locks.acquire(["a", "b"], { expire: 120 })
    await other.locks.releaseAll()
    await holder.locks.acquire(["a", "b"], { expire: 120 })
  })

  it("belong to the owner they name, in any process", async () => {
    const [one, two] = [process(), process()]
    await one.locks.acquire("order", { expire: 120, ownerId: "change_1" })
    await one.locks.acquire("order", { expire: 120, ownerId: "change_1" })
    expect(await one.locks.release("order")).toBe(false)
    await expect(two.locks.acquire("order", { ownerId: "change_2" })).rejects.toThrow()
    expect(await two.locks.release("order", { ownerId: "change_1" })).toBe(true)
    await two.locks.acquire("order", { expire: 120, ownerId: "change_2" })
  })
})

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000))
}
