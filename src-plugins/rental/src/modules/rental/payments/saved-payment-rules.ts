import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { keptBriefly, type KeptBriefly } from "../kept-briefly"
import { execute, rowsOf } from "../ledger/query"
import { type PaymentRulesChange } from "./payment-fields"
import { PAY_ALL_NOW, type PaymentRules } from "./payment-rules"

/** When customers pay, as this process knows it; a change by another is heeded in two seconds. */
export class SavedPaymentRules {
  private readonly kept: KeptBriefly<PaymentRules>

  constructor(private readonly knex: Knex) {
    this.kept = keptBriefly(() => this.read())
  }

  async current(): Promise<PaymentRules> {
    return await this.kept.current()
  }

  /** The rules as they are in the database now. */
  async read(): Promise<PaymentRules> {
    const [row] = await rowsOf<{ rules: Partial<PaymentRules> }>(
      this.knex,
      `SELECT rules FROM rental_payment_rules`
    )
    return { ...PAY_ALL_NOW, ...row?.rules }
  }

  /** Changes some of the rules; what is left out stays. */
  async save(change: PaymentRulesChange, by: string | null): Promise<void> {
    await execute(
      this.knex,
      `INSERT INTO rental_payment_rules (rules, updated_by) VALUES (?::jsonb, ?)
       ON CONFLICT (id) DO UPDATE
         SET rules = rental_payment_rules.rules || excluded.rules, updated_at = rental_now(),
             updated_by = excluded.updated_by`,
      [JSON.stringify(change), by]
    )
    this.kept.forget()
  }
}
