// @ts-check
import { spawn, spawnSync } from "node:child_process"
import crypto from "node:crypto"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"

import { acquireLock, LockHeldError } from "../launcher/lock.mjs"
import { lastLines, openLog } from "../launcher/log-file.mjs"
import { findFreePort } from "../launcher/ports.mjs"
import { identify, isAlive } from "../launcher/process-identity.mjs"
import {
  aptInstall,
  aptOffers,
  findProgram,
  MissingSoftware,
  rootPrefix,
  runLogged,
} from "./system-packages.mjs"

const release = "trixie"
const packageName = "postgresql-17-pgvector"

/**
 * Where a PostgreSQL with pgvector is installed and how to run its programs.
 *
 * @typedef {object} Installation
 * @property {string[]} runAs what to put before a program of its own
 * @property {string[]} asRoot what to put before a command on its files
 * @property {string} root "" for this system, or the folder of a system of its own
 * @property {string} bin folder of its programs, as seen from inside
 * @property {string} account who the server runs as
 */

/** @typedef {{url: string, version: string, stop: () => Promise<void>}} PgvectorServer */

/**
 * Brings up a PostgreSQL with pgvector from Debian's packages, empty, on a free port of
 * loopback. Debian packages pgvector from trixie on: an older system gets a minimal trixie
 * in a folder of the user's cache, made once (about a minute).
 *
 * @param {object} options
 * @param {string} options.logFolder
 * @param {(text: string) => void} [options.note] what it is at
 * @returns {Promise<PgvectorServer>}
 * @throws {MissingSoftware} saying what to install where we may not
 */
export async function startPgvector({ logFolder, note = () => {} }) {
  const installation = await findOrInstall(logFolder, note)
  sweepLeftovers(installation)
  return runServer(installation, path.join(logFolder, "pgvector.log"))
}

/**
 * @param {string} logFolder
 * @param {(text: string) => void} note
 * @returns {Promise<Installation>}
 */
async function findOrInstall(logFolder, note) {
  const installed = findOnThisSystem()
  if (installed) {
    return installed
  }
  if (findProgram("apt-get") && aptOffers(packageName)) {
    note(`installing ${packageName}`)
    await aptInstall([packageName], path.join(logFolder, "apt-pgvector.log"))
    const now = findOnThisSystem()
    if (now) {
      return now
    }
  }
  return bootstrapTrixie(logFolder, note)
}

/** @returns {Installation | undefined} */
function findOnThisSystem() {
  const folder = "/usr/lib/postgresql"
  const version = (fs.existsSync(folder) ? fs.readdirSync(folder) : [])
    .filter(
      (name) =>
        fs.existsSync(`${folder}/${name}/bin/postgres`) &&
        fs.existsSync(`/usr/share/postgresql/${name}/extension/vector.control`)
    )
    .sort((a, b) => Number(b) - Number(a))[0]
  if (!version) {
    return undefined
  }
  const isRoot = process.getuid?.() === 0
  const account = isRoot ? "postgres" : os.userInfo().username
  return {
    runAs: isRoot ? ["runuser", "-u", account, "--"] : [],
    asRoot: [],
    root: "",
    bin: `${folder}/${version}/bin`,
    account,
  }
}

/**
 * @param {string} logFolder
 * @param {(text: string) => void} note
 * @returns {Promise<Installation>}
 */
async function bootstrapTrixie(logFolder, note) {
  const asRoot = rootPrefix()
  const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache")
  const root = path.join(cache, "gather", `pgvector-${release}`)
  if (!asRoot) {
    throw new MissingSoftware(
      `Tests of vectors need a PostgreSQL with pgvector. Install ${packageName} (Debian 13 or ` +
        "later), or point GATHER_TEST_PGVECTOR_URL at a server, or run the tests as root once."
    )
  }
  fs.mkdirSync(path.dirname(root), { recursive: true })
  const unlock = await waitForLock(`${root}.lock`, note)
  try {
    if (!fs.existsSync(root)) {
      await bootstrapInto(root, asRoot, logFolder, note)
    }
  } finally {
    unlock()
  }
  return {
    runAs: [...asRoot, "chroot", "--userspec=postgres:postgres", root],
    asRoot,
    root,
    bin: "/usr/lib/postgresql/17/bin",
    account: "postgres",
  }
}

