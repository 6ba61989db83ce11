import type { MetadataRoute } from "next"
import { connection } from "next/server"
import { listCategories } from "@/lib/catalogue/categories"
import { listProducts } from "@/lib/catalogue/products"
import { storefrontUrl } from "@/lib/shop/config"

const BATCH = 100

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection()
  const paths = ["/", "/items", "/vibe"]
  for (const { slug } of await listCategories()) {
    paths.push(`/items?category=${slug}`)
  }
  for (let page = 1, more = true; more; page += 1) {
    const { products, count } = await listProducts({ page, limit: BATCH })
    paths.push(...products.map(({ handle }) => `/items/${handle}`))
    more = page * BATCH < count
  }
  return paths.map((path) => ({ url: `${storefrontUrl()}${path}` }))
}
