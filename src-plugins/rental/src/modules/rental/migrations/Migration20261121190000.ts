import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/*
 * What runs with every booking is given its rows as arrays, and for those Postgres plans each
 * statement anew at each call: planning took four times as long as the work. These functions
 * look up a few rows by their key, so one plan is right for all.
 */
const WITH_EVERY_BOOKING = [
  "rental_slots_ready(text[], text[], integer[])",
  "rental_slots_apply(text[], text[], integer[], integer[])",
  "rental_slots_lock(jsonb)",
  "rental_booking_inserted()",
  "rental_booking_updated()",
  "rental_booking_deleted()",
  "rental_booking_insert_announced()",
  "rental_booking_update_announced()",
]

/** Plans the statements of a booking once for each connection. */
export class Migration20261121190000 extends Migration {
  override async up(): Promise<void> {
    for (const name of WITH_EVERY_BOOKING) {
      this.addSql(`ALTER FUNCTION ${name} SET plan_cache_mode = force_generic_plan;`)
    }
  }

  override async down(): Promise<void> {
    for (const name of WITH_EVERY_BOOKING) {
      this.addSql(`ALTER FUNCTION ${name} RESET plan_cache_mode;`)
    }
  }
}
