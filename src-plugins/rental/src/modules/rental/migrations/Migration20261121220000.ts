import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * A log of which slots have changed. Servers keep slots in memory to answer what is free of a
 * whole catalogue, and each answer asks the log what has changed since: see
 * `ledger/slot-memory.ts`.
 */
export class Migration20261121220000 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [TABLE, BOOKINGS, SUPPLY, THE_REST, CHANGES]) {
      this.addSql(statement)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP FUNCTION IF EXISTS rental_slot_changes;
      DROP FUNCTION IF EXISTS rental_slots_logged, rental_supply_logged,
        rental_booking_insert_logged, rental_booking_update_logged,
        rental_booking_delete_logged, rental_rewidening_logged CASCADE;
      DROP TABLE IF EXISTS rental_slot_change;
    `)
  }
}

const TABLE = `
  CREATE TABLE rental_slot_change (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    item_id text,
    from_slot integer NOT NULL DEFAULT -2147483648,
    to_slot integer NOT NULL DEFAULT 2147483647,
    settled_at timestamptz
  ) WITH (fillfactor = 80);
  CREATE INDEX rental_slot_change_transaction_index ON rental_slot_change (transaction);
  COMMENT ON COLUMN rental_slot_change.item_id IS 'Every item when null.';
  COMMENT ON COLUMN rental_slot_change.settled_at IS
    'When the transaction was first seen to be over; rows go a while after that.';
`

const OCCUPIES = "state IN ('held', 'reserved', 'out', 'returned')"

const logged = (name: string, body: string): string => `
  CREATE FUNCTION ${name}() RETURNS trigger
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
  AS $$
  BEGIN
    INSERT INTO rental_slot_change (item_id, from_slot, to_slot)
    ${body};
    RETURN NULL;
  END $$;
`

const BOOKINGS = `
  ${logged(
    "rental_booking_insert_logged",
    `SELECT item_id, occupied_from, occupied_to FROM new_rows WHERE ${OCCUPIES}`
  )}
  ${logged(
    "rental_booking_delete_logged",
    `SELECT item_id, occupied_from, occupied_to FROM old_rows WHERE ${OCCUPIES}`
  )}
  ${logged(
    "rental_booking_update_logged",
    `SELECT v.item_id, v.occupied_from, v.occupied_to
       FROM old_rows o
       FULL JOIN new_rows n ON n.id = o.id
      CROSS JOIN LATERAL (
        VALUES (o.item_id, o.occupied_from, o.occupied_to, o.state),
               (n.item_id, n.occupied_from, n.occupied_to, n.state)
      ) AS v (item_id, occupied_from, occupied_to, state)
      WHERE (o.item_id, o.location_id, o.occupied_from, o.occupied_to, o.quantity,
             rental_occupies(o.state))
            IS DISTINCT FROM
            (n.item_id, n.location_id, n.occupied_from, n.occupied_to, n.quantity,
             rental_occupies(n.state))
        AND rental_occupies(v.state)`
  )}
  CREATE TRIGGER rental_booking_insert_logged AFTER INSERT ON rental_booking
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_booking_insert_logged();
  CREATE TRIGGER rental_booking_delete_logged AFTER DELETE ON rental_booking
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_booking_delete_logged();
  CREATE TRIGGER rental_booking_update_logged AFTER UPDATE ON rental_booking
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_booking_update_logged();
`

const SUPPLY = `
  CREATE FUNCTION rental_supply_logged() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO rental_slot_change (item_id) SELECT DISTINCT item_id FROM changed_rows;
    RETURN NULL;
  END $$;
  CREATE TRIGGER rental_supply_insert_logged AFTER INSERT ON rental_supply
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_supply_logged();
  CREATE TRIGGER rental_supply_delete_logged AFTER DELETE ON rental_supply
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION rental_supply_logged();

