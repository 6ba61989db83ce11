/** What is known of a product besides its looks; kept beside its vectors for filters and words. */
export type ProductFacts = {
  title: string
  /** Handle of the first category, or null. */
  category: string | null
  colours: string[]
  materials: string[]
  styles: string[]
  /** All tag values, as written. */
  tags: string[]
}

/** A product as the store keeps it. */
export type IndexedProduct = {
  product_id: string
  /** Variants that can be rented, in the order the shop ranks them. */
  variant_ids: string[]
  facts: ProductFacts
  /** Changes when anything the index depends on does, see `fingerprintOf`. */
  fingerprint: string
}

/** The vector of one picture of a product. */
export type PictureVector = {
  /** Name of the picture, unique within its product. */
  picture: string
  /** The variant the picture shows, or null when it shows the product. */
  variant_id: string | null
  /** SHA-256 of the bytes. */
  content_hash: string
  vector: number[]
}

/** Vectors of different models or versions are never compared. */
export type VectorSpace = { model: string; version: string; dimensions: number }

export type NearestQuery = {
  space: VectorSpace
  vectors: number[][]
  /** Only these products; all when left out. */
  product_ids?: string[]
  /** Products per query vector. */
  limit: number
}

export type Neighbour = {
  /** Index of the query vector this answers. */
  query: number
  product_id: string
  /** The picture of the product that is nearest. */
  picture: string
  variant_id: string | null
  /** Cosine, -1..1. */
  similarity: number
}

/**
 * Strategy: where the vectors of products live and how the nearest are found.
 *
 * The default, {@link SqlVectorStore}, speaks pgvector's SQL to whichever connection it is given.
 */
export interface VectorStore {
  /** Creates what is missing. Safe to call from several processes at once. */
  prepare(): Promise<void>
  /** Replaces all that is known of a product, in one transaction. */
  put(
    product: IndexedProduct,
    pictures: PictureVector[],
    space: VectorSpace
  ): Promise<void>
  remove(productIds: string[]): Promise<void>
  /** Vectors already computed for these contents. */
  findByContent(hashes: string[], space: VectorSpace): Promise<Map<string, number[]>>
  /** All products by id, or only some. */
  listProducts(productIds?: string[]): Promise<IndexedProduct[]>
  /** Nearest products of each query vector, best first; equal ones by id. */
  nearest(query: NearestQuery): Promise<Neighbour[]>
  close(): Promise<void>
}
