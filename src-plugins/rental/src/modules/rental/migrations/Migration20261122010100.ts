import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const OCCUPIES = "n.state IN ('held', 'reserved', 'out', 'returned')"

/*
 * A booking that comes alone, as most do, is read once: its event, its slots and the log of
 * changed slots are written from that. Those that come together go the general way.
 *
 * The update meets its slots in the order in which all others lock them, that of the index;
 * the settings keep the planner from reading them in any other way. `rental_slots_apply` makes
 * missing slots: first it makes all that are missing, then it locks all, so that nobody who
 * waits for a slot to be made holds another.
 */
const READ_ONCE = `
  CREATE OR REPLACE FUNCTION rental_booking_inserted() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    SET enable_bitmapscan = off
  AS $$
  DECLARE
    one record;
    wanted integer;
    taken integer := 0;
  BEGIN
    SELECT n.*, rental_event_booking(n) AS event, count(*) OVER () AS together
      INTO one
      FROM new_rows n
     LIMIT 1;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;
    IF one.together > 1 THEN
      INSERT INTO rental_outbox (name, data)
      SELECT CASE n.state WHEN 'held' THEN 'rental.held' ELSE 'rental.reserved' END AS name,
             jsonb_build_object(
               'cart_id', n.cart_id, 'order_id', n.order_id,
               'bookings', jsonb_agg(rental_event_booking(n) ORDER BY n.id))
        FROM new_rows n
       WHERE n.state = 'held' OR (n.state = 'reserved' AND n.order_id IS NOT NULL)
       GROUP BY 1, n.cart_id, n.order_id
       ORDER BY 1, n.cart_id, n.order_id;
    ELSIF one.state = 'held' OR (one.state = 'reserved' AND one.order_id IS NOT NULL) THEN
      INSERT INTO rental_outbox (name, data)
      VALUES (
        CASE one.state WHEN 'held' THEN 'rental.held' ELSE 'rental.reserved' END,
        jsonb_build_object(
          'cart_id', one.cart_id, 'order_id', one.order_id,
          'bookings', jsonb_build_array(one.event)));
    END IF;

    IF one.together = 1 THEN
      IF NOT rental_occupies(one.state) THEN
        RETURN NULL;
      END IF;
      wanted := one.occupied_to - one.occupied_from + 1;
      IF NOT rental_overbooks() THEN
        UPDATE rental_slot s
           SET booked = s.booked + one.quantity
         WHERE s.item_id = one.item_id AND s.location_id = one.location_id
           AND s.slot BETWEEN one.occupied_from AND one.occupied_to
           AND wanted = (
             SELECT count(*) FROM rental_slot r
              WHERE r.item_id = one.item_id AND r.location_id = one.location_id
                AND r.slot BETWEEN one.occupied_from AND one.occupied_to);
        GET DIAGNOSTICS taken = ROW_COUNT;
      END IF;
      IF taken BETWEEN 1 AND wanted - 1 THEN
        RAISE EXCEPTION 'the slots of a rental item were replaced while it was booked'
          USING ERRCODE = '40001';
      END IF;
    END IF;
    IF taken = 0 THEN
      PERFORM rental_slots_apply(
                array_agg(w.item_id), array_agg(w.location_id), array_agg(w.slot),
                array_agg(w.delta))
         FROM (
           SELECT n.item_id, n.location_id, d AS slot, sum(n.quantity)::integer AS delta
             FROM new_rows n, generate_series(n.occupied_from, n.occupied_to) d
            WHERE ${OCCUPIES}
            GROUP BY 1, 2, 3
            ORDER BY 1, 2, 3
         ) w;
    END IF;

    INSERT INTO rental_slot_change (item_id, from_slot, to_slot)
    SELECT n.item_id, n.occupied_from, n.occupied_to FROM new_rows n WHERE ${OCCUPIES};
    RETURN NULL;
  END $$;
`

const READ_FOR_EACH = `
  CREATE OR REPLACE FUNCTION rental_booking_inserted() RETURNS trigger
    LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    SET enable_bitmapscan = off
  AS $$
  DECLARE
    one record;
    wanted integer;
    taken integer;
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

    SELECT n.item_id, n.location_id, n.occupied_from, n.occupied_to, n.quantity,
           count(*) OVER () AS together
      INTO one
      FROM new_rows n
     WHERE ${OCCUPIES}
     LIMIT 1;
    IF NOT FOUND THEN
      RETURN NULL;
    END IF;

    wanted := one.occupied_to - one.occupied_from + 1;
    taken := 0;
    IF one.together = 1 AND NOT rental_overbooks() THEN
      UPDATE rental_slot s
         SET booked = s.booked + one.quantity
       WHERE s.item_id = one.item_id AND s.location_id = one.location_id
         AND s.slot BETWEEN one.occupied_from AND one.occupied_to
         AND wanted = (
           SELECT count(*) FROM rental_slot r
            WHERE r.item_id = one.item_id AND r.location_id = one.location_id
              AND r.slot BETWEEN one.occupied_from AND one.occupied_to);
      GET DIAGNOSTICS taken = ROW_COUNT;
    END IF;
    IF taken = 0 THEN
      PERFORM rental_slots_apply(
                array_agg(w.item_id), array_agg(w.location_id), array_agg(w.slot),
                array_agg(w.delta))
         FROM (
           SELECT n.item_id, n.location_id, d AS slot, sum(n.quantity)::integer AS delta
             FROM new_rows n, generate_series(n.occupied_from, n.occupied_to) d
            WHERE ${OCCUPIES}
            GROUP BY 1, 2, 3
            ORDER BY 1, 2, 3
         ) w;
    ELSIF taken < wanted THEN
      RAISE EXCEPTION 'the slots of a rental item were replaced while it was booked'
        USING ERRCODE = '40001';
    END IF;

    INSERT INTO rental_slot_change (item_id, from_slot, to_slot)
    SELECT n.item_id, n.occupied_from, n.occupied_to FROM new_rows n WHERE ${OCCUPIES};
    RETURN NULL;
  END $$;
`

/** A booking that comes alone costs some per cent less. */
export class Migration20261122010100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(READ_ONCE)
  }

  override async down(): Promise<void> {
    this.addSql(READ_FOR_EACH)
  }
}
