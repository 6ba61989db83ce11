import { itemSchema } from "../../items/item-fields"
import { column, WrongCell, type CellType } from "../columns/column"
import { listedItem, rentalItem } from "../columns/named"
import { decimalNumber, listOf, oneOf, wholeNumber, yesOrNo } from "../columns/plain"
import { cellsOf, importKind } from "../import-kind"
import { itemsBySku } from "./items-by-sku"
import { writeItems } from "./write-items"

interface Replacement {
  variant_id: string
  charge: "included" | "difference"
}

const DIFFERENCE = /^(.*\S) *: *difference$/i

/** `SKU` where the package's price covers it too, `SKU: difference` where it does not. */
const replacement: CellType<Replacement> = {
  takes: "the SKU of a rental item, with : difference where it costs more",
  read(text, reading) {
    const [, dearer] = DIFFERENCE.exec(text) ?? []
    const variant_id = listedItem.read(dearer ?? text, reading)
    return variant_id instanceof WrongCell
      ? variant_id
      : { variant_id, charge: dearer === undefined ? "included" : "difference" }
  },
  write: ({ variant_id, charge }, names) =>
    listedItem.write(variant_id, names) + (charge === "difference" ? ": difference" : ""),
}

const replacements = listOf(
  replacement,
  "SKUs of rental items with | between them, with : difference where one costs more"
)

const columns = [
  column(rentalItem, {
    name: "sku",
    means: "The package; its rows in their order are all its components",
    required: true,
  }),
  column(oneOf(["fixed", "percent"]), {
    name: "pricing",
    means: "A price of its own, or a percentage off the sum of its components",
    empty: "fixed",
    shared: true,
  }),
  column(decimalNumber, {
    name: "percent_off",
    means: "How many percent off the sum",
    empty: "0",
    shared: true,
  }),
  column(rentalItem, {
    name: "component",
    means: "What is in it; empty, in the only row, to make it a plain item again",
  }),
  column(wholeNumber, { name: "quantity", means: "Units for one package" }),
  column(yesOrNo, {
    name: "optional",
    means: "Whether the customer can leave it out",
    empty: "no",
  }),
  column(yesOrNo, {
    name: "selected",
    means: "Of an optional one: whether it is in until they leave it out",
    empty: "yes",
  }),
  column(oneOf(["included", "own"]), {
    name: "charge",
    means: "Whether a fixed price covers it, or it costs what it costs alone",
    empty: "included",
  }),
  column(replacements, {
    name: "replacements",
    means: "What the customer can take in its place",
  }),
]

/** What packages are made of, and how they are priced. */
export const packages = importKind({
  name: "packages",
  columns,
  groupBy: ["sku"],
  rowsBy: ["component"],
  inOrder: true,
  async read(shop) {
    const { names } = shop
    return (await itemsBySku(shop)).flatMap((item) =>
      (item.package?.parts ?? []).map((part) =>
        cellsOf(columns, {
          sku: names.sku(item.variant_id),
          pricing: item.package?.pricing,
          percent_off: String(Number(item.package?.percent_off)),
          component: names.sku(part.variant_id),
          quantity: part.quantity,
          optional: part.is_optional,
          selected: part.is_default,
          charge: part.charge,
          replacements: replacements.write([...part.replacements], names),
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
      package_pricing: first.pricing ?? undefined,
      package_percent_off: first.percent_off ?? undefined,
      components: rows.map((row) => ({
        variant_id: row.component,
        quantity: row.quantity,
        optional: row.optional,
        selected: row.selected,
        charge: row.charge,
        replacements: row.replacements ?? [],
      })),
    }
  },
  placeOf: ([list = "", row, field = "variant_id"]) =>
    list === "components"
      ? {
          row: Number(row ?? 0) || 0,
          column: field === "variant_id" ? "component" : field,
        }
      : { row: 0, column: PACKAGE_FIELDS[list] ?? "sku" },
  write: writeItems,
})

const PACKAGE_FIELDS: Readonly<Record<string, string>> = {
  package_pricing: "pricing",
  package_percent_off: "percent_off",
}
