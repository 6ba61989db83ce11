// @ts-check
import crypto from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

import { allBuilds, buildWhenChanged } from "../launcher/builds.mjs"
import { findFreePort } from "../launcher/ports.mjs"
import { databaseUrl, startPostgres } from "../launcher/postgres.mjs"
import { Supervisor } from "../launcher/processes.mjs"
import { root } from "../launcher/settings.mjs"
import { installWhenNeeded } from "../launcher/shop.mjs"
import { runTasks } from "../launcher/task-graph.mjs"
import { startPinterestServer } from "../../src-plugins/vibe-match/integration-tests/servers/pinterest-server.mjs"
import { findChromium } from "../services/chromium.mjs"
import { startPgvector } from "../services/pgvector.mjs"
import { startRedis } from "../services/redis.mjs"
import { checkFormat, checkLint, checkTypes } from "./checks.mjs"
import { runJest, workspacesWith } from "./jest.mjs"
import { runNodeTests } from "./node-test.mjs"
import { runPlaywright } from "./playwright.mjs"
import { combine, crashed, describeResult } from "./results.mjs"
import { openTestShop } from "./test-shop.mjs"

/** @typedef {import("./arguments.mjs").StageName} StageName */
/** @typedef {import("./results.mjs").StageResult} StageResult */
/** @typedef {import("../launcher/task-graph.mjs").Task} Task */

/** Patterns of HTTP test files. */
const RACES_AND_FAULTS = ["integration-tests/faults/", "races.invariant"]

/**
 * One run of the tests: what it needs is started when the first stage asks for it, and
 * everything is gone when it is closed.
 */
export class TestRun {
  /** @type {(() => Promise<unknown> | unknown)[]} */
  #cleanups = []
  /** @type {StageResult[]} */
  #results = []
  /** @type {NodeJS.ProcessEnv} */
  #databaseEnv = {}

