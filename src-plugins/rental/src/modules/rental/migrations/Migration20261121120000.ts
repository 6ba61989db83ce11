import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Slots become numbers, so that hours fit beside days; supply over time, downtime,
 * overbooking with an author, serial units, orders of staff, and the outbox.
 *
 * The functions and triggers here replace those of the first migration altogether.
 */
export class Migration20261121120000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [
      DROP_OLD_FUNCTIONS,
      CLOCK,
      CATALOGUE_VERSION,
      NUMBERED_SLOTS,
      CARTS_AND_ORDERS,
      SUPPLY,
      OVERBOOKING,
      OUTBOX,
      SLOT_FUNCTIONS,
      SUPPLY_FUNCTIONS,
      BOOKING_TRIGGERS,
      BOOKING_EVENTS,
      SUPPLY_TRIGGERS,
      UNITS,
      RECONCILIATIONS,
      CARRY_OVER,
    ]) {
      this.addSql(statement)
    }
  }
}

const DROP_OLD_FUNCTIONS = `
  DROP FUNCTION rental_booking_inserted, rental_booking_updated, rental_booking_deleted,
    rental_fleet_written, rental_fleet_removed, rental_slots_apply, rental_slots_ready,
    rental_slots_lock, rental_fleet_apply, rental_oldest_open_day CASCADE;
`

const CLOCK = `
  -- The ledger's only clock. A session may set rental.now to live at another time.
  CREATE FUNCTION rental_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(current_setting('rental.now', true), '')::timestamptz,
                    clock_timestamp())
  $$;
`

/* Lets processes keep the items in memory: a reader asks for the version only. */
const CATALOGUE_VERSION = `
  CREATE TABLE rental_catalogue (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version bigint NOT NULL DEFAULT 1
  );
  INSERT INTO rental_catalogue DEFAULT VALUES;

  CREATE FUNCTION rental_catalogue_changes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE rental_catalogue SET version = version + 1;
    RETURN NULL;
  END $$;

  -- Before the statement takes any other lock, so that those who write items queue here.
  CREATE TRIGGER rental_item_changes
    BEFORE INSERT OR UPDATE OR DELETE ON rental_item
    FOR EACH STATEMENT EXECUTE FUNCTION rental_catalogue_changes();
  CREATE TRIGGER rental_fleet_changes
    BEFORE INSERT OR UPDATE OR DELETE ON rental_fleet
    FOR EACH STATEMENT EXECUTE FUNCTION rental_catalogue_changes();
  CREATE TRIGGER rental_package_component_changes
    BEFORE INSERT OR UPDATE OR DELETE ON rental_package_component
    FOR EACH STATEMENT EXECUTE FUNCTION rental_catalogue_changes();
`

const NUMBERED_SLOTS = `
  ALTER TABLE rental_item
    ADD COLUMN slot_minutes integer NOT NULL DEFAULT 1440 CHECK (
      slot_minutes = 1440 OR (slot_minutes BETWEEN 1 AND 60 AND 60 % slot_minutes = 0)
    ),
    DROP CONSTRAINT rental_item_turnaround_before_check,
    DROP CONSTRAINT rental_item_turnaround_after_check,
    ADD CONSTRAINT rental_item_turnaround_check CHECK (
      turnaround_before BETWEEN 0 AND 10000 AND turnaround_after BETWEEN 0 AND 10000
    );
  COMMENT ON COLUMN rental_item.slot_minutes IS
    '1440: rented by the day. 60 or a divisor of it: by the hour, or part of one.';
  COMMENT ON COLUMN rental_item.turnaround_before IS 'In slots of the item.';
  COMMENT ON COLUMN rental_item.turnaround_after IS 'In slots of the item.';

  DROP INDEX rental_booking_item_occupied_index;
  ALTER TABLE rental_booking
    DROP CONSTRAINT rental_booking_occupied_check,
    DROP CONSTRAINT rental_booking_state_check,
    ADD COLUMN slot_minutes integer NOT NULL DEFAULT 1440,
    ADD COLUMN start_time text NULL,
    ADD COLUMN end_time text NULL,
    ADD COLUMN overdue_since timestamptz NULL,
    ALTER COLUMN occupied_from TYPE integer USING occupied_from - DATE '1970-01-01',
    ALTER COLUMN occupied_to TYPE integer USING occupied_to - DATE '1970-01-01',
    ADD CONSTRAINT rental_booking_occupied_check CHECK (
      occupied_from <= occupied_to AND occupied_to - occupied_from <= 100000
    ),
    ADD CONSTRAINT rental_booking_state_check CHECK (
      state IN ('draft', 'held', 'reserved', 'out', 'returned', 'expired', 'cancelled',
                'no_show')
    ),
    ADD CONSTRAINT rental_booking_times_check CHECK (
      (start_time IS NULL) = (end_time IS NULL)
    );
  CREATE INDEX rental_booking_item_occupied_index
    ON rental_booking (item_id, occupied_to) WHERE state IN ('held', 'reserved', 'out', 'returned');
  CREATE INDEX rental_booking_out_index ON rental_booking (end_date) WHERE state = 'out';
  -- A line has one booking an item. What is out of it may be several: it left in parts.
  DROP INDEX rental_booking_live_line_unique;
  CREATE UNIQUE INDEX rental_booking_live_line_unique
    ON rental_booking (cart_id, line_item_id, item_id)
    WHERE cart_id IS NOT NULL AND state IN ('held', 'reserved');
  CREATE UNIQUE INDEX rental_booking_order_line_unique
    ON rental_booking (order_id, line_item_id, item_id)
    WHERE order_id IS NOT NULL AND state IN ('draft', 'reserved');

  ALTER TABLE rental_slot ALTER COLUMN slot TYPE integer USING slot - DATE '1970-01-01';
  COMMENT ON COLUMN rental_slot.slot IS
    'Days since 1970-01-01 for items rented by the day; otherwise slot_minutes since the epoch.';
`

