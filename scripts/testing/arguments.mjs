// @ts-check

/** The stages in the order they are reported. */
export const allStages = /** @type {const} */ ([
  "types",
  "lint",
  "format",
  "unit",
  "module",
  "http",
  "install",
  "browser",
])

/** What `npm run verify` runs. */
export const verifyStages = /** @type {const} */ (["types", "lint", "format", "unit"])

/** Stages that run only when they are asked for: `npm run test:faults`, `test:season`. */
export const longStages = /** @type {const} */ (["faults", "season"])

/** @typedef {(typeof allStages)[number] | (typeof longStages)[number]} StageName */

/**
 * @param {string[]} args such as `["unit", "module", "--grep", "holds"]`
 * @returns {{stages: StageName[], grep: string | undefined}}
 * @throws {Error} naming what is not understood
 */
export function parseArguments(args) {
  /** @type {Set<StageName>} */
  const chosen = new Set()
  /** @type {string | undefined} */
  let grep
  for (let index = 0; index < args.length; index++) {
    const arg = /** @type {string} */ (args[index])
    if (arg === "--grep") {
      grep = args[++index]
      if (grep === undefined) {
        throw new Error("--grep needs a pattern")
      }
    } else if (arg.startsWith("--grep=")) {
      grep = arg.slice("--grep=".length)
    } else if (arg === "verify") {
      verifyStages.forEach((stage) => chosen.add(stage))
    } else if (isStage(arg)) {
      chosen.add(arg)
    } else {
      throw new Error(
        `"${arg}" is no stage. There are: ${allStages.join(", ")} (and verify for the first four)`
      )
    }
  }
  return {
    stages: allStages.filter((stage) => chosen.size === 0 || chosen.has(stage)),
    grep,
  }
}

/**
 * Takes a number that follows an option out of the arguments.
 *
 * @param {string[]} args loses the option and its number
 * @param {string} option such as `--seed`
 * @returns {string | undefined} the number, as it was written
 * @throws {Error} when no whole number follows
 */
export function takeNumber(args, option) {
  const at = args.indexOf(option)
  if (at < 0) {
    return undefined
  }
  const [, number = ""] = args.splice(at, 2)
  if (!/^\d+$/.test(number)) {
    throw new Error(`${option} needs a number`)
  }
  return number
}

/**
 * @param {string} text
 * @returns {text is StageName}
 */
function isStage(text) {
  return /** @type {readonly string[]} */ (allStages).includes(text)
}
