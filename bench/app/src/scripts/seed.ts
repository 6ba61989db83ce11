import { writeFile } from "fs/promises"
import { createProductsWorkflow } from "@medusajs/medusa/core-flows"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, ProductStatus } from "@medusajs/framework/utils"
import type { RentalModuleService } from "@gather/medusa-rental/modules/rental"
import { upsertRentalItemsWorkflow } from "@gather/medusa-rental/workflows"
import { seedShop, type SeededShop } from "../../../../medusa-backend/src/seed/shop"

/** Lines a measured cart can have. */
const VARIANTS = 8
/** Lines of the cart whose quote is measured; the last of them are packages. */
const QUOTED = 40
const PACKAGES = 5
/** More than any run can hold. */
const FLEET = 100_000

/**
 * Fills an empty shop for the benchmarks: variants for sale, variants for rent at the same
 * prices, and a catalogue of rental items for the reads. Writes what the benchmarks need to
 * know into `BENCH_SEED_FILE`.
 *
 * `BENCH_ITEMS` rental items get the fleet of `BENCH_FLEET` units each.
 */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const shop = await seedShop(container, {
    name: "Bench",
    currency: "usd",
    region: { name: "United States", countries: ["us"] },
    stock_location: {
      name: "Warehouse",
      address: { address_1: "1 Dock Road", city: "Hudson", country_code: "us" },
    },
    shipping: [
      { code: "delivery", name: "Delivery", description: "We bring it.", amount: 100 },
    ],
  })
  const sold = await createVariants(container, shop, "sold")
  const rented = await createVariants(container, shop, "rented")
  await upsertRentalItemsWorkflow(container).run({
    input: {
      items: rented.map((ids) => ({
        ...ids,
        turnaround_after: 1,
        fleet: [{ location_id: shop.stockLocationId, quantity: FLEET }],
      })),
    },
  })
  const quoted = await createVariants(container, shop, "quoted", QUOTED)
  await makeQuotable(container, shop, quoted)
  await createCatalogue(container, shop)

  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "region", fields: ["id"] })
  await writeFile(
    process.env.BENCH_SEED_FILE ?? "",
    JSON.stringify({
      publishableKey: shop.publishableKey,
      regionId: data[0]?.id,
      locationId: shop.stockLocationId,
      sold: sold.map((ids) => ids.variant_id),
      rented: rented.map((ids) => ids.variant_id),
      quoted,
    })
  )
}

/** Products of one variant, without inventory, so that both kinds cost Medusa the same. */
async function createVariants(
  container: MedusaContainer,
  shop: SeededShop,
  name: string,
  count = VARIANTS
): Promise<{ variant_id: string; product_id: string }[]> {
  const { result } = await createProductsWorkflow(container).run({
    input: {
      products: Array.from({ length: count }, (_, at) => ({
        title: `${name} ${at}`,
        handle: `${name}-${at}`,
        status: ProductStatus.PUBLISHED,
        shipping_profile_id: shop.shippingProfileId,
        sales_channels: [{ id: shop.salesChannelId }],
        options: [{ title: "Default", values: ["Default"] }],
        variants: [
          {
            title: "Default",
            sku: `${name}-${at}`,
            options: { Default: "Default" },
            manage_inventory: false,
            prices: [{ currency_code: "usd", amount: 10 + at }],
          },
        ],
      })),
    },
  })
  return result.flatMap((product) =>
    product.variants.map((variant) => ({
      variant_id: variant.id,
      product_id: product.id,
    }))
  )
}

/** Items with a fleet, and packages of four of them each: a price of their own, or a percentage. */
async function makeQuotable(
  container: MedusaContainer,
  shop: SeededShop,
  quoted: readonly { variant_id: string; product_id: string }[]
): Promise<void> {
  const plain = quoted.slice(0, -PACKAGES)
  await upsertRentalItemsWorkflow(container).run({
    input: {
      items: plain.map((ids) => ({
        ...ids,
        turnaround_after: 1,
        fleet: [{ location_id: shop.stockLocationId, quantity: FLEET }],
      })),
    },
  })
  await upsertRentalItemsWorkflow(container).run({
    input: {
      items: quoted.slice(-PACKAGES).map((ids, at) => ({
        ...ids,
        package_pricing: at % 2 ? ("percent" as const) : ("fixed" as const),
        package_percent_off: at % 2 ? 10 : 0,
        components: plain
          .slice(at * 4, at * 4 + 4)
          .map(({ variant_id }, part) => ({ variant_id, quantity: part + 1 })),
      })),
    },
  })
}

/** Items of the ledger alone: the reads that are measured do not touch Medusa's catalogue. */
async function createCatalogue(container: MedusaContainer, shop: SeededShop) {
  const rental = container.resolve<RentalModuleService>("rental")
  const count = Number(process.env.BENCH_ITEMS)
  await rental.upsertItems(
    Array.from({ length: count }, (_, at) => ({
      variant_id: `variant_bench_${String(at).padStart(5, "0")}`,
      product_id: `prod_bench_${String(at).padStart(5, "0")}`,
      turnaround_before: at % 2,
      turnaround_after: 1,
      fleet: [
        { location_id: shop.stockLocationId, quantity: Number(process.env.BENCH_FLEET) },
      ],
    }))
  )
}