const CARTS_AND_ORDERS = `
  ALTER TABLE rental_cart
    ADD COLUMN start_time text NULL,
    ADD COLUMN end_time text NULL,
    ADD COLUMN visitor text NULL,
    ADD CONSTRAINT rental_cart_times_check CHECK ((start_time IS NULL) = (end_time IS NULL));
  CREATE INDEX rental_cart_visitor_index ON rental_cart (visitor) WHERE order_id IS NULL;

  CREATE TABLE rental_order (
    order_id text PRIMARY KEY,
    cart_id text NULL UNIQUE,
    start_date date NOT NULL,
    end_date date NOT NULL,
    start_time text NULL,
    end_time text NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rental_order_period_check CHECK (start_date <= end_date),
    CONSTRAINT rental_order_times_check CHECK ((start_time IS NULL) = (end_time IS NULL))
  );
`

const SUPPLY = `
  ALTER TABLE rental_fleet
    DROP CONSTRAINT rental_fleet_item_location_unique,
    ADD COLUMN effective_from date NULL,
    ADD COLUMN from_slot integer NOT NULL DEFAULT -2147483648,
    ADD CONSTRAINT rental_fleet_step_unique UNIQUE (item_id, location_id, from_slot),
    ADD CONSTRAINT rental_fleet_step_check CHECK (
      (effective_from IS NULL) = (from_slot = -2147483648)
    );
  COMMENT ON TABLE rental_fleet IS
    'Units owned, from a day on; the row without a day counts from the beginning.';

  CREATE TABLE rental_downtime (
    id text PRIMARY KEY,
    item_id text NOT NULL REFERENCES rental_item (id) ON DELETE CASCADE,
    location_id text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    reason text NOT NULL CHECK (reason IN ('maintenance', 'repair', 'missing', 'other')),
    note text NULL,
    from_slot integer NOT NULL,
    to_slot integer NOT NULL,
    start_date date NOT NULL,
    end_date date NULL,
    created_by text NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rental_downtime_range_check CHECK (from_slot <= to_slot)
  );
  CREATE INDEX rental_downtime_item_index ON rental_downtime (item_id, location_id);
  COMMENT ON COLUMN rental_downtime.end_date IS 'The last day; null while nobody knows.';

  CREATE TABLE rental_supply (
    item_id text NOT NULL,
    location_id text NOT NULL,
    from_slot integer NOT NULL,
    to_slot integer NOT NULL,
    capacity integer NOT NULL CHECK (capacity >= 0),
    blocked integer NOT NULL DEFAULT 0 CHECK (blocked >= 0),
    PRIMARY KEY (item_id, location_id, from_slot),
    CONSTRAINT rental_supply_range_check CHECK (from_slot <= to_slot),
    CONSTRAINT rental_supply_not_overblocked CHECK (blocked <= capacity)
  );
  COMMENT ON TABLE rental_supply IS
    'Derived by trigger from fleet and downtime: what a place can supply from slot to slot.';
`

