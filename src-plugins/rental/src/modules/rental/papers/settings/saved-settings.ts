import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { rowsOf } from "../../ledger/query"
import { ledgerTransaction } from "../../ledger/transaction"
import { changePaperSettings, type PaperSettingsSet } from "./paper-settings"

/** What a shop has set for its papers, and who changed it last. */
export interface SavedPaperSettings {
  settings: PaperSettingsSet
  updated_at: string | null
  updated_by: string | null
}

const COLUMNS = `
  settings, updated_by,
  to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS updated_at
`

export async function readSavedPaperSettings(knex: Knex): Promise<SavedPaperSettings> {
  const [row] = await rowsOf<SavedPaperSettings>(
    knex,
    `SELECT ${COLUMNS} FROM rental_paper_settings`
  )
  return row ?? { settings: {}, updated_at: null, updated_by: null }
}

/**
 * Changes some of the settings, all or nothing.
 *
 * @param check may refuse the settings as they would become
 * @returns the settings after the change, and those before it
 * @throws RentalError `rental_request_invalid` naming the field
 */
export async function savePaperSettings(
  knex: Knex,
  change: Readonly<Record<string, unknown>>,
  by: string | null,
  check: (settings: PaperSettingsSet) => Promise<void>
): Promise<{ saved: SavedPaperSettings; before: SavedPaperSettings }> {
  return await ledgerTransaction(knex, async (trx) => {
    await rowsOf(
      trx,
      "INSERT INTO rental_paper_settings DEFAULT VALUES ON CONFLICT DO NOTHING"
    )
    const [before] = await rowsOf<SavedPaperSettings>(
      trx,
      `SELECT ${COLUMNS} FROM rental_paper_settings FOR UPDATE`
    )
    const next = changePaperSettings(before!.settings, change)
    await check(next)
    const [saved] = await rowsOf<SavedPaperSettings>(
      trx,
      `UPDATE rental_paper_settings
          SET settings = ?::jsonb, updated_at = rental_now(), updated_by = ?
       RETURNING ${COLUMNS}`,
      [JSON.stringify(next), by]
    )
    return { saved: saved!, before: before! }
  })
}

/** Puts the settings back to what they were. */
export async function restorePaperSettings(
  knex: Knex,
  { settings, updated_by }: SavedPaperSettings
): Promise<void> {
  await rowsOf(
    knex,
    "UPDATE rental_paper_settings SET settings = ?::jsonb, updated_at = rental_now(), updated_by = ?",
    [JSON.stringify(settings), updated_by]
  )
}
