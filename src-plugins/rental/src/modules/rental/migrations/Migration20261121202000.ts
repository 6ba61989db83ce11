import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * What a shop charges beside its prices: damage waiver, deposit, late fee. An order keeps what
 * was agreed when it was placed, and an account of its deposit.
 */
export class Migration20261121202000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE TABLE rental_charge_rules (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        rules jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(rules) = 'object'),
        updated_at timestamptz NOT NULL DEFAULT now(),
        updated_by text NULL
      );

      CREATE TABLE rental_item_charges (
        variant_id text PRIMARY KEY,
        charges jsonb NOT NULL CHECK (jsonb_typeof(charges) = 'object'),
        updated_at timestamptz NOT NULL DEFAULT now()
      );

      ALTER TABLE rental_cart ADD COLUMN charges jsonb NULL;
      ALTER TABLE rental_order ADD COLUMN charges jsonb NULL;
      COMMENT ON COLUMN rental_order.charges IS
        'Deposit and late fees as they were agreed when the order was placed.';

      ALTER TABLE rental_booking ADD COLUMN returned_at timestamptz NULL;
      COMMENT ON COLUMN rental_booking.returned_at IS 'When the goods came back.';
      UPDATE rental_booking SET returned_at = updated_at WHERE state = 'returned';

      CREATE FUNCTION rental_booking_came_back() RETURNS trigger LANGUAGE plpgsql
        SET plan_cache_mode = force_generic_plan AS $$
      BEGIN
        NEW.returned_at := CASE WHEN NEW.state = 'returned' THEN rental_now() END;
        RETURN NEW;
      END $$;
      CREATE TRIGGER rental_booking_came_back BEFORE UPDATE OF state ON rental_booking
        FOR EACH ROW WHEN ((OLD.state = 'returned') <> (NEW.state = 'returned'))
        EXECUTE FUNCTION rental_booking_came_back();

      CREATE TABLE rental_deposit (
        order_id text PRIMARY KEY,
        currency_code text NOT NULL,
        payment_collection_id text NULL,
        held numeric NOT NULL DEFAULT 0 CHECK (held >= 0),
        kept numeric NOT NULL DEFAULT 0 CHECK (kept >= 0),
        returned numeric NOT NULL DEFAULT 0 CHECK (returned >= 0),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT rental_deposit_not_overspent CHECK (kept + returned <= held)
      );
      COMMENT ON TABLE rental_deposit IS
        'What an order has left with the shop, and what became of it. No revenue until kept.';

      CREATE TABLE rental_deposit_entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        order_id text NOT NULL REFERENCES rental_deposit (order_id) ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('held', 'kept', 'returned')),
        amount numeric NOT NULL CHECK (amount > 0),
        payment_id text NULL,
        reason text NULL,
        created_by text NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT rental_deposit_entry_reason_check CHECK (
          kind <> 'kept' OR coalesce(reason, '') <> ''
        )
      );
      CREATE INDEX rental_deposit_entry_order_index ON rental_deposit_entry (order_id, id);
      CREATE UNIQUE INDEX rental_deposit_entry_payment_unique
        ON rental_deposit_entry (payment_id) WHERE kind = 'held' AND payment_id IS NOT NULL;

      -- The account is the sum of its entries, whoever writes them; they are never changed.
      CREATE FUNCTION rental_deposit_entered() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE rental_deposit
           SET held = held + CASE NEW.kind WHEN 'held' THEN NEW.amount ELSE 0 END,
               kept = kept + CASE NEW.kind WHEN 'kept' THEN NEW.amount ELSE 0 END,
               returned = returned + CASE NEW.kind WHEN 'returned' THEN NEW.amount ELSE 0 END,
               updated_at = now()
         WHERE order_id = NEW.order_id;
        RETURN NEW;
      END $$;
      CREATE TRIGGER rental_deposit_entered AFTER INSERT ON rental_deposit_entry
        FOR EACH ROW EXECUTE FUNCTION rental_deposit_entered();
      CREATE TRIGGER rental_deposit_entry_kept BEFORE UPDATE ON rental_deposit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION rental_never_changed();
    `)
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP TABLE IF EXISTS rental_deposit_entry, rental_deposit, rental_item_charges,
        rental_charge_rules;
      DROP FUNCTION IF EXISTS rental_deposit_entered;
      DROP TRIGGER IF EXISTS rental_booking_came_back ON rental_booking;
      DROP FUNCTION IF EXISTS rental_booking_came_back;
      ALTER TABLE rental_booking DROP COLUMN IF EXISTS returned_at;
      ALTER TABLE rental_order DROP COLUMN IF EXISTS charges;
      ALTER TABLE rental_cart DROP COLUMN IF EXISTS charges;
    `)
  }
}
