import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { VIBE_MATCH_MODULE } from "../../../modules/vibe-match"
import {
  PRODUCT_FIELDS,
  productFromRecord,
  type ProductRecord,
} from "../../../modules/vibe-match/products/catalogue-product"
import type { PictureFailure } from "../../../modules/vibe-match/products/product-index"
import type VibeMatchModuleService from "../../../modules/vibe-match/service"

export type ReindexProductsInput = {
  /** Only these; the whole catalogue when left out. */
  product_ids?: string[]
  /** Leaves alone what is indexed just as it is now, without reading its pictures. */
  only_changed?: boolean
}

export type ReindexProductsResult = {
  indexed: number
  unchanged: number
  removed: number
  /** Pictures that were embedded, and pictures whose vector was known. */
  embedded: number
  reused: number
  failures: PictureFailure[]
}

const PAGE = 100

/**
 * Indexes published products and drops those that are not, or not any more. What it writes is
 * derived and can be written again, so there is nothing to compensate.
 *
 * @example
 * const result = reindexVibeProductsStep({ product_ids: ["prod_1"], only_changed: true })
 */
export const reindexVibeProductsStep = createStep(
  "reindex-vibe-products",
  async ({ product_ids, only_changed }: ReindexProductsInput, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const files = container.resolve(Modules.FILE)
    const vibe = container.resolve<VibeMatchModuleService>(VIBE_MATCH_MODULE)

    const known = await vibe.listIndexedProducts(product_ids)
    const indexed = new Map(known.map((product) => [product.product_id, product]))
    const gone = new Set(product_ids ?? indexed.keys())
    const result: ReindexProductsResult = {
      indexed: 0,
      unchanged: 0,
      removed: 0,
      embedded: 0,
      reused: 0,
      failures: [],
    }

    for (let skip = 0, total = 1; skip < total; skip += PAGE) {
      const { data, metadata } = await query.graph({
        entity: "product",
        fields: PRODUCT_FIELDS,
        filters: product_ids ? { id: product_ids } : {},
        pagination: { skip, take: PAGE, order: { id: "ASC" } },
      })
      total = metadata?.count ?? data.length
      for (const record of data as ProductRecord[]) {
        const product = productFromRecord(record)
        if (!product.published) continue
        gone.delete(product.product_id)
        if (
          only_changed &&
          (await vibe.isProductCurrent(product, indexed.get(product.product_id)))
        ) {
          result.unchanged++
          continue
        }
        const { embedded, reused, failures } = await vibe.indexProduct(product, files)
        result.indexed++
        result.embedded += embedded
        result.reused += reused
        result.failures.push(...failures)
      }
    }

    const removed = [...gone].filter((id) => indexed.has(id))
    await vibe.removeIndexedProducts(removed)
    result.removed = removed.length
    for (const { product_id, url, reason } of result.failures) {
      logger.warn(
        `vibe-match: a picture of ${product_id} was not indexed (${url}): ${reason}`
      )
    }
    return new StepResponse(result)
  }
)
