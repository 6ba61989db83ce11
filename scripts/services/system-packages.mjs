// @ts-check
import { spawn, spawnSync } from "node:child_process"
import fs from "node:fs"

import { openLog, lastLines } from "../launcher/log-file.mjs"

/** Something must be installed that this user may not install. */
export class MissingSoftware extends Error {}

/**
 * What to put before a command so that it runs as root: nothing as root, `sudo -n` where
 * that asks for no password.
 *
 * @returns {string[] | undefined} undefined when neither is possible
 */
export function rootPrefix() {
  if (process.getuid?.() === 0) {
    return []
  }
  return spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0
    ? ["sudo", "-n"]
    : undefined
}

/**
 * The full path of a program, or undefined.
 *
 * @param {string[]} names in order of preference
 */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/sbin"]
  return names
    .flatMap((name) => folders.map((folder) => `${folder}/${name}`))
    .find((file) => fs.existsSync(file))
}

/**
 * Whether apt knows a package by this name that it could install.
 *
 * @param {string} name
 */
export function aptOffers(name) {
  const answer = spawnSync("apt-cache", ["policy", name], { encoding: "utf8" })
  return answer.status === 0 && /Candidate: (?!\(none\))\S/.test(answer.stdout)
}

/**
 * Installs Debian packages.
 *
 * @param {string[]} names
 * @param {string} logFile
 * @throws {MissingSoftware} saying what to install where we may not
 */
export async function aptInstall(names, logFile) {
  const prefix = rootPrefix()
  if (!findProgram("apt-get") || !prefix) {
    throw new MissingSoftware(
      `Please install ${names.join(", ")}:\n  sudo apt-get install ${names.join(" ")}`
    )
  }
  // A machine whose lists were never fetched knows no package at all.
  await runLogged([...prefix, "apt-get", "update", "-qq"], logFile)
  await runLogged(
    [
      ...prefix,
      "env",
      "DEBIAN_FRONTEND=noninteractive",
      "apt-get",
      "install",
      "-y",
      "-qq",
      "--no-install-recommends",
      ...names,
    ],
    logFile
  )
}

/**
 * Runs a command to its end with its output in a file.
 *
 * @param {string[]} command
 * @param {string} logFile
 */
export async function runLogged([program, ...args], logFile) {
  const log = openLog(logFile)
  try {
    const code = await new Promise((resolve, reject) => {
      const child = spawn(/** @type {string} */ (program), args, {
        stdio: ["ignore", log, log],
      })
      child.once("error", reject)
      child.once("close", resolve)
    })
    if (code !== 0) {
      throw new Error(
        `${[program, ...args].join(" ")} ended with code ${code}:\n  ` +
          lastLines(logFile, 15).join("\n  ")
      )
    }
  } finally {
    fs.closeSync(log)
  }
}
