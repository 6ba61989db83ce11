import { createHash } from "node:crypto"
import type { Embedder } from "../embedding/embedder"
import { preparePicture } from "../pictures/prepare-picture"
import type {
  IndexedProduct,
  PictureVector,
  VectorSpace,
  VectorStore,
} from "../vectors/vector-store"
import { type CatalogueProduct, fingerprintOf } from "./catalogue-product"

export type PictureFailure = { product_id: string; url: string; reason: string }
export type IndexResult = { embedded: number; reused: number; failures: PictureFailure[] }

/** A product some of whose pictures could not be read is marked so that it is tried again. */
const INCOMPLETE = "incomplete"

/** Keeps the vectors of products equal to what the catalogue shows. */
export class ProductIndex {
  constructor(
    private readonly store: VectorStore,
    private readonly embedder: Embedder
  ) {}

  /** The space all vectors of this index live in. */
  get space(): VectorSpace {
    const { model, version, dimensions } = this.embedder
    return { model, version, dimensions }
  }

  /** @param productIds - only these; all when left out */
  async list(productIds?: string[]): Promise<IndexedProduct[]> {
    return await this.store.listProducts(productIds)
  }

  /** Whether a product is indexed just as it is now. */
  isCurrent(product: CatalogueProduct, indexed: IndexedProduct | undefined): boolean {
    return (
      indexed !== undefined && indexed.fingerprint === fingerprintOf(product, this.space)
    )
  }

  /**
   * Reads the pictures of a product and puts it into the index. Pictures whose bytes have been
   * seen before are not embedded again; those that cannot be read are left out and reported.
   */
  async put(
    product: CatalogueProduct,
    read: (url: string) => Promise<Uint8Array>
  ): Promise<IndexResult> {
    const result: IndexResult = { embedded: 0, reused: 0, failures: [] }
    const vectors: PictureVector[] = []
    for (const { url, variant_id } of product.pictures) {
      try {
        const bytes = await read(url)
        const content_hash = createHash("sha256").update(bytes).digest("hex")
        const known = await this.store.findByContent([content_hash], this.space)
        const cached = known.get(content_hash)
        const vector = cached ?? (await this.embed(bytes))
        result[cached ? "reused" : "embedded"]++
        vectors.push({ picture: url, variant_id, content_hash, vector })
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        result.failures.push({ product_id: product.product_id, url, reason })
      }
    }
    const { product_id, variant_ids, facts } = product
    const complete = result.failures.length === 0
    const fingerprint = complete ? fingerprintOf(product, this.space) : INCOMPLETE
    await this.store.put(
      { product_id, variant_ids, facts, fingerprint },
      vectors,
      this.space
    )
    return result
  }

  async remove(productIds: string[]): Promise<void> {
    await this.store.remove(productIds)
  }

  private async embed(bytes: Uint8Array): Promise<number[]> {
    return await this.embedder.embed(await preparePicture(bytes), "product")
  }
}
