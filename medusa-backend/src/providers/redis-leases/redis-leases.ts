import { RedisLockingProvider } from "@medusajs/locking-redis/dist/services/redis-lock"
import { randomUUID } from "crypto"

type Keys = string | string[]
type Claim = { ownerId?: string; expire?: number; awaitQueue?: boolean }
type Owner = { ownerId?: string | null }
type Lease = { owner: string; endsAt: number; timer: NodeJS.Timeout }

/** How long a lock outlives the process that took it. */
export const LEASE_SECONDS = 5
const RENEW_MS = (LEASE_SECONDS * 1000) / 4

/** Owners that were not named begin with this; Medusa calls them all "*". */
const UNNAMED = "*:"

/**
 * Medusa's Redis locks, taken for a few seconds and renewed while their process lives.
 *
 * The stock provider takes a lock for as long as it may be needed: two minutes for the
 * completion of a cart. When a server is killed in the midst of one, the customer's cart
 * stays locked that long. It also lets everybody release a lock whose owner was not named;
 * here only the one who took it does, so that a holder whose lease ran out cannot open the
 * next one's.
 */
export class RedisLeases extends RedisLockingProvider {
  static override identifier = "redis-leases"

  private readonly leases_ = new Map<string, Lease>()

  override async execute<T>(
    keys: Keys,
    job: (signal?: AbortSignal) => Promise<T>,
    args?: { timeout?: number; expire?: number }
  ): Promise<T> {
    return await super.execute(keys, job, { ...args, expire: LEASE_SECONDS })
  }

  override async acquire(keys: Keys, claim: Claim = {}): Promise<void> {
    const owner = claim.ownerId ?? `${UNNAMED}${randomUUID()}`
    await super.acquire(keys, { ...claim, ownerId: owner, expire: LEASE_SECONDS })
    const endsAt = claim.expire ? Date.now() + claim.expire * 1000 : Infinity
    for (const key of listOf(keys)) {
      this.keep(key, owner, endsAt)
    }
  }

  override async release(keys: Keys, { ownerId }: Owner = {}): Promise<boolean> {
    const released = await Promise.all(
      listOf(keys).map(async (key) => {
        const owner = ownerId ?? this.unnamedOwner(key)
        if (!owner) {
          return false
        }
        this.drop(key, owner)
        return await super.release(key, { ownerId: owner })
      })
    )
    return released.every(Boolean)
  }

  override async releaseAll({ ownerId }: Owner = {}): Promise<void> {
    const own = [...this.leases_].filter(([, { owner }]) =>
      ownerId ? owner === ownerId : owner.startsWith(UNNAMED)
    )
    await Promise.all(
      own.map(([key, { owner }]) => this.release(key, { ownerId: owner }))
    )
    if (ownerId) {
      await super.releaseAll({ ownerId })
    }
  }

  private unnamedOwner(key: string): string | undefined {
    const owner = this.leases_.get(key)?.owner
    return owner?.startsWith(UNNAMED) ? owner : undefined
  }

  private keep(key: string, owner: string, endsAt: number): void {
    this.drop(key)
    const timer = setInterval(() => void this.renew(key, owner, endsAt), RENEW_MS)
    timer.unref()
    this.leases_.set(key, { owner, endsAt, timer })
  }

  private drop(key: string, owner?: string): void {
    const lease = this.leases_.get(key)
    if (lease && (owner === undefined || lease.owner === owner)) {
      clearInterval(lease.timer)
      this.leases_.delete(key)
    }
  }

  private async renew(key: string, owner: string, endsAt: number): Promise<void> {
    const seconds = Math.ceil((endsAt - Date.now()) / 1000)
    if (seconds <= 0) {
      this.drop(key, owner)
      return
    }
    try {
      const name = `${this.keyNamePrefix}${key}`
      const ttl = Math.min(LEASE_SECONDS, seconds)
      const stillOurs = (await this.redisClient.extendLock(name, owner, ttl)) === 1
      if (!stillOurs && this.leases_.get(key)?.owner === owner) {
        this.drop(key, owner)
        this.logger_?.warn(`The lock of "${key}" was lost while it was held`)
      }
    } catch (error) {
      this.logger_?.warn(`The lock of "${key}" could not be renewed: ${String(error)}`)
    }
  }
}

function listOf(keys: Keys): string[] {
  return Array.isArray(keys) ? keys : [keys]
}
