import "server-only"
import type { HttpTypes } from "@medusajs/types"
import { readStore } from "../medusa/client"
import { shopRegion } from "../shop/region"
import { pictureSrc } from "./picture"
import { type Product, toProduct } from "./product"

const FIELDS = [
  "id,title,handle,description,thumbnail",
  "*images,*tags,*categories,*options,*options.values",
  "variants.id,variants.title,variants.thumbnail,variants.variant_rank,*variants.options,*variants.calculated_price",
].join(",")

/** How many items a catalogue page shows. */
export const PAGE_SIZE = 36

/** A page of the catalogue, counting from 1, of one category or all of them. */
export async function listProducts({
  categoryId,
  page = 1,
  limit = PAGE_SIZE,
}: {
  categoryId?: string
  page?: number
  limit?: number
}): Promise<{ products: Product[]; count: number }> {
  const { products, count } = await read({
    limit,
    offset: (page - 1) * limit,
    order: "title",
    ...(categoryId ? { category_id: [categoryId] } : {}),
  })
  return { products: products.map(toProduct), count }
}

/** A product as a tile shows it: a picture and where it leads. */
export type ProductTile = {
  id: string
  handle: string
  title: string
  picture: string | null
  categoryIds: string[]
}

/** How many products are looked through for a picture of each category. */
const TILES = 500

/** Products without their prices, which cost most to ask for; newest last. */
export async function listTiles(): Promise<ProductTile[]> {
  const { products } = await readStore<HttpTypes.StoreProductListResponse>(
    "/store/products",
    {
      query: {
        limit: TILES,
        order: "created_at",
        fields: "id,title,handle,thumbnail,*categories",
      },
      sharedAs: "catalogue",
    }
  )
  return products.map((product) => ({
    id: product.id,
    handle: product.handle ?? product.id,
    title: product.title,
    picture: pictureSrc(product.thumbnail),
    categoryIds: product.categories?.map((category) => category.id) ?? [],
  }))
}

/** One product by its handle; null when there is none. */
export async function productByHandle(handle: string): Promise<Product | null> {
  const { products } = await read({ handle, limit: 1 })
  return products[0] ? toProduct(products[0]) : null
}

/** Products by id, in no order; those that are gone are missing. */
export async function productsById(ids: string[]): Promise<Map<string, Product>> {
  if (!ids.length) {
    return new Map()
  }
  const sorted = [...new Set(ids)].sort()
  const { products } = await read({ id: sorted, limit: sorted.length })
  return new Map(products.map((product) => [product.id, toProduct(product)]))
}

async function read(query: Record<string, string | number | string[]>) {
  const { id } = await shopRegion()
  return readStore<HttpTypes.StoreProductListResponse>("/store/products", {
    query: { ...query, fields: FIELDS, region_id: id },
    sharedAs: "catalogue",
  })
}
