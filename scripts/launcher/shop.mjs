// @ts-check
import fs from "node:fs"
import path from "node:path"

import { allBuilds, buildWhenChanged, medusaCli, nextCli, plugins } from "./builds.mjs"
import {
  medusaEnvironment,
  medusaUrl,
  storefrontEnvironment,
  storefrontUrl,
} from "./environment.mjs"
import { answers } from "./http-ready.mjs"
import { install, whyInstall } from "./install.mjs"
import { acquireLock, LockHeldError } from "./lock.mjs"
import { findFreePort, isPortFree, PortBusyError } from "./ports.mjs"
import { endLeftovers, Supervisor } from "./processes.mjs"
import { loadSecrets } from "./secrets.mjs"
import { readSettings, root, SettingError } from "./settings.mjs"
import { readSeedFile, removeShopFile, writeShopFile } from "./shop-file.mjs"
import { runTasks } from "./task-graph.mjs"
import { isSupportedNode } from "./node-version.mjs"

/** @typedef {import("./progress.mjs").Progress} Progress */
/** @typedef {import("./processes.mjs").Service} Service */
/** @typedef {import("./settings.mjs").Settings} Settings */
/** @typedef {import("./environment.mjs").Surroundings} Surroundings */
/** @typedef {import("./shop-file.mjs").ShopFile} ShopFile */

/** The demo admin of the embedded mode. */
const adminEmail = "admin@gather.localhost"

/**
 * A shop on this machine: its database, Medusa and the storefront, from an empty folder
 * to both answering, and back to nothing running.
 */
export class Shop {
  /** @type {(() => void) | undefined} */
  #releaseLock
  /** @type {(error: unknown) => void} */
  #fail = () => {}
  /** @type {Service | undefined} */
  #medusa
  /** @type {Surroundings | undefined} */
  #surroundings

  /**
   * @param {Progress} progress
   * @param {"production" | "development"} mode
   */
  constructor(progress, mode) {
    this.progress = progress
    this.mode = mode
    this.settings = readSettings(process.env)
    this.logs = path.join(this.settings.dataDir, "logs")
    this.recordFile = path.join(this.settings.dataDir, "running.json")
    this.supervisor = new Supervisor(this.recordFile)
    this.closing = false
    /**
     * Rejects when a part of the shop ends unasked.
     *
     * @type {Promise<never>}
     */
    this.failed = new Promise((_, reject) => {
      this.#fail = reject
    })
    this.failed.catch(() => {})
  }

  /**
   * Brings everything up.
   *
   * @returns {Promise<ShopFile>} how to reach it
   */
  async open() {
    await this.#prepare()
    const { surroundings, publishableKey } = await this.#buildAndFill()
    await this.#refuseBusyPorts()

    this.#startMedusa(surroundings)
    this.#startStorefront(publishableKey)
    await Promise.all([
      this.progress.step("Medusa opens", () =>
        this.#answers(`${medusaUrl(this.settings)}/health`)
      ),
      this.progress.step("The storefront opens", async () => {
        // Its first page asks Medusa, so it can only answer after it.
        await this.#answers(`${medusaUrl(this.settings)}/health`)
        await this.#answers(storefrontUrl(this.settings))
      }),
    ])

    const shop = {
      storefront_url: storefrontUrl(this.settings),
      medusa_url: medusaUrl(this.settings),
      publishable_key: publishableKey,
      admin: surroundings.admin ?? null,
      database_url: surroundings.databaseUrl,
      pid: process.pid,
    }
    writeShopFile(this.settings.dataDir, shop)
    return shop
  }

  /** Starts Medusa anew, for when a plugin it runs was built again. */
  async restartMedusa() {
    if (!this.#medusa || !this.#surroundings) {
      throw new Error("Medusa has not been started yet")
    }
    await this.#medusa.stop()
    this.#startMedusa(this.#surroundings)
    await this.#answers(`${medusaUrl(this.settings)}/health`)
  }

