// @ts-check
import path from "node:path"
import { fileURLToPath } from "node:url"

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..")

/**
 * @typedef {object} Settings
 * @property {string} dataDir absolute folder that holds everything the shop remembers
 * @property {number} storefrontPort
 * @property {number} medusaPort
 * @property {number | undefined} postgresPort as asked for; undefined: any free one
 * @property {string | undefined} databaseUrl a server of the user's own
 * @property {string | undefined} redisUrl
 * @property {string | undefined} vectors as asked for: "pglite" or "pgvector"
 * @property {string | undefined} host interface to listen on; undefined: all of them
 * @property {string} timezone
 */

/** A setting that cannot be used; its message is for the person at the terminal. */
export class SettingError extends Error {}

/**
 * Reads what the launcher takes from its environment.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 * @throws {SettingError} naming the variable
 */
export function readSettings(env) {
  const storefrontPort = readPort(env, "STOREFRONT_PORT") ?? 8000
  const medusaPort = readPort(env, "MEDUSA_PORT") ?? 9000
  const postgresPort = readPort(env, "GATHER_POSTGRES_PORT")
  refuseSharedPorts({
    STOREFRONT_PORT: storefrontPort,
    MEDUSA_PORT: medusaPort,
    GATHER_POSTGRES_PORT: postgresPort,
  })

  const vectors = env.GATHER_VECTORS || undefined
  if (vectors && vectors !== "pglite" && vectors !== "pgvector") {
    throw new SettingError(
      `GATHER_VECTORS must be "pglite" or "pgvector", not "${vectors}"`
    )
  }

  return {
    dataDir: path.resolve(root, env.GATHER_DATA_DIR || ".gather"),
    storefrontPort,
    medusaPort,
    postgresPort,
    databaseUrl: readUrl(env, "DATABASE_URL", ["postgres:", "postgresql:"]),
    redisUrl: readUrl(env, "REDIS_URL", ["redis:", "rediss:"]),
    vectors,
    host: env.GATHER_HOST || undefined,
    timezone: env.GATHER_TIMEZONE || "America/New_York",
  }
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 */
function readPort(env, name) {
  const text = env[name]
  if (!text) {
    return undefined
  }
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new SettingError(`${name} must be a port between 1 and 65535, not "${text}"`)
  }
  return port
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {string[]} protocols
 */
function readUrl(env, name, protocols) {
  const text = env[name]
  if (!text) {
    return undefined
  }
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new SettingError(
      `${name} must start with ${protocols.map((p) => `${p}//`).join(" or ")}`
    )
  }
  return text
}

/** @param {Record<string, number | undefined>} ports */
function refuseSharedPorts(ports) {
  /** @type {Map<number, string>} */
  const taken = new Map()
  for (const [name, port] of Object.entries(ports)) {
    if (port === undefined) {
      continue
    }
    const other = taken.get(port)
    if (other) {
      throw new SettingError(
        `${other} and ${name} are both ${port}: give each its own port`
      )
    }
    taken.set(port, name)
  }
}
