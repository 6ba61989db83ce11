import { type ItemIndex, type ItemRow } from "../items/item-rows"
import { chosenParts, type PackageChoice } from "./package-terms"

/** Units that one package takes from the ledger. */
export interface UnitsOfItem {
  item_id: string
  quantity: number
}

/**
 * What one unit of an item takes from the ledger: itself, or the components of a package as
 * they were chosen, those of packages inside it included. A component that comes in several
 * ways is one.
 */
export function chosenUnits(
  items: ItemIndex,
  item: ItemRow,
  choice?: PackageChoice
): UnitsOfItem[] {
  const units = new Map<string, number>()
  collect(item, 1, choice, 0)
  return [...units].map(([item_id, quantity]) => ({ item_id, quantity }))

  function collect(
    of: ItemRow,
    times: number,
    chosen: PackageChoice | undefined,
    depth: number
  ): void {
    if (!of.package) {
      units.set(of.id, (units.get(of.id) ?? 0) + times)
      return
    }
    if (depth > DEEPEST) {
      throw new Error(`Package ${item.id} contains itself`)
    }
    for (const { part, item_id } of chosenParts(of.package, chosen)) {
      const child = items.get(item_id)
      if (!child) {
        throw new Error(`Component ${item_id} of ${of.id} is missing`)
      }
      collect(child, times * part.quantity, undefined, depth + 1)
    }
  }
}

/** Levels of packages within packages; the database refuses more. */
export const DEEPEST = 8
