// @ts-check
import { SettingError } from "../scripts/launcher/settings.mjs"

/** @typedef {"reads" | "add" | "complete" | "writes" | "memory" | "quote" | "utilisation" | "picklist"} Part */

/**
 * @typedef {object} Wanted
 * @property {Part[]} parts
 * @property {boolean} keep whether the databases stay for the next run
 * @property {number} seed
 */

/** @type {Readonly<Record<string, readonly Part[]>>} */
const suites = {
  ledger: ["reads", "add", "complete", "writes", "memory"],
  commerce: ["quote", "utilisation", "picklist"],
}
const usage =
  "npm run bench -- ledger [reads | cart | add | complete | writes | memory]… [--keep] [--seed N]\n" +
  "  npm run bench -- commerce [quote | utilisation | picklist]… [--keep] [--seed N]"

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
  const suiteParts = suites[suite ?? ""]
  if (!suiteParts) {
    throw new SettingError(`Which benchmark?\n  ${usage}`)
  }
  for (let at = 0; at < rest.length; at++) {
    const arg = rest[at] ?? ""
    const part = suiteParts.find((name) => name === arg)
    if (part) {
      wanted.parts.push(part)
    } else if (arg === "cart" && suite === "ledger") {
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
    wanted.parts.push(...suiteParts)
  }
  return wanted
}
