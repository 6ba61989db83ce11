// @ts-check
import { catalogue } from "../ledger/catalogue.mjs"
import { dayFromNow } from "../ledger/reads.mjs"
import { interleave } from "../measure/interleave.mjs"
import { randomFrom } from "../measure/random.mjs"
import { compareTimes, limitTime } from "../measure/report.mjs"

const few = 10_000
const many = 1_000_000
const orders = 500
const bookingsOfAnOrder = 8
const rounds = 40
const warmUp = 5
/** Beyond the days of all other bookings. */
const fullDay = dayFromNow(catalogue.days + 20)

/**
 * The pick list of a day with 500 orders of eight bookings each, over HTTP.
 *
 * @param {import("../run-bench.mjs").Bench} bench
 */
export async function measurePickList({ run, seed, note, found }) {
  const random = randomFrom(seed)
  note("databases and servers")
  // The bookings are written by hand: the reconciler would end them after a while.
  const jobs = false
  const large = await run.startServer(await withFullDay(run, many), { jobs })
  const small = await run.startServer(await withFullDay(run, few), { jobs })
  /** @param {typeof large} server */
  const pickList = async (server) => {
    const startedAt = performance.now()
    const answer = await server.client.json(
      "GET",
      `/store/bench/pick-list?date=${fullDay}`
    )
    const milliseconds = performance.now() - startedAt
    const { totals, items } = answer.pick_list
    const [item] = items
    if (totals.orders !== orders || !item.title || !item.orders[0].display_id) {
      throw new Error(`The pick list is of ${totals.orders} orders`)
    }
    return milliseconds
  }
  try {
    note("pick lists in turns")
    const times = await interleave({
      rounds,
      warmUp,
      random,
      tasks: { large: () => pickList(large), small: () => pickList(small) },
    })
    const what = `the pick list of ${orders} orders and ${orders * bookingsOfAnOrder} bookings`
    found(
      limitTime({
        what: `${what}, over 1,000,000 others, over HTTP`,
        measured: times.large,
        atMost: 200,
      })
    )
    found(
      compareTimes({
        what: "the same, against 10,000 others",
        measured: times.large,
        base: times.small,
        atMost: 2,
      })
    )
  } finally {
    await small.stop()
    await large.stop()
  }
}

/** The items of the bench catalogue as products, and orders that all leave on one day. */
const fullDaySql = `
  SET session_replication_role = replica;
  INSERT INTO product (id, title, handle, status)
  SELECT product_id, 'Item ' || right(product_id, 5), product_id, 'published'
    FROM rental_item WHERE product_id LIKE 'prod_bench_%';
  INSERT INTO product_variant (id, title, sku, product_id)
  SELECT variant_id, 'Default', variant_id, product_id
    FROM rental_item WHERE product_id LIKE 'prod_bench_%';
  UPDATE rental_item SET storage_place = 'A-' || number % 40 || '-' || number
   WHERE product_id LIKE 'prod_bench_%';
  INSERT INTO "order" (id, currency_code)
  SELECT 'order_bench_' || n, 'usd' FROM generate_series(1, ${orders}) n;
  INSERT INTO rental_booking (
    id, item_id, location_id, quantity, start_date, end_date, occupied_from, occupied_to,
    state, order_id, line_item_id, line_variant_id, line_quantity, prepared
  )
  SELECT 'rbook_day_' || n || '_' || part, i.id, f.location_id, 4, d.day, d.day + 2,
         d.day - DATE '1970-01-01', d.day + 2 - DATE '1970-01-01', 'reserved',
         'order_bench_' || n, 'line_day_' || n || '_' || part,
         CASE WHEN part < 4 THEN i.variant_id ELSE first.variant_id END, 4, part % 5
    FROM generate_series(1, ${orders}) n
   CROSS JOIN generate_series(1, ${bookingsOfAnOrder}) part
   CROSS JOIN (SELECT DATE '${fullDay}' AS day) d
    JOIN (
      SELECT i.*, row_number() OVER (ORDER BY i.variant_id) - 1 AS at
        FROM rental_item i WHERE i.variant_id LIKE 'variant_bench_%'
    ) i ON i.at = (n * 7919 + part * 104729) % ${catalogue.items}
    JOIN rental_item first ON first.variant_id LIKE 'variant_bench_%' AND first.number = (
      SELECT min(number) FROM rental_item WHERE variant_id LIKE 'variant_bench_%')
    JOIN rental_fleet f ON f.item_id = i.id;
  SET session_replication_role = origin;
  ANALYZE product, product_variant, rental_booking, "order"`

/**
 * @param {import("../shop/bench-run.mjs").BenchRun} run
 * @param {number} bookings
 */
async function withFullDay(run, bookings) {
  const database = await run.copyDatabase(bookings)
  await run.query(database, fullDaySql)
  return database
}
