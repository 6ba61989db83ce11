// @ts-check
import { SettingError } from "../scripts/launcher/settings.mjs"

/** @typedef {"reads" | "add" | "complete" | "writes" | "memory"} LedgerPart */

/**
 * @typedef {object} Wanted
 * @property {LedgerPart[]} parts
 * @property {boolean} keep whether the databases stay for the next run
 * @property {number} seed
 */

/** @type {readonly LedgerPart[]} */
const ledgerParts = ["reads", "add", "complete", "writes", "memory"]
const usage =
  "npm run bench -- ledger [reads | cart | add | complete | writes | memory]… [--keep] [--seed N]"

/**
 * Reads what is asked for on the command line.
 *
 * @param {readonly string[]} args
 * @returns {Wanted}
 * @throws {SettingError} with the usage
 */
export function parseArguments(args) {
  /** @type {Wanted} */
  const wanted = { parts: [], keep: false, seed: 20270612 }
  const [suite, ...rest] = args
  if (suite !== "ledger") {
    throw new SettingError(`Which benchmark?\n  ${usage}`)
  }
  for (let at = 0; at < rest.length; at++) {
    const arg = rest[at] ?? ""
    const part = ledgerParts.find((name) => name === arg)
    if (part) {
      wanted.parts.push(part)
    } else if (arg === "cart") {
      wanted.parts.push("add", "complete")
    } else if (arg === "--keep") {
      wanted.keep = true
    } else if (arg === "--seed" && /^\d{1,9}$/.test(rest[at + 1] ?? "")) {
      wanted.seed = Number(rest[++at])
    } else {
      throw new SettingError(`"${arg}" is not known here.\n  ${usage}`)
    }
  }
  if (wanted.parts.length === 0) {
    wanted.parts.push(...ledgerParts)
  }
  return wanted
}
