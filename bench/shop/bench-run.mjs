// @ts-check
import crypto from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import pg from "pg"

import { fingerprint } from "../../scripts/launcher/build-cache.mjs"
import {
  buildWhenChanged,
  medusaCli,
  pluginBuild,
} from "../../scripts/launcher/builds.mjs"
import { quietMedusa } from "../../scripts/launcher/environment.mjs"
import { answers } from "../../scripts/launcher/http-ready.mjs"
import { findFreePort } from "../../scripts/launcher/ports.mjs"
import { databaseUrl, startPostgres } from "../../scripts/launcher/postgres.mjs"
import { Supervisor } from "../../scripts/launcher/processes.mjs"
import { root } from "../../scripts/launcher/settings.mjs"
import { installWhenNeeded } from "../../scripts/launcher/shop.mjs"
import { Client } from "../measure/client.mjs"
import { bookingsSql, catalogue } from "../ledger/catalogue.mjs"

/**
 * @typedef {object} Seed what the seed says of the shop
 * @property {string} publishableKey
 * @property {string} regionId
 * @property {string} locationId
 * @property {string[]} sold variants for sale
 * @property {string[]} rented variants for rent, at the same prices
 * @property {{variant_id: string, product_id: string}[]} quoted 40 for rent, 5 of them packages
 */

/**
 * @typedef {object} BenchServer
 * @property {Client} client
 * @property {() => Promise<void>} stop
 */

const app = path.join(root, "bench", "app")
const password = "bench"

/**
 * What the benchmarks run on: a Postgres, databases with bookings in them, and servers of the
 * application in `bench/app`. Everything is gone when it is closed, unless it is kept.
 */
export class BenchRun {
  /** @type {Seed | undefined} */
  #seed
  #port = 0
  #copies = 0

  /**
   * @param {import("../../scripts/launcher/progress.mjs").Progress} progress
   * @param {{keep: boolean}} options
   */
  constructor(progress, { keep }) {
    this.progress = progress
    this.keep = keep
    this.folder = keep
      ? path.join(root, ".gather", "bench")
      : fs.mkdtempSync(path.join(os.tmpdir(), "gather-bench-"))
    fs.mkdirSync(this.folder, { recursive: true })
    // Postgres runs as another user when this one is root, and must get through.
    fs.chmodSync(this.folder, 0o711)
    this.logs = path.join(this.folder, "logs")
    this.supervisor = new Supervisor(path.join(this.folder, "running.json"))
  }

  get seed() {
    if (!this.#seed) {
      throw new Error("The bench shop has not been filled yet")
    }
    return this.#seed
  }

  /** Installs, builds the plugin, starts Postgres, and fills the databases to copy from. */
  async open() {
    const { progress, supervisor, logs } = this
    await installWhenNeeded(progress, supervisor, logs)
    await progress.step("Build the plugin rental", async ({ result }) => {
      const built = await buildWhenChanged(pluginBuild("rental"), supervisor, logs)
      result(built ? "" : "unchanged")
    })
    await progress.step("Postgres", async ({ result }) => {
      this.#port = await findFreePort(9450)
      await startPostgres(supervisor, {
        port: this.#port,
        password,
        folder: path.join(this.folder, "postgres"),
        logFile: path.join(logs, "postgres.log"),
        disposable: true,
      })
      result(`on port ${this.#port}`)
    })
    await this.#fill()
  }

  /**
   * A database of one's own, with so many bookings in it.
   *
   * @param {number} bookings
   * @returns {Promise<string>} its address
   */
  async copyDatabase(bookings) {
    const name = `run_${++this.#copies}`
    await this.#onServer(
      `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
      `CREATE DATABASE ${name} TEMPLATE ${await this.#template(bookings)} STRATEGY file_copy`
    )
    return this.#url(name)
  }

  /**
   * Runs a statement on a database of one's own.
   *
   * @param {string} database its address
   * @param {string} sql
   */
  async query(database, sql) {
    return await this.#on(database, sql)
  }

  /**
   * A server of the bench application on a database.
   *
   * @param {string} database its address
   * @param {{withPlugin?: boolean, jobs?: boolean}} [options] without the plugin it is Medusa
   *   as it comes; without jobs nothing is mended meanwhile
   * @returns {Promise<BenchServer>}
   */
  async startServer(database, { withPlugin = true, jobs = true } = {}) {
    const port = await findFreePort(9400)
    const service = this.supervisor.start({
      name: "Medusa",
      command: process.execPath,
      args: ["--expose-gc", medusaCli(), "start", "--port", String(port)],
      cwd: app,
      env: {
        ...this.#environment(database),
        BENCH_RENTAL: withPlugin ? "on" : "off",
        BENCH_WORKER_MODE: jobs ? "shared" : "server",
      },
      logFile: path.join(this.logs, `medusa-${port}.log`),
      stopWithin: 8_000,
    })
    const url = `http://localhost:${port}`
    const failed = service.failed.then(() => {
      throw new Error("Medusa stopped")
    })
    failed.catch(() => {})
    await answers(`${url}/health`, { within: 120_000, failed })
    const client = new Client(url, { "x-publishable-api-key": this.seed.publishableKey })
    return {
      client,
      stop: async () => {
        client.close()
        await service.stop()
      },
    }
  }

