// @ts-check
import { catalogue } from "../ledger/catalogue.mjs"
import { dayFromNow } from "../ledger/reads.mjs"
import { interleave } from "../measure/interleave.mjs"
import { randomFrom, wholeBetween } from "../measure/random.mjs"
import { compareTimes, limitTime } from "../measure/report.mjs"

const few = 10_000
const many = 1_000_000
const rounds = 20
const warmUp = 3
const categories = 40

/**
 * A year's utilisation report over HTTP, with the names and categories of all items.
 *
 * @param {import("../run-bench.mjs").Bench} bench
 */
export async function measureUtilisation({ run, seed, note, found }) {
  const random = randomFrom(seed)
  note("databases and servers")
  // The bookings have no orders: the reconciler would end them after a while.
  const jobs = false
  const small = await run.startServer(await withProducts(run, few), { jobs })
  const database = await withProducts(run, many)
  const large = await run.startServer(database, { jobs })
  /** @param {typeof large} server */
  const report = async (server) => {
    const startedAt = performance.now()
    const answer = await server.client.json(
      "GET",
      `/store/bench/report?${someWholeYear(random)}`
    )
    const milliseconds = performance.now() - startedAt
    if (answer.report.items.length < catalogue.items || !answer.report.total[0].out) {
      throw new Error(
        `The report has ${answer.report.items.length} items, out ${answer.report.total[0].out}`
      )
    }
    return milliseconds
  }
  const pass = async () => {
    const startedAt = performance.now()
    await run.query(database, onePass)
    return performance.now() - startedAt
  }
  try {
    note("reports in turns")
    const times = await interleave({
      rounds,
      warmUp,
      random,
      tasks: { large: () => report(large), small: () => report(small), pass },
    })
    found(
      limitTime({
        what: "a year's utilisation of 2,000 items over 1,000,000 bookings, over HTTP",
        measured: times.large,
        atMost: 1000,
      })
    )
    found(
      compareTimes({
        what: "the same, against one pass over the bookings in Postgres",
        measured: times.large,
        base: times.pass,
        atMost: 8,
      })
    )
    found(
      compareTimes({
        what: "the same, against 10,000 bookings",
        measured: times.large,
        base: times.small,
        atMost: 4,
      })
    )
  } finally {
    await small.stop()
    await large.stop()
  }
}

/** Reads all that the report reads of each booking, and adds nothing up by item. */
const onePass = `
  SELECT sum(quantity), max(occupied_from), max(occupied_to), max(turnaround_before),
         max(turnaround_after), max(slot_minutes), max(item_id)
    FROM rental_booking WHERE state IN ('reserved', 'out', 'returned')`

/** The items of the bench catalogue as products of Medusa, in categories, by SQL. */
const products = `
  INSERT INTO product (id, title, handle, status)
  SELECT product_id, 'Item ' || right(product_id, 5), product_id, 'published'
    FROM rental_item WHERE product_id LIKE 'prod_bench_%';
  INSERT INTO product_variant (id, title, sku, product_id)
  SELECT variant_id, 'Default', variant_id, product_id
    FROM rental_item WHERE product_id LIKE 'prod_bench_%';
  INSERT INTO product_category (id, name, handle, mpath)
  SELECT 'pcat_bench_' || n, 'Category ' || n, 'category-' || n, 'pcat_bench_' || n
    FROM generate_series(0, ${categories - 1}) n;
  INSERT INTO product_category_product (product_id, product_category_id)
  SELECT product_id, 'pcat_bench_' || right(product_id, 5)::integer % ${categories}
    FROM rental_item WHERE product_id LIKE 'prod_bench_%';
  ANALYZE product, product_variant, product_category, product_category_product`

/**
 * @param {import("../shop/bench-run.mjs").BenchRun} run
 * @param {number} bookings
 */
async function withProducts(run, bookings) {
  const database = await run.copyDatabase(bookings)
  await run.query(database, products)
  return database
}

/** @param {() => number} random */
function someWholeYear(random) {
  const from = wholeBetween(random, 0, 300)
  return new URLSearchParams({
    from: dayFromNow(from),
    to: dayFromNow(from + 364),
  }).toString()
}
