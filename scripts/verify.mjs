// @ts-check
// npm run verify: types, lint, format and unit tests.
import { parseArguments } from "./testing/arguments.mjs"
import { runTests } from "./testing/run-tests.mjs"

try {
  await runTests(parseArguments(["verify", ...process.argv.slice(2)]))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(2)
}
