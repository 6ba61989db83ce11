import { requestError } from "../errors/rental-error"

/** A package and something it can hold: a component, or what may take its place. */
export interface PackageEdge {
  parent: string
  child: string
}

/**
 * Refuses packages that contain themselves, also through others, and those within more
 * packages than the shop allows.
 *
 * @param edges all that there shall be, by the variant
 * @param deepest levels of packages: 1 is packages of plain items only
 * @throws RentalError `rental_request_invalid` naming `components`
 */
export function refuseNesting(edges: readonly PackageEdge[], deepest: number): void {
  const children = new Map<string, string[]>()
  for (const { parent, child } of edges) {
    children.set(parent, [...(children.get(parent) ?? []), child])
  }
  const levels = new Map<string, number>()
  for (const parent of children.keys()) {
    if (levelsOf(parent, []) > deepest) {
      throw requestError(
        "components",
        `${parent} would be packages in packages ${levelsOf(parent, [])} deep; ` +
          `this shop allows ${deepest}`
      )
    }
  }

  function levelsOf(item: string, above: readonly string[]): number {
    if (above.includes(item)) {
      const path = [...above.slice(above.indexOf(item)), item].join(" > ")
      throw requestError("components", `A package cannot contain itself: ${path}`)
    }
    const known = levels.get(item)
    if (known !== undefined) {
      return known
    }
    const own = children.get(item)
    const made = own
      ? 1 + Math.max(...own.map((child) => levelsOf(child, [...above, item])))
      : 0
    levels.set(item, made)
    return made
  }
}
