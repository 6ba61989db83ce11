import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import { keptBriefly } from "../kept-briefly"
import { rowsOf } from "../ledger/query"
import { ledgerTransaction } from "../ledger/transaction"
import { type PeriodRules } from "./period-rules"
import {
  changeRules,
  rulesSetSchema,
  type RulesChange,
  type RulesSet,
} from "./rules-change"

/** The rules in force, where they come from, and who changed them last. */
export interface SavedRules {
  readonly rules: PeriodRules
  /** What holds for a rule that the shop has not set. */
  readonly defaults: PeriodRules
  readonly updated_at: string | null
  readonly updated_by: string | null
}

/** The rules of one shop: in the database, and for a moment in this process. */
export interface RulesStore {
  /**
   * The rules in force. Read at most once in two seconds: a change that another process
   * makes is heeded here within that time, one made here at once.
   */
  current(): Promise<PeriodRules>
  /** The rules as they are in the database now. */
  read(): Promise<SavedRules>
  /**
   * Changes some of the rules, all or nothing.
   *
   * @param by who changes them: the id of a user of the admin
   * @returns the rules in force, and the change that undoes this one
   * @throws RentalError `rental_request_invalid` naming the field; `rental_busy`
   */
  save(
    change: RulesChange,
    by: string | null
  ): Promise<{ saved: SavedRules; undo: RulesChange }>
}

/** Does more in the transaction that changes the rules, from those before to those after. */
export type WithRules = (
  trx: Knex.Transaction,
  after: PeriodRules,
  before: PeriodRules
) => Promise<void>

/**
 * @param defaults the rules of a shop that has set none
 * @param alongside called with the new rules before they are committed; may refuse them
 */
export function rulesStore(
  knex: Knex,
  defaults: PeriodRules,
  alongside?: WithRules
): RulesStore {
  const kept = keptBriefly(async () => (await readRules(knex, defaults)).rules)

  return {
    current: async () => await kept.current(),

    read: async () => await readRules(knex, defaults),

    async save(change, by) {
      try {
        return await saveRules(knex, defaults, change, by, alongside)
      } finally {
        kept.forget()
      }
    },
  }
}

interface RulesRow {
  rules: unknown
  updated_at: string | null
  updated_by: string | null
}

const COLUMNS = `
  rules, updated_by,
  to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS updated_at
`

async function readRules(knex: Knex, defaults: PeriodRules): Promise<SavedRules> {
  const [row] = await rowsOf<RulesRow>(knex, `SELECT ${COLUMNS} FROM rental_rules`)
  return describe(row, defaults)
}

async function saveRules(
  knex: Knex,
  defaults: PeriodRules,
  change: RulesChange,
  by: string | null,
  alongside?: WithRules
): Promise<{ saved: SavedRules; undo: RulesChange }> {
  return await ledgerTransaction(knex, async (trx) => {
    await rowsOf(trx, "INSERT INTO rental_rules DEFAULT VALUES ON CONFLICT DO NOTHING")
    const [row] = await rowsOf<RulesRow>(
      trx,
      `SELECT ${COLUMNS} FROM rental_rules FOR UPDATE`
    )
    const before = rulesOf(row)
    const next = changeRules(before, change, defaults)
    const [after] = await rowsOf<RulesRow>(
      trx,
      `UPDATE rental_rules SET rules = ?::jsonb, updated_at = rental_now(), updated_by = ?
       RETURNING ${COLUMNS}`,
      [JSON.stringify(next), by]
    )
    const saved = describe(after, defaults)
    await alongside?.(trx, saved.rules, { ...defaults, ...before })
    return { saved, undo: undoOf(change, before) }
  })
}

function describe(row: RulesRow | undefined, defaults: PeriodRules): SavedRules {
  return {
    rules: { ...defaults, ...rulesOf(row) },
    defaults,
    updated_at: row?.updated_at ?? null,
    updated_by: row?.updated_by ?? null,
  }
}

/** @throws MedusaError when somebody has written other rules than these into the table */
function rulesOf(row: RulesRow | undefined): RulesSet {
  const read = rulesSetSchema.safeParse(row?.rules ?? {})
  if (!read.success) {
    const { path, message } = read.error.issues[0]!
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The rules in table rental_rules cannot be read: ${path.join(".")} ${message}`
    )
  }
  return read.data
}

function undoOf(change: RulesChange, before: RulesSet): RulesChange {
  return Object.fromEntries(
    Object.keys(change).map((name) => [name, before[name as keyof RulesSet] ?? null])
  )
}
