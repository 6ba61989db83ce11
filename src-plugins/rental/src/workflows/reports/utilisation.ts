import { RENTAL_MODULE } from "../../modules/rental"
import { type Ledger } from "../../modules/rental/ledger/ledger"
import { type ReportScope } from "../../modules/rental/reports/report-range"
import { readUsage, sumUsage, totalUsage } from "../../modules/rental/reports/utilisation"
import type RentalModuleService from "../../modules/rental/service"
import { atLevel, type ReadReport } from "./report"
import { groupByCategory, readReportNames, type LedgerItem } from "./reported-items"

/** Unit-days out of unit-days owned: of each item, of each category, and in all. */
export const readUtilisation: ReadReport = async (container, scope) => {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  // Names are read while Postgres counts: each takes about as long as the other.
  const [usage, names] = await Promise.all([
    readUsage(ledger.knex, scope),
    readReportNames(container, await countedItems(ledger, scope)),
  ])
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

/** The items that can be in a report. */
async function countedItems(
  ledger: Ledger,
  { item_ids }: ReportScope
): Promise<LedgerItem[]> {
  const asked = item_ids && new Set(item_ids)
  return [...(await ledger.items()).values()]
    .filter(({ id }) => asked?.has(id) ?? true)
    .map(({ id, variant_id, product_id }) => ({ item_id: id, variant_id, product_id }))
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
