// @ts-check

/* A hold that ran out is in nobody's way. */
const LIVE = `
  AND b.state IN ('held', 'reserved', 'out', 'returned')
  AND (b.state <> 'held' OR b.expires_at > rental_now())`

/**
 * The design most booking systems use when they are right: lock the item's row, count what is
 * booked on each day that is wanted, insert when the busiest day still has room.
 *
 * It is here twice. `sweep_booking` writes all that a ledger has to write, so that nothing
 * differs but how it is known that units are free: the same row as ours with the same checks
 * and indexes, the same event in the outbox, the same log of changes, and holds that run out.
 * `bare_booking` has five columns, and nobody is told of it.
 */
export const lockAndSweepSql = `
  CREATE TABLE sweep_item (id text PRIMARY KEY, capacity integer NOT NULL);

  CREATE TABLE sweep_booking (LIKE rental_booking INCLUDING ALL);
  CREATE INDEX ON sweep_booking (item_id, occupied_from) INCLUDE (occupied_to, quantity, state, expires_at)
    WHERE state IN ('held', 'reserved', 'out', 'returned');
  CREATE FUNCTION sweep_booking_inserted() RETURNS trigger
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
  AS $$
  BEGIN
    INSERT INTO rental_outbox (name, data)
    SELECT 'rental.held',
           jsonb_build_object(
             'cart_id', n.cart_id, 'order_id', n.order_id,
             'bookings', jsonb_build_array(rental_event_booking(ROW (n.*)::rental_booking)))
      FROM new_rows n;
    INSERT INTO rental_slot_change (item_id, from_slot, to_slot)
    SELECT n.item_id, n.occupied_from, n.occupied_to FROM new_rows n;
    RETURN NULL;
  END $$;
  CREATE TRIGGER sweep_booking_inserted AFTER INSERT ON sweep_booking
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sweep_booking_inserted();
  ${busiest("sweep", LIVE)}

  CREATE TABLE bare_booking (
    id text PRIMARY KEY,
    item_id text NOT NULL REFERENCES sweep_item (id),
    quantity integer NOT NULL,
    occupied_from integer NOT NULL,
    occupied_to integer NOT NULL
  );
  CREATE INDEX ON bare_booking (item_id, occupied_from) INCLUDE (occupied_to, quantity);
  ${busiest("bare", "")}
`

/**
 * What is booked on the busiest day. Bookings have at most 60 days, so the index bounds what
 * can overlap.
 *
 * @param {string} kind
 * @param {string} live
 */
function busiest(kind, live) {
  return `
  CREATE FUNCTION ${kind}_busiest(item text, first_day integer, last_day integer)
    RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(d.booked), 0)
      FROM (
        SELECT sum(b.quantity) AS booked
          FROM generate_series(first_day, last_day) AS d (day)
          JOIN ${kind}_booking b
            ON b.item_id = item
           AND b.occupied_from BETWEEN first_day - 60 AND last_day
           AND b.occupied_to >= first_day
           AND d.day BETWEEN b.occupied_from AND b.occupied_to
           ${live}
         GROUP BY d.day
      ) d
  $$;`
}
