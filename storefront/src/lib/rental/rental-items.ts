import "server-only"
import { readStore } from "../medusa/client"

/** What the rental ledger knows of a variant, for all visitors. */
export type RentalItem = {
  variant_id: string
  product_id: string
  turnaround_before: number
  turnaround_after: number
  replacement_value: number | null
  /** Null when the replacement value is in the shop's own currency. */
  currency_code: string | null
  is_package: boolean
  components: {
    variant_id: string
    product_id: string
    title: string
    quantity: number
  }[]
}

/** The rental facts of a product's variants. */
export async function rentalItemsOf(
  productIds: string[]
): Promise<Map<string, RentalItem>> {
  if (!productIds.length) {
    return new Map()
  }
  const { items } = await readStore<{ items: RentalItem[] }>("/store/rental/items", {
    query: { product_id: [...new Set(productIds)].sort() },
    sharedAs: "catalogue",
  })
  return new Map(items.map((item) => [item.variant_id, item]))
}
