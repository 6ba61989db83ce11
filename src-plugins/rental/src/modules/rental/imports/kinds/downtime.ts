import { z } from "@medusajs/framework/zod"
import { addDowntime, DOWNTIME_REASONS, endDowntime } from "../../ledger/downtime"
import { rowsOf } from "../../ledger/query"
import { downtimeSchema } from "../../ledger/stock-fields"
import { column } from "../columns/column"
import { rentalItem, stockLocation } from "../columns/named"
import { dayOfYear, freeText, oneOf, plainText, wholeNumber } from "../columns/plain"
import { type Cells } from "../csv/write-csv"
import { cellsOf, importKind, ownColumns, type Found } from "../import-kind"

const columns = [
  column(plainText(), {
    name: "id",
    means:
      "The id of a downtime that is there; empty to find one that is the same, or for a new one",
    identity: true,
  }),
  column(rentalItem, { name: "sku", means: "The rental item", required: true }),
  column(stockLocation, {
    name: "location",
    means: "Where the units are",
    required: true,
  }),
  column(wholeNumber, {
    name: "quantity",
    means: "Units out of service",
    required: true,
  }),
  column(oneOf(DOWNTIME_REASONS), { name: "reason", means: "Why", required: true }),
  column(freeText, { name: "note", means: "A note" }),
  column(dayOfYear, {
    name: "start_date",
    means: "The first day out of service",
    required: true,
  }),
  column(dayOfYear, {
    name: "end_date",
    means:
      "The last day; empty while nobody knows. Of what is there already, only this changes",
  }),
  column(plainText(), {
    name: "serial",
    means: "The unit it is about, where check-in noted one",
    readOnly: true,
  }),
]

/** Units out of service. */
export const downtime = importKind({
  name: "downtime",
  columns,
  groupBy: ["sku", "start_date"],
  rowsBy: [],
  async read({ ledger, names }) {
    const rows = await rowsOf<DowntimeRow>(ledger.knex, EVERY_DOWNTIME)
    return rows.map(({ variant_id, location_id, ...row }) =>
      cellsOf(columns, {
        ...row,
        sku: names.sku(variant_id),
        location: names.location(location_id),
      })
    )
  },
  find: findDowntime,
  groupOf: (row) => row.id ?? "",
  schema: z.strictObject({
    downtime: downtimeSchema.required({ location_id: true }),
    id: z.string().optional(),
  }),
  input: ([row = {}], { before }) => ({
    downtime: {
      variant_id: row.sku,
      location_id: row.location,
      quantity: row.quantity,
      reason: row.reason,
      note: row.note,
      start_date: row.start_date,
      end_date: row.end_date,
    },
    ...(before[0]?.id ? { id: before[0].id } : {}),
  }),
  placeOf([first = "", second]) {
    const field = (first === "downtime" ? second : first) ?? ""
    return ownColumns([FIELDS[field] ?? field])
  },
  async write({ ledger, by }, inputs) {
    for (const { id, downtime: input } of inputs) {
      if (id === undefined) {
        await addDowntime(ledger, { ...input, created_by: by })
      } else if (input.end_date) {
        await endDowntime(ledger, id, input.end_date)
      }
    }
  },
})

const FIELDS: Readonly<Record<string, string>> = {
  variant_id: "sku",
  location_id: "location",
}

interface DowntimeRow {
  id: string
  variant_id: string
  location_id: string
  quantity: number
  reason: string
  note: string | null
  start_date: string
  end_date: string | null
  serial: string | null
}

const EVERY_DOWNTIME = `
  SELECT d.id, i.variant_id, d.location_id, d.quantity, d.reason, d.note,
         d.start_date::text, d.end_date::text, u.serial
    FROM rental_downtime d
    JOIN rental_item i ON i.id = d.item_id
    LEFT JOIN rental_unit u ON u.id = d.unit_id
   ORDER BY d.start_date, d.id
`

/** A row without an id is one that is there already, if that says the same. */
function findDowntime(rows: readonly Cells[], now: readonly Cells[]): Found[] {
  const ids = new Set(now.map((row) => row.id ?? ""))
  const named = new Set(rows.map((row) => row.id ?? ""))
  const free = new Map<string, string[]>()
  for (const row of now) {
    if (!named.has(row.id ?? "")) {
      free.set(contentOf(row), [...(free.get(contentOf(row)) ?? []), row.id ?? ""])
    }
  }
  return rows.map((row, at): Found => {
    if (row.id) {
      return ids.has(row.id)
        ? { key: row.id }
        : {
            column: "id",
            why: `There is no downtime ${row.id}: leave it empty for a new one`,
          }
    }
    return { key: free.get(contentOf(row))?.shift() ?? `new ${at}` }
  })
}

const CONTENT = [
  "sku",
  "location",
  "quantity",
  "reason",
  "note",
  "start_date",
  "end_date",
]

function contentOf(row: Cells): string {
  return CONTENT.map((name) => row[name] ?? "").join("\u0000")
}