const OVERBOOKING = `
  CREATE TABLE rental_overbooking (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id text NOT NULL,
    location_id text NOT NULL,
    from_slot integer NOT NULL,
    to_slot integer NOT NULL,
    quantity integer NOT NULL CHECK (quantity > 0),
    author text NOT NULL CHECK (author <> ''),
    reason text NOT NULL CHECK (reason <> ''),
    created_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX rental_overbooking_item_index ON rental_overbooking (item_id, from_slot);
  COMMENT ON TABLE rental_overbooking IS
    'Who let more be booked than there is, where, and why. Never changed.';

  -- Whether this transaction overbooks knowingly: it has said who and why.
  CREATE FUNCTION rental_overbooks() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('rental.overbook_by', true), '') <> ''
  $$;
`

const OUTBOX = `
  CREATE TABLE rental_outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    data jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at timestamptz NULL
  );
  CREATE INDEX rental_outbox_unsent_index ON rental_outbox (id) WHERE sent_at IS NULL;
  CREATE INDEX rental_outbox_sent_index ON rental_outbox (sent_at) WHERE sent_at IS NOT NULL;

  CREATE FUNCTION rental_overbooking_announced() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO rental_outbox (name, data)
    SELECT 'rental.shortage', to_jsonb(n) - 'id' FROM new_rows n;
    RETURN NULL;
  END $$;
  CREATE TRIGGER rental_overbooking_announced AFTER INSERT ON rental_overbooking
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_overbooking_announced();
`

/*
 * Every writer takes locks in one order: items, new slots, existing slots, each sorted by
 * (item, location, slot). New slots are made before any existing one is locked, so a
 * writer that waits for another's uncommitted slot holds nothing the other can want. The
 * item is locked only while slots are made from its supply: a change of the supply either
 * waits for those slots, and then corrects them, or commits first and is read.
 */
const SLOT_FUNCTIONS = `
  -- The earliest slot that is not over anywhere: older ones are history and stay as they were.
  CREATE FUNCTION rental_oldest_open_slot(slot_minutes integer) RETURNS integer
    LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN slot_minutes = 1440
        THEN (rental_now() AT TIME ZONE 'UTC' - interval '12 hours')::date - DATE '1970-01-01'
      ELSE floor(extract(epoch FROM rental_now()) / 60 / slot_minutes)::integer
    END
  $$;

  CREATE FUNCTION rental_slots_ready(items text[], locations text[], slots integer[])
    RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    new_items text[];
    new_locations text[];
    new_slots integer[];
  BEGIN
    SELECT array_agg(w.item_id), array_agg(w.location_id), array_agg(w.slot)
      INTO new_items, new_locations, new_slots
      FROM unnest(items, locations, slots) AS w (item_id, location_id, slot)
     WHERE NOT EXISTS (
       SELECT 1 FROM rental_slot s
        WHERE s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot
     );

    IF new_items IS NOT NULL THEN
      PERFORM 1 FROM rental_item i WHERE i.id = ANY (new_items) ORDER BY i.id FOR SHARE;

      INSERT INTO rental_slot (item_id, location_id, slot, capacity, blocked)
      SELECT n.item_id, n.location_id, n.slot, coalesce(p.capacity, 0), coalesce(p.blocked, 0)
        FROM unnest(new_items, new_locations, new_slots) AS n (item_id, location_id, slot)
        LEFT JOIN rental_supply p
          ON p.item_id = n.item_id AND p.location_id = n.location_id
         AND n.slot BETWEEN p.from_slot AND p.to_slot
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
    slots integer[];
  BEGIN
    SELECT array_agg(w.item_id), array_agg(w.location_id), array_agg(w.slot)
      INTO items, locations, slots
      FROM (
        SELECT DISTINCT r.item_id, r.location_id, d AS slot
          FROM jsonb_to_recordset(ranges) AS r (
                 item_id text, location_id text, occupied_from integer, occupied_to integer
               ),
               generate_series(r.occupied_from, r.occupied_to) d
         ORDER BY 1, 2, 3
      ) w;
    IF items IS NOT NULL THEN
      PERFORM rental_slots_ready(items, locations, slots);
    END IF;
  END $$;

  -- Overbooking never leaves slack behind: it falls with what is booked, and rises only in
  -- a transaction that has said who overbooks and why.
  CREATE FUNCTION rental_slots_apply(
    items text[], locations text[], slots integer[], deltas integer[]
  ) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    overbooks boolean := rental_overbooks();
  BEGIN
    IF items IS NULL THEN
      RETURN;
    END IF;
    PERFORM rental_slots_ready(items, locations, slots);

    IF overbooks THEN
      INSERT INTO rental_overbooking (
        item_id, location_id, from_slot, to_slot, quantity, author, reason
      )
      SELECT s.item_id, s.location_id, min(s.slot), max(s.slot),
             max(s.booked + w.delta + s.blocked - s.capacity - s.overbook),
             current_setting('rental.overbook_by'), current_setting('rental.overbook_reason')
        FROM rental_slot s
        JOIN unnest(items, locations, slots, deltas) AS w (item_id, location_id, slot, delta)
          ON s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot
       WHERE s.booked + w.delta + s.blocked > s.capacity + s.overbook
       GROUP BY 1, 2;
    END IF;

    UPDATE rental_slot s
       SET booked = s.booked + w.delta,
           overbook = CASE
             WHEN s.overbook = 0 AND NOT overbooks THEN 0
             WHEN overbooks OR w.delta < 0
               THEN greatest(least(s.booked + w.delta + s.blocked - s.capacity,
                                   CASE WHEN overbooks THEN 2147483647 ELSE s.overbook END), 0)
             ELSE s.overbook
           END
      FROM unnest(items, locations, slots, deltas) AS w (item_id, location_id, slot, delta)
     WHERE s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot;
  END $$;
`

