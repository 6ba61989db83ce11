import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Rate cards that the shop keeps, and what each line of an order was priced with.
 *
 * Cards written in code have a row of kind `code`, so that a foreign key can hold every item
 * to a card there is. Rows of cards that items name already come first.
 */
export class Migration20261121193000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(RATE_CARDS)
    this.addSql(LINE_PRICES)
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP TABLE IF EXISTS rental_line_price;
      ALTER TABLE rental_item DROP CONSTRAINT IF EXISTS rental_item_rate_card_fk;
      DROP INDEX IF EXISTS rental_item_rate_card_index;
      DROP TABLE IF EXISTS rental_rate_card;
    `)
  }
}

const RATE_CARDS = `
  CREATE TABLE rental_rate_card (
    name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 128),
    title text NOT NULL,
    kind text NOT NULL CHECK (
      kind IN ('code', 'per_day', 'flat', 'tiers', 'combination', 'hourly')
    ),
    params jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(params) = 'object'),
    modifiers jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(modifiers) = 'object'),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by text NULL
  );
  INSERT INTO rental_rate_card (name, title, kind)
    SELECT name, name, 'code'
      FROM (SELECT 'per_day' AS name UNION SELECT rate_card FROM rental_item) AS named;
  CREATE INDEX rental_item_rate_card_index ON rental_item (rate_card);
  ALTER TABLE rental_item
    ADD CONSTRAINT rental_item_rate_card_fk
    FOREIGN KEY (rate_card) REFERENCES rental_rate_card (name);
`

const LINE_PRICES = `
  CREATE TABLE rental_line_price (
    owner_id text NOT NULL,
    variant_id text NOT NULL,
    quantity integer NOT NULL CHECK (quantity >= 1),
    period jsonb NOT NULL,
    currency_code text NOT NULL,
    unit_price numeric NOT NULL CHECK (unit_price >= 0),
    rate_card text NOT NULL,
    definition jsonb NULL,
    breakdown jsonb NOT NULL,
    priced_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (owner_id, variant_id)
  );
  COMMENT ON TABLE rental_line_price IS
    'What the lines of an order were priced with. owner_id is an order, or the cart it was.';
`
