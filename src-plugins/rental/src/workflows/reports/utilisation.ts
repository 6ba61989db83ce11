import { RENTAL_MODULE } from "../../modules/rental"
import { readUsage, sumUsage, totalUsage } from "../../modules/rental/reports/utilisation"
import type RentalModuleService from "../../modules/rental/service"
import { atLevel, type ReadReport } from "./report"
import { groupByCategory, readReportNames } from "./reported-items"

/** Unit-days out of unit-days owned: of each item, of each category, and in all. */
export const readUtilisation: ReadReport = async (container, scope) => {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const usage = await readUsage(ledger.knex, scope)
  const names = await readReportNames(container, usage)
  const total = totalUsage(usage)
  const categories = groupByCategory(usage, names).flatMap(({ category, rows }) =>
    sumUsage(rows).map((sum) => ({ ...category, ...sum }))
  )
  const items = usage.flatMap((row) =>
    sumUsage([row]).map((sum) => ({ ...names.itemOf(row), ...sum }))
  )
  return {
    fields: { total, categories, items },
    table: {
      columns: COLUMNS,
      rows: [
        ...atLevel("total", total),
        ...atLevel("category", categories),
        ...atLevel("item", items),
      ],
    },
  }
}

const COLUMNS = [
  "level",
  "category_id",
  "variant_id",
  "sku",
  "title",
  "unit",
  "bookings",
  "owned",
  "downtime",
  "out",
  "turnaround",
  "utilisation",
  "utilisation_in_service",
]
