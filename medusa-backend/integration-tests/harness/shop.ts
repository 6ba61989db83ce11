import { cp, readFile } from "fs/promises"
import path from "path"
import { Pool, type QueryResultRow } from "pg"
import { createDatabase, databaseUrl, dropDatabase } from "./databases"
import { startMedusa, type RunningMedusa } from "./medusa-process"
import { testSetup } from "./test-setup"

/** A JSON answer as the tests read it: its shape is what they check. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = { status: number; body: any }

export type Shop = {
  readonly url: string
  readonly publishableKey: string
  store: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>
  ) => Promise<Answer>
  admin: (method: string, path: string, body?: unknown) => Promise<Answer>
  sql: <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
  variantId: (sku: string) => Promise<string>
  output: () => string
  /** Kills the server as a crash would and starts it again on the same data. */
  crashAndRestart: () => Promise<void>
  close: () => Promise<void>
}

let shops = 0

/** Opens a shop of one's own: a copy of the seeded database, its own data folder and server. */
export async function openShop(env: Record<string, string> = {}): Promise<Shop> {
  const setup = testSetup()
  const name = `${setup.template}_${process.pid}_${++shops}`
  const dataDir = path.join(setup.folder, name)
  await createDatabase(name, setup.template)
  await cp(setup.env.GATHER_DATA_DIR ?? "", dataDir, { recursive: true })

  const shopEnv = {
    ...setup.env,
    ...env,
    DATABASE_URL: databaseUrl(name),
    GATHER_DATA_DIR: dataDir,
  }
  let server: RunningMedusa = await startMedusa(shopEnv)
  const pool = new Pool({ connectionString: databaseUrl(name), max: 4 })
  const seed = JSON.parse(await readFile(path.join(dataDir, "seed.json"), "utf8")) as {
    publishable_key: string
  }
  let token: string | undefined

  const shop: Shop = {
    get url() {
      return server.url
    },
    publishableKey: seed.publishable_key,
    store: (method, path, body, headers = {}) =>
      call(server.url, method, path, body, {
        "x-publishable-api-key": seed.publishable_key,
        ...headers,
      }),
    admin: async (method, path, body) => {
      token ??= await signIn(server.url, setup.env)
      return call(server.url, method, path, body, { authorization: `Bearer ${token}` })
    },
    sql: async <Row extends QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    variantId: async (sku) => {
      const [row] = await shop.sql<{ id: string }>(
        "select id from product_variant where sku = $1",
        [sku]
      )
      if (!row) {
        throw new Error(`The test catalogue has no SKU ${sku}`)
      }
      return row.id
    },
    output: () => server.output(),
    crashAndRestart: async () => {
      await server.kill()
      server = await startMedusa(shopEnv)
    },
    close: async () => {
      await server.stop()
      await pool.end()
      await dropDatabase(name)
    },
  }
  return shop
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
