import { itemSchema } from "../../items/item-fields"
import { column } from "../columns/column"
import { rentalItem, stockLocation } from "../columns/named"
import { dayOfYear, wholeNumber } from "../columns/plain"
import { cellsOf, importKind } from "../import-kind"
import { itemsBySku } from "./items-by-sku"
import { writeItems } from "./write-items"

const columns = [
  column(rentalItem, {
    name: "sku",
    means: "The rental item; all its rows together are its whole fleet",
    required: true,
  }),
  column(stockLocation, {
    name: "location",
    means: "Where the units are; empty, in the only row of an item, for no units at all",
  }),
  column(wholeNumber, { name: "quantity", means: "Units owned there" }),
  column(dayOfYear, {
    name: "effective_from",
    means: "The day from which on it is so; empty for always",
  }),
]

/** Units owned, by place and from a day on. */
export const fleet = importKind({
  name: "fleet",
  columns,
  groupBy: ["sku"],
  rowsBy: ["location", "effective_from"],
  async read(shop) {
    const { names } = shop
    return (await itemsBySku(shop)).flatMap((item) =>
      item.fleet.map(({ location_id, quantity, effective_from }) =>
        cellsOf(columns, {
          sku: names.sku(item.variant_id),
          location: names.location(location_id),
          quantity,
          effective_from,
        })
      )
    )
  },
  schema: itemSchema,
  input(rows, { names, first }) {
    const found = names.variant(String(first.sku))
    return {
      variant_id: found?.id,
      product_id: found?.product_id,
      fleet: rows.map(({ location, quantity, effective_from }) => ({
        location_id: location,
        quantity,
        effective_from,
      })),
    }
  },
  placeOf: ([list, row, field = "quantity"]) => ({
    row: list === "fleet" ? Number(row ?? 0) || 0 : 0,
    column: list !== "fleet" ? "sku" : field === "location_id" ? "location" : field,
  }),
  write: writeItems,
})
