import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { requestError } from "../errors/rental-error"
import { execute, rowsOf } from "../ledger/query"

/**
 * Holds the cards that items name until the transaction ends, so that none is deleted
 * meanwhile. Cards written in code get their row here, for the foreign key of items.
 *
 * @param registered names of the cards written in code
 * @throws RentalError `rental_request_invalid` naming a card that does not exist
 */
export async function requireRateCards(
  trx: Knex.Transaction,
  names: readonly string[],
  registered: ReadonlySet<string>
): Promise<void> {
  const inCode = [...new Set(["per_day", ...names])].filter((name) =>
    registered.has(name)
  )
  await execute(
    trx,
    `INSERT INTO rental_rate_card (name, title, kind)
     SELECT name, name, 'code' FROM unnest(?::text[]) AS name ORDER BY name
     ON CONFLICT (name) DO NOTHING`,
    [inCode]
  )
  const rows = await rowsOf<{ name: string; kind: string }>(
    trx,
    `SELECT name, kind FROM rental_rate_card WHERE name = ANY (?::text[])
      ORDER BY name FOR KEY SHARE`,
    [names]
  )
  const known = new Set(rows.flatMap((row) => (row.kind === "code" ? [] : row.name)))
  const unknown = names.find((name) => !known.has(name) && !registered.has(name))
  if (unknown !== undefined) {
    throw requestError("rate_card", `There is no rate card named "${unknown}"`)
  }
}
