import { type MedusaContainer } from "@medusajs/framework/types"
import { BigNumber, ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { type ReportScope } from "../../modules/rental/reports/report-range"
import {
  readRentedParts,
  shareRevenue,
  type PartRevenue,
  type RentedPart,
} from "../../modules/rental/reports/revenue"
import { type Decimal } from "../../modules/rental/reports/share-out"
import {
  averageOwned,
  readUsage,
  type ItemUsage,
} from "../../modules/rental/reports/utilisation"
import type RentalModuleService from "../../modules/rental/service"
import { readOrderRevenue } from "./order-revenue"
import { atLevel, type ReadReport } from "./report"
import { groupByCategory, readReportNames } from "./reported-items"
import { readOwnPrices } from "./own-prices"

/** What rentals earned: each item, each category, and in all, by currency. */
export const readRevenue: ReadReport = async (container, scope) => {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [rented, usage] = await Promise.all([
    readRentedParts(ledger.knex, scope),
    readUsage(ledger.knex, scope),
  ])
  const parts = (await shareOrders(container, rented)).filter((part) =>
    isInScope(part, scope)
  )
  const names = await readReportNames(container, [...parts, ...usage])
  const fleet = usage.map((item) => ({ ...item, units: averageOwned(item, scope) }))
  const sums = sumByCurrency(parts, fleet)
  const total = sums.length ? sums : await zeroRevenue(container, fleet)
  const categories = groupByCategory([...parts, ...fleet], names).flatMap(
    ({ category, rows }) =>
      sumByCurrency(rows.filter(isPart), rows.filter(isOwned)).map((row) => ({
        ...category,
        ...row,
      }))
  )
  const items = groupByItem(parts).flatMap(([item_id, rows]) =>
    sumByCurrency(
      rows,
      fleet.filter((item) => item.item_id === item_id)
    ).map((row) => ({ ...names.itemOf(rows[0]!), ...row }))
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
  "currency_code",
  "orders",
  "units_rented",
  "revenue",
  "units_owned",
  "revenue_per_unit_owned",
]

/** Amounts are in major units of the currency, after discounts and before tax. */
interface Revenue {
  currency_code: string
  orders: number
  /** Units that were rented, in all orders together. */
  units_rented: number
  revenue: number
  /** Units owned on an average day of the range, idle ones too. */
  units_owned: number
  revenue_per_unit_owned: number | null
}

interface OwnedItem extends ItemUsage {
  /** On an average day of the range. */
  units: number
}

async function shareOrders(
  container: MedusaContainer,
  rented: readonly RentedPart[]
): Promise<PartRevenue[]> {
  const [orders, prices, digits] = await Promise.all([
    readOrderRevenue(
      container,
      rented.map(({ order_id }) => order_id)
    ),
    readOwnPrices(container, partsOfPackages(rented)),
    readDigits(container),
  ])
  return shareRevenue(rented, {
    revenueOf: (orderId, variantId) => orders.get(orderId)?.get(variantId),
    priceOf: (variantId, currencyCode) => prices.get(variantId)?.get(currencyCode),
    digitsOf: (currencyCode) => digits.get(currencyCode) ?? 2,
  })
}

/** Prices are asked for only where a line's revenue is shared by them. */
function partsOfPackages(rented: readonly RentedPart[]): string[] {
  return rented.flatMap(({ variant_id, line_variant_id }) =>
    variant_id !== null && variant_id !== line_variant_id ? [variant_id] : []
  )
}

async function readDigits(container: MedusaContainer): Promise<Map<string, number>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "currency",
    fields: ["code", "decimal_digits"],
  })
  return new Map(data.map(({ code, decimal_digits }) => [code, decimal_digits]))
}

function isInScope(part: PartRevenue, { location_id, item_ids }: ReportScope): boolean {
  return (
    (location_id === null || part.location_id === location_id) &&
    (item_ids === null || item_ids.includes(part.item_id))
  )
}

function isPart(row: PartRevenue | OwnedItem): row is PartRevenue {
  return "amount" in row
}

function isOwned(row: PartRevenue | OwnedItem): row is OwnedItem {
  return "units" in row
}

/** Items with what they earned, in the order of their ids. */
function groupByItem(parts: readonly PartRevenue[]): [string, PartRevenue[]][] {
  const groups = new Map<string, PartRevenue[]>()
  for (const part of parts) {
    const group = groups.get(part.item_id)
    if (group) {
      group.push(part)
    } else {
      groups.set(part.item_id, [part])
    }
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
}

function sumByCurrency(
  parts: readonly PartRevenue[],
  fleet: readonly OwnedItem[]
): Revenue[] {
  const currencies = [...new Set(parts.map((part) => part.currency_code))].sort()
  return currencies.map((currency_code) =>
    sumRevenue(
      currency_code,
      parts.filter((part) => part.currency_code === currency_code),
      fleet
    )
  )
}

function sumRevenue(
  currency_code: string,
  parts: readonly PartRevenue[],
  fleet: readonly OwnedItem[]
): Revenue {
  const revenue = parts.reduce<Decimal>(
    (sum, { amount }) => MathBN.add(sum, amount),
    MathBN.convert(0)
  )
  const owned = fleet.reduce((sum, { units }) => sum + units, 0)
  return {
    currency_code,
    orders: new Set(parts.map((part) => part.order_id)).size,
    units_rented: parts.reduce((sum, part) => sum + part.quantity, 0),
    revenue: new BigNumber(revenue).numeric,
    units_owned: Math.round(owned * 10_000) / 10_000,
    revenue_per_unit_owned:
      owned > 0 ? MathBN.div(revenue, owned).decimalPlaces(4).toNumber() : null,
  }
}

/** Nothing, in the shop's own currency. */
async function zeroRevenue(
  container: MedusaContainer,
  fleet: readonly OwnedItem[]
): Promise<Revenue[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "store",
    fields: ["supported_currencies.currency_code", "supported_currencies.is_default"],
  })
  const currencies = data.flatMap((store) => store.supported_currencies ?? [])
  const own = currencies.find((currency) => currency?.is_default) ?? currencies[0]
  return own ? [sumRevenue(own.currency_code, [], fleet)] : []
}
