import { cp, readFile } from "fs/promises"
import path from "path"
import { Pool, type QueryResultRow } from "pg"
import { createDatabase, databaseUrl, dropDatabase } from "./databases"
import { seedDatabase, startMedusa, type RunningMedusa } from "./medusa-process"
import type { PostgresServer } from "./postgres-server"
import { startRedis, type RedisServer } from "./redis-server"
import { testSetup } from "./test-setup"

/** A JSON answer as the tests read it: its shape is what they check. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { status: number; body: any }

type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>
) => Promise<Answer>

/** Whatever a customer can reach the shop through: all servers by turns, or one of them. */
export type Door = { store: Call; sql: Sql }

type Sql = <Row extends QueryResultRow>(
  text: string,
  values?: unknown[]
) => Promise<Row[]>

/** One server process of the shop. */
export type ShopServer = Door & RunningMedusa

export type Shop = Door & {
  /** Of the first server. */
  readonly url: string
  readonly publishableKey: string
  readonly databaseUrl: string
  readonly servers: readonly ShopServer[]
  readonly workers: readonly RunningMedusa[]
  /** The shop's own Redis, when it was opened with one. */
  readonly redis: RedisServer
  admin: Call
  variantId: (sku: string) => Promise<string>
  /** Every answer of 500 and above that any server has given so far. */
  serverErrors: () => string[]
  output: () => string
  /** Kills the first server as a crash would and starts it again on the same data. */
  crashAndRestart: () => Promise<void>
  close: () => Promise<void>
}

export type ShopOptions = {
  /** Server processes on the one database; `store` calls them by turns. */
  servers?: number
  /** Processes that run jobs and subscribers only; the servers then run none. Wants Redis. */
  workers?: number
  /** Whether Medusa's event bus, workflow engine, locks and caches are on a Redis. */
  redis?: boolean
  env?: Record<string, string>
  /** Where its database is; the server that `DB_HOST` and so on name when absent. */
  postgres?: PostgresServer
}

let shops = 0

/**
 * Opens a shop of one's own: a copy of the seeded database, its own data folder, servers
 * and, when asked for, Redis.
 */
export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const setup = testSetup()
  const name = `${setup.template}_${process.pid}_${++shops}`
  const dataDir = path.join(setup.folder, name)
  const address = options.postgres?.databaseUrl ?? databaseUrl
  const redis = options.redis ? await startRedis() : undefined
  const env = {
    ...setup.env,
    DATABASE_URL: address(name),
    REDIS_URL: redis?.url ?? "",
    ...options.env,
  }
  let seeded = setup.env.GATHER_DATA_DIR ?? ""
  if (options.postgres) {
    seeded = path.join(dataDir, "seeded")
    await createDatabase(name, "template1", address)
    await seedDatabase({ ...env, REDIS_URL: "", GATHER_DATA_DIR: seeded })
  } else {
    await createDatabase(name, setup.template)
  }
  const { servers, workers } = await startProcesses(options, env, dataDir, seeded)

  const pool = new Pool({ connectionString: address(name), max: 4 })
  // A server that is killed on purpose ends idle connections; the next query opens another.
  pool.on("error", () => undefined)
  const sql: Sql = async <Row extends QueryResultRow>(
    text: string,
    values: unknown[] = []
  ) => (await pool.query<Row>(text, values)).rows

  const seed = JSON.parse(
    await readFile(path.join(dataDir, "0", "seed.json"), "utf8")
  ) as { publishable_key: string }
  const errors: string[] = []
  const callAt = async (
    url: string,
    ...[method, path, body, headers]: Parameters<Call>
  ): Promise<Answer> => {
    const answer = await call(url, method, path, body, {
      "x-publishable-api-key": seed.publishable_key,
      ...headers,
    })
    if (answer.status >= 500) {
      errors.push(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    }
    return answer
  }
  const doors: ShopServer[] = servers.map((server) => ({
    ...server,
    sql,
    store: (...args) => callAt(server.url, ...args),
  }))
  let turn = 0
  let token: string | undefined

  const shop: Shop = {
    url: doors[0]!.url,
    publishableKey: seed.publishable_key,
    databaseUrl: address(name),
    servers: doors,
    workers,
    get redis() {
      if (!redis) {
        throw new Error("This shop was opened without Redis")
      }
      return redis
    },
    store: (...args) => doors[turn++ % doors.length]!.store(...args),
    sql,
    admin: async (method, path, body, headers) => {
      for (let isFirst = !!token; ; isFirst = false) {
        token ??= await signIn(doors[0]!.url, setup.env)
        const answer = await call(doors[0]!.url, method, path, body, {
          authorization: `Bearer ${token}`,
          ...headers,
        })
        // Who works for more than a day, by the shop's clock, signs in again.
        if (answer.status !== 401 || !isFirst) {
          return answer
        }
        token = undefined
      }
    },
    variantId: async (sku) => {
      const [row] = await sql<{ id: string }>(
        "select id from product_variant where sku = $1",
        [sku]
      )
      if (!row) {
        throw new Error(`The test catalogue has no SKU ${sku}`)
      }
      return row.id
    },
    serverErrors: () => [...errors],
    output: () => [...servers, ...workers].map((one) => one.output()).join("\n"),
    crashAndRestart: async () => {
      await servers[0]!.kill()
      await servers[0]!.start()
    },
    close: async () => {
      await Promise.all([...servers, ...workers].map((one) => one.stop()))
      await pool.end()
      await redis?.close()
      if (!options.postgres) {
        await dropDatabase(name)
      }
    },
  }
  return shop
}

/** One after the other: on few cores they would only be in each other's way. */
async function startProcesses(
  { servers: serverCount = 1, workers: workerCount = 0 }: ShopOptions,
  env: Record<string, string>,
  dataDir: string,
  seededDataDir: string
): Promise<{ servers: RunningMedusa[]; workers: RunningMedusa[] }> {
  const start = async (mode: string, index: number) => {
    // The embedded vectors take one process only, so each has a folder of its own.
    const own = path.join(dataDir, String(index))
    await cp(seededDataDir, own, { recursive: true })
    return await startMedusa({ ...env, MEDUSA_WORKER_MODE: mode, GATHER_DATA_DIR: own })
  }
  const servers: RunningMedusa[] = []
  const workers: RunningMedusa[] = []
  for (let index = 0; index < serverCount + workerCount; index++) {
    const isServer = index < serverCount
    const mode = workerCount === 0 ? "shared" : isServer ? "server" : "worker"
    const list = isServer ? servers : workers
    list.push(await start(mode, index))
  }
  return { servers, workers }
}

async function call(
  url: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>
): Promise<Answer> {
  const form = body instanceof FormData
  const raw = typeof body === "string"
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(form ? {} : { "content-type": "application/json" }), ...headers },
    body: body === undefined ? undefined : form || raw ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function signIn(url: string, env: Record<string, string>): Promise<string> {
  const { body } = await call(
    url,
    "POST",
    "/auth/user/emailpass",
    { email: env.GATHER_ADMIN_EMAIL, password: env.GATHER_ADMIN_PASSWORD },
    {}
  )
  return body.token
}
