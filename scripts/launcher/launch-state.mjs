// @ts-check
import fs from "node:fs"
import path from "node:path"

import { fingerprint } from "./build-cache.mjs"
import { plugins } from "./builds.mjs"
import { root } from "./settings.mjs"

/**
 * What the launcher has done to a database, remembered inside it (schema `shop_launcher`), so
 * that it is right whichever machine starts the shop on it next. The schema must not be
 * called like the database's user, or Medusa's own tables would land in it.
 */
export class LaunchState {
  /** @param {import("pg").Client} client */
  constructor(client) {
    this.client = client
  }

  /**
   * @param {string} databaseUrl
   * @returns {Promise<LaunchState>}
   */
  static async open(databaseUrl) {
    const client = await connect(databaseUrl)
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS shop_launcher;
      CREATE TABLE IF NOT EXISTS shop_launcher.state (
        name text PRIMARY KEY,
        value text NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      )`)
    return new LaunchState(client)
  }

  /**
   * @param {string} name
   * @returns {Promise<string | undefined>}
   */
  async get(name) {
    const { rows } = await this.client.query(
      "SELECT value FROM shop_launcher.state WHERE name = $1",
      [name]
    )
    return rows[0]?.value
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  async set(name, value) {
    await this.client.query(
      `INSERT INTO shop_launcher.state (name, value) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = now()`,
      [name, value]
    )
  }

  async close() {
    await this.client.end()
  }
}

/** A fingerprint of everything that `medusa db:migrate` reads. */
export function migrationsFingerprint() {
  const sources = [
    "medusa-backend/src",
    ...plugins.map((name) => `src-plugins/${name}/src`),
  ]
  return fingerprint({
    folder: root,
    paths: [
      "package-lock.json",
      "medusa-backend/medusa-config.ts",
      ...sources.map((folder) => `${folder}/links`),
      ...sources.flatMap((folder) =>
        subfolders(`${folder}/modules`).flatMap((module) => [
          `${module}/migrations`,
          `${module}/models`,
        ])
      ),
    ],
  })
}

/** @param {string} folder relative to the root */
function subfolders(folder) {
  const absolute = path.join(root, folder)
  return fs.existsSync(absolute)
    ? fs.readdirSync(absolute).map((name) => `${folder}/${name}`)
    : []
}

/**
 * Creates a database unless it exists.
 *
 * @param {string} serverUrl the address of any database of the server
 * @param {string} name
 */
export async function createDatabase(serverUrl, name) {
  const client = await connect(serverUrl)
  try {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_database WHERE datname = $1",
      [name]
    )
    if (!rowCount) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
    }
  } finally {
    await client.end()
  }
}

/**
 * Whether a server has pgvector, installed or ready to be.
 *
 * @param {string} databaseUrl
 */
export async function offersPgvector(databaseUrl) {
  const client = await connect(databaseUrl)
  try {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'"
    )
    return Boolean(rowCount)
  } finally {
    await client.end()
  }
}

/** @param {string} databaseUrl */
async function connect(databaseUrl) {
  const { default: pg } = await import("pg")
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 10_000,
    application_name: "gather launcher",
  })
  // Without a listener a server that goes away would end the launcher itself.
  client.on("error", () => {})
  await client.connect()
  return client
}
