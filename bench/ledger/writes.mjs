// @ts-check
import pg from "pg"

import { shuffle } from "../measure/interleave.mjs"
import { randomFrom, wholeBetween } from "../measure/random.mjs"
import { compareRates } from "../measure/report.mjs"
import { lockAndSweepSql } from "./lock-and-sweep.mjs"

/**
 * @typedef {object} Order one unit of an item for some days
 * @property {string} id
 * @property {string} item
 * @property {number} day from today
 * @property {number} days
 */
/** @typedef {(connection: pg.PoolClient, order: Order) => Promise<unknown>} Book */

const clients = 32
const slices = 6
const sliceSeconds = 1
const days = 365
const fleet = 1_000_000
const today = Math.floor(Date.now() / 86_400_000)

/**
 * Bookings a second straight on Postgres, against an item row lock with a sweep: on one item
 * that everybody wants, and on 200. The competitor writes the same bookings, events and log,
 * statement by statement as applications do. What it would do with five columns and nothing
 * beside them is told too.
 *
 * @param {import("../run-bench.mjs").Bench} bench
 */
export async function measureWrites({ run, seed, note, found }) {
  for (const { items, atLeast } of [
    { items: 1, atLeast: 5 },
    { items: 200, atLeast: 1.5 },
  ]) {
    note(`${items} items`)
    const pool = new pg.Pool({
      connectionString: await run.copyDatabase(0),
      max: clients,
    })
    // Connections that are idle when the run is interrupted end with the server.
    pool.on("error", () => {})
    try {
      const ids = await chooseItems(pool, items, run.seed.locationId)
      const place = run.seed.locationId
      const ledger = new Writer(pool, ids, insertBooking("rental_booking", place))
      const sweep = new Writer(
        pool,
        ids,
        lockAndSweep("sweep", insertBooking("sweep_booking", place))
      )
      const bare = new Writer(pool, ids, lockAndSweep("bare", insertBare))
      const random = randomFrom(seed)
      for (let slice = 0; slice < slices; slice++) {
        for (const writer of shuffle([ledger, sweep, bare], random)) {
          await writer.write(sliceSeconds, randomFrom(seed + slice))
        }
      }
      await refuseMiscounts(pool)
      const where = items === 1 ? "one hot item" : `${items} items`
      const unit = `a second (${clients} clients, ${slices * sliceSeconds} s each)`
      found(
        compareRates({
          what: `bookings on ${where}, against row lock + sweep`,
          measured: ledger.rate(),
          base: sweep.rate(),
          unit,
          atLeast,
        })
      )
      found(
        compareRates({
          what: `bookings on ${where}, against row lock + sweep that writes five columns`,
          measured: ledger.rate(),
          base: bare.rate(),
          unit,
        })
      )
    } finally {
      await pool.end()
    }
  }
}

/** Books as fast as it can, over as many connections as the pool has. */
class Writer {
  #booked = 0
  #seconds = 0

  /**
   * @param {pg.Pool} pool
   * @param {readonly string[]} items
   * @param {Book} book
   */
  constructor(pool, items, book) {
    this.pool = pool
    this.items = items
    this.book = book
  }

  /**
   * @param {number} seconds
   * @param {() => number} random
   */
  async write(seconds, random) {
    const startedAt = performance.now()
    const endsAt = startedAt + seconds * 1000
    const client = async () => {
      const connection = await this.pool.connect()
      try {
        while (performance.now() < endsAt) {
          await this.book(connection, {
            id: `bench_${++this.#booked}`,
            item: this.items[wholeBetween(random, 0, this.items.length - 1)] ?? "",
            day: wholeBetween(random, 5, days),
            days: wholeBetween(random, 2, 5),
          })
        }
      } finally {
        connection.release()
      }
    }
    await Promise.all(Array.from({ length: clients }, client))
    this.#seconds += (performance.now() - startedAt) / 1000
  }

  rate() {
    return this.#booked / this.#seconds
  }
}

/**
 * The statement the ledger writes bookings with.
 *
 * @param {"rental_booking" | "sweep_booking"} table
 * @param {string} location
 * @returns {Book}
 */
