import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What became of goods: their condition, what was damaged or lost, what is charged for it,
 * and photos. The keys under which goods were taken back.
 */
export class Migration20261121204002 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [CONDITION, INCIDENTS, CHARGES, PHOTOS, KEYS, OVERBOOKED]) {
      this.addSql(statement)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP INDEX IF EXISTS rental_slot_overbooked_index;
      DROP TABLE IF EXISTS rental_goods_key, rental_photo, rental_charge, rental_incident;
      ALTER TABLE rental_downtime DROP COLUMN IF EXISTS unit_id;
      ALTER TABLE rental_booking
        DROP CONSTRAINT IF EXISTS rental_booking_condition_check,
        DROP CONSTRAINT IF EXISTS rental_booking_checked_check,
        DROP COLUMN IF EXISTS condition,
        DROP COLUMN IF EXISTS condition_out,
        DROP COLUMN IF EXISTS goods_note,
        DROP COLUMN IF EXISTS checked_at,
        DROP COLUMN IF EXISTS parted_from;
    `)
  }
}

const CONDITION = `
  ALTER TABLE rental_booking
    ADD COLUMN condition_out text NULL CHECK (condition_out IN ('good', 'worn', 'dirty')),
    ADD COLUMN condition text NULL,
    ADD COLUMN goods_note text NULL,
    ADD COLUMN checked_at timestamptz NULL,
    ADD COLUMN parted_from text NULL,
    ADD CONSTRAINT rental_booking_condition_check CHECK (
      condition IS NULL
      OR (condition IN ('good', 'worn', 'dirty', 'damaged', 'lost')
          AND state IN ('returned', 'cancelled'))
    ),
    ADD CONSTRAINT rental_booking_checked_check CHECK (
      checked_at IS NULL OR (state = 'returned' AND condition IS DISTINCT FROM 'lost')
    );
  COMMENT ON COLUMN rental_booking.condition IS
    'How its units came back; lost: they did not, and are owned no more.';
  COMMENT ON COLUMN rental_booking.checked_at IS
    'When its units were looked over and put back in their place.';
  COMMENT ON COLUMN rental_booking.parted_from IS
    'The booking from which damaged or lost units were set apart.';
  ALTER TABLE rental_downtime
    ADD COLUMN unit_id text NULL REFERENCES rental_unit (id) ON DELETE SET NULL;
  CREATE INDEX rental_downtime_unit_index ON rental_downtime (unit_id)
    WHERE unit_id IS NOT NULL;
`

const INCIDENTS = `
  CREATE TABLE rental_incident (
    id text PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('damage', 'loss')),
    order_id text NOT NULL,
    booking_id text NOT NULL REFERENCES rental_booking (id),
    item_id text NOT NULL,
    location_id text NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    unit_id text NULL REFERENCES rental_unit (id) ON DELETE SET NULL,
    note text NULL,
    day date NOT NULL,
    downtime_id text NULL REFERENCES rental_downtime (id) ON DELETE SET NULL,
    found integer NOT NULL DEFAULT 0,
    created_by text NULL,
    created_at timestamptz NOT NULL DEFAULT rental_now(),
    updated_at timestamptz NOT NULL DEFAULT rental_now(),
    CONSTRAINT rental_incident_found_check CHECK (
      found BETWEEN 0 AND quantity AND (found = 0 OR kind = 'loss')
    ),
    CONSTRAINT rental_incident_unit_check CHECK (unit_id IS NULL OR quantity = 1)
  );
  CREATE INDEX rental_incident_order_index ON rental_incident (order_id);
  CREATE INDEX rental_incident_item_index ON rental_incident (item_id, day);
  COMMENT ON COLUMN rental_incident.day IS
    'The first day on which the units are missing from the fleet, or are in repair.';
  COMMENT ON COLUMN rental_incident.found IS 'How many lost units have turned up again.';
`

const CHARGES = `
  CREATE TABLE rental_charge (
    id text PRIMARY KEY,
    order_id text NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash text NULL,
    kind text NOT NULL CHECK (kind IN ('damage', 'loss', 'late', 'other')),
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'settled', 'waived')),
    amount numeric NOT NULL CHECK (amount > 0),
    currency_code text NOT NULL CHECK (currency_code ~ '^[a-z]{3}$'),
    reason text NOT NULL CHECK (reason <> ''),
    quantity integer NULL CHECK (quantity > 0),
    line_item_id text NULL,
    booking_id text NULL,
    unit_id text NULL,
    incident_id text NULL REFERENCES rental_incident (id),
    created_by text NULL,
    created_at timestamptz NOT NULL DEFAULT rental_now(),
    decided_by text NULL,
    decided_at timestamptz NULL,
    reference text NULL,
    CONSTRAINT rental_charge_key_unique UNIQUE (order_id, key),
    CONSTRAINT rental_charge_decided_check CHECK ((state = 'open') = (decided_at IS NULL))
  );
  CREATE INDEX rental_charge_open_index ON rental_charge (created_at) WHERE state = 'open';
  CREATE UNIQUE INDEX rental_charge_incident_unique ON rental_charge (incident_id)
    WHERE incident_id IS NOT NULL;
  COMMENT ON COLUMN rental_charge.amount IS 'In major units of the currency.';
  COMMENT ON COLUMN rental_charge.reference IS 'What it was settled with, or why waived.';
`

const PHOTOS = `
  CREATE TABLE rental_photo (
    id text PRIMARY KEY,
    file_id text NOT NULL,
    mime_type text NOT NULL,
    bytes integer NOT NULL CHECK (bytes > 0),
    booking_id text NULL,
    moment text NULL CHECK (moment IN ('out', 'back', 'checked')),
    incident_id text NULL REFERENCES rental_incident (id),
    created_by text NULL,
    created_at timestamptz NOT NULL DEFAULT rental_now()
  );
  CREATE INDEX rental_photo_booking_index ON rental_photo (booking_id);
  CREATE INDEX rental_photo_incident_index ON rental_photo (incident_id);
`

const KEYS = `
  CREATE TABLE rental_goods_key (
    order_id text NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash text NOT NULL,
    answer jsonb NOT NULL,
    written_at timestamptz NOT NULL DEFAULT rental_now(),
    PRIMARY KEY (order_id, key)
  );
  CREATE INDEX rental_goods_key_written_at_index ON rental_goods_key (written_at);
`

const OVERBOOKED = `
  CREATE INDEX rental_slot_overbooked_index ON rental_slot (item_id, location_id, slot)
    WHERE overbook > 0;
`