  CREATE FUNCTION rental_rewidening_logged() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO rental_slot_change (item_id) VALUES (NEW.id);
    RETURN NULL;
  END $$;
  CREATE TRIGGER rental_rewidening_logged AFTER UPDATE OF slot_minutes ON rental_item
    FOR EACH ROW WHEN (OLD.slot_minutes <> NEW.slot_minutes)
    EXECUTE FUNCTION rental_rewidening_logged();
`

/*
 * Slots that are written outside the triggers of bookings and supply are counted again by the
 * reconciler, or emptied: then everything counts as changed.
 */
const THE_REST = `
  CREATE FUNCTION rental_slots_logged() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO rental_slot_change (item_id) VALUES (NULL);
    RETURN NULL;
  END $$;
  CREATE TRIGGER rental_slots_logged AFTER UPDATE OR DELETE ON rental_slot
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION rental_slots_logged();
  CREATE TRIGGER rental_slots_emptied_logged AFTER TRUNCATE ON rental_slot
    FOR EACH STATEMENT EXECUTE FUNCTION rental_slots_logged();
`

/** With more changes than this, reading anew is less work. */
const MOST_CHANGES = 2000

/*
 * One snapshot answers everything, as the function is STABLE: what changed since an earlier
 * snapshot of the same server, the cells as they are now, and which items the memory cannot
 * speak for between two slots: those with lapsed holds or downtime there.
 */
const CHANGES = `
  CREATE FUNCTION rental_slot_changes(
    since pg_snapshot, kept_from integer, kept_to integer, first_slot integer,
    last_slot integer
  )
    RETURNS TABLE (server text, snapshot text, version text, unsteady text, changed text,
                   cells text)
    LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
  AS $$
  DECLARE
    changes integer;
  BEGIN
    server := extract(epoch FROM pg_postmaster_start_time())::text;
    snapshot := pg_current_snapshot()::text;
    version := (SELECT c.version::text FROM rental_catalogue c);
    unsteady := (
      SELECT string_agg(DISTINCT u.item_id, ' ')
        FROM (
          SELECT b.item_id FROM rental_booking b
           WHERE b.state = 'held' AND b.expires_at <= rental_now()
           UNION ALL
          SELECT d.item_id FROM rental_downtime d
           WHERE d.from_slot <= last_slot AND d.to_slot >= first_slot
        ) u
    );
    SELECT count(*) INTO changes
      FROM (
        SELECT 1 FROM rental_slot_change c
         WHERE c.transaction >= pg_snapshot_xmin(since)
           AND NOT pg_visible_in_snapshot(c.transaction, since)
         LIMIT ${MOST_CHANGES + 1}
      ) unmet;
    IF changes > ${MOST_CHANGES} THEN
      changed := '*';
    ELSIF changes > 0 THEN
      SELECT string_agg(CASE WHEN w.item_id IS NULL THEN '*'
                    ELSE concat_ws(',', i.number, w.from_slot, w.to_slot) END, ' ')
        INTO changed
        FROM (
          SELECT c.item_id, c.from_slot, c.to_slot FROM rental_slot_change c
           WHERE c.transaction >= pg_snapshot_xmin(since)
             AND NOT pg_visible_in_snapshot(c.transaction, since)
        ) w
        LEFT JOIN rental_item i ON i.id = w.item_id
       WHERE w.item_id IS NULL OR i.number IS NOT NULL;

      SELECT string_agg(
               concat_ws(',', s.item_number, s.slot, s.capacity - s.booked - s.blocked), ' ')
        INTO cells
        FROM (
          SELECT DISTINCT c.item_id, greatest(c.from_slot, kept_from) AS from_slot,
                 least(c.to_slot, kept_to) AS to_slot
            FROM rental_slot_change c
           WHERE c.transaction >= pg_snapshot_xmin(since)
             AND NOT pg_visible_in_snapshot(c.transaction, since)
        ) w
        JOIN rental_slot s
          ON s.item_id = w.item_id AND s.slot BETWEEN w.from_slot AND w.to_slot
       WHERE s.capacity > 0 AND s.item_number IS NOT NULL;
    END IF;
    RETURN NEXT;
  END $$;
`
