import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import {
  type ReportRange,
  type ReportScope,
} from "../../modules/rental/reports/report-range"
import type RentalModuleService from "../../modules/rental/service"

/** What a report is asked for. */
export interface ReportRequest {
  range: ReportRange
  location_id?: string
  /** With the categories below it. */
  category_id?: string
}

/**
 * What a request means in the ledger.
 *
 * @throws RentalError `rental_not_found` naming `location_id` or `category_id`
 */
export async function resolveScope(
  container: MedusaContainer,
  request: ReportRequest
): Promise<ReportScope> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const { range, location_id, category_id } = request
  const [item_ids] = await Promise.all([
    category_id === undefined ? null : readCategoryItems(container, rental, category_id),
    location_id === undefined ? undefined : requireLocation(container, location_id),
  ])
  return {
    ...range,
    timezone: rental.options.timezone,
    location_id: location_id ?? null,
    item_ids,
  }
}

/** @throws RentalError `rental_not_found` naming `location_id` */
export async function requireLocation(
  container: MedusaContainer,
  locationId: string
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "stock_location",
    fields: ["id"],
    filters: { id: locationId },
  })
  if (!data.length) {
    throw notFoundError("location_id", `There is no stock location ${locationId}`)
  }
}

async function readCategoryItems(
  container: MedusaContainer,
  rental: RentalModuleService,
  categoryId: string
): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: categories } = await query.graph({
    entity: "product_category",
    fields: ["id", "parent_category_id"],
  })
  const wanted = withDescendants(categories, categoryId)
  const { data: products } = await query.graph({
    entity: "product",
    fields: ["id"],
    filters: { categories: { id: [...wanted] } },
  })
  const productIds = new Set(products.map((product) => product.id))
  const items = [...(await rental.ledger.items()).values()]
  return items.filter((item) => productIds.has(item.product_id)).map(({ id }) => id)
}

/** @throws RentalError `rental_not_found` naming `category_id` */
function withDescendants(
  categories: readonly { id: string; parent_category_id?: string | null }[],
  rootId: string
): Set<string> {
  if (!categories.some(({ id }) => id === rootId)) {
    throw notFoundError("category_id", `There is no category ${rootId}`)
  }
  const found = new Set([rootId])
  for (const id of found) {
    for (const category of categories) {
      if (category.parent_category_id === id) {
        found.add(category.id)
      }
    }
  }
  return found
}