const SUPPLY_FUNCTIONS = `
  -- Open slots of some places that disagree with their supply, and what they should have.
  CREATE FUNCTION rental_slots_unsupplied(items text[], locations text[])
    RETURNS TABLE (item_id text, location_id text, slot integer, capacity integer,
                   blocked integer)
    LANGUAGE sql STABLE AS $$
    SELECT s.item_id, s.location_id, s.slot, coalesce(p.capacity, 0), coalesce(p.blocked, 0)
      FROM rental_slot s
      JOIN (SELECT DISTINCT * FROM unnest(items, locations)) AS w (item_id, location_id)
        ON s.item_id = w.item_id AND s.location_id = w.location_id
      LEFT JOIN rental_item i ON i.id = s.item_id
      LEFT JOIN rental_supply p
        ON p.item_id = s.item_id AND p.location_id = s.location_id
       AND s.slot BETWEEN p.from_slot AND p.to_slot
     WHERE s.slot >= rental_oldest_open_slot(coalesce(i.slot_minutes, 1440))
       AND (s.capacity, s.blocked)
           IS DISTINCT FROM (coalesce(p.capacity, 0), coalesce(p.blocked, 0))
  $$;

  -- Brings open slots of some places to their supply.
  CREATE FUNCTION rental_slots_resupply(items text[], locations text[]) RETURNS void
    LANGUAGE plpgsql AS $$
  DECLARE
    overbooks boolean := rental_overbooks();
  BEGIN
    PERFORM 1
       FROM rental_slot s
       JOIN rental_slots_unsupplied(items, locations) w USING (item_id, location_id, slot)
      ORDER BY s.item_id, s.location_id, s.slot
        FOR NO KEY UPDATE OF s;

    IF overbooks THEN
      INSERT INTO rental_overbooking (
        item_id, location_id, from_slot, to_slot, quantity, author, reason
      )
      SELECT s.item_id, s.location_id, min(s.slot), max(s.slot),
             max(s.booked + w.blocked - w.capacity - s.overbook),
             current_setting('rental.overbook_by'), current_setting('rental.overbook_reason')
        FROM rental_slot s
        JOIN rental_slots_unsupplied(items, locations) w USING (item_id, location_id, slot)
       WHERE s.booked + w.blocked > w.capacity + s.overbook
       GROUP BY 1, 2;
    END IF;

    UPDATE rental_slot s
       SET capacity = w.capacity, blocked = w.blocked,
           overbook = greatest(least(s.booked + w.blocked - w.capacity,
                                     CASE WHEN overbooks THEN 2147483647 ELSE s.overbook END), 0)
      FROM rental_slots_unsupplied(items, locations) w
     WHERE s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot;
  END $$;

  -- Recomputes the supply of some places from fleet and downtime, and brings open slots to it.
  CREATE FUNCTION rental_supply_rebuild(items text[], locations text[]) RETURNS void
    LANGUAGE plpgsql AS $$
  BEGIN
    IF items IS NULL THEN
      RETURN;
    END IF;
    PERFORM 1 FROM rental_item i WHERE i.id = ANY (items) ORDER BY i.id FOR NO KEY UPDATE;

    DELETE FROM rental_supply p
     USING (SELECT DISTINCT * FROM unnest(items, locations)) AS w (item_id, location_id)
     WHERE p.item_id = w.item_id AND p.location_id = w.location_id;

    INSERT INTO rental_supply (item_id, location_id, from_slot, to_slot, capacity, blocked)
    WITH place AS (
      SELECT DISTINCT f.item_id, f.location_id
        FROM unnest(items, locations) AS w (item_id, location_id)
        JOIN rental_fleet f
          ON f.item_id = w.item_id AND f.location_id = w.location_id AND f.deleted_at IS NULL
    ),
    step AS (
      SELECT item_id, location_id, (-2147483648)::integer AS slot FROM place
       UNION
      SELECT f.item_id, f.location_id, f.from_slot
        FROM rental_fleet f JOIN place USING (item_id, location_id)
       WHERE f.deleted_at IS NULL
       UNION
      SELECT d.item_id, d.location_id, d.from_slot
        FROM rental_downtime d JOIN place USING (item_id, location_id)
       UNION
      SELECT d.item_id, d.location_id, d.to_slot + 1
        FROM rental_downtime d JOIN place USING (item_id, location_id)
       WHERE d.to_slot < 2147483647
    )
    SELECT s.item_id, s.location_id, s.slot,
           coalesce(lead(s.slot) OVER (PARTITION BY s.item_id, s.location_id ORDER BY s.slot) - 1,
                    2147483647),
           coalesce((SELECT f.quantity FROM rental_fleet f
                      WHERE f.item_id = s.item_id AND f.location_id = s.location_id
                        AND f.from_slot <= s.slot AND f.deleted_at IS NULL
                      ORDER BY f.from_slot DESC LIMIT 1), 0),
           coalesce((SELECT sum(d.quantity) FROM rental_downtime d
                      WHERE d.item_id = s.item_id AND d.location_id = s.location_id
                        AND s.slot BETWEEN d.from_slot AND d.to_slot), 0)
      FROM step s;

    PERFORM rental_slots_resupply(items, locations);
  END $$;
`

