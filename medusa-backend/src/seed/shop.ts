import {
  createApiKeysWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  createTaxRegionsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { ShopFile } from "./catalogue-files"

export type SeededShop = {
  salesChannelId: string
  stockLocationId: string
  shippingProfileId: string
  publishableKey: string
}

const CHANNEL_NAME = "Storefront"
const KEY_TITLE = "Storefront"

/** Creates what a shop needs before it can sell: each part is found first, then made. */
export async function seedShop(
  container: MedusaContainer,
  shop: ShopFile
): Promise<SeededShop> {
  const salesChannelId = await salesChannel(container)
  await store(container, shop, salesChannelId)
  await region(container, shop)
  const stockLocationId = await stockLocation(container, shop, salesChannelId)
  const shippingProfileId = await shippingProfile(container)
  await shippingOptions(container, shop, stockLocationId, shippingProfileId)
  const publishableKey = await storefrontKey(container, salesChannelId)
  return { salesChannelId, stockLocationId, shippingProfileId, publishableKey }
}

async function salesChannel(container: MedusaContainer): Promise<string> {
  const [found] = await container
    .resolve(Modules.SALES_CHANNEL)
    .listSalesChannels({ name: CHANNEL_NAME })
  if (found) {
    return found.id
  }
  const { result } = await createSalesChannelsWorkflow(container).run({
    input: { salesChannelsData: [{ name: CHANNEL_NAME }] },
  })
  return first(result).id
}

async function store(container: MedusaContainer, shop: ShopFile, salesChannelId: string) {
  const store = first(await container.resolve(Modules.STORE).listStores())
  await updateStoresWorkflow(container).run({
    input: {
      selector: { id: store.id },
      update: {
        name: shop.name,
        supported_currencies: [{ currency_code: shop.currency, is_default: true }],
        default_sales_channel_id: salesChannelId,
      },
    },
  })
}

async function region(container: MedusaContainer, shop: ShopFile): Promise<void> {
  const [found] = await container
    .resolve(Modules.REGION)
    .listRegions({ name: shop.region.name })
  if (!found) {
    await createRegionsWorkflow(container).run({
      input: {
        regions: [
          {
            name: shop.region.name,
            currency_code: shop.currency,
            countries: shop.region.countries,
            payment_providers: ["pp_system_default"],
          },
        ],
      },
    })
  }

  const taxes = await container
    .resolve(Modules.TAX)
    .listTaxRegions({ country_code: shop.region.countries })
  const taxed = new Set(taxes.map((tax) => tax.country_code))
  const untaxed = shop.region.countries.filter((country) => !taxed.has(country))
  if (untaxed.length) {
    await createTaxRegionsWorkflow(container).run({
      input: untaxed.map((country_code) => ({ country_code, provider_id: "tp_system" })),
    })
  }
}

async function stockLocation(
  container: MedusaContainer,
  shop: ShopFile,
  salesChannelId: string
) {
  const { name, address } = shop.stock_location
  const [found] = await container
    .resolve(Modules.STOCK_LOCATION)
    .listStockLocations({ name })
  if (found) {
    return found.id
  }

  const { result } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name, address }] },
  })
  const location = first(result)
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: location.id },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: "manual_manual" },
  })
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: location.id, add: [salesChannelId] },
  })
  return location.id
}

async function shippingProfile(container: MedusaContainer): Promise<string> {
  const [found] = await container
    .resolve(Modules.FULFILLMENT)
    .listShippingProfiles({ type: "default" })
  if (found) {
    return found.id
  }
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Rental goods", type: "default" }] },
  })
  return first(result).id
}

async function shippingOptions(
  container: MedusaContainer,
  shop: ShopFile,
  stockLocationId: string,
  shippingProfileId: string
): Promise<void> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const setName = `${shop.stock_location.name} delivery`
  const sets = await fulfillment.listFulfillmentSets(
    { name: setName },
    { relations: ["service_zones"] }
  )
  let set = sets[0]
  if (!set) {
    set = await fulfillment.createFulfillmentSets({
      name: setName,
      type: "shipping",
      service_zones: [
        {
          name: shop.region.name,
          geo_zones: shop.region.countries.map((country_code) => ({
            country_code,
            type: "country" as const,
          })),
        },
      ],
    })
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.STOCK_LOCATION]: { stock_location_id: stockLocationId },
      [Modules.FULFILLMENT]: { fulfillment_set_id: set.id },
    })
  }

  const existing = await fulfillment.listShippingOptions({
    service_zone: { fulfillment_set: { id: set.id } },
  })
  const known = new Set(existing.map((option) => option.name))
  const missing = shop.shipping.filter((option) => !known.has(option.name))
  if (!missing.length) {
    return
  }
  const zone = first(set.service_zones)
  await createShippingOptionsWorkflow(container).run({
    input: missing.map((option) => ({
      name: option.name,
      price_type: "flat" as const,
      provider_id: "manual_manual",
      service_zone_id: zone.id,
      shipping_profile_id: shippingProfileId,
      type: { label: option.name, description: option.description, code: option.code },
      prices: [{ currency_code: shop.currency, amount: option.amount }],
      rules: [
        { attribute: "enabled_in_store", value: "true", operator: "eq" as const },
        { attribute: "is_return", value: "false", operator: "eq" as const },
      ],
    })),
  })
}

async function storefrontKey(
  container: MedusaContainer,
  salesChannelId: string
): Promise<string> {
  const [found] = await container
    .resolve(Modules.API_KEY)
    .listApiKeys({ title: KEY_TITLE, type: "publishable" })
  if (found) {
    return found.token
  }

  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title: KEY_TITLE, type: "publishable", created_by: "" }] },
  })
  const key = first(result)
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: key.id, add: [salesChannelId] },
  })
  return key.token
}

function first<T>(rows: T[]): T {
  const [row] = rows
  if (!row) {
    throw new Error("Medusa returned no row where one was expected")
  }
  return row
}
