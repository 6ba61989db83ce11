import { readEnvironment } from "../../src/environment"
import type { Answer, Door } from "./shop"

export type Period = { start_date: string; end_date: string }

/** Days from today where the shop is; far enough ahead that no lead time stands in the way. */
export function period(fromDay: number, days: number): Period {
  const today = Date.parse(shopToday())
  const day = (offset: number) =>
    new Date(today + offset * 86_400_000).toISOString().slice(0, 10)
  return { start_date: day(fromDay), end_date: day(fromDay + days - 1) }
}

/** The shop's zone is not the machine's: for hours a day it has another date. */
export function shopToday(): string {
  const { timezone: timeZone } = readEnvironment(process.env)
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format()
}

/** A cart in the shop's only region, with a period when one is given. */
export async function openCart(shop: Door, dates?: Period): Promise<string> {
  const [region] = await shop.sql<{ id: string }>("select id from region limit 1")
  const { body } = await expectOk(
    shop.store("POST", "/store/carts", { region_id: region?.id })
  )
  const id: string = body.cart.id
  if (dates) {
    await expectOk(shop.store("POST", `/store/carts/${id}/rental-period`, dates))
  }
  return id
}

/** @param key by which the add can be sent again */
export function addItem(
  shop: Door,
  cartId: string,
  variantId: string,
  quantity = 1,
  key?: string
): Promise<Answer> {
  return shop.store(
    "POST",
    `/store/carts/${cartId}/rental-items`,
    { variant_id: variantId, quantity },
    key === undefined ? {} : { "idempotency-key": key }
  )
}

/**
 * Everything between a full cart and its completion: address, delivery, payment. Each cart
 * has a customer of its own, because Medusa refuses two carts that bring the same new
 * customer at the same moment.
 */
export async function prepareCheckout(
  shop: Door,
  cartId: string,
  provider = "pp_system_default"
): Promise<void> {
  const address = {
    first_name: "Ada",
    last_name: "Reyes",
    address_1: "5 Mill Lane",
    city: "Hudson",
    country_code: "us",
    postal_code: "12534",
  }
  await expectOk(
    shop.store("POST", `/store/carts/${cartId}`, {
      email: `ada+${cartId}@example.com`,
      shipping_address: address,
      billing_address: address,
    })
  )
  const options = await expectOk(
    shop.store("GET", `/store/shipping-options?cart_id=${cartId}`)
  )
  await expectOk(
    shop.store("POST", `/store/carts/${cartId}/shipping-methods`, {
      // Medusa lists options in no order of its own.
      option_id: options.body.shipping_options.find(
        (option: { name: string }) => option.name === "Delivery"
      ).id,
    })
  )
  await openPayment(shop, cartId, provider)
}

export async function openPayment(
  shop: Door,
  cartId: string,
  provider = "pp_system_default"
): Promise<void> {
  const collection = await expectOk(
    shop.store("POST", "/store/payment-collections", { cart_id: cartId })
  )
  await expectOk(
    shop.store(
      "POST",
      `/store/payment-collections/${collection.body.payment_collection.id}/payment-sessions`,
      { provider_id: provider }
    )
  )
}

export function complete(shop: Door, cartId: string): Promise<Answer> {
  return shop.store("POST", `/store/carts/${cartId}/complete`)
}

/** Fails with the answer's own words when the call did not succeed. */
export async function expectOk(answer: Promise<Answer>): Promise<Answer> {
  const { status, body } = await answer
  if (status >= 300) {
    throw new Error(`Expected success, got ${status}: ${JSON.stringify(body)}`)
  }
  return { status, body }
}
