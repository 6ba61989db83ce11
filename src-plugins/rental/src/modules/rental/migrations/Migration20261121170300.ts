import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What is derived is written by the ledger's own functions only: slots from bookings and
 * supply, supply from fleet and downtime. A statement that tries by hand is refused. None of
 * it costs the writes of every day anything: the triggers are asked once a statement, and
 * not at all by what runs within a trigger.
 */
export class Migration20261121170300 extends Migration {
  override async up(): Promise<void> {
    for (const statement of [
      NO_SLACK,
      SUPPLY_FOUND,
      supplyRebuild("SELECT * FROM rental_supply_of(items, locations)"),
      VISITS,
      RECOUNT,
      GUARDS,
    ]) {
      this.addSql(statement)
    }
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP TRIGGER IF EXISTS rental_slot_guarded ON rental_slot;
      DROP TRIGGER IF EXISTS rental_supply_guarded ON rental_supply;
      DROP TRIGGER IF EXISTS rental_overbooking_kept ON rental_overbooking;
      ${EMPTIED.map((table) => `DROP TRIGGER IF EXISTS ${table}_emptied ON ${table};`).join("")}
      DROP FUNCTION IF EXISTS rental_by_ledger_only, rental_never_changed,
        rental_emptied_together, rental_slots_mend, rental_slots_miscounted, rental_visits_limit, rental_supply_wrong;
    `)
    this.addSql(supplyRebuild(SUPPLY))
    this.addSql(`
      DROP FUNCTION IF EXISTS rental_supply_of;
      ALTER TABLE rental_slot DROP CONSTRAINT IF EXISTS rental_slot_overbook_needed;
    `)
  }
}

/* With rental_slot_not_oversold: overbook = greatest(0, booked + blocked - capacity). */
const NO_SLACK = `
  UPDATE rental_slot SET overbook = greatest(0, booked + blocked - capacity)
   WHERE overbook <> greatest(0, booked + blocked - capacity);
  ALTER TABLE rental_slot ADD CONSTRAINT rental_slot_overbook_needed
    CHECK (overbook = 0 OR overbook = booked + blocked - capacity);
`

const SUPPLY = `
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
    SELECT s.item_id, s.location_id, s.slot AS from_slot,
           coalesce(lead(s.slot) OVER (PARTITION BY s.item_id, s.location_id ORDER BY s.slot) - 1,
                    2147483647) AS to_slot,
           coalesce((SELECT f.quantity FROM rental_fleet f
                      WHERE f.item_id = s.item_id AND f.location_id = s.location_id
                        AND f.from_slot <= s.slot AND f.deleted_at IS NULL
                      ORDER BY f.from_slot DESC LIMIT 1), 0) AS capacity,
           coalesce((SELECT sum(d.quantity) FROM rental_downtime d
                      WHERE d.item_id = s.item_id AND d.location_id = s.location_id
                        AND s.slot BETWEEN d.from_slot AND d.to_slot), 0)::integer AS blocked
      FROM step s
`

const SUPPLY_FOUND = `
  -- What some places can supply, from slot to slot, as fleet and downtime say.
  CREATE FUNCTION rental_supply_of(items text[], locations text[])
    RETURNS TABLE (item_id text, location_id text, from_slot integer, to_slot integer,
                   capacity integer, blocked integer)
    LANGUAGE sql STABLE AS $$ ${SUPPLY} $$;

  -- Places whose supply is not what fleet and downtime say; of all items when null.
  CREATE FUNCTION rental_supply_wrong(items text[])
    RETURNS TABLE (item_id text, location_id text)
    LANGUAGE sql STABLE AS $$
    WITH kept AS (
      SELECT p.item_id, p.location_id, p.from_slot, p.to_slot, p.capacity, p.blocked
        FROM rental_supply p
       WHERE p.item_id NOT LIKE '#%' AND (items IS NULL OR p.item_id = ANY (items))
    ),
    place AS (
      SELECT array_agg(f.item_id) AS of_items, array_agg(f.location_id) AS at_locations
        FROM (SELECT DISTINCT f.item_id, f.location_id FROM rental_fleet f
               WHERE items IS NULL OR f.item_id = ANY (items)) f
    ),
    needed AS (
      SELECT n.* FROM place, rental_supply_of(place.of_items, place.at_locations) n
    )
    SELECT w.item_id, w.location_id
      FROM ((SELECT * FROM kept EXCEPT SELECT * FROM needed)
             UNION ALL
            (SELECT * FROM needed EXCEPT SELECT * FROM kept)) w
     GROUP BY 1, 2
     ORDER BY 1, 2
  $$;
`

const supplyRebuild = (supply: string): string => `
  -- Recomputes the supply of some places from fleet and downtime, and brings open slots to it.
  CREATE OR REPLACE FUNCTION rental_supply_rebuild(items text[], locations text[])
    RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    IF items IS NULL THEN
      RETURN;
    END IF;
    PERFORM 1 FROM rental_item i WHERE i.id = ANY (items) ORDER BY i.id FOR NO KEY UPDATE;

    DELETE FROM rental_supply p
     USING (SELECT DISTINCT * FROM unnest(items, locations)) AS w (item_id, location_id)
     WHERE p.item_id = w.item_id AND p.location_id = w.location_id;

    INSERT INTO rental_supply (item_id, location_id, from_slot, to_slot, capacity, blocked)
    ${supply};

    PERFORM rental_slots_resupply(items, locations);
  END $$;
`

const VISITS = `
  -- So many departures or returns can be on a day; as many as anyone likes when null.
  CREATE FUNCTION rental_visits_limit(visits text, per_day integer) RETURNS void
    LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM rental_supply WHERE item_id = visits;
    INSERT INTO rental_supply (item_id, location_id, from_slot, to_slot, capacity)
    VALUES (visits, '', -2147483648, 2147483647, coalesce(per_day, 1000000));
    PERFORM rental_slots_resupply(ARRAY[visits], ARRAY['']);
  END $$;
`

const RECOUNT = `
  -- Open slots that disagree with bookings and supply, or are missing, and what they should
  -- say; of all items when null.
  CREATE FUNCTION rental_slots_miscounted(items text[])
    RETURNS TABLE (item_id text, location_id text, slot integer, booked integer,
                   blocked integer, capacity integer, was text)
    LANGUAGE sql STABLE AS $$
    WITH counted AS (
      SELECT b.item_id, b.location_id, d AS slot, sum(b.quantity)::integer AS units
        FROM rental_booking b,
             generate_series(
               greatest(b.occupied_from, rental_oldest_open_slot(b.slot_minutes)),
               b.occupied_to) d
       WHERE rental_occupies(b.state)
         AND b.occupied_to >= rental_oldest_open_slot(b.slot_minutes)
         AND (items IS NULL OR b.item_id = ANY (items))
       GROUP BY 1, 2, 3
    ),
    kept AS (
      SELECT s.item_id, s.location_id, s.slot, s.booked, s.blocked, s.capacity
        FROM rental_slot s
        LEFT JOIN rental_item i ON i.id = s.item_id
       WHERE s.slot >= rental_oldest_open_slot(coalesce(i.slot_minutes, 1440))
         AND (items IS NULL OR s.item_id = ANY (items))
    ),
    both_sides AS (
      SELECT item_id, location_id, slot, coalesce(c.units, 0) AS units,
             k.booked, k.blocked, k.capacity
        FROM kept k FULL JOIN counted c USING (item_id, location_id, slot)
    )
    SELECT b.item_id, b.location_id, b.slot, b.units, coalesce(p.blocked, 0),
           coalesce(p.capacity, 0),
           coalesce(b.booked || '/' || b.blocked || '/' || b.capacity, 'missing')
      FROM both_sides b
      LEFT JOIN rental_supply p
        ON p.item_id = b.item_id AND p.location_id = b.location_id
       AND b.slot BETWEEN p.from_slot AND p.to_slot
     WHERE (b.booked, b.blocked, b.capacity)
           IS DISTINCT FROM (b.units, coalesce(p.blocked, 0), coalesce(p.capacity, 0))
  $$;

  -- Counts suspects again under their locks: [{item_id, location_id, occupied_from,
  -- occupied_to, was}], each of one slot. What is oversold is overbooked, on the record.
  CREATE FUNCTION rental_slots_mend(suspects jsonb)
    RETURNS TABLE (item_id text, location_id text, slot integer, was text, now_is text)
    LANGUAGE plpgsql AS $$
  #variable_conflict use_column
  BEGIN
    PERFORM rental_slots_lock(suspects);
    RETURN QUERY
      WITH suspect AS (
        SELECT * FROM jsonb_to_recordset(suspects) AS r (
          item_id text, location_id text, occupied_from integer, was text
        )
      ),
      wrong AS MATERIALIZED (
        SELECT m.item_id, m.location_id, m.slot, m.booked, m.blocked, m.capacity, r.was,
               greatest(0, m.booked + m.blocked - m.capacity) AS overbook
          FROM rental_slots_miscounted(ARRAY(SELECT DISTINCT r.item_id FROM suspect r)) m
          JOIN suspect r
            ON r.item_id = m.item_id AND r.location_id = m.location_id
           AND r.occupied_from = m.slot
      ),
      noted AS (
        INSERT INTO rental_overbooking (
          item_id, location_id, from_slot, to_slot, quantity, author, reason
        )
        SELECT w.item_id, w.location_id, min(w.slot), max(w.slot),
               max(w.overbook - s.overbook), 'rental', 'Slots were counted again'
          FROM wrong w
          JOIN rental_slot s USING (item_id, location_id, slot)
         WHERE w.overbook > s.overbook
         GROUP BY 1, 2
      )
      UPDATE rental_slot s
         SET booked = w.booked, blocked = w.blocked, capacity = w.capacity,
             overbook = w.overbook
        FROM wrong w
       WHERE s.item_id = w.item_id AND s.location_id = w.location_id AND s.slot = w.slot
      RETURNING s.item_id, s.location_id, s.slot, w.was,
                concat_ws('/', s.booked, s.blocked, s.capacity);
  END $$;
`

const EMPTIED = [
  "rental_slot",
  "rental_supply",
  "rental_overbooking",
  "rental_booking",
  "rental_fleet",
  "rental_downtime",
] as const

const GUARDS = `
  -- Lets only the functions of the ledger write, by the stack of calls.
  CREATE FUNCTION rental_by_ledger_only() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    callers text;
  BEGIN
    GET DIAGNOSTICS callers = PG_CONTEXT;
    IF callers !~ '\\mrental_(slots_ready|slots_resupply|slots_mend|supply_rebuild|visits_limit)\\(' THEN
      RAISE EXCEPTION '% is derived: change bookings, fleet or downtime instead', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
  END $$;

  CREATE FUNCTION rental_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is a record: it is never changed', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
  END $$;

  -- TRUNCATE passes by the other triggers: it may empty the ledger as a whole, or nothing.
  CREATE FUNCTION rental_emptied_together() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM rental_booking WHERE rental_occupies(state))
         <> EXISTS (SELECT 1 FROM rental_slot WHERE booked > 0)
       OR EXISTS (SELECT 1 FROM rental_fleet WHERE deleted_at IS NULL)
         <> EXISTS (SELECT 1 FROM rental_supply WHERE item_id NOT LIKE '#%')
       OR EXISTS (SELECT 1 FROM rental_downtime)
         <> EXISTS (SELECT 1 FROM rental_supply WHERE blocked > 0)
       OR EXISTS (SELECT 1 FROM rental_slot WHERE overbook > 0)
          AND NOT EXISTS (SELECT 1 FROM rental_overbooking) THEN
      RAISE EXCEPTION '% cannot be emptied without the rest of the ledger', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
  END $$;

  CREATE TRIGGER rental_slot_guarded BEFORE INSERT OR UPDATE OR DELETE ON rental_slot
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION rental_by_ledger_only();
  CREATE TRIGGER rental_supply_guarded BEFORE INSERT OR UPDATE OR DELETE ON rental_supply
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION rental_by_ledger_only();
  CREATE TRIGGER rental_overbooking_kept BEFORE UPDATE OR DELETE ON rental_overbooking
    FOR EACH STATEMENT EXECUTE FUNCTION rental_never_changed();
  ${EMPTIED.map(
    (table) => `
  CREATE TRIGGER ${table}_emptied AFTER TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION rental_emptied_together();`
  ).join("")}
`
