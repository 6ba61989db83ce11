import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { RentalError } from "../errors/rental-error"
import { byVariant, type ItemIndex } from "../items/item-rows"
import { execute, rowsOf } from "../ledger/query"
import { hasChoices, NO_CHOICE, type PackageChoice } from "./package-terms"
import { sameChoice } from "./read-choice"

/** A line of a cart or an order, and what was chosen of the package it is. */
export interface ChoosingLine {
  line_item_id: string
  variant_id: string
  choice?: PackageChoice
}

/** Whose lines: an order reads what its cart chose, until staff choose otherwise. */
export type ChoiceOwner = { cart_id: string } | { order_id: string }

/**
 * The same lines with what was chosen of those that are packages with a choice. A line that
 * comes with its choice keeps it. Without such a package nothing is asked of the database.
 */
export async function withChoices<Line extends ChoosingLine>(
  knex: Knex,
  items: ItemIndex,
  owner: ChoiceOwner,
  lines: readonly Line[]
): Promise<(Line & ChoosingLine)[]> {
  const variants = byVariant(items)
  const open = lines.filter(
    (line) => !line.choice && hasChoices(variants.get(line.variant_id)?.package)
  )
  if (!open.length) {
    return [...lines]
  }
  const known = await readChoices(knex, owner, open)
  return lines.map((line) =>
    open.includes(line)
      ? { ...line, choice: known.get(line.variant_id) ?? NO_CHOICE }
      : line
  )
}

/** What was chosen of packages, by variant. */
async function readChoices(
  knex: Knex,
  owner: ChoiceOwner,
  lines: readonly ChoosingLine[]
): Promise<Map<string, PackageChoice>> {
  const variantIds = lines.map((line) => line.variant_id)
  const rows =
    "cart_id" in owner
      ? await rowsOf<ChoiceRow>(
          knex,
          `SELECT variant_id, choice FROM rental_package_choice
            WHERE owner_id = ? AND variant_id = ANY (?::text[])
              AND line_item_id = ANY (?::text[])`,
          [owner.cart_id, variantIds, lines.map((line) => line.line_item_id)]
        )
      : await rowsOf<ChoiceRow>(
          knex,
          `SELECT variant_id, choice FROM rental_package_choice
            WHERE variant_id = ANY (?::text[])
              AND (owner_id = ?
                   OR owner_id = (SELECT cart_id FROM rental_order WHERE order_id = ?))
            ORDER BY owner_id = ?`,
          [variantIds, owner.order_id, owner.order_id, owner.order_id]
        )
  return new Map(rows.map((row) => [row.variant_id, row.choice]))
}

interface ChoiceRow {
  variant_id: string
  choice: PackageChoice
}

/**
 * Keeps what was chosen of the lines that are packages with a choice, in the transaction of
 * their bookings.
 *
 * @returns what was chosen before of the lines that changed, for putting it back
 */
export async function writeChoices(
  trx: Knex.Transaction,
  items: ItemIndex,
  owner: ChoiceOwner,
  lines: readonly ChoosingLine[]
): Promise<ChoosingLine[]> {
  const variants = byVariant(items)
  const choosing = lines.filter(
    (line) => line.choice && hasChoices(variants.get(line.variant_id)?.package)
  )
  if (!choosing.length) {
    return []
  }
  const known = await readChoices(trx, owner, choosing)
  const changed = choosing.filter(
    ({ variant_id, choice = NO_CHOICE }) =>
      !sameChoice(known.get(variant_id) ?? NO_CHOICE, choice)
  )
  // A new line may find a row of a line that is gone: it says what it has chosen, even if
  // that is nothing.
  await putChoices(trx, owner, "cart_id" in owner ? choosing : changed)
  return changed.map((line) => ({
    line_item_id: line.line_item_id,
    variant_id: line.variant_id,
    choice: known.get(line.variant_id) ?? NO_CHOICE,
  }))
}

/**
 * Refuses to go on when what was chosen is not what the bookings were planned for any more.
 *
 * @param planned the lines as they came, and as they were planned
 * @throws RentalError `rental_busy`
 */
export async function refuseOtherChoices(
  trx: Knex.Transaction,
  items: ItemIndex,
  owner: ChoiceOwner,
  planned: { lines: readonly ChoosingLine[]; chosen: readonly ChoosingLine[] }
): Promise<void> {
  const now = await withChoices(trx, items, owner, planned.lines)
  const isOther = now.some(
    ({ choice = NO_CHOICE }, at) =>
      !sameChoice(choice, planned.chosen[at]?.choice ?? NO_CHOICE)
  )
  if (isOther) {
    throw new RentalError("rental_busy", "This cart is being changed just now.")
  }
}

export async function deleteChoices(knex: Knex, ownerId: string): Promise<void> {
  await execute(knex, `DELETE FROM rental_package_choice WHERE owner_id = ?`, [ownerId])
}

/** Writes choices as they are given. */
export async function putChoices(
  trx: Knex.Transaction,
  owner: ChoiceOwner,
  lines: readonly ChoosingLine[]
): Promise<void> {
  if (!lines.length) {
    return
  }
  await execute(
    trx,
    `
    INSERT INTO rental_package_choice AS known (owner_id, variant_id, line_item_id, choice)
    SELECT ?, r.variant_id, r.line_item_id, coalesce(r.choice, '{}')
      FROM jsonb_to_recordset(?::jsonb)
           AS r (variant_id text, line_item_id text, choice jsonb)
     ORDER BY r.variant_id
    ON CONFLICT (owner_id, variant_id) DO UPDATE
      SET line_item_id = excluded.line_item_id, choice = excluded.choice,
          updated_at = rental_now()
    WHERE (known.line_item_id, known.choice)
          IS DISTINCT FROM (excluded.line_item_id, excluded.choice)
    `,
    ["cart_id" in owner ? owner.cart_id : owner.order_id, JSON.stringify(lines)]
  )
}
