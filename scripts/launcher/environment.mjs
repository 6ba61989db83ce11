// @ts-check
import fs from "node:fs"
import path from "node:path"

import { root } from "./settings.mjs"

/**
 * What every program of the shop gets: nothing phones home.
 *
 * @returns {NodeJS.ProcessEnv}
 */
function commonEnvironment() {
  return {
    ...process.env,
    ...quietMedusa(),
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_IGNORE_INCORRECT_LOCKFILE: "1",
  }
}

/**
 * Keeps Medusa's telemetry from being sent, and from leaving a process of its own behind
 * at every exit, which only its configuration file prevents: so it gets one of ours.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function quietMedusa() {
  const folder = path.join(root, ".gather", "config")
  const file = path.join(folder, "medusa", "config.json")
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, JSON.stringify({ telemetry: { enabled: false } }))
  }
  return { MEDUSA_DISABLE_TELEMETRY: "true", XDG_CONFIG_HOME: folder }
}

/**
 * For builds: independent of where the shop will run.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function buildEnvironment() {
  return { ...commonEnvironment(), NODE_ENV: "production" }
}

/**
 * @typedef {object} Surroundings
 * @property {import("./settings.mjs").Settings} settings
 * @property {import("./secrets.mjs").Secrets} secrets
 * @property {string} databaseUrl
 * @property {string} vectors
 * @property {string} mode NODE_ENV
 * @property {{email: string, password: string} | undefined} admin
 */

/**
 * For Medusa: its server, its migrations, its seed.
 *
 * @param {Surroundings} surroundings
 * @returns {NodeJS.ProcessEnv}
 */
export function medusaEnvironment({
  settings,
  secrets,
  databaseUrl,
  vectors,
  mode,
  admin,
}) {
  return {
    ...commonEnvironment(),
    NODE_ENV: mode,
    DATABASE_URL: databaseUrl,
    ...(settings.redisUrl ? { REDIS_URL: settings.redisUrl } : {}),
    MEDUSA_PORT: String(settings.medusaPort),
    PORT: String(settings.medusaPort),
    STOREFRONT_PORT: String(settings.storefrontPort),
    STOREFRONT_URL: process.env.STOREFRONT_URL || storefrontUrl(settings),
    MEDUSA_URL: process.env.MEDUSA_URL || medusaUrl(settings),
    GATHER_DATA_DIR: settings.dataDir,
    GATHER_VECTORS: vectors,
    GATHER_TIMEZONE: settings.timezone,
    JWT_SECRET: process.env.JWT_SECRET || secrets.jwt_secret,
    COOKIE_SECRET: process.env.COOKIE_SECRET || secrets.cookie_secret,
    // The launcher serves plain http on this machine, where Secure cookies would be lost.
    GATHER_INSECURE_COOKIES: process.env.GATHER_INSECURE_COOKIES || "1",
    ...(admin
      ? { GATHER_ADMIN_EMAIL: admin.email, GATHER_ADMIN_PASSWORD: admin.password }
      : {}),
  }
}

/**
 * For the storefront, which knows Medusa by its address and publishable key only.
 *
 * @param {import("./settings.mjs").Settings} settings
 * @param {string} mode
 * @param {string} publishableKey
 * @returns {NodeJS.ProcessEnv}
 */
export function storefrontEnvironment(settings, mode, publishableKey) {
  const environment = commonEnvironment()
  for (const secret of ["DATABASE_URL", "REDIS_URL", "JWT_SECRET", "COOKIE_SECRET"]) {
    delete environment[secret]
  }
  return {
    ...environment,
    NODE_ENV: mode,
    PORT: String(settings.storefrontPort),
    STOREFRONT_PORT: String(settings.storefrontPort),
    STOREFRONT_URL: process.env.STOREFRONT_URL || storefrontUrl(settings),
    MEDUSA_URL: medusaUrl(settings),
    MEDUSA_PUBLISHABLE_KEY: publishableKey,
    GATHER_TIMEZONE: settings.timezone,
  }
}

/** @param {import("./settings.mjs").Settings} settings */
export function medusaUrl({ medusaPort }) {
  return `http://localhost:${medusaPort}`
}

/** @param {import("./settings.mjs").Settings} settings */
export function storefrontUrl({ storefrontPort }) {
  return `http://localhost:${storefrontPort}`
}
