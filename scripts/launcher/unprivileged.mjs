// @ts-check
import { spawnSync } from "node:child_process"
import fs from "node:fs"

/**
 * The user a program runs as; undefined fields mean this process's own.
 *
 * @typedef {{uid: number | undefined, gid: number | undefined}} RunAs
 */

/** The account of the kernel's "overflow" user: exists everywhere and owns nothing. */
const nobody = { uid: 65534, gid: 65534 }

/**
 * Who Postgres, which refuses to run as root, shall run as: this user when it is not
 * root; else whoever owns the data already, or who called sudo, or `nobody`.
 *
 * @param {string} dataFolder
 * @param {NodeJS.ProcessEnv} env
 * @returns {RunAs}
 */
export function chooseUser(dataFolder, env) {
  if (process.getuid?.() !== 0) {
    return { uid: undefined, gid: undefined }
  }
  const owner = ownerOf(dataFolder)
  if (owner && owner.uid !== 0) {
    return owner
  }
  const uid = Number(env.SUDO_UID)
  const gid = Number(env.SUDO_GID)
  return uid > 0 && gid > 0 ? { uid, gid } : nobody
}

/**
 * Whether a user passes a test of the shell's, such as `-x` on a folder. The shell is
 * asked as that user, so closed parent folders and access lists count.
 *
 * @param {RunAs} user
 * @param {"-x" | "-r" | "-w"} test
 * @param {string} file
 */
export function mayAccess(user, test, file) {
  const result = spawnSync("/bin/sh", ["-c", `test ${test} "$0"`, file], {
    cwd: "/",
    env: {},
    ...definedOnly(user),
  })
  if (result.error) {
    throw new Error(
      `Cannot run a program as user ${user.uid}: ${result.error.message}. ` +
        "Start the shop as an ordinary user, or set DATABASE_URL to a Postgres of your own."
    )
  }
  return result.status === 0
}

/**
 * @param {RunAs} user
 * @returns {{uid?: number, gid?: number}}
 */
export function definedOnly({ uid, gid }) {
  return uid === undefined ? {} : { uid, gid }
}

/** @param {string} folder */
function ownerOf(folder) {
  try {
    const { uid, gid } = fs.statSync(folder)
    return { uid, gid }
  } catch {
    return undefined
  }
}
