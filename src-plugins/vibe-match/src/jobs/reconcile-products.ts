import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { reindexProductsWorkflow } from "../workflows"

/** Mends what no event told of: products whose vectors are missing, left over or out of date. */
export default async function reconcileProducts(
  container: MedusaContainer
): Promise<void> {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { result } = await reindexProductsWorkflow(container).run({
    input: { only_changed: true },
  })
  const { indexed, removed, failures } = result
  if (indexed + removed > 0) {
    logger.info(
      `vibe-match: mended the vectors of ${indexed} products, removed ${removed}, ` +
        `${failures.length} pictures could not be read`
    )
  }
}

export const config = {
  name: "vibe-reconcile-products",
  schedule: "*/10 * * * *",
}