  /** Stops everything in order: storefront, Medusa, Postgres. */
  async close() {
    if (!this.#releaseLock) {
      return
    }
    this.closing = true
    removeShopFile(this.settings.dataDir)
    await this.supervisor.stopAll((name) => this.progress.print(`  stopping ${name}`))
    this.#releaseLock()
  }

  /** @param {Surroundings} surroundings */
  #startMedusa(surroundings) {
    const development = this.mode === "development"
    const backend = path.join(root, "medusa-backend")
    this.#surroundings = surroundings
    this.#medusa = this.#start({
      name: "Medusa",
      command: process.execPath,
      args: [
        medusaCli(),
        development ? "develop" : "start",
        ...(development ? ["--no-lint"] : []),
        ...(this.settings.host ? ["--host", this.settings.host] : []),
        "--port",
        String(this.settings.medusaPort),
      ],
      cwd: development ? backend : path.join(backend, ".medusa", "server"),
      env: medusaEnvironment(surroundings),
      logFile: path.join(this.logs, "medusa.log"),
      stopWithin: 8_000,
    })
  }

  /** @param {string} publishableKey */
  #startStorefront(publishableKey) {
    this.#start({
      name: "The storefront",
      command: process.execPath,
      args: [
        nextCli(),
        this.mode === "development" ? "dev" : "start",
        "--port",
        String(this.settings.storefrontPort),
        ...(this.settings.host ? ["--hostname", this.settings.host] : []),
      ],
      cwd: path.join(root, "storefront"),
      env: storefrontEnvironment(this.settings, this.mode, publishableKey),
      logFile: path.join(this.logs, "storefront.log"),
      stopWithin: 5_000,
    })
  }

  /** @param {import("./processes.mjs").Program} program */
  #start(program) {
    const service = this.supervisor.start(program)
    service.failed.catch(this.#fail)
    return service
  }

  /** @param {string} url */
  #answers(url) {
    return answers(url, { within: 180_000, failed: this.failed })
  }

  /** Takes the lock, clears what an earlier start left, checks ports, installs. */
  async #prepare() {
    if (!isSupportedNode(process.versions.node)) {
      throw new SettingError(
        `Gather needs Node 20.19 or later, or 22.12 or later; this is ${process.versions.node}`
      )
    }
    this.#takeLock()
    await this.progress.step("Check ports", async ({ result }) => {
      const ended = await endLeftovers(this.recordFile)
      if (ended.length > 0) {
        result(`ended what an earlier start left running: ${ended.join(", ")}`)
      }
      removeShopFile(this.settings.dataDir)
      await this.#refuseBusyPorts()
    })
    await installWhenNeeded(this.progress, this.supervisor, this.logs)
  }

  #takeLock() {
    const { dataDir } = this.settings
    try {
      this.#releaseLock = acquireLock(path.join(dataDir, "lock")).release
    } catch (error) {
      if (error instanceof LockHeldError) {
        throw new SettingError(
          `A shop already runs on ${dataDir} (process ${error.holder.pid}).\n` +
            "Stop it first, or open a second one beside it:\n" +
            "  GATHER_DATA_DIR=.gather-2 STOREFRONT_PORT=8001 MEDUSA_PORT=9001 npm start"
        )
      }
      throw error
    }
  }

  async #refuseBusyPorts() {
    const { storefrontPort, medusaPort, postgresPort, databaseUrl } = this.settings
    if (!(await isPortFree(storefrontPort))) {
      throw new PortBusyError("the storefront", storefrontPort, "STOREFRONT_PORT")
    }
    if (!(await isPortFree(medusaPort))) {
      throw new PortBusyError("Medusa", medusaPort, "MEDUSA_PORT")
    }
    if (postgresPort && !databaseUrl && !this.supervisor.runs("Postgres")) {
      if (!(await isPortFree(postgresPort))) {
        throw new PortBusyError("Postgres", postgresPort, "GATHER_POSTGRES_PORT")
      }
    }
  }

  /**
   * Builds what changed while the database is brought up, migrated and filled.
   *
   * @returns {Promise<{surroundings: Surroundings, publishableKey: string}>}
   */
  async #buildAndFill() {
    /** @type {Surroundings | undefined} */
    let surroundings
    const known = () => /** @type {Surroundings} */ (surroundings)

    const unlock = await takeBuildLock(this.progress)
    try {
      await runTasks(
        [
          {
            id: "database",
            run: async () => {
              surroundings = await this.#openDatabase()
            },
          },
          ...this.#builds().filter(({ id }) => id.startsWith("plugin:")),
          ...this.#builds().filter(({ id }) => id === "backend"),
          {
            id: "migrate",
            needs: ["database", ...plugins.map((name) => `plugin:${name}`)],
            run: () => this.#migrate(known()),
          },
          { id: "seed", needs: ["migrate"], run: () => this.#seed(known()) },
          ...this.#builds().filter(({ id }) => id === "storefront"),
        ],
        2
      )
    } finally {
      unlock()
    }

    const seed = readSeedFile(this.settings.dataDir)
    if (!seed) {
      throw new Error(
        "The seed left no seed.json, so the storefront has no publishable key"
      )
    }
    return { surroundings: known(), publishableKey: seed.publishable_key }
  }

  /** @returns {import("./task-graph.mjs").Task[]} */
  #builds() {
    return allBuilds()
      .filter(({ id }) => this.mode === "production" || id.startsWith("plugin:"))
      .map((build) => ({
        id: build.id,
        needs: build.needs,
        run: () =>
          this.progress.step(build.title, async ({ result }) => {
            const built = await buildWhenChanged(build, this.supervisor, this.logs)
            result(built ? "" : "unchanged")
          }),
      }))
  }

  /** @returns {Promise<Surroundings>} */
  async #openDatabase() {
    const { settings, mode } = this
    const secrets = loadSecrets(settings.dataDir)
    if (settings.databaseUrl) {
      return {
        settings,
        secrets,
        mode,
        databaseUrl: settings.databaseUrl,
        vectors: await this.#chooseVectors(settings.databaseUrl),
        admin: adminFromEnvironment(),
      }
    }

    const { startPostgres, databaseUrl } = await import("./postgres.mjs")
    const { createDatabase } = await import("./launch-state.mjs")
    const { storefrontPort, medusaPort } = settings
    const port =
      settings.postgresPort ??
      (await findFreePort(54320, new Set([storefrontPort, medusaPort])))
    const server = { port, password: secrets.postgres_password }
    await this.progress.step("Postgres", async ({ result }) => {
      const service = await startPostgres(this.supervisor, {
        ...server,
        folder: path.join(settings.dataDir, "postgres"),
        logFile: path.join(this.logs, "postgres.log"),
      })
      service.failed.catch(this.#fail)
      await createDatabase(databaseUrl(server, "postgres"), "gather")
      result(`on port ${port}`)
    })
    return {
      settings,
      secrets,
      mode,
      databaseUrl: databaseUrl(server, "gather"),
      vectors: settings.vectors ?? "pglite",
      admin: adminFromEnvironment() ?? {
        email: adminEmail,
        password: secrets.admin_password,
      },
    }
  }

  /** @param {string} databaseUrl a server of the user's own */
  async #chooseVectors(databaseUrl) {
    const { offersPgvector } = await import("./launch-state.mjs")
    return this.progress.step("Postgres of DATABASE_URL", async ({ result }) => {
      let offered
      try {
        offered = await offersPgvector(databaseUrl)
      } catch (error) {
        throw new SettingError(
          `The server of DATABASE_URL does not answer: ${describe(error)}`
        )
      }
      if (!offered && this.settings.vectors !== "pglite") {
        throw new SettingError(
          "The server of DATABASE_URL has no pgvector. Install it there (0.8.4 or later), or " +
            "keep the vectors in this process with GATHER_VECTORS=pglite."
        )
      }
      const vectors = this.settings.vectors ?? "pgvector"
      result(`vectors in ${vectors}`)
      return vectors
    })
  }

  /** @param {Surroundings} surroundings */
  async #migrate(surroundings) {
    const { LaunchState, migrationsFingerprint } = await import("./launch-state.mjs")
    const state = await LaunchState.open(surroundings.databaseUrl)
    try {
      await this.progress.step("Migrate the database", async ({ result }) => {
        const wanted = migrationsFingerprint()
        if ((await state.get("migrations")) === wanted) {
          result("up to date")
          return
        }
        await this.#runMedusa("migrate", surroundings, [
          "db:migrate",
          "--execute-safe-links",
        ])
        await state.set("migrations", wanted)
      })
    } finally {
      await state.close()
    }
  }

  /** @param {Surroundings} surroundings */
  async #seed(surroundings) {
    const { LaunchState } = await import("./launch-state.mjs")
    const state = await LaunchState.open(surroundings.databaseUrl)
    try {
      await this.progress.step("Fill the shop", async ({ note, result }) => {
        const filesUrl = `${process.env.MEDUSA_URL || medusaUrl(this.settings)}/static`
        const known = readSeedFile(this.settings.dataDir)
        if (
          (await state.get("seed")) === "done" &&
          known &&
          known.files_url === filesUrl
        ) {
          result("already filled")
          return
        }
        await this.#runMedusa(
          "seed",
          surroundings,
          ["exec", "./src/scripts/seed.ts"],
          (line) => {
            const [, text] = /^\[seed\] (.*)$/.exec(line.trim()) ?? []
            if (text) {
              note(text)
            }
          }
        )
        await state.set("seed", "done")
        forgetStorefrontPages()
      })
    } finally {
      await state.close()
    }
  }

  /**
   * @param {string} name
   * @param {Surroundings} surroundings
   * @param {string[]} args
   * @param {(line: string) => void} [onLine]
   */
  async #runMedusa(name, surroundings, args, onLine) {
    await this.supervisor.run({
      name: `medusa ${args[0]}`,
      command: process.execPath,
      args: [medusaCli(), ...args],
      cwd: path.join(root, "medusa-backend"),
      env: medusaEnvironment(surroundings),
      logFile: path.join(this.logs, `${name}.log`),
      onLine,
    })
  }
}

