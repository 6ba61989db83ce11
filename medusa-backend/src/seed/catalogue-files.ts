import { readFile } from "fs/promises"
import path from "path"
import { z } from "@medusajs/framework/zod"

const words = z.array(z.string().min(1))
const look = z.object({
  materials: words.optional(),
  styles: words.optional(),
  colours: words.optional(),
})
const days = z.number().int().min(0).max(60)
const money = z.number().positive()

const variantSchema = z.object({
  title: z.string().min(1),
  sku: z.string().min(1),
  options: z.record(z.string(), z.string()),
  fleet: z.number().int().min(0),
  day_rate: money,
  replacement_value: money,
  picture: z.string().optional(),
})

const productSchema = z.object({
  handle: z.string().min(1),
  title: z.string().min(1),
  category: z.string().min(1),
  description: z.string().min(1),
  tags: words,
  metadata: look,
  options: z.array(z.object({ title: z.string(), values: words })).min(1),
  pictures: z.array(z.string()).min(1),
  rental: z.object({
    turnaround_before: days,
    turnaround_after: days,
    rate_card: z.string(),
  }),
  variants: z.array(variantSchema).min(1),
})

const packageSchema = z.object({
  handle: z.string().min(1),
  title: z.string().min(1),
  description: z.string().min(1),
  tags: words,
  metadata: look,
  pictures: z.array(z.string()).min(1),
  day_rate: money,
  components: z
    .array(z.object({ sku: z.string(), quantity: z.number().int().positive() }))
    .min(1),
})

const categorySchema = z.object({
  slug: z.string().min(1),
  name: z.string().min(1),
  description: z.string(),
  rank: z.number().int(),
})

const shopSchema = z.object({
  name: z.string().min(1),
  currency: z.string().length(3),
  region: z.object({ name: z.string(), countries: z.array(z.string().length(2)).min(1) }),
  stock_location: z.object({
    name: z.string(),
    address: z.object({
      address_1: z.string(),
      city: z.string(),
      province: z.string().optional(),
      postal_code: z.string().optional(),
      country_code: z.string().length(2),
    }),
  }),
  shipping: z
    .array(
      z.object({
        code: z.string(),
        name: z.string(),
        description: z.string(),
        amount: z.number().min(0),
      })
    )
    .min(1),
})

export type CatalogueProduct = z.infer<typeof productSchema>
export type CataloguePackage = z.infer<typeof packageSchema>
export type CatalogueCategory = z.infer<typeof categorySchema>
export type ShopFile = z.infer<typeof shopSchema>

export type Catalogue = {
  shop: ShopFile
  categories: CatalogueCategory[]
  products: CatalogueProduct[]
  packages: CataloguePackage[]
  /** Absolute path of a picture named in the catalogue. */
  picturePath: (name: string) => string
}

/**
 * Reads the shop's catalogue from a folder laid out as `data/`.
 *
 * @throws Error naming the file and every field that is wrong
 */
export async function readCatalogue(folder: string): Promise<Catalogue> {
  const [shop, categories, products, packages] = await Promise.all([
    readJson(path.join(folder, "shop.json"), shopSchema),
    readJson(path.join(folder, "catalogue", "categories.json"), z.array(categorySchema)),
    readJson(path.join(folder, "catalogue", "products.json"), z.array(productSchema)),
    readJson(path.join(folder, "catalogue", "packages.json"), z.array(packageSchema)),
  ])
  return {
    shop,
    categories,
    products,
    packages,
    picturePath: (name) => path.join(folder, "pictures", path.basename(name)),
  }
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(file, "utf8"))
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`)
  }

  const result = schema.safeParse(content)
  if (!result.success) {
    const problems = result.error.issues.map(
      (issue) => `  ${issue.path.join(".")}: ${issue.message}`
    )
    throw new Error(`${file} is not a valid catalogue file:\n${problems.join("\n")}`)
  }
  return result.data
}
