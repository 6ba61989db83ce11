import { asValue } from "@medusajs/framework/awilix"
import type { ProviderLoaderOptions } from "@medusajs/framework/types"
import Redis from "ioredis"

/**
 * Connects before the shop opens. Medusa's own Redis modules only log that they cannot, and
 * then wait for ever.
 *
 * @throws Error naming the variable
 */
export default async function connect({
  container,
  logger,
  options,
}: ProviderLoaderOptions): Promise<void> {
  const redisUrl = String(options?.redisUrl)
  const redis = new Redis(redisUrl, { lazyConnect: true })
  let lastError: Error | undefined
  redis.on("error", (error) => {
    lastError = error
    logger?.warn(`Redis (locks): ${error.message}`)
  })
  try {
    await redis.connect()
  } catch (error) {
    redis.disconnect()
    const reason = lastError ?? (error as Error)
    throw new Error(
      `REDIS_URL: no Redis answers at ${withoutPassword(redisUrl)} (${reason.message})`
    )
  }
  container.register({ redisClient: asValue(redis), prefix: asValue("medusa_lock:") })
}

function withoutPassword(address: string): string {
  const url = new URL(address)
  return `${url.protocol}//${url.host}${url.pathname}`
}