/**
 * @param {Progress} progress
 * @param {Supervisor} supervisor
 * @param {string} logs
 */
export async function installWhenNeeded(progress, supervisor, logs) {
  const unlock = await takeBuildLock(progress)
  try {
    await progress.step("Install dependencies", async ({ note, result }) => {
      const reason = whyInstall()
      if (!reason) {
        result("up to date")
        return
      }
      note(reason)
      await install(supervisor, path.join(logs, "install.log"), note)
      const still = whyInstall()
      if (still) {
        throw new Error(`npm ci ended well, but ${still}`)
      }
    })
  } finally {
    unlock()
  }
}

/**
 * One start at a time may install and build in this clone; the others wait.
 *
 * @param {Progress} progress
 * @returns {Promise<() => void>} gives the lock back
 */
async function takeBuildLock(progress) {
  const file = path.join(root, ".gather", "build.lock")
  try {
    return acquireLock(file).release
  } catch (error) {
    if (!(error instanceof LockHeldError)) {
      throw error
    }
  }
  return progress.step("Wait for another start's build", async () => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      try {
        return acquireLock(file).release
      } catch (error) {
        if (!(error instanceof LockHeldError)) {
          throw error
        }
      }
    }
  })
}

/** Pages of another catalogue that the storefront kept on disk. */
export function forgetStorefrontPages() {
  for (const folder of ["fetch-cache", "images"]) {
    fs.rmSync(path.join(root, "storefront", ".next", "cache", folder), {
      recursive: true,
      force: true,
    })
  }
}

function adminFromEnvironment() {
  const { GATHER_ADMIN_EMAIL: email, GATHER_ADMIN_PASSWORD: password } = process.env
  return email && password ? { email, password } : undefined
}

/** @param {unknown} error */
function describe(error) {
  const { message, code } = /** @type {{message?: string, code?: string}} */ (error)
  return message || code || String(error)
}
