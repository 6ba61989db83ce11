import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/*
 * What a booking costs is mostly the number of statements that its triggers run, so new
 * bookings have a way of their own: when all their slots are there already and nobody
 * overbooks, one update takes the units. Everything else goes through `rental_slots_apply`,
 * which makes missing slots, locks and then writes.
 *
 * The update meets its slots in the order in which all others lock them: that of the index
 * for one booking, that of the subquery for several. The function keeps the planner from
 * everything but a nested loop over the index.
 */
const STATE_OCCUPIES = "n.state IN ('held', 'reserved', 'out', 'returned')"

const INSERTED = `
  CREATE OR REPLACE FUNCTION rental_booking_inserted() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan
    SET enable_hashjoin = off
    SET enable_mergejoin = off
    SET enable_seqscan = off
    SET enable_bitmapscan = off
  AS $$
  DECLARE
    bookings bigint;
    wanted bigint;
    ready bigint;
    taken bigint;
  BEGIN
    SELECT count(*),
           sum(n.occupied_to - n.occupied_from + 1),
           sum((SELECT count(*) FROM rental_slot s
                 WHERE s.item_id = n.item_id AND s.location_id = n.location_id
                   AND s.slot BETWEEN n.occupied_from AND n.occupied_to))
      INTO bookings, wanted, ready
      FROM new_rows n
     WHERE ${STATE_OCCUPIES};

    IF bookings = 0 THEN
      RETURN NULL;
    END IF;
    IF ready < wanted OR rental_overbooks() THEN
      PERFORM rental_slots_apply(
                array_agg(w.item_id), array_agg(w.location_id), array_agg(w.slot),
                array_agg(w.delta))
         FROM (
           SELECT n.item_id, n.location_id, d AS slot, sum(n.quantity)::integer AS delta
             FROM new_rows n, generate_series(n.occupied_from, n.occupied_to) d
            WHERE ${STATE_OCCUPIES}
            GROUP BY 1, 2, 3
            ORDER BY 1, 2, 3
         ) w;
      RETURN NULL;
    END IF;

    IF bookings = 1 THEN
      UPDATE rental_slot s
         SET booked = s.booked + n.quantity
        FROM new_rows n
       WHERE ${STATE_OCCUPIES}
         AND s.item_id = n.item_id AND s.location_id = n.location_id
         AND s.slot BETWEEN n.occupied_from AND n.occupied_to;
    ELSE
      UPDATE rental_slot s
         SET booked = s.booked + w.delta
        FROM (
          SELECT n.item_id, n.location_id, d AS slot, sum(n.quantity)::integer AS delta
            FROM new_rows n, generate_series(n.occupied_from, n.occupied_to) d
           WHERE ${STATE_OCCUPIES}
           GROUP BY 1, 2, 3
           ORDER BY 1, 2, 3
        ) w
       WHERE s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot;
    END IF;
    GET DIAGNOSTICS taken = ROW_COUNT;

    -- Fewer: bookings of one statement share slots, or a slot went since it was counted.
    IF taken < wanted THEN
      IF taken < (
        SELECT count(*) FROM (
          SELECT DISTINCT n.item_id, n.location_id, d
            FROM new_rows n, generate_series(n.occupied_from, n.occupied_to) d
           WHERE ${STATE_OCCUPIES}
        ) distinct_slots
      ) THEN
        RAISE EXCEPTION 'the slots of a rental item were replaced while it was booked'
          USING ERRCODE = '40001';
      END IF;
    END IF;
    RETURN NULL;
  END $$;
`

const INSERTED_BEFORE = `
  CREATE OR REPLACE FUNCTION rental_booking_inserted() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan
  AS $$
  DECLARE
    items text[];
    locations text[];
    slots integer[];
    deltas integer[];
  BEGIN
    SELECT array_agg(x.item_id), array_agg(x.location_id), array_agg(x.slot), array_agg(x.delta)
      INTO items, locations, slots, deltas
      FROM (
        SELECT n.item_id, n.location_id, d AS slot, sum(n.quantity)::integer AS delta
          FROM new_rows n, generate_series(n.occupied_from, n.occupied_to) d
         WHERE rental_occupies(n.state)
         GROUP BY 1, 2, 3
         ORDER BY 1, 2, 3
      ) x;
    PERFORM rental_slots_apply(items, locations, slots, deltas);
    RETURN NULL;
  END $$;
`

const ANNOUNCED = `
  CREATE OR REPLACE FUNCTION rental_booking_insert_announced() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan
  AS $$
  BEGIN
    INSERT INTO rental_outbox (name, data)
    SELECT CASE n.state WHEN 'held' THEN 'rental.held' ELSE 'rental.reserved' END AS name,
           jsonb_build_object(
             'cart_id', n.cart_id, 'order_id', n.order_id,
             'bookings', jsonb_agg(rental_event_booking(n) ORDER BY n.id))
      FROM new_rows n
     WHERE n.state = 'held' OR (n.state = 'reserved' AND n.order_id IS NOT NULL)
     GROUP BY 1, n.cart_id, n.order_id
     ORDER BY 1, n.cart_id, n.order_id;
    RETURN NULL;
  END $$;
`

const ANNOUNCED_BEFORE = `
  CREATE OR REPLACE FUNCTION rental_booking_insert_announced() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan
  AS $$
  DECLARE
    events jsonb;
  BEGIN
    SELECT jsonb_agg(jsonb_build_object(
             'name', CASE n.state WHEN 'held' THEN 'rental.held' ELSE 'rental.reserved' END,
             'cart_id', n.cart_id, 'order_id', n.order_id,
             'booking', rental_event_booking(n)))
      INTO events
      FROM new_rows n
     WHERE n.state = 'held' OR (n.state = 'reserved' AND n.order_id IS NOT NULL);
    IF events IS NOT NULL THEN
      PERFORM rental_events_write(events);
    END IF;
    RETURN NULL;
  END $$;
`

/** New bookings take their slots in one statement, and are announced in one. */
export class Migration20261121191000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(INSERTED)
    this.addSql(ANNOUNCED)
  }

  override async down(): Promise<void> {
    this.addSql(INSERTED_BEFORE)
    this.addSql(ANNOUNCED_BEFORE)
  }
}
