import type { SqlConnection } from "./sql-connection"
import {
  CREATE_SCHEMA,
  DELETE_PRODUCTS,
  DELETE_VECTORS,
  INSERT_VECTOR,
  LOCK_SCHEMA,
  SELECT_BY_CONTENT,
  SELECT_NEAREST,
  SELECT_PRODUCTS,
  UPSERT_PRODUCT,
} from "./statements"
import type {
  IndexedProduct,
  NearestQuery,
  Neighbour,
  PictureVector,
  VectorSpace,
  VectorStore,
} from "./vector-store"

/**
 * The {@link VectorStore} of PostgreSQL with pgvector ≥ 0.7 (`halfvec`). The connection decides
 * whether that is a server (`openServer`) or PGlite in this process (`openEmbedded`).
 */
export class SqlVectorStore implements VectorStore {
  constructor(private readonly connection: SqlConnection) {}

  async prepare(): Promise<void> {
    await this.connection.transaction(async (query) => {
      await query(LOCK_SCHEMA)
      for (const statement of CREATE_SCHEMA) await query(statement)
    })
  }

  async put(
    product: IndexedProduct,
    pictures: PictureVector[],
    space: VectorSpace
  ): Promise<void> {
    await this.connection.transaction(async (query) => {
      await query(UPSERT_PRODUCT, [
        product.product_id,
        product.variant_ids,
        JSON.stringify(product.facts),
        product.fingerprint,
      ])
      await query(DELETE_VECTORS, [product.product_id])
      for (const { picture, variant_id, content_hash, vector } of pictures) {
        await query(INSERT_VECTOR, [
          product.product_id,
          picture,
          variant_id,
          content_hash,
          space.model,
          space.version,
          space.dimensions,
          textOfVector(vector),
        ])
      }
    })
  }

  async remove(productIds: string[]): Promise<void> {
    if (productIds.length > 0) await this.connection.query(DELETE_PRODUCTS, [productIds])
  }

  async findByContent(
    hashes: string[],
    space: VectorSpace
  ): Promise<Map<string, number[]>> {
    if (hashes.length === 0) return new Map()
    const rows = await this.connection.query<{ content_hash: string; vector: string }>(
      SELECT_BY_CONTENT,
      [hashes, space.model, space.version]
    )
    return new Map(
      rows.map((row) => [row.content_hash, JSON.parse(row.vector) as number[]])
    )
  }

  async listProducts(productIds?: string[]): Promise<IndexedProduct[]> {
    return await this.connection.query<IndexedProduct>(SELECT_PRODUCTS, [
      productIds ?? null,
    ])
  }

  async nearest({
    space,
    vectors,
    product_ids,
    limit,
  }: NearestQuery): Promise<Neighbour[]> {
    if (vectors.length === 0 || product_ids?.length === 0) return []
    return await this.connection.query<Neighbour>(SELECT_NEAREST, [
      vectors.map(textOfVector),
      space.model,
      space.version,
      space.dimensions,
      product_ids ?? null,
      limit,
    ])
  }

  async close(): Promise<void> {
    await this.connection.close()
  }
}

function textOfVector(vector: number[]): string {
  return `[${vector.join(",")}]`
}
