import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Delivery: zones, windows with so many jobs a day, where postal codes are, and what carts and
 * orders have chosen. A job is a booking of a pseudo item, `#window:` and the window's id, so
 * that it is counted under the CHECK of the slots like everything else.
 */
export class Migration20261121201000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [ZONES, WINDOWS, PLACES, SETTINGS, CHOICES, SUPPLY]) {
      this.addSql(statement)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`
      UPDATE rental_booking SET state = 'cancelled'
       WHERE item_id LIKE '#window:%' AND state IN ('draft', 'held', 'reserved', 'returned');
      ALTER TABLE rental_order DROP COLUMN IF EXISTS delivery;
      ALTER TABLE rental_cart DROP COLUMN IF EXISTS delivery;
      DROP TABLE IF EXISTS rental_delivery_window_day, rental_delivery_window,
        rental_delivery_zone, rental_postal_place, rental_delivery_settings;
      DROP FUNCTION IF EXISTS rental_windows_supply, rental_windows_changed,
        rental_window_days_changed;
    `)
  }
}

const ZONES = `
  CREATE TABLE rental_delivery_zone (
    id text PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    country_code text NOT NULL CHECK (country_code ~ '^[a-z]{2}$'),
    postal_codes jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(postal_codes) = 'array'),
    distance_from double precision NULL CHECK (distance_from >= 0),
    distance_to double precision NULL CHECK (distance_to > 0),
    location_id text NULL,
    rank integer NOT NULL DEFAULT 0,
    prices jsonb NOT NULL CHECK (jsonb_typeof(prices) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz NULL,
    CONSTRAINT rental_delivery_zone_band_check CHECK (
      distance_from IS NULL OR distance_to IS NULL OR distance_from < distance_to
    )
  );
`

const WINDOWS = `
  CREATE TABLE rental_delivery_window (
    id text PRIMARY KEY,
    name text NOT NULL CHECK (name <> ''),
    kinds text[] NOT NULL CHECK (
      cardinality(kinds) > 0 AND kinds <@ ARRAY['delivery', 'set_up', 'strike', 'collection']
    ),
    weekdays text[] NOT NULL CHECK (cardinality(weekdays) > 0),
    start_time text NOT NULL,
    end_time text NOT NULL,
    capacity integer NOT NULL CHECK (capacity BETWEEN 0 AND 100000),
    zone_ids text[] NULL,
    lead_hours integer NOT NULL DEFAULT 0 CHECK (lead_hours >= 0),
    surcharges jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(surcharges) = 'array'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz NULL,
    CONSTRAINT rental_delivery_window_times_check CHECK (start_time < end_time)
  );

  CREATE TABLE rental_delivery_window_day (
    window_id text NOT NULL REFERENCES rental_delivery_window (id) ON DELETE CASCADE,
    day date NOT NULL,
    capacity integer NOT NULL CHECK (capacity BETWEEN 0 AND 100000),
    PRIMARY KEY (window_id, day)
  );
`

const PLACES = `
  CREATE TABLE rental_postal_place (
    country_code text NOT NULL CHECK (country_code ~ '^[a-z]{2}$'),
    postal_code text NOT NULL CHECK (postal_code ~ '^[A-Z0-9]+$'),
    latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    PRIMARY KEY (country_code, postal_code)
  );
`

const SETTINGS = `
  CREATE TABLE rental_delivery_settings (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
`

const CHOICES = `
  ALTER TABLE rental_cart ADD COLUMN delivery jsonb NULL;
  ALTER TABLE rental_order ADD COLUMN delivery jsonb NULL;
  CREATE INDEX rental_order_delivery_start_index
    ON rental_order (start_date) WHERE delivery IS NOT NULL;
  CREATE INDEX rental_order_delivery_end_index
    ON rental_order (end_date) WHERE delivery IS NOT NULL;
  COMMENT ON COLUMN rental_cart.delivery IS
    'What was chosen of delivery: zone, address, jobs and their windows.';
`

/* Who makes a slot of a window holds a share lock on the window: see ledger/jobs. */
const SUPPLY = `
  -- Brings the supply of some windows to their capacity, and to that of single days.
  CREATE FUNCTION rental_windows_supply(windows text[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    items text[] := ARRAY(SELECT '#window:' || w FROM unnest(windows) w);
  BEGIN
    IF windows IS NULL THEN
      RETURN;
    END IF;
    DELETE FROM rental_supply p WHERE p.item_id = ANY (items);

    INSERT INTO rental_supply (item_id, location_id, from_slot, to_slot, capacity)
    WITH step AS (
      SELECT w.id, (-2147483648)::integer AS slot, w.capacity
        FROM rental_delivery_window w WHERE w.id = ANY (windows)
       UNION ALL
      SELECT d.window_id, d.day - DATE '1970-01-01', d.capacity
        FROM rental_delivery_window_day d WHERE d.window_id = ANY (windows)
       UNION ALL
      SELECT d.window_id, d.day + 1 - DATE '1970-01-01', w.capacity
        FROM rental_delivery_window_day d
        JOIN rental_delivery_window w ON w.id = d.window_id
       WHERE d.window_id = ANY (windows)
         AND NOT EXISTS (SELECT 1 FROM rental_delivery_window_day next
                          WHERE next.window_id = d.window_id AND next.day = d.day + 1)
    )
    SELECT '#window:' || s.id, '', s.slot,
           coalesce(lead(s.slot) OVER (PARTITION BY s.id ORDER BY s.slot) - 1, 2147483647),
           s.capacity
      FROM step s;

    PERFORM rental_slots_resupply(items, array_fill(''::text, ARRAY[cardinality(items)]));
  END $$;

  CREATE FUNCTION rental_windows_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM rental_windows_supply((SELECT array_agg(n.id) FROM new_rows n));
    RETURN NULL;
  END $$;

  CREATE FUNCTION rental_window_days_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM rental_windows_supply((SELECT array_agg(DISTINCT c.window_id) FROM changed_rows c));
    RETURN NULL;
  END $$;

  CREATE TRIGGER rental_window_made AFTER INSERT ON rental_delivery_window
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_windows_changed();
  CREATE TRIGGER rental_window_changed AFTER UPDATE ON rental_delivery_window
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_windows_changed();
  CREATE TRIGGER rental_window_day_made AFTER INSERT ON rental_delivery_window_day
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_window_days_changed();
  CREATE TRIGGER rental_window_day_changed AFTER UPDATE ON rental_delivery_window_day
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_window_days_changed();
  CREATE TRIGGER rental_window_day_gone AFTER DELETE ON rental_delivery_window_day
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_window_days_changed();
`
