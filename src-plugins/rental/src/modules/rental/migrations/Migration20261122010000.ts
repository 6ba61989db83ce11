import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * A cart remembers its completions that ended without an order, until the reconciler is sure
 * that none of them has left one behind: undoing an order may have failed where giving the
 * units back did not. They keep nobody from changing the cart.
 */
export class Migration20261122010000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      ALTER TABLE rental_cart ADD COLUMN ended_completions jsonb NOT NULL DEFAULT '{}';
    `)
    this.addSql("DROP INDEX IF EXISTS rental_cart_completions_index;")
    this.addSql(`
      CREATE INDEX rental_cart_completions_index ON rental_cart (cart_id)
       WHERE completions <> '{}' OR ended_completions <> '{}';
    `)
  }

  override async down(): Promise<void> {
    this.addSql("DROP INDEX IF EXISTS rental_cart_completions_index;")
    this.addSql("ALTER TABLE rental_cart DROP COLUMN IF EXISTS ended_completions;")
    this.addSql(`
      CREATE INDEX rental_cart_completions_index
        ON rental_cart (cart_id) WHERE completions <> '{}';
    `)
  }
}
