import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** How a shop's papers look and what they say. */
export class Migration20261121205000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE rental_paper_settings (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
        updated_at timestamptz NOT NULL DEFAULT now(),
        updated_by text NULL
      );
    `)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS rental_paper_settings;")
  }
}
