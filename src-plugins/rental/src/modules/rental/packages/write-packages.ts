import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { requestError } from "../errors/rental-error"
import { execute, rowsOf } from "../ledger/query"
import { refuseNesting, type PackageEdge } from "./nesting"
import {
  type PackagePricing,
  type PartCharge,
  type ReplacementCharge,
} from "./package-terms"
import { DEEPEST } from "./units-of-package"

/** A component, as a shop says it. What is left out is as in a plain package. */
export interface ComponentInput {
  variant_id: string
  quantity: number
  /** Whether the customer can leave it out. Default no. */
  optional?: boolean
  /** Of an optional one: whether it is in until they leave it out. Default yes. */
  selected?: boolean
  /** In a package with a price of its own. Default `included`. */
  charge?: PartCharge
  replacements?: { variant_id: string; charge?: ReplacementCharge }[]
}

export interface AddOnInput {
  variant_id: string
  /** Whether it comes with the item. Default no: it is suggested. */
  required?: boolean
  /** `quantity` units for every `per` of the item. Both default to 1. */
  quantity?: number
  per?: number
}

/** What a shop says about how an item is put together. What is left out stays as it is. */
export interface PackageInput {
  variant_id: string
  package_pricing?: PackagePricing
  /** Percent off the sum of the components, 0 to 100. */
  package_percent_off?: number | string
  /** All components of a package; an empty list makes it a plain item again. */
  components?: ComponentInput[]
  /** All that goes with the item. */
  add_ons?: AddOnInput[]
}

/** Ids of rental items by their variant. */
export type ItemIds = ReadonlyMap<string, string>

/** The variants that packages and add-ons speak of, besides their own. */
export function variantsInside({
  components = [],
  add_ons = [],
}: PackageInput): string[] {
  return [
    ...components.flatMap(({ variant_id, replacements = [] }) => [
      variant_id,
      ...replacements.map((other) => other.variant_id),
    ]),
    ...add_ons.map((addOn) => addOn.variant_id),
  ]
}

/** @throws RentalError naming the list that cannot be, before anything is written */
export function refusePackages(inputs: readonly PackageInput[]): void {
  const twice = (ids: string[]) => ids.find((id, at) => ids.indexOf(id) !== at)
  for (const { variant_id, components = [], add_ons = [] } of inputs) {
    const part = twice(components.map((entry) => entry.variant_id))
    if (part) {
      throw requestError("components", `Component ${part} is listed twice`)
    }
    if (components.length && !components.some(isAlwaysIn)) {
      throw requestError(
        "components",
        "A package needs at least one component that cannot be left out"
      )
    }
    for (const { variant_id: component, replacements = [] } of components) {
      const ids = [component, ...replacements.map((other) => other.variant_id)]
      const other = twice(ids)
      if (other) {
        throw requestError("components", `${other} is listed twice for ${component}`)
      }
    }
    const addOn = twice(add_ons.map((entry) => entry.variant_id))
    if (addOn) {
      throw requestError("add_ons", `Add-on ${addOn} is listed twice`)
    }
    if (add_ons.some((entry) => entry.variant_id === variant_id)) {
      throw requestError("add_ons", "An item cannot be its own add-on")
    }
  }
}

/**
 * Writes components, what may replace them, and add-ons. Whoever calls it has the lock of the
 * catalogue, so no other transaction changes the same graph.
 *
 * @param deepest levels of packages that the shop allows
 * @throws RentalError `rental_request_invalid` for an item that is not for rent, or a package
 *   that would contain itself
 */
export async function writePackages(
  trx: Knex.Transaction,
  inputs: readonly PackageInput[],
  ids: ItemIds,
  deepest: number
): Promise<void> {
  await writeTerms(trx, inputs)
  const packages = inputs.filter((input) => input.components !== undefined)
  if (packages.length) {
    await refuseDepth(trx, packages, deepest)
    await writeComponents(trx, packages, ids)
  }
  const parents = inputs.filter((input) => input.add_ons !== undefined)
  if (parents.length) {
    await writeAddOns(trx, parents, ids)
  }
}

function isAlwaysIn({ optional, quantity }: ComponentInput): boolean {
  return !optional && quantity > 0
}

async function writeTerms(
  trx: Knex.Transaction,
  inputs: readonly PackageInput[]
): Promise<void> {
  const rows = inputs.flatMap(({ variant_id, package_pricing, package_percent_off }) =>
    package_pricing === undefined && package_percent_off === undefined
      ? []
      : [{ variant_id, package_pricing, package_percent_off }]
  )
  if (rows.length) {
    await execute(
      trx,
      `
      UPDATE rental_item i
         SET package_pricing = coalesce(r.package_pricing, i.package_pricing),
             package_percent_off = coalesce(r.package_percent_off, i.package_percent_off),
             updated_at = rental_now()
        FROM jsonb_to_recordset(?::jsonb) AS r (
               variant_id text, package_pricing text, package_percent_off numeric
             )
       WHERE i.variant_id = r.variant_id
      `,
      [JSON.stringify(rows)]
    )
  }
}

