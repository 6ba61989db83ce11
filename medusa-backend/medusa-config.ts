import path from "path"
import { defineConfig, loadEnv } from "@medusajs/framework/utils"
import { readEnvironment, type Environment } from "./src/environment"
import { rentalAvailability } from "./src/wiring/availability"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

const env = readEnvironment()
const filesUrl = `${env.publicUrl}/static`

export default defineConfig({
  projectConfig: {
    databaseUrl: env.databaseUrl,
    redisUrl: env.redisUrl,
    workerMode: readWorkerMode(process.env.MEDUSA_WORKER_MODE),
    http: {
      storeCors: process.env.STORE_CORS ?? env.storefrontUrl,
      adminCors: process.env.ADMIN_CORS ?? env.publicUrl,
      authCors: process.env.AUTH_CORS ?? `${env.publicUrl},${env.storefrontUrl}`,
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
    // Browsers drop Secure cookies on plain http, so the admin of an embedded shop could
    // never sign in without this.
    ...(env.insecureCookies
      ? { cookieOptions: { secure: false, sameSite: "lax" as const } }
      : {}),
  },
  admin: {
    disable: process.env.GATHER_ADMIN === "off",
    backendUrl: "/",
  },
  plugins: [
    {
      resolve: "@gather/medusa-rental",
      options: {
        timezone: env.timezone,
        holdLimit: { carts: env.holdLimitCarts },
      },
    },
    {
      resolve: "@gather/medusa-vibe-match",
      options: {
        vectorStore:
          env.vectors === "pgvector"
            ? { driver: "pgvector", databaseUrl: env.databaseUrl }
            : { driver: "pglite", dataDir: path.join(env.dataDir, "vectors") },
        productPictures: { baseUrls: [filesUrl] },
        availability: rentalAvailability,
        ...(env.pinterestBaseUrl ? { pinterest: pinterestAt(env.pinterestBaseUrl) } : {}),
      },
    },
  ],
  modules: [
    {
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/file-local",
            id: "local",
            options: {
              upload_dir: path.join(env.dataDir, "files"),
              private_upload_dir: path.join(env.dataDir, "files-private"),
              backend_url: filesUrl,
            },
          },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/fulfillment",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/fulfillment-manual", id: "manual" },
          { resolve: "@gather/medusa-rental/providers/rental-delivery", id: "shop" },
        ],
      },
    },
    ...paymentModules(env),
    ...redisModules(env),
  ],
})

/** A server on this machine that speaks for Pinterest and its pictures, in tests. */
function pinterestAt(origin: string) {
  return { rssBaseUrl: origin, imageOrigins: [origin], allowLoopbackOrigins: [origin] }
}

/** Beside Medusa's manual payment, a provider that the tests bring. */
function paymentModules({ paymentProvider }: Environment) {
  return paymentProvider
    ? [
        {
          resolve: "@medusajs/medusa/payment",
          options: { providers: [{ resolve: paymentProvider, id: "local" }] },
        },
      ]
    : []
}

function readWorkerMode(mode = "shared"): "shared" | "worker" | "server" {
  if (mode !== "shared" && mode !== "worker" && mode !== "server") {
    throw new Error(`MEDUSA_WORKER_MODE must be shared, worker or server, not "${mode}"`)
  }
  return mode
}

/** With Redis, everything that one process alone could keep in memory goes there. */
function redisModules({ redisUrl }: Environment) {
  if (!redisUrl) {
    return []
  }
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
    {
      resolve: "@medusajs/medusa/workflow-engine-redis",
      options: { redis: { redisUrl } },
    },
    {
      resolve: "@medusajs/medusa/locking",
      options: {
        providers: [
          {
            resolve: path.join(__dirname, "src/providers/redis-leases"),
            id: "redis-leases",
            is_default: true,
            options: { redisUrl },
          },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/caching",
      options: {
        providers: [
          {
            resolve: "@medusajs/caching-redis",
            id: "caching-redis",
            is_default: true,
            options: { redisUrl },
          },
        ],
      },
    },
  ]
}
