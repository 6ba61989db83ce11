import { knex, type Knex } from "@medusajs/framework/mikro-orm/knex"
import { readdirSync } from "node:fs"
import { join } from "node:path"

const MIGRATIONS = join(__dirname, "../src/modules/rental/migrations")

/**
 * Databases of the simulator: one with the ledger's schema, copied for each run. The server
 * is that of the module tests: DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD.
 */
export class SimulatorDatabases {
  private readonly template = `gather_simulator_${process.pid}`
  private readonly admin: Knex
  private copies = 0

  constructor() {
    this.admin = connect("postgres", 1)
  }

  /** Makes the schema that runs start from, by the plugin's own migrations. */
  async prepare(): Promise<void> {
    await this.admin.raw(`DROP DATABASE IF EXISTS ${this.template}`)
    await this.admin.raw(`CREATE DATABASE ${this.template}`)
    await this.configure("synchronous_commit", "off")
    // A deadlock shall be noticed at once, not after a second of waiting.
    await this.configure("deadlock_timeout", "20ms")
    const template = connect(this.template, 1)
    try {
      for (const sql of migrationSql()) {
        await template.raw(sql.replaceAll("?", "\\?"))
      }
    } finally {
      await template.destroy()
    }
  }

  /** A new database with the ledger's schema and nothing in it. */
  async create(): Promise<string> {
    const name = `${this.template}_${++this.copies}`
    await this.admin.raw(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await this.admin.raw(`CREATE DATABASE ${name} TEMPLATE ${this.template}`)
    await this.copySettings(name)
    return name
  }

  async drop(name: string): Promise<void> {
    await this.admin.raw(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }

  /** Deadlocks that Postgres has counted in a database. */
  async deadlocks(name: string): Promise<number> {
    const { rows } = (await this.admin.raw(
      "SELECT deadlocks::integer AS n FROM pg_stat_database WHERE datname = ?",
      [name]
    )) as { rows: { n: number }[] }
    return rows[0]?.n ?? 0
  }

  async close(): Promise<void> {
    await this.drop(this.template)
    await this.admin.destroy()
  }

  private readonly settings: [string, string][] = []

  /* deadlock_timeout is for superusers only: without it a run is slower, not wrong. */
  private async configure(setting: string, value: string): Promise<void> {
    try {
      await this.admin.raw(`ALTER DATABASE ${this.template} SET ${setting} = '${value}'`)
      this.settings.push([setting, value])
    } catch (error) {
      if ((error as { code?: string }).code !== "42501") {
        throw error
      }
    }
  }

  /* A copy of a database does not take over its settings. */
  private async copySettings(name: string): Promise<void> {
    for (const [setting, value] of this.settings) {
      await this.admin.raw(`ALTER DATABASE ${name} SET ${setting} = '${value}'`)
    }
  }
}

/** A pool on one of the simulator's databases. */
export function connect(database: string, connections: number): Knex {
  return knex({
    client: "pg",
    connection: {
      host: process.env.DB_HOST ?? "localhost",
      port: Number(process.env.DB_PORT ?? 5432),
      user: process.env.DB_USERNAME ?? "postgres",
      password: process.env.DB_PASSWORD ?? "",
      database,
    },
    pool: { min: 0, max: connections },
  })
}

interface MigrationLike {
  up: () => Promise<void>
  getQueries: () => unknown[]
}

function* migrationSql(): Generator<string> {
  for (const queries of loadMigrations()) {
    for (const sql of queries) {
      yield String(sql)
    }
  }
}

/* The statements are constants: `up` gathers them without waiting for anything. */
function loadMigrations(): unknown[][] {
  return readdirSync(MIGRATIONS)
    .filter((file) => /^Migration\d+\.(ts|js)$/.test(file))
    .sort()
    .map((file) => {
      const name = file.replace(/\.\w+$/, "")
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const loaded = require(join(MIGRATIONS, name)) as Record<
        string,
        new (driver: unknown, config: unknown) => MigrationLike
      >
      const migration = new loaded[name]!({}, {})
      void migration.up()
      return migration.getQueries()
    })
}
