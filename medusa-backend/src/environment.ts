import path from "path"

/** What the shop reads from its environment, parsed once at the edge. */
export type Environment = {
  databaseUrl: string
  redisUrl?: string
  /** Port Medusa listens on. */
  port: number
  /** Address the browser reaches Medusa at, without a trailing slash. */
  publicUrl: string
  storefrontUrl: string
  /** Absolute folder that holds uploads and the embedded vectors. */
  dataDir: string
  /** IANA time zone the shop's calendar days are counted in. */
  timezone: string
  /** The most carts one visitor can hold units in; the plugin's own limit without it. */
  holdLimitCarts?: number
  vectors: "pglite" | "pgvector"
  /** Plain-http session cookies: only for a shop opened on one's own machine. */
  insecureCookies: boolean
  /** Test servers that speak for Pinterest; empty means the real one. */
  pinterestBaseUrl?: string
  /** Module of one more payment provider, in tests. */
  paymentProvider?: string
}

/**
 * Parses the process environment.
 *
 * @throws Error naming the variable and what would be right
 */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): Environment {
  const port = readPort(env, "MEDUSA_PORT", env.PORT ?? "9000")
  const storefrontPort = readPort(env, "STOREFRONT_PORT", "8000")
  const vectors = env.GATHER_VECTORS ?? "pglite"
  if (vectors !== "pglite" && vectors !== "pgvector") {
    throw new Error(`GATHER_VECTORS must be "pglite" or "pgvector", not "${vectors}"`)
  }

  return {
    databaseUrl: env.DATABASE_URL ?? "postgres://127.0.0.1/gather",
    redisUrl: readRedisUrl(env.REDIS_URL),
    port,
    publicUrl: (env.MEDUSA_URL ?? `http://localhost:${port}`).replace(/\/$/, ""),
    storefrontUrl: (env.STOREFRONT_URL ?? `http://localhost:${storefrontPort}`).replace(
      /\/$/,
      ""
    ),
    dataDir: path.resolve(
      env.GATHER_DATA_DIR ?? path.join(process.cwd(), "..", ".gather")
    ),
    timezone: readTimezone(env.GATHER_TIMEZONE ?? "America/New_York"),
    holdLimitCarts: readCount(env, "GATHER_HOLD_LIMIT_CARTS"),
    vectors,
    insecureCookies: env.GATHER_INSECURE_COOKIES === "1",
    pinterestBaseUrl: env.GATHER_PINTEREST_BASE_URL || undefined,
    paymentProvider: env.GATHER_PAYMENT_PROVIDER || undefined,
  }
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: string): number {
  const port = Number(env[name] ?? fallback)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`${name} must be a port between 1 and 65535, not "${env[name]}"`)
  }
  return port
}

function readCount(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = env[name]
  if (!text) {
    return undefined
  }
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new Error(`${name} must be a whole number from 1, not "${text}"`)
  }
  return Number(text)
}

/** Whether a Redis answers there is found out when the shop opens. */
function readRedisUrl(address: string | undefined): string | undefined {
  if (!address) {
    return undefined
  }
  if (!/^rediss?:\/\/[^/]/.test(address) || !URL.canParse(address)) {
    throw new Error(
      `REDIS_URL must be an address such as "redis://localhost:6379", not "${address}"`
    )
  }
  return address
}

function readTimezone(timezone: string): string {
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone })
  } catch {
    throw new Error(
      `GATHER_TIMEZONE must be an IANA time zone such as "Europe/Berlin", not "${timezone}"`
    )
  }
  return timezone
}
