import { defineConfig } from "@medusajs/framework/utils"

/** Medusa with the rental plugin alone, or without it to compare. Never part of the shop. */
export default defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    workerMode: process.env.BENCH_WORKER_MODE === "server" ? "server" : "shared",
    http: {
      storeCors: "http://localhost",
      adminCors: "http://localhost",
      authCors: "http://localhost",
      jwtSecret: "bench",
      cookieSecret: "bench",
    },
  },
  admin: { disable: true },
  plugins:
    process.env.BENCH_RENTAL === "off"
      ? []
      : [{ resolve: "@gather/medusa-rental", options: { timezone: "UTC" } }],
})