  /** Stops everything and removes it, unless it is kept. */
  async close() {
    await this.supervisor.stopAll()
    if (this.keep) {
      return
    }
    const postgres = path.join(this.folder, "postgres")
    if (fs.lstatSync(postgres, { throwIfNoEntry: false })?.isSymbolicLink()) {
      fs.rmSync(fs.realpathSync(postgres), { recursive: true, force: true })
    }
    fs.rmSync(this.folder, { recursive: true, force: true })
  }

  async #fill() {
    const name = `shop_${contentFingerprint()}`
    const seedFile = path.join(this.folder, `${name}.json`)
    if (!(await this.#exists(name)) || !fs.existsSync(seedFile)) {
      await this.progress.step("Fill a shop", async ({ note }) => {
        await this.#onServer(
          `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
          `CREATE DATABASE ${name}`
        )
        note("migrate")
        await this.#medusa(name, ["db:migrate", "--execute-safe-links"])
        note("seed")
        await this.#medusa(name, ["exec", "./src/scripts/seed.ts"], {
          BENCH_SEED_FILE: seedFile,
          BENCH_ITEMS: String(catalogue.items),
          BENCH_FLEET: String(catalogue.fleet),
        })
      })
    }
    this.#seed = JSON.parse(fs.readFileSync(seedFile, "utf8"))
  }

  /**
   * The database that those with so many bookings are copied from.
   *
   * @param {number} bookings
   */
  async #template(bookings) {
    const shop = `shop_${contentFingerprint()}`
    const name = `${shop}_${bookings}`
    if (bookings === 0) {
      return shop
    }
    if (!(await this.#exists(name))) {
      await this.progress.step(
        `Write ${bookings.toLocaleString("en")} bookings`,
        async ({ note }) => {
          const filling = `${name}_filling`
          await this.#onServer(
            `DROP DATABASE IF EXISTS ${filling} WITH (FORCE)`,
            `CREATE DATABASE ${filling} TEMPLATE ${shop}`
          )
          for (const { sql, upTo } of bookingsSql(bookings)) {
            await this.#on(this.#url(filling), sql)
            note(`${upTo.toLocaleString("en")}`)
          }
          await this.#on(this.#url(filling), "VACUUM ANALYZE")
          await this.#onServer(`ALTER DATABASE ${filling} RENAME TO ${name}`)
        }
      )
    }
    return name
  }

  /**
   * @param {string} database its name
   * @param {string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   */
  async #medusa(database, args, env = {}) {
    await this.supervisor.run({
      name: `medusa ${args[0]}`,
      command: process.execPath,
      args: [medusaCli(), ...args],
      cwd: app,
      env: { ...this.#environment(this.#url(database)), ...env },
      logFile: path.join(this.logs, `${String(args[0]).replace(/\W/g, "-")}.log`),
    })
  }

  /** @param {string} database its address */
  #environment(database) {
    return {
      ...process.env,
      ...quietMedusa(),
      NODE_ENV: "production",
      TS_NODE_TRANSPILE_ONLY: "true",
      DATABASE_URL: database,
      REDIS_URL: "",
    }
  }

  /** @param {string} name */
  async #exists(name) {
    const rows = await this.#on(
      this.#url("postgres"),
      `SELECT 1 FROM pg_database WHERE datname = '${name}'`
    )
    return rows.length > 0
  }

  /** @param {string[]} statements */
  async #onServer(...statements) {
    for (const statement of statements) {
      await this.#on(this.#url("postgres"), statement)
    }
  }

  /**
   * @param {string} url
   * @param {string} sql
   */
  async #on(url, sql) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }

  /** @param {string} name */
  #url(name) {
    return databaseUrl({ port: this.#port, password }, name)
  }
}

/** Changes when the schema, the seed or the bookings do. */
function contentFingerprint() {
  const content = fingerprint({
    folder: root,
    paths: [
      "package-lock.json",
      "bench/app/src/scripts",
      "bench/ledger/catalogue.mjs",
      "medusa-backend/src/seed/shop.ts",
      "src-plugins/rental/src/modules/rental/migrations",
    ],
  })
  return crypto.createHash("sha256").update(content).digest("hex").slice(0, 12)
}
