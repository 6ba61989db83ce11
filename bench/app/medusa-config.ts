import { defineConfig } from "@medusajs/framework/utils"

/** The plugin alone, as the benchmarks measure it. Never part of the shop. */
export default defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    http: {
      storeCors: "http://localhost",
      adminCors: "http://localhost",
      authCors: "http://localhost",
      jwtSecret: "bench",
      cookieSecret: "bench",
    },
  },
  admin: { disable: true },
  plugins: [{ resolve: "@gather/medusa-rental", options: { timezone: "UTC" } }],
})
