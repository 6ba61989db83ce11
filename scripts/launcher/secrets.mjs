// @ts-check
import crypto from "node:crypto"
import fs from "node:fs"
import path from "node:path"

/**
 * @typedef {object} Secrets
 * @property {string} postgres_password
 * @property {string} jwt_secret
 * @property {string} cookie_secret
 * @property {string} admin_password the demo admin's; embedded mode only
 */

/**
 * The shop's own secrets, made at the first start and readable by its owner only.
 *
 * @param {string} dataDir
 * @returns {Secrets}
 */
export function loadSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json")
  const known = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {}
  /** @type {Secrets} */
  const secrets = {
    postgres_password: known.postgres_password ?? randomText(24),
    jwt_secret: known.jwt_secret ?? randomText(32),
    cookie_secret: known.cookie_secret ?? randomText(32),
    admin_password: known.admin_password ?? randomText(9),
  }
  writePrivateFile(file, JSON.stringify(secrets, null, 2) + "\n")
  return secrets
}

/**
 * Writes a file that only its owner may read, all of it or not at all.
 *
 * @param {string} file
 * @param {string} text
 */
export function writePrivateFile(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  fs.rmSync(temporary, { force: true })
  fs.writeFileSync(temporary, text, { mode: 0o600, flag: "wx" })
  fs.renameSync(temporary, file)
}

/** @param {number} bytes */
function randomText(bytes) {
  return crypto.randomBytes(bytes).toString("base64url")
}
