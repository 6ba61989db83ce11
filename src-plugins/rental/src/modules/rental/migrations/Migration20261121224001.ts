import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * When customers pay: the rules of the shop, the instalments that an order was agreed with, and
 * what was done about each.
 */
export class Migration20261121224001 extends Migration {
  override async up(): Promise<void> {
    this.addSql(RULES)
    this.addSql(SCHEDULES)
    this.addSql(EFFECTS)
  }

  override async down(): Promise<void> {
    this.addSql(`
      DROP TABLE IF EXISTS rental_payment_effect, rental_instalment,
        rental_payment_schedule, rental_payment_rules;
      DROP FUNCTION IF EXISTS rental_instalments_add_up;
    `)
  }
}

const RULES = `
  CREATE TABLE rental_payment_rules (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    rules jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(rules) = 'object'),
    updated_at timestamptz NOT NULL DEFAULT now(),
    updated_by text NULL
  );
`

const SCHEDULES = `
  CREATE TABLE rental_payment_schedule (
    order_id text PRIMARY KEY REFERENCES rental_order (order_id) ON DELETE CASCADE,
    currency_code text NOT NULL,
    share numeric NOT NULL CHECK (share >= 0),
    agreed numeric NOT NULL CHECK (agreed >= 0),
    placed_on date NOT NULL,
    balance_days integer NOT NULL CHECK (balance_days BETWEEN 0 AND 365),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE rental_payment_schedule IS
    'When an order is paid, as agreed when it was placed. agreed: what it comes to now.';

  CREATE TABLE rental_instalment (
    order_id text NOT NULL
      REFERENCES rental_payment_schedule (order_id) ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('share', 'balance')),
    amount numeric NOT NULL CHECK (amount >= 0),
    due_on date NOT NULL,
    due_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'cancelled')),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (order_id, kind)
  );
  COMMENT ON COLUMN rental_instalment.due_at IS
    'When the day begins, in the shop''s time, on which it is due.';
  CREATE INDEX rental_instalment_open_index ON rental_instalment (due_on)
    WHERE state = 'open';

  -- Nobody is ever asked for more than was agreed, or for less.
  CREATE FUNCTION rental_instalments_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    of_order text := CASE TG_OP WHEN 'DELETE' THEN OLD.order_id ELSE NEW.order_id END;
  BEGIN
    IF EXISTS (
      SELECT 1 FROM rental_payment_schedule s
       WHERE s.order_id = of_order
         AND s.agreed <> (SELECT coalesce(sum(i.amount), 0) FROM rental_instalment i
                           WHERE i.order_id = s.order_id)
    ) THEN
      RAISE EXCEPTION 'The instalments of order % are not what was agreed', of_order
        USING ERRCODE = 'integrity_constraint_violation',
              CONSTRAINT = 'rental_instalments_add_up', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER rental_instalments_add_up
    AFTER INSERT OR UPDATE OR DELETE ON rental_instalment
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION rental_instalments_add_up();
  CREATE CONSTRAINT TRIGGER rental_payment_schedule_adds_up
    AFTER INSERT OR UPDATE ON rental_payment_schedule
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION rental_instalments_add_up();
`

const EFFECTS = `
  CREATE TABLE rental_payment_effect (
    order_id text NOT NULL,
    kind text NOT NULL,
    notice text NOT NULL CHECK (notice IN ('reminder', 'due', 'overdue')),
    days integer NOT NULL CHECK (days BETWEEN 0 AND 365),
    due_on date NOT NULL,
    outcome text NOT NULL DEFAULT 'begun'
      CHECK (outcome IN ('begun', 'told', 'collected', 'failed')),
    payment_collection_id text NULL,
    payment_session_id text NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz NULL,
    PRIMARY KEY (order_id, kind, notice, days, due_on),
    FOREIGN KEY (order_id, kind)
      REFERENCES rental_instalment (order_id, kind) ON DELETE CASCADE,
    CONSTRAINT rental_payment_effect_ended_check
      CHECK ((outcome = 'begun') = (ended_at IS NULL)),
    CONSTRAINT rental_payment_effect_collected_check
      CHECK (outcome <> 'collected' OR payment_session_id IS NOT NULL),
    CONSTRAINT rental_payment_effect_collection_check
      CHECK (payment_session_id IS NULL OR payment_collection_id IS NOT NULL)
  );
  COMMENT ON TABLE rental_payment_effect IS
    'What was said or collected for an instalment: each once, also when a process dies in it.';
  CREATE INDEX rental_payment_effect_begun_index ON rental_payment_effect (order_id)
    WHERE outcome = 'begun';
`
