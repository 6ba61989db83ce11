import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Secret addresses from which calendar programs read what leaves and what comes back. */
export class Migration20261121194000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE rental_calendar_feed (
        id text PRIMARY KEY,
        token_hash text NOT NULL CHECK (token_hash ~ '^[0-9a-f]{64}$'),
        name text NULL CHECK (name <> ''),
        location_id text NULL,
        variant_id text NULL,
        created_by text NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz NULL,
        revoked_at timestamptz NULL,
        CONSTRAINT rental_calendar_feed_token_unique UNIQUE (token_hash)
      );
      COMMENT ON COLUMN rental_calendar_feed.token_hash IS
        'SHA-256 of the secret in the address; the secret itself is kept nowhere.';
      COMMENT ON COLUMN rental_calendar_feed.location_id IS 'Null: every place.';
      COMMENT ON COLUMN rental_calendar_feed.variant_id IS 'Null: every item.';
    `)
  }

  override async down(): Promise<void> {
    this.addSql("DROP TABLE IF EXISTS rental_calendar_feed;")
  }
}
