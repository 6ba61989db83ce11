import { z } from "@medusajs/framework/zod"
import { rowsOf } from "../../ledger/query"
import { unitSchema } from "../../ledger/stock-fields"
import { addUnits, retireUnit } from "../../ledger/units"
import { column } from "../columns/column"
import { rentalItem, stockLocation } from "../columns/named"
import { freeText, plainText, yesOrNo } from "../columns/plain"
import { type ImportShop } from "../import-kind"
import { cellsOf, importKind, ownColumns } from "../import-kind"

const columns = [
  column(rentalItem, { name: "sku", means: "The rental item", required: true }),
  column(plainText(), {
    name: "serial",
    means: "The serial number, of which an item has each once",
    required: true,
  }),
  column(stockLocation, {
    name: "location",
    means: "Where it is kept: one of the item's places. Fixed once it is registered",
    required: true,
  }),
  column(freeText, { name: "note", means: "A note. Fixed once it is registered" }),
  column(yesOrNo, {
    name: "retired",
    means: "Whether it is out of use for good; a retired one stays so",
    empty: "no",
  }),
]

/** Things with serial numbers. */
export const units = importKind({
  name: "units",
  columns,
  groupBy: ["sku", "serial"],
  rowsBy: [],
  read: async (shop) =>
    (await readAll(shop)).map(({ variant_id, location_id, ...unit }) =>
      cellsOf(columns, {
        ...unit,
        sku: shop.names.sku(variant_id),
        location: shop.names.location(location_id),
      })
    ),
  schema: z.strictObject({ unit: unitSchema, retired: z.boolean(), isNew: z.boolean() }),
  input: ([row = {}], { before }) => ({
    unit: {
      variant_id: row.sku,
      location_id: row.location,
      serial: row.serial,
      note: row.note,
    },
    retired: row.retired,
    isNew: !before.length,
  }),
  placeOf: ([first, second]) =>
    ownColumns([FIELDS[(first === "unit" ? second : first) ?? ""] ?? first ?? ""]),
  async write(shop, inputs) {
    const fresh = inputs.filter(({ isNew }) => isNew)
    if (fresh.length) {
      await addUnits(
        shop.ledger,
        fresh.map(({ unit }) => unit)
      )
    }
    const gone = inputs.filter(({ retired }) => retired)
    if (gone.length) {
      const ids = new Map(
        (await readAll(shop)).map((unit) => [
          `${unit.variant_id} ${unit.serial}`,
          unit.id,
        ])
      )
      for (const { unit } of gone) {
        await retireUnit(shop.ledger, ids.get(`${unit.variant_id} ${unit.serial}`) ?? "")
      }
    }
  },
})

const FIELDS: Readonly<Record<string, string>> = {
  variant_id: "sku",
  location_id: "location",
  serial: "serial",
  note: "note",
}

interface UnitRow {
  id: string
  variant_id: string
  location_id: string
  serial: string
  note: string | null
  retired: boolean
}

async function readAll({ ledger }: ImportShop): Promise<UnitRow[]> {
  return await rowsOf<UnitRow>(
    ledger.knex,
    `SELECT u.id, i.variant_id, u.location_id, u.serial, u.note,
            u.retired_at IS NOT NULL AS retired
       FROM rental_unit u JOIN rental_item i ON i.id = u.item_id
      ORDER BY i.variant_id, u.serial`
  )
}
