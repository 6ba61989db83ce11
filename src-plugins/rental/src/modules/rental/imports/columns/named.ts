import { WrongCell, type CellType } from "./column"

/** A variant of the shop; its value is the id. */
export const variant: CellType<string> = {
  takes: "the SKU (or the id) of a variant",
  read: (text, { names }) =>
    names.variant(text.trim())?.id ?? new WrongCell("is not the SKU of a variant"),
  write: (id, names) => names.sku(id),
}

/** A variant that is for rent already. */
export const rentalItem: CellType<string> = {
  takes: "the SKU of a rental item",
  read(text, { names }) {
    const id = names.variant(text.trim())?.id
    if (id === undefined) {
      return new WrongCell("is not the SKU of a variant")
    }
    return names.isForRent(id)
      ? id
      : new WrongCell("is not for rent yet: import it as an item first")
  },
  write: (id, names) => names.sku(id),
}

/** A rental item in a list of them. */
export const listedItem: CellType<string> = {
  ...rentalItem,
  write: (id, names) => names.listed(id),
}

export const stockLocation: CellType<string> = {
  takes: "the name (or the id) of a stock location",
  read(text, { names }) {
    const [id, other] = names.locations(text.trim())
    if (id === undefined) {
      return new WrongCell("is not the name of a stock location")
    }
    return other === undefined
      ? id
      : new WrongCell("is the name of several stock locations: give the id")
  },
  write: (id, names) => names.location(id),
}
