import { Client } from "pg"

/**
 * Makes an empty database on the server that DB_HOST, DB_PORT, DB_USERNAME and DB_PASSWORD
 * name.
 *
 * @returns its address
 */
export async function createDatabase(name: string): Promise<string> {
  await dropDatabase(name)
  await onServer(`create database "${name}"`)
  return address(name)
}

export async function dropDatabase(name: string): Promise<void> {
  await onServer(`drop database if exists "${name}" with (force)`)
}

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: address("postgres") })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function address(name: string): string {
  const { DB_HOST, DB_PORT = "5432", DB_USERNAME = "", DB_PASSWORD = "" } = process.env
  if (!DB_HOST) {
    throw new Error(
      "The install test needs DB_HOST, DB_PORT, DB_USERNAME and DB_PASSWORD"
    )
  }
  // Medusa turns SSL on for any other name of this machine.
  const host = DB_HOST === "127.0.0.1" ? "localhost" : DB_HOST
  const login = [DB_USERNAME, DB_PASSWORD].map(encodeURIComponent).join(":")
  return `postgres://${login}@${host}:${DB_PORT}/${name}`
}
