import { readItems, type ItemRow } from "../../items/item-rows"
import { type ImportShop } from "../import-kind"

/** All rental items, in the order in which files have them. */
export async function itemsBySku({ ledger, names }: ImportShop): Promise<ItemRow[]> {
  const items = [...(await readItems(ledger.knex)).values()]
  const named = items.map((item) => ({ item, sku: names.sku(item.variant_id) }))
  return named
    .sort((a, b) => (a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : 0))
    .map(({ item }) => item)
}