/**
 * @param {string} root
 * @param {string[]} asRoot
 * @param {string} logFolder
 * @param {(text: string) => void} note
 */
async function bootstrapInto(root, asRoot, logFolder, note) {
  if (!findProgram("debootstrap")) {
    note("installing debootstrap")
    await aptInstall(["debootstrap"], path.join(logFolder, "apt-debootstrap.log"))
  }
  note(`unpacking ${packageName} from Debian ${release}, once`)
  const unfinished = `${root}.unfinished`
  const log = path.join(logFolder, "debootstrap.log")
  await runLogged([...asRoot, "rm", "-rf", "--one-file-system", unfinished], log)
  await runLogged(
    [
      ...asRoot,
      /** @type {string} */ (findProgram("debootstrap")),
      "--variant=minbase",
      `--include=${packageName}`,
      release,
      unfinished,
      ...debianMirror(),
    ],
    log
  )
  await runLogged(
    [...asRoot, "mv", unfinished, root],
    path.join(logFolder, "debootstrap-mv.log")
  )
}

/** The mirror this system's own packages come from, when apt tells. */
function debianMirror() {
  const answer = spawnSync(
    "apt-get",
    [
      "indextargets",
      "--format",
      "$(REPO_URI)",
      "Origin: Debian",
      "Created-By: Packages",
      "Label: Debian",
    ],
    { encoding: "utf8" }
  )
  const mirror = (answer.stdout ?? "")
    .split("\n")
    .find((line) => /^https?:.*debian\/?$/.test(line))
  return mirror ? [mirror] : []
}

/**
 * @param {string} file
 * @param {(text: string) => void} note
 * @returns {Promise<() => void>}
 */
async function waitForLock(file, note) {
  for (;;) {
    try {
      return acquireLock(file).release
    } catch (error) {
      if (!(error instanceof LockHeldError)) {
        throw error
      }
      note("waiting for another run that unpacks it")
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
}

/**
 * @param {Installation} installation
 * @param {string} logFile
 * @returns {Promise<PgvectorServer>}
 */
async function runServer(installation, logFile) {
  const { runAs, bin } = installation
  const home = makeHome(installation)
  const password = crypto.randomBytes(12).toString("hex")
  const remove = () =>
    void onFiles(installation, ["rm", "-rf", "--one-file-system", home])

  try {
    inside(installation, [
      "/bin/sh",
      "-c",
      `printf %s ${password} > ${home}/password && exec "$0" "$@"`,
      `${bin}/initdb`,
      `--pgdata=${home}/data`,
      "--username=gather",
      `--pwfile=${home}/password`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ])
  } catch (error) {
    remove()
    throw error
  }

  const port = await findFreePort(54420)
  const log = openLog(logFile)
  const [program, ...args] = [
    ...runAs,
    `${bin}/postgres`,
    ...["-D", `${home}/data`],
    ...settings({
      port,
      listen_addresses: "localhost",
      unix_socket_directories: "",
      // A minimal system has no /dev/shm.
      dynamic_shared_memory_type: "mmap",
      max_connections: 100,
      fsync: "off",
      synchronous_commit: "off",
      full_page_writes: "off",
      timezone: "UTC",
    }),
  ]
  const child = spawn(/** @type {string} */ (program), args, {
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: "C" },
    stdio: ["ignore", log, log],
  })
  fs.closeSync(log)
  const exited = new Promise((resolve) => child.once("close", resolve))

  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      inside(installation, [
        `${bin}/pg_ctl`,
        "stop",
        "-D",
        `${home}/data`,
        "-m",
        "immediate",
        "-w",
      ])
      await exited
    }
    remove()
  }
  const url = `postgres://gather:${password}@localhost:${port}/postgres`
  try {
    const version = await Promise.race([
      pgvectorVersion(url),
      exited.then(() => {
        throw new Error(
          `PostgreSQL with pgvector did not start:\n  ${lastLines(logFile, 15).join("\n  ")}`
        )
      }),
    ])
    return { url, version, stop }
  } catch (error) {
    await stop().catch(() => {})
    throw error
  }
}

