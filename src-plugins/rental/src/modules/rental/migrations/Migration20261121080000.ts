import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Written by hand: the ledger lives on triggers and CHECKs that the model layer cannot
 * express. `docs` of the plugin (README, "The ledger") explain the parts.
 */
export class Migration20261121080000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [
      ITEMS,
      FLEET,
      COMPONENTS,
      CARTS,
      BOOKINGS,
      SLOTS,
      READY_SLOTS,
      BOOKING_TRIGGERS,
      FLEET_TRIGGERS,
    ]) {
      this.addSql(statement)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP TABLE IF EXISTS rental_slot, rental_booking, rental_cart,
        rental_package_component, rental_fleet, rental_item CASCADE;
      DROP FUNCTION IF EXISTS rental_booking_inserted, rental_booking_updated,
        rental_booking_deleted, rental_fleet_written, rental_fleet_removed,
        rental_slots_apply, rental_slots_ready, rental_slots_lock, rental_fleet_apply,
        rental_occupies, rental_oldest_open_day;
    `)
  }
}

const ITEMS = `
  CREATE TABLE rental_item (
    id text PRIMARY KEY,
    variant_id text NOT NULL,
    product_id text NOT NULL,
    turnaround_before integer NOT NULL DEFAULT 0 CHECK (turnaround_before BETWEEN 0 AND 60),
    turnaround_after integer NOT NULL DEFAULT 0 CHECK (turnaround_after BETWEEN 0 AND 60),
    replacement_value numeric NULL CHECK (replacement_value >= 0),
    raw_replacement_value jsonb NULL,
    currency_code text NULL,
    rate_card text NOT NULL DEFAULT 'per_day',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz NULL,
    CONSTRAINT rental_item_variant_id_unique UNIQUE (variant_id)
  );
  CREATE INDEX rental_item_product_id_index ON rental_item (product_id);
`

const FLEET = `
  CREATE TABLE rental_fleet (
    id text PRIMARY KEY,
    item_id text NOT NULL REFERENCES rental_item (id) ON DELETE CASCADE,
    location_id text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 0 AND 1000000),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz NULL,
    CONSTRAINT rental_fleet_item_location_unique UNIQUE (item_id, location_id)
  );
`

const COMPONENTS = `
  CREATE TABLE rental_package_component (
    id text PRIMARY KEY,
    package_item_id text NOT NULL REFERENCES rental_item (id) ON DELETE CASCADE,
    component_item_id text NOT NULL REFERENCES rental_item (id),
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100000),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz NULL,
    CONSTRAINT rental_package_component_unique UNIQUE (package_item_id, component_item_id),
    CONSTRAINT rental_package_component_not_itself CHECK (package_item_id <> component_item_id)
  );
  CREATE INDEX rental_package_component_component_index
    ON rental_package_component (component_item_id);
`

const CARTS = `
  CREATE TABLE rental_cart (
    cart_id text PRIMARY KEY,
    start_date date NOT NULL,
    end_date date NOT NULL,
    order_id text NULL,
    completions jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rental_cart_period_check CHECK (start_date <= end_date)
  );
  CREATE INDEX rental_cart_order_id_index ON rental_cart (order_id) WHERE order_id IS NOT NULL;
  COMMENT ON COLUMN rental_cart.completions IS
    'Completions under way: workflow transaction id -> when it began.';
`

const BOOKINGS = `
  CREATE TABLE rental_booking (
    id text PRIMARY KEY,
    item_id text NOT NULL,
    location_id text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    start_date date NOT NULL,
    end_date date NOT NULL,
    turnaround_before integer NOT NULL DEFAULT 0 CHECK (turnaround_before >= 0),
    turnaround_after integer NOT NULL DEFAULT 0 CHECK (turnaround_after >= 0),
    occupied_from date NOT NULL,
    occupied_to date NOT NULL,
    state text NOT NULL CHECK (
      state IN ('held', 'reserved', 'out', 'returned', 'expired', 'cancelled')
    ),
    expires_at timestamptz NULL,
    cart_id text NULL,
    line_item_id text NULL,
    line_variant_id text NULL,
    line_quantity integer NULL CHECK (line_quantity >= 1),
    order_id text NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rental_booking_period_check CHECK (start_date <= end_date),
    CONSTRAINT rental_booking_occupied_check CHECK (
      occupied_from <= occupied_to AND occupied_to - occupied_from <= 800
    ),
    CONSTRAINT rental_booking_hold_expires CHECK (state <> 'held' OR expires_at IS NOT NULL)
  );
  CREATE UNIQUE INDEX rental_booking_live_line_unique
    ON rental_booking (cart_id, line_item_id, item_id)
    WHERE state IN ('held', 'reserved', 'out');
  CREATE INDEX rental_booking_cart_id_index ON rental_booking (cart_id);
  CREATE INDEX rental_booking_order_id_index
    ON rental_booking (order_id) WHERE order_id IS NOT NULL;
  CREATE INDEX rental_booking_hold_expiry_index
    ON rental_booking (expires_at) WHERE state = 'held';
  CREATE INDEX rental_booking_unordered_index
    ON rental_booking (updated_at) WHERE state = 'reserved' AND order_id IS NULL;
  CREATE INDEX rental_booking_item_occupied_index
    ON rental_booking (item_id, occupied_to) WHERE state IN ('held', 'reserved', 'out', 'returned');
