import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The index by day no longer carries the counters: with them in it, every booking wrote each
 * of its slots into two indexes anew. What is free of a whole catalogue is kept in memory now
 * (`ledger/slot-memory.ts`), and a page keeps room for the next version of its slots.
 */
export class Migration20261121221000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      DROP INDEX rental_slot_day_index;
      CREATE INDEX rental_slot_day_index ON rental_slot (slot, item_number);
      ALTER TABLE rental_slot SET (fillfactor = 70);
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP INDEX IF EXISTS rental_slot_day_index;
      CREATE INDEX rental_slot_day_index ON rental_slot (slot, item_number)
        INCLUDE (booked, blocked, capacity);
      ALTER TABLE rental_slot RESET (fillfactor);
    `)
  }
}
