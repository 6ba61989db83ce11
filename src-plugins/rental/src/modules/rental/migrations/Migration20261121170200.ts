import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * A cart remembers the order that its completion took back, so that late news of it changes
 * nothing. What a failed payment takes back is announced; a booking that is parted is not.
 */
export class Migration20261121170200 extends Migration {
  override async up(): Promise<void> {
    this.addSql("ALTER TABLE rental_cart ADD COLUMN detached_order_id text NULL;")
    this.addSql(ANNOUNCED)
  }

  override async down(): Promise<void> {
    this.addSql(ANNOUNCED_BEFORE)
    this.addSql("ALTER TABLE rental_cart DROP COLUMN IF EXISTS detached_order_id;")
  }
}

/*
 * Units that an order lets go, and the cart has again, are held: the order's id tells which
 * order it was. Parting a booking changes its quantity and makes a rest: no news by itself.
 */
const ANNOUNCED = `
  CREATE OR REPLACE FUNCTION rental_booking_update_announced() RETURNS trigger
  LANGUAGE plpgsql AS $$
  DECLARE
    events jsonb;
    parting boolean := coalesce(current_setting('rental.parting', true), '') <> '';
  BEGIN
    SELECT jsonb_agg(jsonb_build_object(
             'name', x.name, 'cart_id', x.cart_id, 'order_id', x.order_id, 'booking', x.booking))
      INTO events
      FROM (
        SELECT CASE
                 WHEN o.state = 'held' AND n.state IN ('expired', 'cancelled')
                   THEN 'rental.released'
                 WHEN n.order_id IS NULL AND o.state = 'reserved'
                      AND n.state IN ('expired', 'cancelled') THEN 'rental.released'
                 WHEN o.state IN ('reserved', 'out') AND n.state IN ('cancelled', 'no_show')
                   THEN 'rental.cancelled'
                 WHEN o.order_id IS NOT NULL AND n.order_id IS NULL
                      AND n.state IN ('held', 'reserved') THEN 'rental.held'
                 WHEN n.state = 'reserved' AND n.order_id IS NOT NULL AND NOT parting
                      AND (o.order_id IS NULL OR o.state NOT IN ('reserved', 'out'))
                   THEN 'rental.reserved'
                 WHEN n.state = 'held' AND o.state NOT IN ('held', 'reserved')
                   THEN 'rental.held'
                 WHEN n.state IN ('held', 'reserved', 'out')
                      AND ((o.occupied_from, o.occupied_to, o.location_id)
                           IS DISTINCT FROM (n.occupied_from, n.occupied_to, n.location_id)
                           OR o.quantity <> n.quantity AND NOT parting)
                   THEN 'rental.rescheduled'
               END AS name,
               n.cart_id, coalesce(n.order_id, o.order_id) AS order_id,
               CASE WHEN n.order_id IS NULL AND n.state = 'reserved'
                    THEN rental_event_booking(n) || '{"state": "held"}'
                    ELSE rental_event_booking(n)
               END AS booking
          FROM old_rows o
          JOIN new_rows n ON n.id = o.id
      ) x
     WHERE x.name IS NOT NULL;
    IF events IS NOT NULL THEN
      PERFORM rental_events_write(events);
    END IF;
    RETURN NULL;
  END $$;
`

const ANNOUNCED_BEFORE = `
  CREATE OR REPLACE FUNCTION rental_booking_update_announced() RETURNS trigger
  LANGUAGE plpgsql AS $$
  DECLARE
    events jsonb;
  BEGIN
    SELECT jsonb_agg(jsonb_build_object(
             'name', x.name, 'cart_id', x.cart_id, 'order_id', x.order_id, 'booking', x.booking))
      INTO events
      FROM (
        SELECT CASE
                 WHEN o.state = 'held' AND n.state IN ('expired', 'cancelled')
                   THEN 'rental.released'
                 WHEN n.order_id IS NULL AND o.state = 'reserved'
                      AND n.state IN ('expired', 'cancelled') THEN 'rental.released'
                 WHEN o.state IN ('reserved', 'out') AND n.state IN ('cancelled', 'no_show')
                   THEN 'rental.cancelled'
                 WHEN n.state = 'reserved' AND n.order_id IS NOT NULL
                      AND (o.order_id IS NULL OR o.state NOT IN ('reserved', 'out'))
                   THEN 'rental.reserved'
                 WHEN n.state = 'held' AND o.state NOT IN ('held', 'reserved')
                   THEN 'rental.held'
                 WHEN n.state IN ('held', 'reserved', 'out')
                      AND (o.occupied_from, o.occupied_to, o.quantity, o.location_id)
                          IS DISTINCT FROM
                          (n.occupied_from, n.occupied_to, n.quantity, n.location_id)
                   THEN 'rental.rescheduled'
               END AS name,
               n.cart_id, n.order_id, rental_event_booking(n) AS booking
          FROM old_rows o
          JOIN new_rows n ON n.id = o.id
      ) x
     WHERE x.name IS NOT NULL;
    IF events IS NOT NULL THEN
      PERFORM rental_events_write(events);
    END IF;
    RETURN NULL;
  END $$;
`
