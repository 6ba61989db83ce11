import { type Knex } from "@medusajs/framework/mikro-orm/knex"

/** What the ledger binds to its SQL; arrays become Postgres arrays. */
export type SqlValue = string | number | boolean | null | Buffer | readonly string[]

/** Runs a statement and returns its rows. Every `?` is a bound value. */
export async function rowsOf<Row>(
  knex: Knex,
  sql: string,
  values: readonly SqlValue[] = []
): Promise<Row[]> {
  const { rows } = (await knex.raw(sql, values as Knex.RawBinding[])) as { rows: Row[] }
  return rows
}

/** Runs a statement and returns how many rows it changed. */
export async function execute(
  knex: Knex,
  sql: string,
  values: readonly SqlValue[] = []
): Promise<number> {
  const { rowCount } = (await knex.raw(sql, values as Knex.RawBinding[])) as {
    rowCount: number
  }
  return rowCount
}
