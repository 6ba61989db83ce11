// @ts-check
// npm run test:season [-- --seed NUMBER --orders NUMBER]
import { parseArguments, takeNumber } from "./testing/arguments.mjs"
import { runTests } from "./testing/run-tests.mjs"

/*
 * A whole season of random orders, three hundred of them unless said otherwise, lived through
 * from quote to check-in. A failure names its seed, which repeats it.
 */
try {
  const args = process.argv.slice(2)
  const seed = takeNumber(args, "--seed")
  const orders = takeNumber(args, "--orders")
  if (seed !== undefined) {
    process.env.GATHER_SEED = seed
  }
  if (orders !== undefined) {
    process.env.GATHER_SEASON_ORDERS = orders
  }
  await runTests({ ...parseArguments(args), stages: ["season"] })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(2)
}
