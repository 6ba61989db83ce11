import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Goods are packed before they leave: how many of a booking are, and which serial units.
 * Where things are kept, and what leaves or returns on a day.
 */
export class Migration20261121204001 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [STORAGE_PLACES, PREPARED, PACKED_UNITS, DAYS]) {
      this.addSql(statement)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP INDEX IF EXISTS rental_booking_leaving_index, rental_booking_returning_index;
      DROP TRIGGER IF EXISTS rental_booking_unpacked ON rental_booking;
      DROP TRIGGER IF EXISTS rental_booking_units_unpacked ON rental_booking;
      DROP FUNCTION IF EXISTS rental_booking_unpacked, rental_booking_units_unpacked,
        rental_units_unpack;
      DELETE FROM rental_unit_assignment WHERE out_at IS NULL;
      ALTER TABLE rental_unit_assignment
        DROP CONSTRAINT IF EXISTS rental_unit_assignment_left_check,
        DROP COLUMN IF EXISTS out_at;
      ALTER TABLE rental_booking
        DROP CONSTRAINT IF EXISTS rental_booking_prepared_check,
        DROP COLUMN IF EXISTS prepared;
      ALTER TABLE rental_item DROP COLUMN IF EXISTS storage_place;
    `)
  }
}

const STORAGE_PLACES = `
  ALTER TABLE rental_item ADD COLUMN storage_place text NULL
    CHECK (storage_place <> '' AND length(storage_place) <= 120);
  COMMENT ON COLUMN rental_item.storage_place IS
    'Where the item is kept, in the shop''s own words: A-12-3.';
`

/* What is no longer wanted, or wanted from another place, is no longer packed. */
const PREPARED = `
  ALTER TABLE rental_booking
    ADD COLUMN prepared integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT rental_booking_prepared_check CHECK (
      prepared BETWEEN 0 AND quantity AND (prepared = 0 OR state = 'reserved')
    );
  COMMENT ON COLUMN rental_booking.prepared IS 'How many of its units are packed.';

  CREATE FUNCTION rental_booking_unpacked() RETURNS trigger LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan AS $$
  BEGIN
    NEW.prepared := CASE
      WHEN NEW.state = 'reserved' AND NEW.location_id = OLD.location_id
        THEN least(NEW.prepared, NEW.quantity)
      ELSE 0
    END;
    RETURN NEW;
  END $$;
  CREATE TRIGGER rental_booking_unpacked BEFORE UPDATE ON rental_booking
    FOR EACH ROW
    WHEN (NEW.prepared > 0
          AND (NEW.state <> 'reserved' OR NEW.prepared > NEW.quantity
               OR NEW.location_id <> OLD.location_id))
    EXECUTE FUNCTION rental_booking_unpacked();
`

const PACKED_UNITS = `
  ALTER TABLE rental_unit_assignment ADD COLUMN out_at timestamptz NULL;
  UPDATE rental_unit_assignment SET out_at = created_at;
  ALTER TABLE rental_unit_assignment ADD CONSTRAINT rental_unit_assignment_left_check
    CHECK (out_at IS NOT NULL OR (returned_at IS NULL AND upper(during) IS NULL));
  COMMENT ON COLUMN rental_unit_assignment.out_at IS
    'When the unit left; null while it is packed for the booking.';
  COMMENT ON COLUMN rental_unit_assignment.during IS
    'Slots from packing or check-out to check-in; without an end until the unit is back.';

  -- Takes packed units of a booking out again, all but the first so many.
  CREATE FUNCTION rental_units_unpack(booking text, but integer) RETURNS void
    LANGUAGE sql AS $$
    DELETE FROM rental_unit_assignment
     WHERE id IN (SELECT a.id FROM rental_unit_assignment a
                   WHERE a.booking_id = booking AND a.out_at IS NULL
                   ORDER BY a.created_at, a.id OFFSET but)
  $$;

  CREATE FUNCTION rental_booking_units_unpacked() RETURNS trigger LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan AS $$
  BEGIN
    PERFORM rental_units_unpack(NEW.id, NEW.prepared);
    RETURN NULL;
  END $$;
  -- Units of goods that leave are for the check-out to say.
  CREATE TRIGGER rental_booking_units_unpacked AFTER UPDATE ON rental_booking
    FOR EACH ROW WHEN (NEW.prepared < OLD.prepared AND NEW.state <> 'out')
    EXECUTE FUNCTION rental_booking_units_unpacked();
`

const DAYS = `
  CREATE INDEX rental_booking_leaving_index ON rental_booking (start_date)
    WHERE order_id IS NOT NULL AND state IN ('reserved', 'out', 'returned');
  CREATE INDEX rental_booking_returning_index ON rental_booking (end_date)
    WHERE order_id IS NOT NULL AND state IN ('reserved', 'out', 'returned');
`
