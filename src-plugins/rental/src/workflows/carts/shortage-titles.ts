import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  RentalError,
  shortageError,
  type Shortage,
} from "../../modules/rental/errors/rental-error"
import { variantTitle } from "../variant-title"

/** Runs a call of the ledger, and gives the variants of a shortage their names. */
export async function withTitles<T>(
  container: MedusaContainer,
  call: () => Promise<T>
): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof RentalError) || !isShortage(error)) {
      throw error
    }
    const shortages = await nameShortages(container, error.details.shortages)
    const named = shortageError(shortages)
    throw error.code === "rental_shortage"
      ? named
      : new RentalError(
          "rental_hold_expired",
          `Your items were no longer held and some are gone. ${named.message}`,
          { shortages }
        )
  }
}

/** Adds the titles that customers know to shortages. */
export async function nameShortages(
  container: MedusaContainer,
  shortages: readonly Shortage[]
): Promise<Shortage[]> {
  if (!shortages.length) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "title", "product.title"],
    filters: { id: shortages.map((shortage) => shortage.variant_id) },
  })
  const titles = new Map(data.map((variant) => [variant.id, variantTitle(variant)]))
  return shortages.map(({ variant_id, ...rest }) => ({
    variant_id,
    title: titles.get(variant_id),
    ...rest,
  }))
}

function isShortage(
  error: RentalError
): error is RentalError & { details: { shortages: Shortage[] } } {
  return Array.isArray(error.details.shortages)
}
