import type { MedusaRequest } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import {
  finestSlot,
  type ItemIndex,
  type ItemRow,
} from "../../modules/rental/items/item-rows"
import { longestDays } from "../../modules/rental/periods/slots"
import type RentalModuleService from "../../modules/rental/service"
import { variantTitle } from "../../workflows/variant-title"
import { idsParameter } from "./fields"
import { parseRequest } from "./parse-request"

/** A rental item as clients read it. */
export interface ItemAnswer {
  variant_id: string
  product_id: string
  /** 1440 when rented by the day, else the minutes it is rented by. */
  slot_minutes: number
  /** The longest rental of it, by the rules of the shop and by how finely it is counted. */
  max_days: number
  turnaround_before: number
  turnaround_after: number
  replacement_value: number | null
  currency_code: string | null
  rate_card: string
  is_package: boolean
  components: ComponentAnswer[]
}

export interface ComponentAnswer {
  variant_id: string
  product_id: string
  title: string
  quantity: number
}

const Query = z.object({
  product_id: idsParameter.optional(),
  variant_id: idsParameter.optional(),
})

/**
 * The rental items asked for by product or variant, or all.
 *
 * @param unknownIds the admin asks about products that may not be for rent (yet): `skip`
 * @throws RentalError `rental_not_found` naming the parameter with an id that is not for rent
 */
export async function readItemRows(
  req: MedusaRequest,
  unknownIds: "refuse" | "skip" = "refuse"
): Promise<{ index: ItemIndex; items: ItemRow[] }> {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { product_id, variant_id } = parseRequest(Query, req.query)
  const index = await rental.readItems({
    product_ids: product_id,
    variant_ids: variant_id,
  })
  const all = [...index.values()]
  if (unknownIds === "refuse") {
    refuseUnknown("product_id", product_id, new Set(all.map((item) => item.product_id)))
    refuseUnknown("variant_id", variant_id, new Set(all.map((item) => item.variant_id)))
  }
  const asked = all.filter(
    (item) =>
      (!product_id && !variant_id) ||
      product_id?.includes(item.product_id) ||
      variant_id?.includes(item.variant_id)
  )
  return { index, items: asked }
}

/** Rental items with the names of what packages are made of. */
export async function describeItems(
  req: MedusaRequest,
  { index, items }: { index: ItemIndex; items: readonly ItemRow[] }
): Promise<ItemAnswer[]> {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const { rules } = await rental.shopRules()
  const titles = await readTitles(
    req,
    items.flatMap((item) =>
      item.components.flatMap(({ item_id }) => index.get(item_id)?.variant_id ?? [])
    )
  )
  return items.map((item) => ({
    variant_id: item.variant_id,
    product_id: item.product_id,
    slot_minutes: finestSlot(index, item),
    max_days: Math.min(rules.max_days, longestDays(finestSlot(index, item))),
    turnaround_before: item.turnaround_before,
    turnaround_after: item.turnaround_after,
    replacement_value:
      item.replacement_value === null ? null : Number(item.replacement_value),
    currency_code: item.currency_code,
    rate_card: item.rate_card,
    is_package: item.components.length > 0,
    components: item.components.flatMap(({ item_id, quantity }) => {
      const part = index.get(item_id)
      return part
        ? [
            {
              variant_id: part.variant_id,
              product_id: part.product_id,
              title: titles.get(part.variant_id) ?? part.variant_id,
              quantity,
            },
          ]
        : []
    }),
  }))
}

async function readTitles(
  req: MedusaRequest,
  variantIds: string[]
): Promise<Map<string, string>> {
  if (!variantIds.length) {
    return new Map()
  }
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product_variant",
    fields: ["id", "title", "product.title"],
    filters: { id: [...new Set(variantIds)] },
  })
  return new Map(data.map((variant) => [variant.id, variantTitle(variant)]))
}

function refuseUnknown(
  field: string,
  asked: string[] | undefined,
  found: ReadonlySet<string>
): void {
  const unknown = asked?.find((id) => !found.has(id))
  if (unknown) {
    throw notFoundError(field, `${unknown} is not for rent`)
  }
}