`

const SLOTS = `
  CREATE TABLE rental_slot (
    item_id text NOT NULL,
    location_id text NOT NULL,
    slot date NOT NULL,
    booked integer NOT NULL DEFAULT 0 CHECK (booked >= 0),
    blocked integer NOT NULL DEFAULT 0 CHECK (blocked >= 0),
    capacity integer NOT NULL DEFAULT 0 CHECK (capacity >= 0),
    overbook integer NOT NULL DEFAULT 0 CHECK (overbook >= 0),
    PRIMARY KEY (item_id, location_id, slot),
    CONSTRAINT rental_slot_not_oversold CHECK (booked + blocked <= capacity + overbook)
  ) WITH (fillfactor = 80);
  CREATE INDEX rental_slot_day_index ON rental_slot (slot, item_id)
    INCLUDE (location_id, booked, blocked, capacity, overbook);
`

/*
 * Every writer takes locks in one order: fleet rows, new slots, existing slots, each
 * sorted by (item, location, slot). New slots are made before any existing one is locked,
 * so a writer that waits for another's uncommitted slot holds nothing the other can want.
 * The fleet row is locked only while slots are made from it: a fleet change either waits
 * for those slots, and then corrects them, or commits first and is read.
 */
const READY_SLOTS = `
  CREATE FUNCTION rental_occupies(state text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT state IN ('held', 'reserved', 'out', 'returned') $$;

  -- The earliest day that is still "today" somewhere: older slots are history.
  CREATE FUNCTION rental_oldest_open_day() RETURNS date
    LANGUAGE sql STABLE
    AS $$ SELECT (now() AT TIME ZONE 'UTC' - interval '12 hours')::date $$;

  CREATE FUNCTION rental_slots_ready(items text[], locations text[], slots date[])
    RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    new_items text[];
    new_locations text[];
    new_slots date[];
  BEGIN
    SELECT array_agg(w.item_id), array_agg(w.location_id), array_agg(w.slot)
      INTO new_items, new_locations, new_slots
      FROM unnest(items, locations, slots) AS w (item_id, location_id, slot)
     WHERE NOT EXISTS (
       SELECT 1 FROM rental_slot s
        WHERE s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot
     );

    IF new_items IS NOT NULL THEN
      PERFORM 1
         FROM rental_fleet f
        WHERE (f.item_id, f.location_id) IN (
                SELECT n.item_id, n.location_id
                  FROM unnest(new_items, new_locations) AS n (item_id, location_id)
              )
        ORDER BY f.item_id, f.location_id
          FOR SHARE OF f;

      INSERT INTO rental_slot (item_id, location_id, slot, capacity)
      SELECT n.item_id, n.location_id, n.slot, coalesce(f.quantity, 0)
        FROM unnest(new_items, new_locations, new_slots) AS n (item_id, location_id, slot)
        LEFT JOIN rental_fleet f
          ON f.item_id = n.item_id AND f.location_id = n.location_id AND f.deleted_at IS NULL
       ORDER BY n.item_id, n.location_id, n.slot
      ON CONFLICT DO NOTHING;
    END IF;

    PERFORM 1
       FROM rental_slot s
       JOIN unnest(items, locations, slots) AS w (item_id, location_id, slot)
         ON s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot
      ORDER BY s.item_id, s.location_id, s.slot
        FOR NO KEY UPDATE OF s;
  END $$;

  -- Locks every slot of the given ranges: [{item_id, location_id, occupied_from, occupied_to}].
  -- A transaction that changes bookings in more than one statement calls this first.
  CREATE FUNCTION rental_slots_lock(ranges jsonb) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    items text[];
    locations text[];
    slots date[];
  BEGIN
    SELECT array_agg(w.item_id), array_agg(w.location_id), array_agg(w.slot)
      INTO items, locations, slots
      FROM (
        SELECT DISTINCT r.item_id, r.location_id, r.occupied_from + d AS slot
          FROM jsonb_to_recordset(ranges) AS r (
                 item_id text, location_id text, occupied_from date, occupied_to date
               ),
               generate_series(0, r.occupied_to - r.occupied_from) d
         ORDER BY 1, 2, 3
      ) w;
    IF items IS NOT NULL THEN
      PERFORM rental_slots_ready(items, locations, slots);
    END IF;
  END $$;

  CREATE FUNCTION rental_slots_apply(
    items text[], locations text[], slots date[], deltas integer[]
  ) RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF items IS NULL THEN
      RETURN;
    END IF;
    PERFORM rental_slots_ready(items, locations, slots);
    UPDATE rental_slot s
       SET booked = s.booked + w.delta
      FROM unnest(items, locations, slots, deltas) AS w (item_id, location_id, slot, delta)
     WHERE s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot;
  END $$;
`

const deltas = (changes: string): string => `
  DECLARE
    items text[];
    locations text[];
    slots date[];
    deltas integer[];
  BEGIN
    SELECT array_agg(x.item_id), array_agg(x.location_id), array_agg(x.slot), array_agg(x.delta)
      INTO items, locations, slots, deltas
      FROM (
        SELECT c.item_id, c.location_id, c.occupied_from + d AS slot,
               sum(c.units)::integer AS delta
          FROM (${changes}) c,
               generate_series(0, c.occupied_to - c.occupied_from) d
         GROUP BY 1, 2, 3
        HAVING sum(c.units) <> 0
         ORDER BY 1, 2, 3
      ) x;
    PERFORM rental_slots_apply(items, locations, slots, deltas);
    RETURN NULL;
  END
`

/* Statement triggers, so that a whole cart written in one statement is one ordered pass. */
const BOOKING_TRIGGERS = `
  CREATE FUNCTION rental_booking_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
  ${deltas(`
    SELECT item_id, location_id, occupied_from, occupied_to, quantity AS units
      FROM new_rows WHERE rental_occupies(state)
  `)} $$;

  CREATE FUNCTION rental_booking_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
  ${deltas(`
    SELECT item_id, location_id, occupied_from, occupied_to, -quantity AS units
      FROM old_rows WHERE rental_occupies(state)
  `)} $$;

  CREATE FUNCTION rental_booking_updated() RETURNS trigger LANGUAGE plpgsql AS $$
  ${deltas(`
    SELECT v.item_id, v.location_id, v.occupied_from, v.occupied_to, v.units
      FROM old_rows o
      FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (
       VALUES
         (o.item_id, o.location_id, o.occupied_from, o.occupied_to, -o.quantity, o.state),
         (n.item_id, n.location_id, n.occupied_from, n.occupied_to, n.quantity, n.state)
     ) AS v (item_id, location_id, occupied_from, occupied_to, units, state)
     WHERE (o.item_id, o.location_id, o.occupied_from, o.occupied_to, o.quantity,
            rental_occupies(o.state))
           IS DISTINCT FROM
           (n.item_id, n.location_id, n.occupied_from, n.occupied_to, n.quantity,
            rental_occupies(n.state))
       AND rental_occupies(v.state)
  `)} $$;

  CREATE TRIGGER rental_booking_inserted AFTER INSERT ON rental_booking
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_booking_inserted();
  CREATE TRIGGER rental_booking_deleted AFTER DELETE ON rental_booking
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_booking_deleted();
  CREATE TRIGGER rental_booking_updated AFTER UPDATE ON rental_booking
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_booking_updated();
`

const FLEET_TRIGGERS = `
  CREATE FUNCTION rental_fleet_apply(items text[], locations text[], quantities integer[])
    RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF items IS NULL THEN
      RETURN;
    END IF;
    PERFORM 1
       FROM rental_slot s
       JOIN unnest(items, locations) AS w (item_id, location_id)
         ON s.item_id = w.item_id AND s.location_id = w.location_id
      WHERE s.slot >= rental_oldest_open_day()
      ORDER BY s.item_id, s.location_id, s.slot
        FOR NO KEY UPDATE OF s;
    UPDATE rental_slot s
       SET capacity = w.quantity
      FROM unnest(items, locations, quantities) AS w (item_id, location_id, quantity)
     WHERE s.item_id = w.item_id
       AND s.location_id = w.location_id
       AND s.slot >= rental_oldest_open_day()
       AND s.capacity <> w.quantity;
  END $$;

  CREATE FUNCTION rental_fleet_written() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    items text[];
    locations text[];
    quantities integer[];
  BEGIN
    SELECT array_agg(item_id), array_agg(location_id),
           array_agg(CASE WHEN deleted_at IS NULL THEN quantity ELSE 0 END)
      INTO items, locations, quantities FROM new_rows;
    PERFORM rental_fleet_apply(items, locations, quantities);
    RETURN NULL;
  END $$;

  -- Also after an update that moved a row to another item or place: the old one has none left.
  CREATE FUNCTION rental_fleet_removed() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    items text[];
    locations text[];
    quantities integer[];
  BEGIN
    SELECT array_agg(o.item_id), array_agg(o.location_id), array_agg(0)
      INTO items, locations, quantities
      FROM old_rows o
     WHERE NOT EXISTS (
       SELECT 1 FROM rental_fleet f
        WHERE f.item_id = o.item_id AND f.location_id = o.location_id
     );
    PERFORM rental_fleet_apply(items, locations, quantities);
    RETURN NULL;
  END $$;

  CREATE TRIGGER rental_fleet_inserted AFTER INSERT ON rental_fleet
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_fleet_written();
  CREATE TRIGGER rental_fleet_updated AFTER UPDATE ON rental_fleet
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_fleet_written();
  CREATE TRIGGER rental_fleet_moved AFTER UPDATE ON rental_fleet
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_fleet_removed();
  CREATE TRIGGER rental_fleet_deleted AFTER DELETE ON rental_fleet
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_fleet_removed();
`
