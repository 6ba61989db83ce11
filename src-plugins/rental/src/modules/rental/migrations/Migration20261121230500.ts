import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Every instant that the rental module writes by itself comes from `rental_now()`, as those
 * that it compares them with do: two clocks would call what is new old, and what is old new.
 */
export class Migration20261121230500 extends Migration {
  override async up(): Promise<void> {
    for (const [table, columns] of Object.entries(INSTANTS)) {
      this.addSql(defaults(table, columns, "rental_now()"))
    }
  }

  override async down(): Promise<void> {
    for (const [table, columns] of Object.entries(INSTANTS)) {
      this.addSql(defaults(table, columns, before(table)))
    }
  }
}

const WRITTEN = ["created_at", "updated_at"]

const INSTANTS: Record<string, readonly string[]> = {
  rental_item: WRITTEN,
  rental_fleet: WRITTEN,
  rental_package_component: WRITTEN,
  rental_package_choice: ["updated_at"],
  rental_cart: WRITTEN,
  rental_booking: WRITTEN,
  rental_order: WRITTEN,
  rental_downtime: WRITTEN,
  rental_overbooking: ["created_at"],
  rental_outbox: ["created_at"],
  rental_unit: WRITTEN,
  rental_unit_assignment: ["created_at"],
  rental_rules: ["updated_at"],
  rental_rate_card: WRITTEN,
  rental_line_price: ["priced_at"],
  rental_calendar_feed: ["created_at"],
  rental_delivery_zone: WRITTEN,
  rental_delivery_window: WRITTEN,
  rental_delivery_settings: ["updated_at"],
  rental_charge_rules: ["updated_at"],
  rental_item_charges: ["updated_at"],
  rental_deposit: ["updated_at"],
  rental_deposit_entry: ["created_at"],
  rental_quote: ["created_at"],
  rental_paper_settings: ["updated_at"],
}

function before(table: string): string {
  return table === "rental_outbox" ? "clock_timestamp()" : "now()"
}

function defaults(table: string, columns: readonly string[], clock: string): string {
  const changes = columns.map((column) => `ALTER COLUMN ${column} SET DEFAULT ${clock}`)
  return `ALTER TABLE ${table} ${changes.join(", ")};`
}