const deltas = (changes: string): string => `
  DECLARE
    items text[];
    locations text[];
    slots integer[];
    deltas integer[];
  BEGIN
    SELECT array_agg(x.item_id), array_agg(x.location_id), array_agg(x.slot), array_agg(x.delta)
      INTO items, locations, slots, deltas
      FROM (
        SELECT c.item_id, c.location_id, d AS slot, sum(c.units)::integer AS delta
          FROM (${changes}) c,
               generate_series(c.occupied_from, c.occupied_to) d
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

/*
 * What happened to bookings, one event for each cart or order. A booking of a cart is
 * announced as reserved once its order exists: attempts that come to nothing are not.
 */
const BOOKING_EVENTS = `
  CREATE FUNCTION rental_events_write(events jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO rental_outbox (name, data)
    SELECT e.name, jsonb_build_object(
             'cart_id', e.cart_id, 'order_id', e.order_id,
             'bookings', jsonb_agg(e.booking ORDER BY e.booking ->> 'id'))
      FROM jsonb_to_recordset(events) AS e (name text, cart_id text, order_id text, booking jsonb)
     GROUP BY e.name, e.cart_id, e.order_id
     ORDER BY e.name, e.cart_id, e.order_id
  $$;

  CREATE FUNCTION rental_event_booking(b rental_booking) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
      'id', b.id, 'item_id', b.item_id, 'location_id', b.location_id, 'quantity', b.quantity,
      'line_item_id', b.line_item_id, 'variant_id', b.line_variant_id, 'state', b.state,
      'start_date', b.start_date, 'end_date', b.end_date,
      'start_time', b.start_time, 'end_time', b.end_time)
  $$;

  CREATE FUNCTION rental_booking_insert_announced() RETURNS trigger LANGUAGE plpgsql AS $$
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

  CREATE FUNCTION rental_booking_update_announced() RETURNS trigger LANGUAGE plpgsql AS $$
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

  CREATE TRIGGER rental_booking_insert_announced AFTER INSERT ON rental_booking
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_booking_insert_announced();
  CREATE TRIGGER rental_booking_update_announced AFTER UPDATE ON rental_booking
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_booking_update_announced();
`

const supplyTriggers = (table: string): string => `
  CREATE TRIGGER ${table}_supplied AFTER INSERT ON ${table}
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_supply_changed();
  CREATE TRIGGER ${table}_withdrawn AFTER DELETE ON ${table}
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_supply_changed();
  CREATE TRIGGER ${table}_moved_away AFTER UPDATE ON ${table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_supply_moved();
`

const SUPPLY_TRIGGERS = `
  CREATE FUNCTION rental_supply_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    items text[];
    locations text[];
  BEGIN
    SELECT array_agg(item_id), array_agg(location_id) INTO items, locations FROM changed_rows;
    PERFORM rental_supply_rebuild(items, locations);
    RETURN NULL;
  END $$;

  CREATE FUNCTION rental_supply_moved() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    items text[];
    locations text[];
  BEGIN
    SELECT array_agg(item_id), array_agg(location_id) INTO items, locations
      FROM (SELECT item_id, location_id FROM old_rows
             UNION SELECT item_id, location_id FROM new_rows) both_rows;
    PERFORM rental_supply_rebuild(items, locations);
    RETURN NULL;
  END $$;
  ${supplyTriggers("rental_fleet")}
  ${supplyTriggers("rental_downtime")}

  -- A slot means something else in another width: it cannot change under live bookings.
  CREATE FUNCTION rental_item_rewidened() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM rental_booking b
                WHERE b.item_id = NEW.id AND b.state IN ('held', 'reserved', 'out'))
       OR EXISTS (SELECT 1 FROM rental_downtime d WHERE d.item_id = NEW.id)
       OR EXISTS (SELECT 1 FROM rental_fleet f
                   WHERE f.item_id = NEW.id AND f.effective_from IS NOT NULL) THEN
      RAISE EXCEPTION 'rental item % has bookings, downtime or dated fleet', NEW.id
        USING ERRCODE = '23514', CONSTRAINT = 'rental_item_slot_minutes_fixed';
    END IF;
    DELETE FROM rental_slot WHERE item_id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER rental_item_rewidened AFTER UPDATE OF slot_minutes ON rental_item
    FOR EACH ROW WHEN (OLD.slot_minutes <> NEW.slot_minutes)
    EXECUTE FUNCTION rental_item_rewidened();
