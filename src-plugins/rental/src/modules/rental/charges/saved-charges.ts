import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { keptBriefly } from "../kept-briefly"
import { execute, rowsOf } from "../ledger/query"
import { NO_CHARGES, type ChargeRules, type ItemCharges } from "./charge-rules"
import { type ChargeRulesChange, type ItemChargesInput } from "./charge-fields"

/** The charges of a shop: its own, and those of items that are otherwise, by variant. */
export interface Charges {
  readonly rules: ChargeRules
  readonly items: ReadonlyMap<string, ItemCharges>
}

/** The charges as this process knows them; a change by another is heeded in two seconds. */
export class SavedCharges {
  private readonly kept = keptBriefly(async () => await this.read())

  constructor(private readonly knex: Knex) {}

  async current(): Promise<Charges> {
    return await this.kept.current()
  }

  /** The charges as they are in the database now. */
  async read(): Promise<Charges> {
    const [row] = await rowsOf<{
      rules: Partial<ChargeRules> | null
      items: Record<string, ItemCharges> | null
    }>(
      this.knex,
      `SELECT (SELECT rules FROM rental_charge_rules) AS rules,
              (SELECT jsonb_object_agg(variant_id, charges) FROM rental_item_charges)
                AS items`
    )
    return {
      rules: { ...NO_CHARGES, ...row?.rules },
      items: new Map(Object.entries(row?.items ?? {})),
    }
  }

  /** After a change made here beside this, which is heeded at once. */
  forget(): void {
    this.kept.forget()
  }

  /** Changes some of the shop's charges; what is left out stays. */
  async saveRules(change: ChargeRulesChange, by: string | null): Promise<void> {
    await execute(
      this.knex,
      `INSERT INTO rental_charge_rules (rules, updated_by) VALUES (?::jsonb, ?)
       ON CONFLICT (id) DO UPDATE
         SET rules = rental_charge_rules.rules || excluded.rules, updated_at = rental_now(),
             updated_by = excluded.updated_by`,
      [JSON.stringify(change), by]
    )
    this.kept.forget()
  }

  /** Sets what is otherwise for items; an item that says nothing is as the shop has it. */
  async saveItems(items: ItemChargesInput): Promise<void> {
    await execute(
      this.knex,
      `
      WITH wanted AS (
        SELECT e.value ->> 'variant_id' AS variant_id, e.value - 'variant_id' AS charges
          FROM jsonb_array_elements(?::jsonb) e
      ),
      gone AS (
        DELETE FROM rental_item_charges
         WHERE variant_id IN (SELECT variant_id FROM wanted WHERE charges = '{}')
      )
      INSERT INTO rental_item_charges (variant_id, charges)
      SELECT DISTINCT ON (variant_id) variant_id, charges FROM wanted WHERE charges <> '{}'
      ON CONFLICT (variant_id) DO UPDATE
        SET charges = excluded.charges, updated_at = rental_now()
      `,
      [JSON.stringify(items)]
    )
    this.kept.forget()
  }
}
