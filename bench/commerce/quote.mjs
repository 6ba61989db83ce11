// @ts-check
import { dayFromNow } from "../ledger/reads.mjs"
import { interleave } from "../measure/interleave.mjs"
import { randomFrom, wholeBetween } from "../measure/random.mjs"
import { compareTimes } from "../measure/report.mjs"

const bookings = 10_000
const rounds = 200
const warmUp = 40

/**
 * The price of a cart of 40 lines for some days, 5 of them packages.
 *
 * @param {import("../run-bench.mjs").Bench} bench
 */
export async function measureQuote({ run, seed, note, found }) {
  const random = randomFrom(seed)
  note("database and server")
  // The bookings have no orders: the reconciler would end them after a while.
  const server = await run.startServer(await run.copyDatabase(bookings), { jobs: false })
  const { quoted, regionId } = run.seed
  /**
   * @param {string} path
   * @param {unknown} body
   * @param {(answer: any) => boolean} isRight
   */
  const time = async (path, body, isRight) => {
    const startedAt = performance.now()
    const answer = await server.client.json("POST", path, body)
    const milliseconds = performance.now() - startedAt
    if (!isRight(answer)) {
      throw new Error(`${path} answered ${JSON.stringify(answer).slice(0, 500)}`)
    }
    return milliseconds
  }
  const quote = async () => {
    const from = wholeBetween(random, 3, 300)
    const items = quoted.map(({ variant_id }) => ({
      variant_id,
      quantity: wholeBetween(random, 1, 9),
    }))
    const days = { start_date: dayFromNow(from), end_date: dayFromNow(from + 2) }
    return await time(
      "/store/rental/quote",
      { ...days, region_id: regionId, items },
      ({ lines, shortages }) =>
        lines.length === quoted.length &&
        lines.every((/** @type {any} */ line) => line.line_total > 0) &&
        shortages.length === 0
    )
  }
  const product_ids = quoted.map(({ product_id }) => product_id)
  const products = () =>
    time(
      "/store/bench/products",
      { product_ids, region_id: regionId },
      (answer) =>
        answer.products.length === quoted.length &&
        answer.products.every(
          (/** @type {any} */ product) =>
            product.variants[0].calculated_price.calculated_amount > 0
        )
    )
  const empty = () => server.client.time("GET", "/store/bench/empty")
  try {
    note("requests in turns")
    const times = await interleave({
      rounds,
      warmUp,
      random,
      tasks: { empty, products, quote },
    })
    found(
      compareTimes({
        what: "the price of 40 lines, 5 of them packages, against one query of the products",
        measured: times.quote,
        base: times.products,
        atMost: 1.5,
      })
    )
    found(
      compareTimes({
        what: "that query, against an empty store route",
        measured: times.products,
        base: times.empty,
      })
    )
  } finally {
    await server.stop()
  }
}
