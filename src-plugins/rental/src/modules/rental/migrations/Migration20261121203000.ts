import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Quotes: draft orders with a day until which their price holds, and perhaps their units.
 */
export class Migration20261121203000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE rental_quote (
        id text PRIMARY KEY,
        order_id text NOT NULL UNIQUE,
        cart_id text NULL,
        expires_at timestamptz NOT NULL,
        holds boolean NOT NULL,
        status text NOT NULL DEFAULT 'open'
          CHECK (status IN ('open', 'accepted', 'withdrawn')),
        accepted_at timestamptz NULL,
        created_by text NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((status = 'accepted') = (accepted_at IS NOT NULL))
      );
      CREATE INDEX rental_quote_open_index ON rental_quote (expires_at)
        WHERE status = 'open';
    `)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS rental_quote;")
  }
}
