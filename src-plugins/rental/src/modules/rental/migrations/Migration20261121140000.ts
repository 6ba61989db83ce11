import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The rules a shop has set: one row, in which what is not set has its default. */
export class Migration20261121140000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE rental_rules (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        rules jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(rules) = 'object'),
        updated_at timestamptz NOT NULL DEFAULT now(),
        updated_by text NULL
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS rental_rules;")
  }
}
