import { readFile } from "fs/promises"
import {
  createProductCategoriesWorkflow,
  createProductsWorkflow,
  createProductTagsWorkflow,
} from "@medusajs/medusa/core-flows"
import type {
  CreateProductWorkflowInputDTO,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules, ProductStatus } from "@medusajs/framework/utils"
import { upsertRentalItemsWorkflow } from "@gather/medusa-rental/workflows"
import type { Catalogue, CataloguePackage, CatalogueProduct } from "./catalogue-files"
import type { SeededShop } from "./shop"

const PACKAGES_CATEGORY = {
  slug: "packages",
  name: "Packages",
  description: "Sets that belong together, at one price a day.",
  rank: 99,
}
/** Products per workflow run: large enough to be quick, small enough to show progress. */
const BATCH = 12

/** Called after each batch with how many products of the whole are there. */
type Progress = (done: number, total: number) => void

/**
 * Brings the catalogue's categories, tags, products, packages and rental rules into the shop.
 * Products whose handle is there already are left as they are: staff may have edited them.
 */
export async function seedCatalogue(
  container: MedusaContainer,
  catalogue: Catalogue,
  shop: SeededShop,
  onProgress: Progress
): Promise<void> {
  const categories = await seedCategories(container, catalogue)
  const tags = await seedTags(container, catalogue)
  const productModule = container.resolve(Modules.PRODUCT)
  const handles = [...catalogue.products, ...catalogue.packages].map(
    ({ handle }) => handle
  )
  const existing = new Set(
    (
      await productModule.listProducts(
        { handle: handles },
        { select: ["id", "handle"], take: handles.length }
      )
    ).map(({ handle }) => handle)
  )

  const toInput = async (entry: CatalogueProduct | CataloguePackage) => {
    const urls = await uploadPictures(container, catalogue, picturesOf(entry))
    const category = "category" in entry ? entry.category : PACKAGES_CATEGORY.slug
    return {
      handle: entry.handle,
      title: entry.title,
      description: entry.description,
      status: ProductStatus.PUBLISHED,
      metadata: entry.metadata,
      category_ids: [required(categories, category, entry.handle)],
      tag_ids: entry.tags.map((tag) => required(tags, tag, entry.handle)),
      shipping_profile_id: shop.shippingProfileId,
      sales_channels: [{ id: shop.salesChannelId }],
      images: [...urls.values()].map((url) => ({ url })),
      thumbnail: [...urls.values()][0],
      ...("variants" in entry
        ? productVariants(entry, urls, catalogue.shop.currency)
        : packageVariant(entry, catalogue.shop.currency)),
    } satisfies CreateProductWorkflowInputDTO
  }

  const missing = [...catalogue.products, ...catalogue.packages].filter(
    ({ handle }) => !existing.has(handle)
  )
  let done = handles.length - missing.length
  onProgress(done, handles.length)
  for (let start = 0; start < missing.length; start += BATCH) {
    const batch = missing.slice(start, start + BATCH)
    const products = await Promise.all(batch.map(toInput))
    await createProductsWorkflow(container).run({ input: { products } })
    done += batch.length
    onProgress(done, handles.length)
  }

  await seedRentalRules(container, catalogue, shop)
}

async function seedCategories(container: MedusaContainer, catalogue: Catalogue) {
  const wanted = [...catalogue.categories]
  if (!wanted.some(({ slug }) => slug === PACKAGES_CATEGORY.slug)) {
    wanted.push(PACKAGES_CATEGORY)
  }
  const productModule = container.resolve(Modules.PRODUCT)
  const found = await productModule.listProductCategories(
    { handle: wanted.map(({ slug }) => slug) },
    { take: wanted.length }
  )
  const ids = new Map(found.map(({ handle, id }) => [handle, id]))
  const missing = wanted.filter(({ slug }) => !ids.has(slug))
  if (missing.length) {
    const { result } = await createProductCategoriesWorkflow(container).run({
      input: {
        product_categories: missing
          .sort((a, b) => a.rank - b.rank)
          .map(({ slug, name, description }) => ({
            handle: slug,
            name,
            description,
            is_active: true,
          })),
      },
    })
    result.forEach(({ handle, id }) => ids.set(handle, id))
  }
  return ids
}

