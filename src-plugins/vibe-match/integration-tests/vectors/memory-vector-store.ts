import { cosine } from "../../src/modules/vibe-match/themes/vector-maths"
import type {
  IndexedProduct,
  NearestQuery,
  Neighbour,
  PictureVector,
  VectorSpace,
  VectorStore,
} from "../../src/modules/vibe-match/vectors/vector-store"

/** A vector store that forgets: for tests of what stands above it. */
export class MemoryVectorStore implements VectorStore {
  private readonly rows = new Map<
    string,
    { product: IndexedProduct; pictures: PictureVector[] }
  >()

  async prepare(): Promise<void> {}

  async put(
    product: IndexedProduct,
    pictures: PictureVector[],
    _space: VectorSpace
  ): Promise<void> {
    this.rows.set(product.product_id, { product, pictures })
  }

  async remove(productIds: string[]): Promise<void> {
    productIds.forEach((id) => this.rows.delete(id))
  }

  async findByContent(): Promise<Map<string, number[]>> {
    return new Map()
  }

  async listProducts(productIds?: string[]): Promise<IndexedProduct[]> {
    const all = [...this.rows.values()].map(({ product }) => product)
    return productIds
      ? all.filter(({ product_id }) => productIds.includes(product_id))
      : all
  }

  async nearest({ vectors, product_ids, limit }: NearestQuery): Promise<Neighbour[]> {
    const allowed = product_ids && new Set(product_ids)
    return vectors.flatMap((vector, query) =>
      [...this.rows.values()]
        .filter(({ product }) => !allowed || allowed.has(product.product_id))
        .flatMap(({ product: { product_id }, pictures }) =>
          pictures
            .map(({ picture, variant_id, vector: other }) => ({
              query,
              product_id,
              picture,
              variant_id,
              similarity: cosine(vector, other),
            }))
            .sort((one, other) => other.similarity - one.similarity)
            .slice(0, 1)
        )
        .sort((one, other) => other.similarity - one.similarity)
        .slice(0, limit)
    )
  }

  async close(): Promise<void> {}
}
