import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What became of the money of orders that were cancelled, or that nobody came for. */
export class Migration20261121225010 extends Migration {
  override async up(): Promise<void> {
    this.addSql(CANCELLATIONS)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TABLE IF EXISTS rental_cancellation;`)
  }
}

const CANCELLATIONS = `
  CREATE TABLE rental_cancellation (
    order_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('cancelled', 'no_show')),
    currency_code text NOT NULL,
    paid numeric NOT NULL CHECK (paid >= 0),
    refund numeric NOT NULL CHECK (refund >= 0),
    kept numeric NOT NULL CHECK (kept >= 0),
    choice text NOT NULL CHECK (choice IN ('policy', 'full', 'none', 'amount')),
    reason text NULL,
    details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    created_by text NULL,
    created_at timestamptz NOT NULL DEFAULT rental_now(),
    settled_at timestamptz NULL,
    PRIMARY KEY (order_id, kind),
    CONSTRAINT rental_cancellation_adds_up CHECK (refund + kept = paid),
    CONSTRAINT rental_cancellation_says_why
      CHECK (choice = 'policy' OR btrim(coalesce(reason, '')) <> '')
  );
  COMMENT ON TABLE rental_cancellation IS
    'What comes back and what is kept. Without settled_at the money has not moved yet, or not all.';
  COMMENT ON COLUMN rental_cancellation.paid IS
    'In major units, as it was before anything was given back; authorised payments count.';
`