/** The database refuses cycles, too; here they are named. */
async function refuseDepth(
  trx: Knex.Transaction,
  packages: readonly PackageInput[],
  deepest: number
): Promise<void> {
  const others = await rowsOf<PackageEdge>(
    trx,
    `
    SELECT p.variant_id AS parent, c.variant_id AS child
      FROM rental_package_edge e
      JOIN rental_item p ON p.id = e.parent
      JOIN rental_item c ON c.id = e.child
     WHERE p.variant_id <> ALL (?::text[])
    `,
    [packages.map((input) => input.variant_id)]
  )
  const own = packages.flatMap(({ variant_id: parent, components = [] }) =>
    variantsInside({ variant_id: parent, components }).map((child) => ({ parent, child }))
  )
  refuseNesting([...others, ...own], deepest)
}

async function writeComponents(
  trx: Knex.Transaction,
  packages: readonly PackageInput[],
  ids: ItemIds
): Promise<void> {
  const rows = packages.flatMap(({ variant_id, components = [] }) =>
    components.map((component, position) => ({
      id: generateEntityId(undefined, "rpkgc"),
      package_item_id: ids.get(variant_id),
      component_item_id: idOf(ids, "components", component.variant_id),
      quantity: component.quantity,
      position,
      is_optional: component.optional ?? false,
      is_default: component.optional ? (component.selected ?? true) : true,
      charge: component.charge ?? "included",
      replacements: component.replacements ?? [],
    }))
  )
  const replacements = rows.flatMap(({ id, replacements: others }) =>
    others.map(({ variant_id, charge = "included" }, position) => ({
      component_id: id,
      item_id: idOf(ids, "components", variant_id),
      position,
      charge,
    }))
  )
  await execute(
    trx,
    `DELETE FROM rental_package_component c USING rental_item i
      WHERE i.id = c.package_item_id AND i.variant_id = ANY (?::text[])`,
    [packages.map((input) => input.variant_id)]
  )
  await execute(
    trx,
    `
    INSERT INTO rental_package_component (
      id, package_item_id, component_item_id, quantity, position, is_optional, is_default,
      charge
    )
    SELECT r.id, r.package_item_id, r.component_item_id, r.quantity, r.position,
           r.is_optional, r.is_default, r.charge
      FROM jsonb_to_recordset(?::jsonb) AS r (
             id text, package_item_id text, component_item_id text, quantity integer,
             position integer, is_optional boolean, is_default boolean, charge text
           )
    `,
    [JSON.stringify(rows)]
  )
  if (replacements.length) {
    await execute(
      trx,
      `
      INSERT INTO rental_component_replacement (component_id, item_id, position, charge)
      SELECT r.component_id, r.item_id, r.position, r.charge
        FROM jsonb_to_recordset(?::jsonb) AS r (
               component_id text, item_id text, position integer, charge text
             )
      `,
      [JSON.stringify(replacements)]
    )
  }
}

async function writeAddOns(
  trx: Knex.Transaction,
  parents: readonly PackageInput[],
  ids: ItemIds
): Promise<void> {
  const rows = parents.flatMap(({ variant_id, add_ons = [] }) =>
    add_ons.map((addOn, position) => ({
      item_id: ids.get(variant_id),
      addon_item_id: idOf(ids, "add_ons", addOn.variant_id),
      position,
      is_required: addOn.required ?? false,
      quantity: addOn.quantity ?? 1,
      per: addOn.per ?? 1,
    }))
  )
  await execute(
    trx,
    `DELETE FROM rental_addon a USING rental_item i
      WHERE i.id = a.item_id AND i.variant_id = ANY (?::text[])`,
    [parents.map((input) => input.variant_id)]
  )
  await execute(
    trx,
    `
    INSERT INTO rental_addon (item_id, addon_item_id, position, is_required, quantity, per)
    SELECT r.item_id, r.addon_item_id, r.position, r.is_required, r.quantity, r.per
      FROM jsonb_to_recordset(?::jsonb) AS r (
             item_id text, addon_item_id text, position integer, is_required boolean,
             quantity integer, per integer
           )
    `,
    [JSON.stringify(rows)]
  )
  await refuseCircles(trx)
}

/** What brings itself along would have no quantity. */
async function refuseCircles(trx: Knex.Transaction): Promise<void> {
  const required = await rowsOf<PackageEdge>(
    trx,
    `
    SELECT p.variant_id AS parent, c.variant_id AS child
      FROM rental_addon a
      JOIN rental_item p ON p.id = a.item_id
      JOIN rental_item c ON c.id = a.addon_item_id
     WHERE a.is_required
    `
  )
  try {
    refuseNesting(required, DEEPEST)
  } catch {
    throw requestError(
      "add_ons",
      `Required add-ons cannot go round in a circle, nor be more than ${DEEPEST} deep`
    )
  }
}

function idOf(ids: ItemIds, field: "components" | "add_ons", variantId: string): string {
  const id = ids.get(variantId)
  if (!id) {
    const what = field === "components" ? "Component" : "Add-on"
    throw requestError(field, `${what} ${variantId} is not a rental item`)
  }
  return id
}