/** @param {Record<string, string | number>} values */
function settings(values) {
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`])
}

/**
 * @param {string} url
 * @returns {Promise<string>} which pgvector the server offers
 */
async function pgvectorVersion(url) {
  const { default: pg } = await import("pg")
  const deadline = Date.now() + 30_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      const { rows } = await client.query(
        "SELECT default_version FROM pg_available_extensions WHERE name = 'vector'"
      )
      await client.end()
      return rows[0].default_version
    } catch (error) {
      if (Date.now() > deadline) {
        throw error
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

const homePrefix = "gather-pgvector-"

/**
 * A private folder for a cluster, named after the process that minds it.
 *
 * @param {Installation} installation
 * @returns {string} as seen from inside
 */
function makeHome(installation) {
  const self = identify(process.pid)
  const home = `/var/tmp/${homePrefix}${process.pid}-${encodeURIComponent(self?.started ?? "")}`
  onFiles(installation, ["rm", "-rf", "--one-file-system", home])
  onFiles(installation, [
    ...["install", "-d", "-m", "700", "-o", accountNumber(installation), home],
  ])
  return home
}

/**
 * Ends servers whose process was killed before it could.
 *
 * @param {Installation} installation
 */
function sweepLeftovers(installation) {
  const folder = `${installation.root}/var/tmp`
  for (const name of fs.readdirSync(folder)) {
    const [, pid, started] = new RegExp(`^${homePrefix}(\\d+)-(.*)$`).exec(name) ?? []
    if (
      !pid ||
      !started ||
      isAlive({ pid: Number(pid), started: decodeURIComponent(started) })
    ) {
      continue
    }
    const home = `/var/tmp/${name}`
    try {
      inside(installation, [
        ...[
          `${installation.bin}/pg_ctl`,
          "stop",
          "-D",
          `${home}/data`,
          "-m",
          "immediate",
          "-w",
        ],
      ])
    } catch {
      // It was not running any more.
    }
    onFiles(installation, ["rm", "-rf", "--one-file-system", home])
  }
}

/** @param {Installation} installation */
function accountNumber({ root, account }) {
  const line = fs
    .readFileSync(`${root}/etc/passwd`, "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${account}:`))
  return line?.split(":")[2] ?? String(process.getuid?.() ?? 0)
}

/**
 * Runs one of the installation's programs as its account.
 *
 * @param {Installation} installation
 * @param {string[]} command
 */
function inside({ runAs }, command) {
  runOrThrow([...runAs, ...command])
}

/**
 * Runs a command on the installation's files; its last argument is a path inside.
 *
 * @param {Installation} installation
 * @param {string[]} command
 */
function onFiles({ asRoot, root }, command) {
  runOrThrow([
    ...asRoot,
    ...command.slice(0, -1),
    `${root}${command[command.length - 1]}`,
  ])
}

/** @param {string[]} command */
function runOrThrow([program, ...args]) {
  const result = spawnSync(/** @type {string} */ (program), args, {
    cwd: "/",
    env: { PATH: process.env.PATH, LC_ALL: "C" },
    encoding: "utf8",
  })
  if (result.status !== 0) {
    const said = result.error?.message ?? `${result.stdout}${result.stderr}`.trim()
    throw new Error(`${program} ${args.slice(0, 3).join(" ")} … failed: ${said}`)
  }
}
