// @ts-check
// npm run test:faults [-- --seed NUMBER --grep PATTERN]
import { parseArguments, takeNumber } from "./testing/arguments.mjs"
import { runTests } from "./testing/run-tests.mjs"

/*
 * Races and faults in their long form: killed servers, Postgres and Redis, lost answers, two
 * hundred carts for ten chairs. Each test is named by its seed; --seed repeats that one.
 */
try {
  const args = process.argv.slice(2)
  const seed = takeNumber(args, "--seed")
  if (seed !== undefined) {
    process.env.GATHER_SEED = seed
  }
  await runTests({ ...parseArguments(args), stages: ["faults"] })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(2)
}
