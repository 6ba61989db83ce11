import { type ItemIndex } from "../items/item-rows"

/** A variant of the shop, for rent or not. */
export interface NamedVariant {
  id: string
  product_id: string
  sku: string | null
  title: string
}

export interface NamedLocation {
  id: string
  name: string
}

/** What people call the things that the ledger knows by ids. */
export interface Names {
  /** The variant with a SKU or id. */
  variant(text: string): { id: string; product_id: string } | undefined
  isForRent(variantId: string): boolean
  /** The SKU of a variant; its id where it has none. */
  sku(variantId: string): string
  /** The same, for a cell that lists several: an id where a SKU has marks of the list. */
  listed(variantId: string): string
  title(variantId: string): string
  /** The stock locations with a name or id: one, none or several. */
  locations(text: string): string[]
  /** The name of a stock location; its id where another has the same name. */
  location(locationId: string): string
  /** A message with names in place of ids. */
  words(message: string): string
}

/** What separates entries of a cell, and what separates parts of an entry. */
export const LIST_MARKS = /[|:]/

const ID = /\b(?:variant|sloc)_\w+/g

/** @param items what is for rent, also where its variant is gone from the shop */
export function namesOf(
  variants: readonly NamedVariant[],
  locations: readonly NamedLocation[],
  items: ItemIndex
): Names {
  const byId = new Map(variants.map((variant) => [variant.id, variant]))
  const bySku = new Map(variants.flatMap((one) => (one.sku ? [[one.sku, one]] : [])))
  const rentable = new Map([...items.values()].map((item) => [item.variant_id, item]))
  const places = new Map(locations.map(({ id, name }) => [id, name]))
  const inUse = new Set(
    [...items.values()].flatMap((item) => item.fleet.map((step) => step.location_id))
  )

  const sku = (id: string) => {
    const known = byId.get(id)?.sku
    return known && known === known.trim() ? known : id
  }
  const called = (name: string) => locations.filter((place) => place.name === name)
  const location = (id: string) => {
    const name = places.get(id)
    return name && name === name.trim() && called(name).length === 1 ? name : id
  }

  return {
    variant(text) {
      const item = rentable.get(text)
      return (
        bySku.get(text) ??
        byId.get(text) ??
        (item && { id: item.variant_id, product_id: item.product_id })
      )
    },
    isForRent: (id) => rentable.has(id),
    sku,
    listed: (id) => (LIST_MARKS.test(sku(id)) ? id : sku(id)),
    title: (id) => byId.get(id)?.title ?? "",
    locations: (text) =>
      places.has(text) || inUse.has(text) ? [text] : called(text).map(({ id }) => id),
    location,
    words: (message) =>
      message.replace(ID, (id) =>
        byId.has(id) ? sku(id) : places.has(id) ? location(id) : id
      ),
  }
}