async function seedTags(container: MedusaContainer, catalogue: Catalogue) {
  const values = [
    ...new Set(
      [...catalogue.products, ...catalogue.packages].flatMap(({ tags }) => tags)
    ),
  ]
  const found = await container
    .resolve(Modules.PRODUCT)
    .listProductTags({ value: values }, { take: values.length })
  const ids = new Map(found.map(({ value, id }) => [value, id]))
  const missing = values.filter((value) => !ids.has(value))
  if (missing.length) {
    const { result } = await createProductTagsWorkflow(container).run({
      input: { product_tags: missing.map((value) => ({ value })) },
    })
    result.forEach(({ value, id }) => ids.set(value, id))
  }
  return ids
}

/** Every picture of an entry once, the entry's own order first. */
function picturesOf(entry: CatalogueProduct | CataloguePackage): string[] {
  const ofVariants =
    "variants" in entry ? entry.variants.flatMap(({ picture }) => picture ?? []) : []
  return [...new Set([...entry.pictures, ...ofVariants])]
}

async function uploadPictures(
  container: MedusaContainer,
  catalogue: Catalogue,
  names: string[]
) {
  const files = await Promise.all(
    names.map(async (filename) => ({
      filename,
      mimeType: "image/jpeg",
      content: (await readFile(catalogue.picturePath(filename))).toString("base64"),
      access: "public" as const,
    }))
  )
  const uploaded = await container.resolve(Modules.FILE).createFiles(files)
  return new Map(names.map((name, index) => [name, uploaded[index]?.url ?? ""]))
}

function productVariants(
  entry: CatalogueProduct,
  urls: Map<string, string>,
  currency: string
) {
  return {
    options: entry.options,
    variants: entry.variants.map((variant) => ({
      title: variant.title,
      sku: variant.sku,
      options: variant.options,
      manage_inventory: false,
      prices: [{ currency_code: currency, amount: variant.day_rate }],
      ...(variant.picture ? { thumbnail: urls.get(variant.picture) } : {}),
    })),
  }
}

function packageVariant(entry: CataloguePackage, currency: string) {
  return {
    options: [{ title: "Set", values: ["Complete"] }],
    variants: [
      {
        title: "Complete",
        sku: packageSku(entry),
        options: { Set: "Complete" },
        manage_inventory: false,
        prices: [{ currency_code: currency, amount: entry.day_rate }],
      },
    ],
  }
}

function packageSku(entry: CataloguePackage): string {
  return `PACKAGE-${entry.handle.toUpperCase()}`
}

async function seedRentalRules(
  container: MedusaContainer,
  catalogue: Catalogue,
  shop: SeededShop
): Promise<void> {
  const skus = [
    ...catalogue.products.flatMap(({ variants }) => variants.map(({ sku }) => sku)),
    ...catalogue.packages.map(packageSku),
  ]
  const rows = await container
    .resolve(Modules.PRODUCT)
    .listProductVariants(
      { sku: skus },
      { select: ["id", "sku", "product_id"], take: skus.length }
    )
  const variants = new Map(rows.map((row) => [row.sku ?? "", row]))
  const identify = (sku: string) => {
    const row = variants.get(sku)
    if (!row?.product_id) {
      throw new Error(
        `The catalogue names the SKU ${sku}, but the shop has no such variant`
      )
    }
    return { variant_id: row.id, product_id: row.product_id }
  }

  const products = catalogue.products.flatMap((entry) =>
    entry.variants.map((variant) => ({
      ...identify(variant.sku),
      ...entry.rental,
      replacement_value: variant.replacement_value,
      fleet: [{ location_id: shop.stockLocationId, quantity: variant.fleet }],
    }))
  )
  const packages = catalogue.packages.map((entry) => ({
    ...identify(packageSku(entry)),
    components: entry.components.map(({ sku, quantity }) => ({
      variant_id: identify(sku).variant_id,
      quantity,
    })),
  }))
  await upsertRentalItemsWorkflow(container).run({
    input: { items: [...products, ...packages] },
  })
}

function required(ids: Map<string, string>, key: string, handle: string): string {
  const id = ids.get(key)
  if (!id) {
    throw new Error(`${handle} names "${key}", which the catalogue does not define`)
  }
  return id
}
