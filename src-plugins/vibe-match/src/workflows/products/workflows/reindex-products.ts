import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import {
  reindexVibeProductsStep,
  type ReindexProductsInput,
} from "../steps/reindex-vibe-products"

export const reindexProductsWorkflowId = "vibe-reindex-products"

/**
 * Makes the vectors of products equal to what the catalogue shows. Idempotent; pictures whose
 * bytes have been seen are not embedded again.
 *
 * @example
 * await reindexProductsWorkflow(container).run({ input: { product_ids: ["prod_1"] } })
 * await reindexProductsWorkflow(container).run({ input: {} }) // the whole catalogue
 */
export const reindexProductsWorkflow = createWorkflow(
  reindexProductsWorkflowId,
  (input: ReindexProductsInput) => {
    return new WorkflowResponse(reindexVibeProductsStep(input))
  }
)
