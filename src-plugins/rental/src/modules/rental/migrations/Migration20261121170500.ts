import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The keys under which things were added to carts, so that an add whose answer was lost can
 * be sent again. They go with their cart, or after a day.
 */
export class Migration20261121170500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE rental_cart_key (
        cart_id text NOT NULL REFERENCES rental_cart (cart_id) ON DELETE CASCADE,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
        request_hash text NOT NULL,
        line_item_id text NOT NULL,
        add_number integer NOT NULL CHECK (add_number > 0),
        attempt integer NOT NULL CHECK (attempt > 0),
        written_at timestamptz NOT NULL DEFAULT rental_now(),
        PRIMARY KEY (cart_id, key)
      );
      CREATE INDEX rental_cart_key_written_at_index ON rental_cart_key (written_at);
      COMMENT ON COLUMN rental_cart_key.add_number IS
        'Which add of its line it was; the line itself says how many it has had.';
      COMMENT ON COLUMN rental_cart_key.attempt IS
        'Above 1: the server died before the line was written, and it was done again.';
    `)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS rental_cart_key;")
  }
}
