// @ts-check
// npm run bench -- SUITE [PART…] [--keep] [--seed N]
import { SettingError } from "../scripts/launcher/settings.mjs"
import { parseArguments } from "./arguments.mjs"
import { runBench } from "./run-bench.mjs"

try {
  const wanted = parseArguments(process.argv.slice(2))
  process.exitCode = (await runBench(wanted)) ? 0 : 1
} catch (error) {
  console.error(error instanceof SettingError ? error.message : error)
  process.exitCode = 2
}
