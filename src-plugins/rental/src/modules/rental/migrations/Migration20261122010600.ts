import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What is noted of payments is dated by `rental_now()`, as all that the module writes. */
export class Migration20261122010600 extends Migration {
  override async up(): Promise<void> {
    this.addSql(defaults("rental_now()"))
  }

  override async down(): Promise<void> {
    this.addSql(defaults("now()"))
  }
}

const INSTANTS: readonly (readonly [table: string, column: string])[] = [
  ["rental_payment_rules", "updated_at"],
  ["rental_payment_schedule", "created_at"],
  ["rental_payment_schedule", "updated_at"],
  ["rental_instalment", "updated_at"],
  ["rental_payment_effect", "created_at"],
]

function defaults(clock: string): string {
  return INSTANTS.map(
    ([table, column]) =>
      `ALTER TABLE ${table} ALTER COLUMN ${column} SET DEFAULT ${clock};`
  ).join("\n")
}
