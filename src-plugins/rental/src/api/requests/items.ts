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
import {
  type PackagePricing,
  type PartCharge,
  type ReplacementCharge,
} from "../../modules/rental/packages/package-terms"
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
  /** Of a package: `fixed`, or `percent` off the sum of its components; else null. */
  package_pricing: PackagePricing | null
  package_percent_off: number | null
  components: ComponentAnswer[]
  add_ons: AddOnAnswer[]
}

export interface NamedVariant {
  variant_id: string
  product_id: string
  title: string
}

export interface ComponentAnswer extends NamedVariant {
  quantity: number
  /** Whether the customer can leave it out, and whether it is in until they do. */
  optional: boolean
  selected: boolean
  /** In a package with a price of its own: whether that covers it. */
  charge: PartCharge
  replacements: (NamedVariant & { charge: ReplacementCharge })[]
}

export interface AddOnAnswer extends NamedVariant {
  required: boolean
  /** So many for every `per` of the item. */
  quantity: number
  per: number
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
    items.flatMap((item) => [
      ...(item.package?.parts ?? []).flatMap(({ variant_id, replacements }) => [
        variant_id,
        ...replacements.map((other) => other.variant_id),
      ]),
      ...(item.add_ons ?? []).map(({ variant_id }) => variant_id),
    ])
  )
  const named = ({ item_id, variant_id }: { item_id: string; variant_id: string }) => ({
    variant_id,
    product_id: index.get(item_id)?.product_id ?? "",
    title: titles.get(variant_id) ?? variant_id,
  })
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
    is_package: !!item.package,
    package_pricing: item.package?.pricing ?? null,
    package_percent_off: item.package ? Number(item.package.percent_off) : null,
    components: (item.package?.parts ?? []).map((part) => ({
      ...named(part),
      quantity: part.quantity,
      optional: part.is_optional,
      selected: part.is_default,
      charge: part.charge,
      replacements: part.replacements.map((other) => ({
        ...named(other),
        charge: other.charge,
      })),
    })),
    add_ons: (item.add_ons ?? []).map((addOn) => ({
      ...named(addOn),
      required: addOn.is_required,
      quantity: addOn.quantity,
      per: addOn.per,
    })),
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
