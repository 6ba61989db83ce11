// @ts-check
import { inFlight } from "../measure/interleave.mjs"
import { randomFrom, wholeBetween } from "../measure/random.mjs"
import { quantile, slope } from "../measure/statistics.mjs"
import { CartShop } from "./cart.mjs"
import { dayFromNow, somePeriod, someYear } from "./reads.mjs"

const requests = 10_000
const windows = 20
/** One of so many is a customer who rents, which is eight requests more. */
const requestsPerOrder = 50
/** The first windows fill caches and compile code. */
const settling = 6
/** A megabyte in 10,000 requests is less than the noise of one collection. */
const mostGrowth = 10

/**
 * What the server holds after a full collection, over 10,000 requests of all kinds: reads,
 * adds with their holds, holds that are renewed, completions.
 *
 * @param {import("../run-bench.mjs").Bench} bench
 */
export async function measureMemory({ run, seed, note, found }) {
  const random = randomFrom(seed)
  const server = await run.startServer(await run.copyDatabase(10_000))
  const { client } = server
  const carts = await openCarts(client, run.seed, random)
  const shop = new CartShop({ plain: client, rental: client }, run.seed, random)
  /** @type {{rss: number, heap: number}[]} */
  const held = []
  try {
    for (let window = 0; window < windows; window++) {
      note(`${(window * requests) / windows} of ${requests} requests`)
      await inFlight(
        Array.from({ length: requests / windows }, (_, at) => at),
        4,
        (at) =>
          at % requestsPerOrder === 1
            ? shop.rentOnce()
            : oneRequest(client, carts, random, at)
      )
      held.push(await client.json("GET", "/store/bench/memory"))
    }
  } finally {
    await server.stop()
  }
  for (const kind of /** @type {const} */ (["heap", "rss"])) {
    const megabytes = held.slice(settling).map((memory) => memory[kind] / 2 ** 20)
    const growth = slope(megabytes.map((value, at) => [at, value])) * windows
    found({
      what: `${kind === "rss" ? "resident memory" : "heap"} over ${requests.toLocaleString("en")} requests`,
      measured:
        `from ${quantile(megabytes.slice(0, 3), 0.5).toFixed(0)} to ` +
        `${quantile(megabytes.slice(-3), 0.5).toFixed(0)} MB, n ${megabytes.length}`,
      base: "",
      result: `${growth.toFixed(1)} MB in ${requests.toLocaleString("en")}`,
      target: `at most ${mostGrowth} MB`,
      met: growth <= mostGrowth,
    })
  }
}

/**
 * Mostly reads, as in a shop; every hundredth renews the holds of a cart.
 *
 * @param {import("../measure/client.mjs").Client} client
 * @param {readonly string[]} carts
 * @param {() => number} random
 * @param {number} at
 */
async function oneRequest(client, carts, random, at) {
  const cart = carts[at % carts.length]
  if (at % 100 === 0) {
    return client.json("POST", `/store/carts/${cart}/rental-hold`, {})
  }
  if (at % 4 === 0) {
    return client.send("GET", `/store/rental/availability?${somePeriod(random)}`)
  }
  if (at % 4 === 1) {
    return client.json("GET", `/store/carts/${cart}/rental`)
  }
  return client.send("GET", `/store/rental/calendar?${someYear(random)}`)
}

/**
 * @param {import("../measure/client.mjs").Client} client
 * @param {import("../shop/bench-run.mjs").Seed} seed
 * @param {() => number} random
 */
function openCarts(client, seed, random) {
  return inFlight(Array.from({ length: 50 }), 4, async () => {
    const { cart } = await client.json("POST", "/store/carts", {
      region_id: seed.regionId,
    })
    const start = wholeBetween(random, 5, 600)
    await client.json("POST", `/store/carts/${cart.id}/rental-items`, {
      variant_id: seed.rented[0],
      quantity: 1,
      start_date: dayFromNow(start),
      end_date: dayFromNow(start + 2),
    })
    return /** @type {string} */ (cart.id)
  })
}
