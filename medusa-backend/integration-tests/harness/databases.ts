import { Client } from "pg"

/** Address of a database on the test server named by DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD. */
export function databaseUrl(name: string): string {
  const { DB_HOST = "127.0.0.1", DB_PORT = "5432" } = process.env
  const user = encodeURIComponent(process.env.DB_USERNAME ?? "postgres")
  const password = encodeURIComponent(process.env.DB_PASSWORD ?? "")
  return `postgres://${user}:${password}@${DB_HOST}:${DB_PORT}/${name}`
}

export async function createDatabase(
  name: string,
  template = "template1",
  address = databaseUrl
): Promise<void> {
  await onServer(`create database "${name}" template "${template}"`, address)
}

export async function dropDatabase(name: string): Promise<void> {
  await onServer(`drop database if exists "${name}" with (force)`, databaseUrl)
}

async function onServer(sql: string, address: typeof databaseUrl): Promise<void> {
  const client = new Client({ connectionString: address("postgres") })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
