import type {
  IndexedProduct,
  NearestQuery,
  Neighbour,
  PictureVector,
  VectorSpace,
  VectorStore,
} from "./vector-store"

/**
 * Opens the real store on its first use and not before: commands like migrations load the module
 * without ever asking for a vector. A store that failed to open is tried again by the next call.
 */
export class LazyVectorStore implements VectorStore {
  private opened: Promise<VectorStore> | null = null

  constructor(private readonly open: () => Promise<VectorStore>) {}

  async prepare(): Promise<void> {
    await this.store()
  }

  async put(
    product: IndexedProduct,
    pictures: PictureVector[],
    space: VectorSpace
  ): Promise<void> {
    await (await this.store()).put(product, pictures, space)
  }

  async remove(productIds: string[]): Promise<void> {
    await (await this.store()).remove(productIds)
  }

  async findByContent(
    hashes: string[],
    space: VectorSpace
  ): Promise<Map<string, number[]>> {
    return await (await this.store()).findByContent(hashes, space)
  }

  async listProducts(productIds?: string[]): Promise<IndexedProduct[]> {
    return await (await this.store()).listProducts(productIds)
  }

  async nearest(query: NearestQuery): Promise<Neighbour[]> {
    return await (await this.store()).nearest(query)
  }

  /** Closes the store if it was opened; a later call opens it anew. */
  async close(): Promise<void> {
    const opened = this.opened
    this.opened = null
    await (await opened?.catch(() => null))?.close()
  }

  private async store(): Promise<VectorStore> {
    this.opened ??= this.open().catch((error: unknown) => {
      this.opened = null
      throw error
    })
    return await this.opened
  }
}
