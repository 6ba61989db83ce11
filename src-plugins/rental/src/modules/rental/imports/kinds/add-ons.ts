import { itemSchema } from "../../items/item-fields"
import { column } from "../columns/column"
import { rentalItem } from "../columns/named"
import { wholeNumber, yesOrNo } from "../columns/plain"
import { cellsOf, importKind } from "../import-kind"
import { itemsBySku } from "./items-by-sku"
import { writeItems } from "./write-items"

const columns = [
  column(rentalItem, {
    name: "sku",
    means: "The item; its rows in their order are all that goes with it",
    required: true,
  }),
  column(rentalItem, {
    name: "add_on",
    means: "What goes with it; empty, in the only row, for nothing",
  }),
  column(yesOrNo, {
    name: "required",
    means: "Whether it comes with the item, or is suggested",
    empty: "no",
  }),
  column(wholeNumber, { name: "quantity", means: "So many units…", empty: "1" }),
  column(wholeNumber, {
    name: "per",
    means: "…for every so many of the item",
    empty: "1",
  }),
]

/** What goes with items. */
export const addOns = importKind({
  name: "add-ons",
  columns,
  groupBy: ["sku"],
  rowsBy: ["add_on"],
  inOrder: true,
  async read(shop) {
    const { names } = shop
    return (await itemsBySku(shop)).flatMap((item) =>
      (item.add_ons ?? []).map((addOn) =>
        cellsOf(columns, {
          sku: names.sku(item.variant_id),
          add_on: names.sku(addOn.variant_id),
          required: addOn.is_required,
          quantity: addOn.quantity,
          per: addOn.per,
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
      add_ons: rows.map(({ add_on, required, quantity, per }) => ({
        variant_id: add_on,
        required,
        quantity,
        per,
      })),
    }
  },
  placeOf: ([list, row, field = "variant_id"]) => ({
    row: list === "add_ons" ? Number(row ?? 0) || 0 : 0,
    column: list !== "add_ons" ? "sku" : field === "variant_id" ? "add_on" : field,
  }),
  write: writeItems,
})
