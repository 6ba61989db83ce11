import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  bookingPages,
  orderPages,
  type Days,
} from "../../modules/rental/imports/booking-pages"
import { type Separator } from "../../modules/rental/imports/csv/read-csv"
import { writeCsv, type Cells } from "../../modules/rental/imports/csv/write-csv"
import { IMPORT_KINDS } from "../../modules/rental/imports/import-kinds"
import type RentalModuleService from "../../modules/rental/service"
import { readOrderLabels } from "../reports/order-labels"
import { readNames } from "./read-names"
import { readOrderSums } from "./read-order-sums"

/** What is exported and never imported. */
export const READ_ONLY_EXPORTS = {
  bookings: [
    "id",
    "order_id",
    "order",
    "state",
    "sku",
    "title",
    "part_of",
    "location",
    "quantity",
    "start_date",
    "start_time",
    "end_date",
    "end_time",
  ],
  orders: [
    "id",
    "order",
    "status",
    "email",
    "start_date",
    "start_time",
    "end_date",
    "end_time",
    "placed_at",
    "currency_code",
    "total",
  ],
} as const

type ReadOnly = keyof typeof READ_ONLY_EXPORTS

export const EXPORT_NAMES: readonly string[] = [
  ...IMPORT_KINDS.map(({ name }) => name),
  ...Object.keys(READ_ONLY_EXPORTS),
]

/** What is exported. */
export interface ExportRequest extends Days {
  /** One of `EXPORT_NAMES`. */
  name: string
  separator: Separator
}

/** A file, in pieces as they are read. */
export async function* readExport(
  container: MedusaContainer,
  { name, separator, ...days }: ExportRequest
): AsyncGenerator<string> {
  const kind = IMPORT_KINDS.find((one) => one.name === name)
  if (kind) {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const { names } = await readNames(container)
    const columns = kind.columns.map((column) => column.name)
    yield writeCsv(columns, await rental.exportRows(kind, names), { separator })
    return
  }
  const columns = READ_ONLY_EXPORTS[name as ReadOnly]
  yield writeCsv(columns, [], { separator })
  const pages = name === "orders" ? readOrders : readBookings
  for await (const rows of pages(container, days)) {
    yield writeCsv(columns, rows, { separator, header: false })
  }
}

async function* readBookings(
  container: MedusaContainer,
  days: Days
): AsyncGenerator<Cells[]> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { names } = await readNames(container)
  for await (const page of bookingPages(ledger.knex, days)) {
    const ids = page.map(({ order_id }) => order_id)
    const labels = await readOrderLabels(container, ids)
    yield page.map(({ variant_id, line_variant_id, location_id, quantity, ...row }) => ({
      ...withoutNulls(row),
      order: String(labels.get(row.order_id)?.display_id ?? ""),
      sku: names.sku(variant_id),
      title: names.title(variant_id),
      part_of:
        line_variant_id && line_variant_id !== variant_id
          ? names.sku(line_variant_id)
          : "",
      location: names.location(location_id),
      quantity: String(quantity),
    }))
  }
}

async function* readOrders(
  container: MedusaContainer,
  days: Days
): AsyncGenerator<Cells[]> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  for await (const page of orderPages(ledger.knex, days)) {
    const ids = page.map(({ order_id }) => order_id)
    const sums = await readOrderSums(container, ids)
    yield page.map(({ order_id, ...period }) => ({
      id: order_id,
      ...withoutNulls(period),
      ...sums.get(order_id),
    }))
  }
}

function withoutNulls(row: Readonly<Record<string, string | null>>): Cells {
  return Object.fromEntries(Object.entries(row).map(([key, text]) => [key, text ?? ""]))
}
