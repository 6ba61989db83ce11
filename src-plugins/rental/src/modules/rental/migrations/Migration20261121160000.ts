import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The reconciler looks for carts with completions twice a minute: they are few. */
export class Migration20261121160000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE INDEX rental_cart_completions_index
        ON rental_cart (cart_id) WHERE completions <> '{}';
    `)
  }

  override async down(): Promise<void> {
    this.addSql("DROP INDEX IF EXISTS rental_cart_completions_index;")
  }
}
