import { RENTAL_MODULE } from "../../modules/rental"
import { type Distribution } from "../../modules/rental/reports/distribution"
import {
  readLeadTimes,
  readRentalLengths,
} from "../../modules/rental/reports/order-distributions"
import type RentalModuleService from "../../modules/rental/service"
import { type ReadReport, type Report } from "./report"

/** Days from the order to its first day. */
export const readLeadTimeReport: ReadReport = async (container, scope) => {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  return describe(await readLeadTimes(ledger.knex, scope))
}

/** Days of a rental. */
export const readLengthReport: ReadReport = async (container, scope) => {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  return describe(await readRentalLengths(ledger.knex, scope))
}

function describe({ count, histogram, ...ranks }: Distribution): Report {
  const classes = histogram.map(({ from, to, count: orders }) => ({
    from_days: from,
    to_days: to,
    orders,
  }))
  return {
    fields: { unit: "day", orders: count, ...ranks, histogram: classes },
    table: {
      columns: ["measure", "from_days", "to_days", "days", "orders"],
      rows: [
        ...classes.map((row) => ({ measure: "class", ...row })),
        ...Object.entries(ranks).map(([measure, days]) => ({ measure, days })),
        { measure: "all", orders: count },
      ],
    },
  }
}
