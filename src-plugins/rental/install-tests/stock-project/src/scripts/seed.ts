import { writeFile } from "fs/promises"
import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createProductsWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

/** A shop as its owner may have it before renting anything out; says its ids in seed.json. */
export default async function seed({ container }: ExecArgs): Promise<void> {
  const [channel] = (
    await createSalesChannelsWorkflow(container).run({
      input: { salesChannelsData: [{ name: "Web" }] },
    })
  ).result
  const regions = await createRegions(container)
  const shippingProfileId = await createDelivery(container, channel.id)
  await createProducts(container, channel.id, shippingProfileId)
  const { data: variants } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "variant", fields: ["id", "sku"] })

  await writeFile(
    "seed.json",
    JSON.stringify({
      regions,
      variants: Object.fromEntries(variants.map(({ sku, id }) => [sku, id])),
      ...(await createKeys(container, channel.id)),
    })
  )
}

async function createRegions(container: MedusaContainer) {
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [region("North America", "usd", "us"), region("Europe", "eur", "de")],
    },
  })
  await createTaxRegionsWorkflow(container).run({
    input: [{ country_code: "us", provider_id: "tp_system" }],
  })
  return Object.fromEntries(result.map(({ currency_code, id }) => [currency_code, id]))
}

function region(name: string, currency_code: string, country: string) {
  return {
    name,
    currency_code,
    countries: [country],
    payment_providers: ["pp_system_default"],
  }
}

async function createDelivery(
  container: MedusaContainer,
  channelId: string
): Promise<string> {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const [location] = (
    await createStockLocationsWorkflow(container).run({
      input: { locations: [{ name: "Depot" }] },
    })
  ).result
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location.id, add: [channelId] },
  })
  const [profile] = (
    await createShippingProfilesWorkflow(container).run({
      input: { data: [{ name: "Goods", type: "default" }] },
    })
  ).result
  const set = await container.resolve(Modules.FULFILLMENT).createFulfillmentSets({
    name: "Delivery",
    type: "shipping",
    service_zones: [
      { name: "United States", geo_zones: [{ type: "country", country_code: "us" }] },
    ],
  })
  await link.create([
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    },
  ])
  await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: "Van",
        price_type: "flat",
        provider_id: "manual_manual",
        service_zone_id: set.service_zones[0].id,
        shipping_profile_id: profile.id,
        type: { label: "Van", description: "To the door", code: "van" },
        prices: [{ currency_code: "usd", amount: 80 }],
      },
    ],
  })
  return profile.id
}

async function createProducts(
  container: MedusaContainer,
  channelId: string,
  shipping_profile_id: string
): Promise<void> {
  const product = (title: string, sku: string, amount: number) => ({
    title,
    status: "published" as const,
    shipping_profile_id,
    sales_channels: [{ id: channelId }],
    options: [{ title: "Kind", values: ["Standard"] }],
    variants: [
      {
        title: "Standard",
        sku,
        options: { Kind: "Standard" },
        prices: [{ currency_code: "usd", amount }],
      },
    ],
  })
  await createProductsWorkflow(container).run({
    input: {
      products: [
        product("Chair", "CHAIR", 5),
        product("Table", "TABLE", 30),
        product("Dinner for eight", "DINNER-SET", 60),
      ],
    },
  })
}

async function createKeys(container: MedusaContainer, channelId: string) {
  const { result } = await createApiKeysWorkflow(container).run({
    input: {
      api_keys: [
        { title: "Web", type: "publishable", created_by: "" },
        { title: "Staff", type: "secret", created_by: "" },
      ],
    },
  })
  const key = (type: string) => result.find((entry) => entry.type === type)!
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: key("publishable").id, add: [channelId] },
  })
  return { publishable_key: key("publishable").token, secret_key: key("secret").token }
}
