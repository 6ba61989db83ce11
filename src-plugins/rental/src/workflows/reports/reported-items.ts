import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { variantTitle } from "../variant-title"

/** An item as reports name it. */
export interface ReportedItem {
  /** Null when it is not for rent any more. */
  variant_id: string | null
  product_id: string | null
  title: string
  sku: string | null
}

export interface ReportedCategory {
  /** Null for items without a category. */
  category_id: string | null
  title: string
}

/** Names of items and the categories they are in. */
export interface ReportNames {
  itemOf: (row: LedgerItem) => ReportedItem
  /** At least one: an item in several categories counts in each. */
  categoriesOf: (row: LedgerItem) => ReportedCategory[]
}

/** What a report of the ledger knows of an item. */
export interface LedgerItem {
  item_id: string
  variant_id: string | null
  product_id: string | null
}

/** Reads what the items of a report are called and where they belong. */
export async function readReportNames(
  container: MedusaContainer,
  rows: readonly LedgerItem[]
): Promise<ReportNames> {
  const [variants, products] = await Promise.all([
    readVariants(container, idsOf(rows, "variant_id")),
    readProducts(container, idsOf(rows, "product_id")),
  ])
  return {
    itemOf: ({ item_id, variant_id, product_id }) => {
      const variant = variants.get(variant_id ?? "")
      const product = products.get(product_id ?? "")
      const title = variantTitle({ title: variant?.title, product })
      return {
        variant_id,
        product_id,
        title: title || (variant_id ?? item_id),
        sku: variant?.sku ?? null,
      }
    },
    categoriesOf: ({ product_id }) => {
      const categories = (products.get(product_id ?? "")?.categories ?? []).filter(
        (category) => category !== null
      )
      return categories.length
        ? categories.map(({ id, name }) => ({ category_id: id, title: name }))
        : [{ category_id: null, title: "" }]
    },
  }
}

/** Rows by category, the categories in the order of their titles, those without last. */
export function groupByCategory<Row extends LedgerItem>(
  rows: readonly Row[],
  { categoriesOf }: ReportNames
): { category: ReportedCategory; rows: Row[] }[] {
  const groups = new Map<string | null, { category: ReportedCategory; rows: Row[] }>()
  for (const row of rows) {
    for (const category of categoriesOf(row)) {
      const group = groups.get(category.category_id) ?? { category, rows: [] }
      group.rows.push(row)
      groups.set(category.category_id, group)
    }
  }
  return [...groups.values()].sort(
    ({ category: a }, { category: b }) =>
      Number(a.category_id === null) - Number(b.category_id === null) ||
      a.title.localeCompare(b.title) ||
      (a.category_id ?? "").localeCompare(b.category_id ?? "")
  )
}

interface QueriedVariant {
  id: string
  title: string | null
  sku: string | null
}

interface QueriedProduct {
  id: string
  title: string | null
  categories?: ({ id: string; name: string } | null)[] | null
}

function idsOf(
  rows: readonly LedgerItem[],
  field: "variant_id" | "product_id"
): string[] {
  return [...new Set(rows.flatMap((row) => row[field] ?? []))]
}

async function readVariants(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, QueriedVariant>> {
  if (!ids.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "title", "sku"],
    filters: { id: ids },
  })
  return new Map((data as QueriedVariant[]).map((variant) => [variant.id, variant]))
}

async function readProducts(
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, QueriedProduct>> {
  if (!ids.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields: ["id", "title", "categories.id", "categories.name"],
    filters: { id: ids },
  })
  return new Map((data as QueriedProduct[]).map((product) => [product.id, product]))
}
