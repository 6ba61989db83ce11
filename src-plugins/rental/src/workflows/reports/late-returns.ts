import { RENTAL_MODULE } from "../../modules/rental"
import { readMoment } from "../../modules/rental/ledger/order-goods"
import { readReturns } from "../../modules/rental/reports/late-returns"
import type RentalModuleService from "../../modules/rental/service"
import { readOrderLabels } from "./order-labels"
import { type ReadReport } from "./report"
import { readReportNames } from "./reported-items"

/** What was due back in the range, how much of it was late, and which. */
export const readLateReturns: ReadReport = async (container, scope) => {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { instant } = await readMoment(ledger.knex, ledger)
  const { late, ...counts } = await readReturns(ledger.knex, scope, instant)
  const [names, labels] = await Promise.all([
    readReportNames(container, late),
    readOrderLabels(
      container,
      late.map(({ order_id }) => order_id)
    ),
  ])
  const bookings = late.map((row) => ({
    order_id: row.order_id,
    order_number: labels.get(row.order_id)?.display_id ?? null,
    booking_id: row.booking_id,
    ...names.itemOf(row),
    location_id: row.location_id,
    quantity: row.quantity,
    due: row.due,
    returned: row.returned,
    unit: row.unit,
    late_by: row.late_by,
  }))
  return {
    fields: { ...counts, bookings },
    table: { columns: COLUMNS, rows: bookings },
  }
}

const COLUMNS = [
  "order_id",
  "order_number",
  "booking_id",
  "variant_id",
  "sku",
  "title",
  "location_id",
  "quantity",
  "due",
  "returned",
  "unit",
  "late_by",
]
