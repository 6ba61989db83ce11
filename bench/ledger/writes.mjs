// @ts-check
import pg from "pg"

import { shuffle } from "../measure/interleave.mjs"
import { randomFrom, wholeBetween } from "../measure/random.mjs"
import { compareRates } from "../measure/report.mjs"
import { lockAndSweepSql } from "./lock-and-sweep.mjs"

/** @typedef {{name: string, text: string, values: unknown[]}} Statement */
/** @typedef {(id: string, item: string, day: number, days: number) => Statement} Booking */

const clients = 32
const slices = 6
const sliceSeconds = 1
const days = 365
const fleet = 1_000_000

/**
 * Bookings a second straight on Postgres, against an item row lock with a sweep: on one item
 * that everybody wants, and on 200. Both take one call a booking and one client library.
 *
 * @param {import("./run-ledger-bench.mjs").Bench} bench
 * @returns {Promise<import("../measure/report.mjs").Finding[]>}
 */
export async function measureWrites({ run, seed, note }) {
  const findings = []
  for (const { items, atLeast } of [
    { items: 1, atLeast: 5 },
    { items: 200, atLeast: 1.5 },
  ]) {
    note(`${items} items`)
    const pool = new pg.Pool({
      connectionString: await run.copyDatabase(0),
      max: clients,
    })
    try {
      const ids = await chooseItems(pool, items)
      const ours = new Writer(pool, ids, insertBooking(run.seed.locationId))
      const sweep = new Writer(pool, ids, sweepBooking)
      const random = randomFrom(seed)
      for (let slice = 0; slice < slices; slice++) {
        for (const writer of shuffle([ours, sweep], random)) {
          await writer.write(sliceSeconds, randomFrom(seed + slice))
        }
      }
      await refuseMiscounts(pool)
      findings.push(
        compareRates({
          what: `bookings on ${items === 1 ? "one hot item" : `${items} items`}, against row lock + sweep`,
          measured: ours.rate(),
          base: sweep.rate(),
          unit: `a second (${clients} clients, ${slices * sliceSeconds} s each)`,
          atLeast,
        })
      )
    } finally {
      await pool.end()
    }
  }
  return findings
}

/** Books as fast as it can, over as many connections as the pool has. */
class Writer {
  #booked = 0
  #seconds = 0

  /**
   * @param {pg.Pool} pool
   * @param {readonly string[]} items
   * @param {Booking} booking
   */
  constructor(pool, items, booking) {
    this.pool = pool
    this.items = items
    this.booking = booking
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
          const item = this.items[wholeBetween(random, 0, this.items.length - 1)] ?? ""
          const day = wholeBetween(random, 5, days)
          await connection.query(
            this.booking(`bench_${++this.#booked}`, item, day, wholeBetween(random, 2, 5))
          )
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
 * @param {string} location
 * @returns {Booking}
 */
function insertBooking(location) {
  return (id, item, day, length) => ({
    name: "insert-booking",
    text: `
      INSERT INTO rental_booking (
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

/** @type {Booking} */
const sweepBooking = (id, item, day, length) => ({
  name: "sweep-book",
  text: "SELECT sweep_book($1, $2, 1, $3, $4)",
  values: [id, item, day, day + length - 1],
})

/**
 * @param {pg.Pool} pool
 * @param {number} count
 */
async function chooseItems(pool, count) {
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
