import type { HttpTypes } from "@medusajs/types"
import { pictureSrc } from "./picture"

/** A way to rent a product: one choice of its options. Rates are major units a day. */
export type Variant = {
  id: string
  title: string
  options: Record<string, string>
  dayRate: number | null
  /** Its own picture, when it has one. */
  picture: string | null
}

/** What the shop window shows of a product. */
export type Product = {
  id: string
  handle: string
  title: string
  description: string
  category: { name: string; slug: string } | null
  tags: string[]
  pictures: string[]
  options: { title: string; values: string[] }[]
  variants: Variant[]
}

/** Medusa's product as the storefront needs it. */
export function toProduct(source: HttpTypes.StoreProduct): Product {
  const optionTitles = new Map(source.options?.map((o) => [o.id, o.title]))
  const pictures = [...(source.images ?? [])]
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map((image) => image.url)
  const category = source.categories?.[0]
  return {
    id: source.id,
    handle: source.handle ?? source.id,
    title: source.title,
    description: source.description ?? "",
    category: category ? { name: category.name, slug: category.handle } : null,
    tags: source.tags?.map((tag) => tag.value) ?? [],
    pictures: unique([source.thumbnail, ...pictures].map(pictureSrc)),
    options: realOptions(source),
    variants: (source.variants ?? []).map((variant) => ({
      id: variant.id,
      title: variant.title ?? "",
      options: Object.fromEntries(
        (variant.options ?? []).map((o) => [
          optionTitles.get(o.option_id ?? "") ?? "",
          o.value,
        ])
      ),
      dayRate: variant.calculated_price?.calculated_amount ?? null,
      picture: pictureSrc(variant.thumbnail),
    })),
  }
}

/** A product's pictures, the one of a variant first. */
export function picturesFor(product: Product, variant: Variant): string[] {
  return unique([variant.picture, ...product.pictures])
}

/** The cheapest variant with a price; undefined when nothing has one. */
export function cheapestVariant(product: Product): Variant | undefined {
  return product.variants
    .filter((variant) => variant.dayRate !== null)
    .sort((a, b) => a.dayRate! - b.dayRate!)[0]
}

/** True when variants differ in price, so that a price must be called "from". */
export function pricesDiffer(product: Product): boolean {
  return new Set(product.variants.map((variant) => variant.dayRate)).size > 1
}

/** The words for a variant beside its product's title; empty when there is only one. */
export function variantWords(product: Product, variant: Variant): string {
  return product.options.length ? variant.title : ""
}

function realOptions(source: HttpTypes.StoreProduct): Product["options"] {
  return (source.options ?? [])
    .map((option) => ({
      title: option.title,
      values: option.values?.map((value) => value.value) ?? [],
    }))
    .filter((option) => option.values.length > 1)
}

function unique(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))]
}
