import { mkdtemp } from "fs/promises"
import { tmpdir } from "os"
import path from "path"
import { createDatabase, databaseUrl } from "./databases"
import { seedDatabase } from "./medusa-process"
import { writeTestCatalogue } from "./test-catalogue"

/** Migrates and seeds one database, which every suite then copies instead of building its own. */
export default async function globalSetup(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "gather-http-"))
  const template = `gather_http_${process.pid}`
  const env = {
    DATABASE_URL: databaseUrl(template),
    GATHER_DATA_DIR: path.join(folder, "template"),
    GATHER_CATALOGUE_DIR: await writeTestCatalogue(path.join(folder, "catalogue")),
    GATHER_ADMIN: "off",
    GATHER_ADMIN_EMAIL: "admin@gather.test",
    GATHER_ADMIN_PASSWORD: "admin-password",
    GATHER_VECTORS: "pglite",
    JWT_SECRET: "test-jwt-secret",
    COOKIE_SECRET: "test-cookie-secret",
    MEDUSA_DISABLE_TELEMETRY: "true",
    REDIS_URL: "",
  }
  await createDatabase(template)
  await seedDatabase(env)

  process.env.GATHER_HTTP_TEST = JSON.stringify({ folder, template, env })
}
