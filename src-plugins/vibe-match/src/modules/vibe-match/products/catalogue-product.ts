import { createHash } from "node:crypto"
import type { ProductFacts, VectorSpace } from "../vectors/vector-store"

/** Fields to ask Medusa's query for, so that {@link productFromRecord} finds what it needs. */
export const PRODUCT_FIELDS = [
  "id",
  "title",
  "status",
  "thumbnail",
  "metadata",
  "images.url",
  "images.rank",
  "tags.value",
  "categories.handle",
  "variants.id",
  "variants.variant_rank",
  "variants.thumbnail",
  "variants.images.url",
]

/** A picture of a product, not yet read. */
export type ProductPicture = { url: string; variant_id: string | null }

/** A product of the shop as far as matching cares. */
export type CatalogueProduct = {
  product_id: string
  published: boolean
  variant_ids: string[]
  facts: ProductFacts
  pictures: ProductPicture[]
}

/** The shape of {@link PRODUCT_FIELDS} in an answer of Medusa's query. */
export type ProductRecord = {
  id: string
  title?: string | null
  status?: string | null
  thumbnail?: string | null
  metadata?: Record<string, unknown> | null
  images?: ({ url: string; rank?: number | null } | null)[] | null
  tags?: ({ value: string } | null)[] | null
  categories?: ({ handle: string } | null)[] | null
  variants?: (VariantRecord | null)[] | null
}

type VariantRecord = {
  id: string
  variant_rank?: number | null
  thumbnail?: string | null
  images?: ({ url: string } | null)[] | null
}

/** Reads a product out of an answer of Medusa's query. */
export function productFromRecord(record: ProductRecord): CatalogueProduct {
  const variants = present(record.variants).sort(
    (one, other) => (one.variant_rank ?? 0) - (other.variant_rank ?? 0)
  )
  return {
    product_id: record.id,
    published: record.status === "published",
    variant_ids: variants.map((variant) => variant.id),
    facts: {
      title: record.title ?? "",
      category: present(record.categories)[0]?.handle ?? null,
      colours: words(record.metadata?.colours),
      materials: words(record.metadata?.materials),
      styles: words(record.metadata?.styles),
      tags: present(record.tags).map((tag) => tag.value),
    },
    pictures: picturesOf(record, variants),
  }
}

/**
 * One hash of everything the index depends on. A product whose fingerprint is unchanged need not
 * be looked at again.
 */
export function fingerprintOf(product: CatalogueProduct, space: VectorSpace): string {
  const { variant_ids, facts, pictures } = product
  return createHash("sha256")
    .update(JSON.stringify([space, variant_ids, facts, pictures]))
    .digest("hex")
}

function picturesOf(record: ProductRecord, variants: VariantRecord[]): ProductPicture[] {
  const shown = new Map<string, Set<string>>()
  const show = (url: string | null | undefined, variant?: string) => {
    if (!url) return
    const variantsOfUrl = shown.get(url) ?? new Set()
    if (variant) variantsOfUrl.add(variant)
    shown.set(url, variantsOfUrl)
  }
  present(record.images)
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
    .forEach((image) => show(image.url))
  show(record.thumbnail)
  // Medusa lists a picture that no variant claims under every variant: a thumbnail decides first.
  const thumbnails = new Set(variants.map((variant) => variant.thumbnail))
  for (const variant of variants) {
    show(variant.thumbnail, variant.id)
    present(variant.images)
      .filter((image) => !thumbnails.has(image.url))
      .forEach((image) => show(image.url, variant.id))
  }
  return [...shown].map(([url, ids]) => ({
    url,
    variant_id: ids.size === 1 ? [...ids][0] : null,
  }))
}

function present<Value>(values: (Value | null)[] | null | undefined): Value[] {
  return (values ?? []).filter(
    (value): value is Value => value !== null && value !== undefined
  )
}

function words(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((word): word is string => typeof word === "string")
    : []
}