`

const UNITS = `
  CREATE EXTENSION IF NOT EXISTS btree_gist;

  CREATE TABLE rental_unit (
    id text PRIMARY KEY,
    item_id text NOT NULL REFERENCES rental_item (id) ON DELETE CASCADE,
    location_id text NOT NULL,
    serial text NOT NULL CHECK (serial <> ''),
    note text NULL,
    retired_at timestamptz NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT rental_unit_serial_unique UNIQUE (item_id, serial)
  );

  CREATE TABLE rental_unit_assignment (
    id text PRIMARY KEY,
    unit_id text NOT NULL REFERENCES rental_unit (id),
    booking_id text NOT NULL REFERENCES rental_booking (id),
    during int4range NOT NULL CHECK (NOT isempty(during)),
    created_at timestamptz NOT NULL DEFAULT now(),
    returned_at timestamptz NULL,
    CONSTRAINT rental_unit_assignment_once EXCLUDE USING gist (unit_id WITH =, during WITH &&)
  );
  CREATE INDEX rental_unit_assignment_booking_index ON rental_unit_assignment (booking_id);
  COMMENT ON COLUMN rental_unit_assignment.during IS
    'Slots from check-out to check-in; without an end while the unit is out.';
`

const RECONCILIATIONS = `
  CREATE TABLE rental_reconciliation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    began_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    mended jsonb NOT NULL,
    findings jsonb NOT NULL
  );
  COMMENT ON TABLE rental_reconciliation IS
    'Passes of the reconciler that found something: how much of what, and why.';
`

const CARRY_OVER = `
  INSERT INTO rental_order (order_id, cart_id, start_date, end_date)
  SELECT order_id, cart_id, start_date, end_date FROM rental_cart WHERE order_id IS NOT NULL;

  SELECT rental_supply_rebuild(array_agg(item_id), array_agg(location_id)) FROM rental_fleet;
`
