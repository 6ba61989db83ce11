import "server-only"
import type { HttpTypes } from "@medusajs/types"
import { readStore } from "../medusa/client"

export type Category = { id: string; slug: string; name: string; description: string }

/** The slug of the category whose products are packages of others. */
export const PACKAGES = "packages"

/** The shop's categories in their order. */
export async function listCategories(): Promise<Category[]> {
  const { product_categories } =
    await readStore<HttpTypes.StoreProductCategoryListResponse>(
      "/store/product-categories",
      {
        query: { fields: "id,name,handle,description,rank", limit: 100 },
        sharedAs: "categories",
      }
    )
  return [...product_categories]
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ id, handle, name, description }) => ({
      id,
      slug: handle,
      name,
      description: description ?? "",
    }))
}