function insertBooking(table, location) {
  return (connection, { id, item, day, days: length }) =>
    connection.query({
      name: `insert-${table}`,
      text: `
        INSERT INTO ${table} (
          id, cart_id, line_item_id, line_variant_id, line_quantity, item_id, location_id,
          quantity, start_date, end_date, turnaround_before, turnaround_after,
          occupied_from, occupied_to, state, expires_at
        )
        SELECT r.id, r.id, r.id, 'variant_bench', 1, r.item_id, r.location_id, 1,
               current_date + r.day, current_date + r.day + r.days - 2, 0, 1,
               current_date - DATE '1970-01-01' + r.day,
               current_date - DATE '1970-01-01' + r.day + r.days - 1, 'held',
               now() + interval '30 minutes'
          FROM jsonb_to_recordset($1::jsonb)
                 AS r (id text, item_id text, location_id text, day integer, days integer)
         ORDER BY r.item_id, r.location_id`,
      values: [
        JSON.stringify([{ id, item_id: item, location_id: location, day, days: length }]),
      ],
    })
}

/**
 * @param {"sweep" | "bare"} kind
 * @param {Book} insert
 * @returns {Book}
 */
function lockAndSweep(kind, insert) {
  return async (connection, order) => {
    const first = order.day + today
    await connection.query("BEGIN")
    const { rows: items } = await connection.query({
      name: `${kind}-lock`,
      text: "SELECT capacity FROM sweep_item WHERE id = $1 FOR UPDATE",
      values: [order.item],
    })
    const { rows: days } = await connection.query({
      name: `${kind}-count`,
      text: `SELECT ${kind}_busiest($1, $2, $3) AS booked`,
      values: [order.item, first, first + order.days - 1],
    })
    if (days[0].booked < items[0].capacity) {
      await insert(connection, order)
    }
    await connection.query("COMMIT")
  }
}

/** @type {Book} */
function insertBare(connection, { id, item, day, days: length }) {
  return connection.query({
    name: "insert-bare",
    text: "INSERT INTO bare_booking VALUES ($1, $2, 1, $3, $4)",
    values: [id, item, today + day, today + day + length - 1],
  })
}

/**
 * Items with units enough for everybody. Each of their days has been booked before, as in a
 * shop that has been open for a while.
 *
 * @param {pg.Pool} pool
 * @param {number} count
 * @param {string} location
 */
async function chooseItems(pool, count, location) {
  const { rows } = await pool.query(
    `SELECT id FROM rental_item WHERE variant_id LIKE 'variant_bench_%'
      ORDER BY variant_id LIMIT $1`,
    [count]
  )
  const ids = rows.map((row) => row.id)
  await pool.query("UPDATE rental_fleet SET quantity = $2 WHERE item_id = ANY ($1)", [
    ids,
    fleet,
  ])
  for (const id of ids) {
    const connection = await pool.connect()
    await insertBooking("rental_booking", location)(connection, {
      id: `all_${id}`,
      item: id,
      day: 0,
      days: days + 10,
    })
    connection.release()
  }
  await pool.query(lockAndSweepSql)
  await pool.query("INSERT INTO sweep_item SELECT unnest($1::text[]), $2", [ids, fleet])
  return ids
}

/**
 * A number is worth nothing when the slots are wrong after it.
 *
 * @param {pg.Pool} pool
 */
async function refuseMiscounts(pool) {
  const { rows } = await pool.query(`
    SELECT s.item_id, s.slot, s.booked, coalesce(sum(b.quantity), 0)::integer AS counted
      FROM rental_slot s
      LEFT JOIN rental_booking b
        ON b.item_id = s.item_id AND b.location_id = s.location_id
       AND s.slot BETWEEN b.occupied_from AND b.occupied_to
     GROUP BY s.item_id, s.location_id, s.slot, s.booked
    HAVING s.booked <> coalesce(sum(b.quantity), 0)
     LIMIT 1`)
  if (rows.length > 0) {
    throw new Error(`A slot does not agree with its bookings: ${JSON.stringify(rows[0])}`)
  }
}
