import { expectOk } from "./customer"
import type { Answer, Shop } from "./shop"

/** Zones and windows of a shop, and its shipping option with calculated prices. */
export type Delivery = {
  optionId: string
  town: string
  country: string
  morning: string
  evening: string
}

export const DELIVERY_PROVIDER = "rental-delivery_shop"

/**
 * Sets up delivery as a shop does: a town zone and one around it, a morning for two jobs and
 * an evening that costs more.
 */
export async function setUpDelivery(shop: Shop): Promise<Delivery> {
  const optionId = await offerDelivery(shop)
  const zone = async (body: object) =>
    (await expectOk(shop.admin("POST", "/admin/rental/delivery/zones", body))).body.zone
      .id as string
  const window = async (body: object) =>
    (await expectOk(shop.admin("POST", "/admin/rental/delivery/windows", body))).body
      .window.id as string
  const town = await zone({
    name: "Town",
    country_code: "us",
    postal_codes: ["125*"],
    prices: [
      {
        currency_code: "usd",
        kinds: {
          delivery: { base: 40 },
          collection: { base: 30 },
          set_up: { base: 60 },
        },
        minimum_order: 50,
      },
    ],
  })
  const country = await zone({
    name: "Country",
    country_code: "us",
    rank: 1,
    postal_codes: ["12000...12999"],
    prices: [
      {
        currency_code: "usd",
        kinds: { delivery: { base: 90 }, collection: { base: 80 } },
      },
    ],
  })
  const morning = await window({
    name: "Morning",
    kinds: ["delivery", "set_up", "collection"],
    start_time: "08:00",
    end_time: "12:00",
    capacity: 2,
  })
  const evening = await window({
    name: "Evening",
    kinds: ["delivery", "collection"],
    start_time: "18:00",
    end_time: "21:00",
    capacity: 50,
    zone_ids: [town],
    surcharges: [{ currency_code: "usd", amount: 15 }],
  })
  return { optionId, town, country, morning, evening }
}

/** Makes a shipping option of the plugin's provider, as staff do in Medusa. */
export async function offerDelivery(shop: Shop): Promise<string> {
  const row = async (sql: string) => (await shop.sql<{ id: string }>(sql))[0]!.id
  const location = await row("select id from stock_location limit 1")
  await expectOk(
    shop.admin("POST", `/admin/stock-locations/${location}/fulfillment-providers`, {
      add: [DELIVERY_PROVIDER],
    })
  )
  const { body } = await expectOk(
    shop.admin("POST", "/admin/shipping-options", {
      name: "Our van",
      price_type: "calculated",
      provider_id: DELIVERY_PROVIDER,
      service_zone_id: await row("select id from service_zone limit 1"),
      shipping_profile_id: await row("select id from shipping_profile limit 1"),
      type: { label: "Van", description: "We bring and fetch", code: "van" },
      data: { id: "rental-delivery" },
      // Asked for by Medusa, of calculated prices too.
      prices: [],
      rules: [
        { attribute: "enabled_in_store", value: "true", operator: "eq" },
        { attribute: "is_return", value: "false", operator: "eq" },
      ],
    })
  )
  return body.shipping_option.id as string
}

export function chooseDelivery(
  shop: Shop,
  cartId: string,
  jobs: readonly { kind: string; window_id?: string }[],
  more: object = {}
): Promise<Answer> {
  return shop.store("POST", `/store/carts/${cartId}/rental-delivery`, { jobs, ...more })
}

/** Gives a cart an address, and whoever it is for. */
export function sendTo(shop: Shop, cartId: string, postal_code: string): Promise<Answer> {
  const address = {
    first_name: "Ada",
    last_name: "Reyes",
    address_1: "5 Mill Lane",
    city: "Hudson",
    country_code: "us",
    postal_code,
  }
  return shop.store("POST", `/store/carts/${cartId}`, {
    email: `ada+${cartId}@example.com`,
    shipping_address: address,
    billing_address: address,
  })
}
