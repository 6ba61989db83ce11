// @ts-check

/** The rental items that are read, and how far their bookings reach. */
export const catalogue = { items: 2000, fleet: 400, days: 730 }

/** Bookings a statement. */
const batch = 100_000

/**
 * Statements that write bookings spread evenly over the catalogue and the next two years, and
 * then their slots, counted from them. The triggers are left out for speed; the checks are not.
 *
 * @param {number} count
 */
export function* bookingsSql(count) {
  for (let first = 0; first < count; first += batch) {
    const upTo = Math.min(first + batch, count)
    yield { sql: withoutTriggers(bookingBatch(first, upTo - 1)), upTo }
  }
  yield { sql: withoutTriggers(countSlots), upTo: count }
}

/** @param {string} sql */
function withoutTriggers(sql) {
  return `SET session_replication_role = replica; ${sql}`
}

/**
 * @param {number} first
 * @param {number} last
 */
function bookingBatch(first, last) {
  return `
    INSERT INTO rental_booking (
      id, item_id, location_id, quantity, start_date, end_date, turnaround_before,
      turnaround_after, occupied_from, occupied_to, state, expires_at, cart_id,
      line_item_id, line_variant_id, line_quantity
    )
    SELECT 'rbook_bench_' || n, i.id, f.location_id, p.quantity, p.leaves, p.returns,
           i.turnaround_before, i.turnaround_after,
           p.leaves - DATE '1970-01-01' - i.turnaround_before,
           p.returns - DATE '1970-01-01' + i.turnaround_after, p.state,
           CASE p.state WHEN 'held' THEN now() + interval '7 days' END,
           'cart_bench_' || n / 3, 'line_bench_' || n, i.variant_id, p.quantity
      FROM (
        SELECT n, 1 + n * 17 % 6 AS quantity,
               CASE WHEN n % 100 = 0 THEN 'held' ELSE 'reserved' END AS state,
               current_date + 2 + s.day AS leaves,
               current_date + 2 + s.day + (n / 7 % 4)::integer AS returns
          FROM generate_series(${first}::bigint, ${last}) n,
               LATERAL (SELECT (n * 104729 / ${catalogue.items} % ${catalogue.days - 12})::integer) s (day)
      ) p
      JOIN (
        SELECT i.*, row_number() OVER (ORDER BY i.variant_id) - 1 AS at
          FROM rental_item i WHERE i.variant_id LIKE 'variant_bench_%'
      ) i ON i.at = p.n * 7919 % ${catalogue.items}
      JOIN rental_fleet f ON f.item_id = i.id`
}

const countSlots = `
  INSERT INTO rental_slot (item_id, item_number, location_id, slot, booked, capacity)
  SELECT b.item_id, i.number, b.location_id, d, sum(b.quantity), f.quantity
    FROM rental_booking b
    JOIN rental_item i ON i.id = b.item_id
    JOIN rental_fleet f ON f.item_id = b.item_id AND f.location_id = b.location_id,
         generate_series(b.occupied_from, b.occupied_to) d
   GROUP BY b.item_id, i.number, b.location_id, d, f.quantity`
