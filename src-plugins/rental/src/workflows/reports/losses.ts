import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { readLosses, type ItemLoss } from "../../modules/rental/reports/losses"
import type RentalModuleService from "../../modules/rental/service"
import { atLevel, type ReadReport } from "./report"
import { readReportNames } from "./reported-items"

/** Units out of service, missing or retired: by reason in all, and of each item. */
export const readLossReport: ReadReport = async (container, scope) => {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const losses = await readLosses(ledger.knex, scope)
  const names = await readReportNames(container, losses)
  const total = sumByReason(losses)
  const items = losses.map(({ item_id: _item, variant_id, product_id, ...loss }) => ({
    ...names.itemOf({ item_id: _item, variant_id, product_id }),
    ...loss,
  }))
  return {
    fields: { total, items },
    table: {
      columns: COLUMNS,
      rows: [...atLevel("total", total), ...atLevel("item", items)],
    },
  }
}

type LossSum = Omit<ItemLoss, "item_id" | "variant_id" | "product_id">

/** One sum for each reason, unit of time and currency: the last two are never added up. */
function sumByReason(losses: readonly ItemLoss[]): LossSum[] {
  const sums = new Map<string, LossSum>()
  for (const { reason, unit, currency_code, ...loss } of losses) {
    const key = `${reason} ${unit} ${currency_code ?? ""}`
    const sum = sums.get(key)
    sums.set(key, {
      reason,
      cases: loss.cases + (sum?.cases ?? 0),
      units: loss.units + (sum?.units ?? 0),
      unit,
      out_of_service: loss.out_of_service + (sum?.out_of_service ?? 0),
      open_units: loss.open_units + (sum?.open_units ?? 0),
      replacement_value: addAmounts(loss.replacement_value, sum?.replacement_value),
      currency_code,
    })
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}

function addAmounts(
  amount: number | null,
  sum: number | null | undefined
): number | null {
  return amount === null ? null : new BigNumber(MathBN.add(amount, sum ?? 0)).numeric
}

const COLUMNS = [
  "level",
  "variant_id",
  "sku",
  "title",
  "reason",
  "cases",
  "units",
  "unit",
  "out_of_service",
  "open_units",
  "replacement_value",
  "currency_code",
]
