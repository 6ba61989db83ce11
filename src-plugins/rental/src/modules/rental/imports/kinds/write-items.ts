import { upsertItems, type RentalItemInput } from "../../items/upsert-items"
import { type ImportShop } from "../import-kind"

/** Writes items as a file has them; it cannot overbook. */
export async function writeItems(
  { ledger, registered, packageLevels }: ImportShop,
  items: readonly RentalItemInput[]
): Promise<void> {
  await upsertItems(
    ledger.knex,
    items,
    ledger.timezone,
    undefined,
    new Set(registered.keys()),
    packageLevels
  )
}
