import { RENTAL_MODULE } from "../../modules/rental"
import { readIdleItems } from "../../modules/rental/reports/idle-stock"
import type RentalModuleService from "../../modules/rental/service"
import { type ReadReport } from "./report"
import { readReportNames } from "./reported-items"

/** Items that nobody had in the range, the longest idle first. */
export const readIdleStock: ReadReport = async (container, scope) => {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const idle = await readIdleItems(ledger.knex, scope)
  const names = await readReportNames(container, idle)
  const items = idle.map((row) => ({
    ...names.itemOf(row),
    owned: row.owned,
    last_rented: row.last_rented,
    idle_since: row.idle_since,
    idle_days: row.idle_days,
  }))
  return { fields: { items }, table: { columns: COLUMNS, rows: items } }
}

const COLUMNS = [
  "variant_id",
  "sku",
  "title",
  "owned",
  "last_rented",
  "idle_since",
  "idle_days",
]