  /**
   * @param {import("../launcher/progress.mjs").Progress} progress
   * @param {{stages: StageName[], grep: string | undefined}} wanted
   */
  constructor(progress, { stages, grep }) {
    this.progress = progress
    this.stages = stages
    this.grep = grep
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "gather-test-"))
    // Postgres runs as another user when this one is root, and must get through.
    fs.chmodSync(this.folder, 0o711)
    this.logs = path.join(this.folder, "logs")
    this.supervisor = new Supervisor(path.join(this.folder, "running.json"))
  }

  /**
   * Runs the stages. A stage that fails does not keep the others from running.
   *
   * @returns {Promise<StageResult[]>}
   */
  async run() {
    await installWhenNeeded(this.progress, this.supervisor, this.logs)
    await runTasks(this.#tasks(), 2)
    return this.results()
  }

  /** What is known so far, in the order of the stages. */
  results() {
    const order = (/** @type {StageResult} */ { stage }) =>
      /** @type {string[]} */ (["build", ...this.stages]).indexOf(stage)
    return [...this.#results].sort((a, b) => order(a) - order(b))
  }

  /** Stops all services and removes every file of the run. */
  async close() {
    for (const cleanup of this.#cleanups.reverse()) {
      try {
        await cleanup()
      } catch (error) {
        this.progress.print(`  ${error instanceof Error ? error.message : error}`)
      }
    }
    await this.supervisor.stopAll()
    for (const link of [
      path.join(this.folder, "postgres"),
      path.join(this.folder, "shop/postgres"),
    ]) {
      removeLinkedFolder(link)
    }
    fs.rmSync(this.folder, { recursive: true, force: true })
  }

  /**
   * What fits beside each other on two cores: checks and builds two at a time, then the
   * tests of modules beside the builds of the shop, then the rest alone.
   *
   * @returns {Task[]}
   */
  #tasks() {
    const wants = (/** @type {StageName[]} */ ...names) =>
      names.some((name) => this.stages.includes(name))
    const builds = allBuilds()
    const pluginBuilds = builds.filter(({ id }) => id.startsWith("plugin:"))
    const shopBuilds = builds.filter(({ id }) => !id.startsWith("plugin:"))

    /** @type {Task[]} */
    const tasks = []
    if (wants("types", "module", "http", "faults", "season", "install", "browser")) {
      tasks.push(...pluginBuilds.map((build) => this.#build(build)))
    }
    const built = tasks.map(({ id }) => id)
    if (wants("unit")) {
      tasks.push(this.#stage("unit", [], (note) => this.#unit(note)))
    }
    if (wants("lint")) {
      tasks.push(this.#stage("lint", [], () => checkLint(this.supervisor, this.logs)))
    }
    if (wants("types")) {
      tasks.push(
        this.#stage("types", built, (note) =>
          checkTypes(this.supervisor, this.logs, note)
        )
      )
    }
    if (wants("format")) {
      tasks.push(this.#stage("format", [], () => checkFormat(this.supervisor, this.logs)))
    }
    if (wants("module", "http", "install", "faults", "season")) {
      tasks.push(
        this.#service("postgres", "Postgres for tests", () => this.#startDatabase())
      )
    }
    if (wants("module", "http", "faults")) {
      tasks.push(
        this.#service("redis", "Redis for tests", (note) => this.#startRedis(note))
      )
    }
    if (wants("browser")) {
      tasks.push(...shopBuilds.map((build) => this.#build(build)))
    }
    if (wants("module")) {
      tasks.push(
        this.#service("pgvector", "PostgreSQL with pgvector", (note) =>
          this.#startPgvector(note)
        ),
        this.#stage("module", [...built, "postgres", "redis", "pgvector"], (note) =>
          this.#jest("module", note)
        )
      )
    }
    const beforeAlone = tasks.map(({ id }) => id)
    if (wants("http")) {
      tasks.push(this.#stage("http", beforeAlone, (note) => this.#http(note)))
    }
    if (wants("faults")) {
      tasks.push(this.#stage("faults", beforeAlone, (note) => this.#faults(note)))
    }
    if (wants("season")) {
      tasks.push(this.#stage("season", beforeAlone, (note) => this.#season(note)))
    }
    if (wants("install")) {
      tasks.push(
        this.#stage(
          "install",
          tasks.map(({ id }) => id),
          (note) => this.#jest("install", note)
        )
      )
    }
    if (wants("browser")) {
      tasks.push(
        this.#stage(
          "browser",
          tasks.map(({ id }) => id),
          (note) => this.#browser(note)
        )
      )
    }
    return tasks
  }

  /**
   * @param {StageName} name
   * @param {string[]} needs
   * @param {(note: (text: string) => void) => Promise<StageResult>} run
   * @returns {Task}
   */
  #stage(name, needs, run) {
    return {
      id: name,
      needs,
      run: () =>
        this.progress.step(`Test: ${name}`, async ({ note, result }) => {
          const found = await run(note).catch((error) => crashed(name, describe(error)))
          this.#results.push(found)
          result(describeResult(found))
        }),
    }
  }

  /**
   * A build that fails is a failure of the run, but not the end of it.
   *
   * @param {import("../launcher/builds.mjs").Build} build
   * @returns {Task}
   */
  #build(build) {
    return {
      id: build.id,
      needs: build.needs,
      run: () =>
        this.progress.step(build.title, async ({ result }) => {
          try {
            const made = await buildWhenChanged(build, this.supervisor, this.logs)
            result(made ? "" : "unchanged")
          } catch (error) {
            this.#results.push({
              ...crashed(build.title, describe(error)),
              stage: "build",
            })
            result("failed")
          }
        }),
    }
  }

  /**
   * @param {string} id
   * @param {string} title
   * @param {(note: (text: string) => void) => Promise<string>} start
   * @returns {Task}
   */
  #service(id, title, start) {
    return {
      id,
      run: () =>
        this.progress.step(title, async ({ note, result }) => {
          try {
            result(await start(note))
          } catch (error) {
            this.#results.push({ ...crashed(title, describe(error)), stage: "build" })
            result("failed")
          }
        }),
    }
  }

  /** @param {(text: string) => void} note */
  async #unit(note) {
    note("node")
    const node = await runNodeTests(this.supervisor, {
      logFolder: this.logs,
      grep: this.grep,
    })
    return combine("unit", [node, await this.#jest("unit", note)])
  }

  /**
   * @param {import("./jest.mjs").TestType} type
   * @param {(text: string) => void} note
   */
  #jest(type, note) {
    return runJest(
      this.supervisor,
      {
        stage: type,
        type,
        workspaces: workspacesWith(type),
        workers: type === "unit" ? 2 : 1,
        env: type === "unit" ? {} : this.#databaseEnv,
        logFolder: this.logs,
        grep: this.grep,
      },
      note
    )
  }

  /**
   * The HTTP tests, two files at a time: each has a server and a database of its own. Races
   * and faults, which want both cores, come after them and alone.
   *
   * @param {(text: string) => void} note
   */
  async #http(note) {
    const run = {
      stage: "http",
      type: /** @type {const} */ ("http"),
      workspaces: workspacesWith("http"),
      env: this.#databaseEnv,
      logFolder: this.logs,
      grep: this.grep,
    }
    const beside = { ...run, workers: 2, exceptFiles: RACES_AND_FAULTS }
    return combine("http", [
      await runJest(this.supervisor, beside, note),
      await runJest(this.supervisor, { ...run, files: RACES_AND_FAULTS }, note),
    ])
  }

  /**
   * The races and faults of the HTTP tests in their long form.
   *
   * @param {(text: string) => void} note
   */
  #faults(note) {
    return this.#long("faults", RACES_AND_FAULTS, note)
  }

  /**
   * A season of orders in its long form.
   *
   * @param {(text: string) => void} note
   */
  #season(note) {
    return this.#long("season", ["integration-tests/season/"], note)
  }

  /**
   * @param {string} stage
   * @param {string[]} files
   * @param {(text: string) => void} note
   */
  #long(stage, files, note) {
    return runJest(
      this.supervisor,
      {
        stage,
        type: "http",
        workspaces: workspacesWith("http"),
        files,
        env: { ...this.#databaseEnv, GATHER_TEST_LONG: "1" },
        logFolder: this.logs,
        grep: this.grep,
        onTest: (line) => this.progress.print(line),
      },
      note
    )
  }

  async #startDatabase() {
    const server = {
      port: await findFreePort(54340),
      password: crypto.randomBytes(12).toString("hex"),
    }
    await startPostgres(this.supervisor, {
      ...server,
      folder: path.join(this.folder, "postgres"),
      logFile: path.join(this.logs, "postgres.log"),
      disposable: true,
    })
    Object.assign(this.#databaseEnv, {
      DB_HOST: "localhost",
      DB_PORT: String(server.port),
      DB_USERNAME: "gather",
      DB_PASSWORD: server.password,
      DATABASE_URL: databaseUrl(server, "postgres"),
      REDIS_URL: "",
      // A run of everything must not pass because a server was missing.
      GATHER_TEST_REQUIRE_PGVECTOR: "1",
    })
    return `on port ${server.port}`
  }

  /** @param {(text: string) => void} note */
  async #startRedis(note) {
    const url = await startRedis(this.supervisor, {
      folder: this.folder,
      logFolder: this.logs,
      note,
    })
    this.#databaseEnv.GATHER_TEST_REDIS_URL = url
    return `at ${url}`
  }

  /** @param {(text: string) => void} note */
  async #startPgvector(note) {
    const given = process.env.GATHER_TEST_PGVECTOR_URL
    if (given) {
      this.#databaseEnv.GATHER_TEST_PGVECTOR_URL = given
      return "as given by GATHER_TEST_PGVECTOR_URL"
    }
    const server = await startPgvector({ logFolder: this.logs, note })
    this.#cleanups.push(server.stop)
    this.#databaseEnv.GATHER_TEST_PGVECTOR_URL = server.url
    return `pgvector ${server.version}`
  }

  /** @returns {Promise<string>} where the demo boards are served as Pinterest would */
  async #startPinterest() {
    const server = await startPinterestServer({
      boards: path.join(root, "data", "boards"),
    })
    this.#cleanups.push(() => server.close())
    return server.origin
  }

  /** @param {(text: string) => void} note */
  async #browser(note) {
    const chromium = await findChromium({ logFolder: this.logs, note })
    const pinterest = { GATHER_PINTEREST_BASE_URL: await this.#startPinterest() }
    const shop = await openTestShop(this.supervisor, {
      folder: path.join(this.folder, "shop"),
      logFolder: this.logs,
      env: pinterest,
      note,
    })
    this.#cleanups.push(shop.stop)
    return runPlaywright(
      this.supervisor,
      {
        env: { ...pinterest, GATHER_CHROMIUM: chromium, E2E_SHOP_FILE: shop.shopFile },
        logFolder: this.logs,
        grep: this.grep,
      },
      note
    )
  }
}

/** @param {unknown} error */
function describe(error) {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Postgres' data may live elsewhere, behind a link.
 *
 * @param {string} link
 */
function removeLinkedFolder(link) {
  if (
    fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() &&
    fs.existsSync(link)
  ) {
    fs.rmSync(fs.realpathSync(link), { recursive: true, force: true })
  }
}
