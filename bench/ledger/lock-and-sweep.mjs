// @ts-check

/**
 * The design most booking systems use when they are right: lock the item's row, count what is
 * booked on each day that is wanted, insert when the busiest day still has room.
 */
export const lockAndSweepSql = `
  CREATE TABLE sweep_item (id text PRIMARY KEY, capacity integer NOT NULL);

  CREATE TABLE sweep_booking (
    id text PRIMARY KEY,
    item_id text NOT NULL REFERENCES sweep_item (id),
    quantity integer NOT NULL,
    occupied_from integer NOT NULL,
    occupied_to integer NOT NULL
  );
  CREATE INDEX ON sweep_booking (item_id, occupied_from) INCLUDE (occupied_to, quantity);

  -- What is booked on the busiest day. Bookings have at most 60 days, so the index bounds
  -- what can overlap.
  CREATE FUNCTION sweep_busiest(item text, first_day integer, last_day integer)
    RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(d.booked), 0)
      FROM (
        SELECT sum(b.quantity) AS booked
          FROM generate_series(first_day, last_day) AS d (day)
          JOIN sweep_booking b
            ON b.item_id = item
           AND b.occupied_from BETWEEN first_day - 60 AND last_day
           AND b.occupied_to >= first_day
           AND d.day BETWEEN b.occupied_from AND b.occupied_to
         GROUP BY d.day
      ) d
  $$;

  CREATE FUNCTION sweep_book(
    new_id text, item text, units integer, first_day integer, last_day integer
  ) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    room integer;
  BEGIN
    SELECT capacity INTO room FROM sweep_item WHERE id = item FOR UPDATE;
    IF sweep_busiest(item, first_day, last_day) + units > room THEN
      RETURN false;
    END IF;
    INSERT INTO sweep_booking VALUES (new_id, item, units, first_day, last_day);
    RETURN true;
  END $$;
`
