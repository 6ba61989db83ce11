import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** The order that a cart became gets all it has in one statement. */
export class Migration20261121227000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(GIVE_TO_ORDER)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP FUNCTION IF EXISTS rental_give_to_order`)
  }
}

/*
 * Answers whether the order has the cart now: not when it belongs to another order, was taken
 * from this one, or when a completion is named (p_completion) that no longer has it.
 *
 * The first statement waits for the cart's row; each one after it sees what was committed
 * meanwhile. The completions stay noted until the reconciler has seen that no other one died.
 */
const GIVE_TO_ORDER = `
  CREATE FUNCTION rental_give_to_order(p_cart text, p_order text, p_completion text)
  RETURNS boolean LANGUAGE plpgsql SET lock_timeout = '5s' AS $$
  BEGIN
    UPDATE rental_cart SET order_id = p_order, updated_at = rental_now()
     WHERE cart_id = p_cart
       AND (order_id = p_order
            OR (order_id IS NULL
                AND detached_order_id IS DISTINCT FROM p_order
                AND (p_completion IS NULL OR jsonb_exists(completions, p_completion))));
    IF NOT FOUND THEN
      RETURN false;
    END IF;
    INSERT INTO rental_order (order_id, cart_id, start_date, end_date, start_time, end_time,
                              delivery, charges)
    SELECT p_order, cart_id, start_date, end_date, start_time, end_time, delivery, charges
      FROM rental_cart WHERE cart_id = p_cart
    ON CONFLICT (order_id) DO NOTHING;
    UPDATE rental_booking
       SET order_id = p_order, expires_at = NULL, updated_at = rental_now(),
           state = CASE state WHEN 'held' THEN 'reserved' ELSE state END
     WHERE cart_id = p_cart AND state IN ('held', 'reserved', 'out');
    RETURN true;
  END $$;
`
