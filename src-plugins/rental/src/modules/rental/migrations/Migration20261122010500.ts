import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * When a draft or a quote became an order: lead times count from then, and what a draft keeps
 * until then is in no report.
 */
export class Migration20261122010500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`ALTER TABLE rental_order ADD COLUMN placed_at timestamptz NULL;`)
    this.addSql(PLACED_BEFORE)
    this.addSql(DRAFTS_OF_MEDUSA)
    this.addSql(`
      ALTER TABLE rental_order ALTER COLUMN placed_at SET DEFAULT rental_now();
      COMMENT ON COLUMN rental_order.placed_at IS
        'When it became an order; null while it is a draft, whether that keeps units or not.';
      CREATE INDEX rental_order_draft_index ON rental_order (order_id)
        WHERE placed_at IS NULL;
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`ALTER TABLE rental_order DROP COLUMN IF EXISTS placed_at;`)
  }
}

const PLACED_BEFORE = `
  UPDATE rental_order o
     SET placed_at = coalesce(
           (SELECT q.accepted_at FROM rental_quote q WHERE q.order_id = o.order_id),
           o.created_at
         )
   WHERE NOT EXISTS (
     SELECT 1 FROM rental_booking b WHERE b.order_id = o.order_id AND b.state = 'draft'
   );
`

/* Which drafts keep units only Medusa knows, where it has its orders in the same database. */
const DRAFTS_OF_MEDUSA = `
  DO $$ BEGIN
    IF to_regclass('"order"') IS NOT NULL THEN
      EXECUTE 'UPDATE rental_order r SET placed_at = NULL
                 FROM "order" o WHERE o.id = r.order_id AND o.is_draft_order';
    END IF;
  END $$;
`
