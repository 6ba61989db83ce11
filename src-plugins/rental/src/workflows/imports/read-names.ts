import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { namesOf, type Names } from "../../modules/rental/imports/names"
import type RentalModuleService from "../../modules/rental/service"
import { variantTitle } from "../variant-title"

/** What files name: the shop's variants and stock locations. */
export interface ShopNames {
  names: Names
  /** Variants whose stock Medusa counts. */
  managed: ReadonlySet<string>
}

export async function readNames(container: MedusaContainer): Promise<ShopNames> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [{ data: variants }, { data: locations }, items] = await Promise.all([
    query.graph({
      entity: "product_variant",
      fields: ["id", "sku", "title", "product_id", "manage_inventory", "product.title"],
    }),
    query.graph({ entity: "stock_location", fields: ["id", "name"] }),
    rental.ledger.items(),
  ])
  const named = variants.map((variant) => ({
    id: variant.id,
    product_id: variant.product_id ?? "",
    sku: variant.sku ?? null,
    title: variantTitle(variant),
  }))
  return {
    names: namesOf(named, locations, items),
    managed: new Set(variants.flatMap((v) => (v.manage_inventory ? [v.id] : []))),
  }
}
