import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Goods that are back and still cleaned take slots too: till then these keep their width. */
export class Migration20261121170400 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      rewidened(`b.state IN ('held', 'reserved', 'out')
                     OR (b.state = 'returned'
                         AND b.occupied_to >= rental_oldest_open_slot(b.slot_minutes))`)
    )
  }

  override async down(): Promise<void> {
    this.addSql(rewidened(`b.state IN ('held', 'reserved', 'out')`))
  }
}

const rewidened = (takesSlots: string): string => `
  CREATE OR REPLACE FUNCTION rental_item_rewidened() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM rental_booking b
                WHERE b.item_id = NEW.id AND (${takesSlots}))
       OR EXISTS (SELECT 1 FROM rental_downtime d WHERE d.item_id = NEW.id)
       OR EXISTS (SELECT 1 FROM rental_fleet f
                   WHERE f.item_id = NEW.id AND f.effective_from IS NOT NULL) THEN
      RAISE EXCEPTION 'rental item % has bookings, downtime or dated fleet', NEW.id
        USING ERRCODE = '23514', CONSTRAINT = 'rental_item_slot_minutes_fixed';
    END IF;
    DELETE FROM rental_slot WHERE item_id = NEW.id;
    RETURN NULL;
  END $$;
`
