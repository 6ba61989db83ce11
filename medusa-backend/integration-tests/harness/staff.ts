import {
  addItem,
  complete,
  expectOk,
  openCart,
  prepareCheckout,
  type Period,
} from "./customer"
import type { Answer, Shop } from "./shop"

export type Booking = {
  id: string
  quantity: number
  state: string
  start_date: string
  end_date: string
}

/** A placed order: rentals by variant and quantity, and goods for sale beside them. */
export async function placeOrder(
  shop: Shop,
  dates: Period,
  rentals: readonly (readonly [variantId: string, quantity: number])[],
  goods?: string
): Promise<string> {
  const cart = await openCart(shop, dates)
  for (const [variantId, quantity] of rentals) {
    await expectOk(addItem(shop, cart, variantId, quantity))
  }
  if (goods) {
    await expectOk(addGoods(shop, cart, goods))
  }
  await prepareCheckout(shop, cart)
  const { body } = await expectOk(complete(shop, cart))
  return body.order.id as string
}

/** Makes the fleet of an item, kept in one place, another size. */
export async function ownUnits(
  shop: Shop,
  variantId: string,
  quantity: number
): Promise<Answer> {
  const [place] = await shop.sql<{ location_id: string; product_id: string }>(
    `select f.location_id, i.product_id from rental_fleet f
       join rental_item i on i.id = f.item_id where i.variant_id = $1`,
    [variantId]
  )
  return await shop.admin("POST", "/admin/rental/items", {
    items: [
      {
        variant_id: variantId,
        product_id: place?.product_id,
        fleet: [{ location_id: place?.location_id, quantity }],
      },
    ],
  })
}

/** A call of staff on the rental side of an order, such as `check-out`. */
export function handleGoods(
  shop: Shop,
  orderId: string,
  action: string,
  body?: unknown
): Promise<Answer> {
  return shop.admin("POST", `/admin/rental/orders/${orderId}/${action}`, body)
}

/** Goods for sale through Medusa's own call. */
export function addGoods(
  shop: Shop,
  cartId: string,
  variantId: string,
  quantity = 1
): Promise<Answer> {
  return shop.store("POST", `/store/carts/${cartId}/line-items`, {
    variant_id: variantId,
    quantity,
  })
}

/** A product that is sold, not rented: candles at 9 dollars, without stock keeping. */
export async function sellCandles(shop: Shop): Promise<string> {
  const [profile] = await shop.sql<{ id: string }>(
    "select id from shipping_profile limit 1"
  )
  const [channel] = await shop.sql<{ id: string }>("select id from sales_channel limit 1")
  const { body } = await expectOk(
    shop.admin("POST", "/admin/products", {
      title: "Candles",
      status: "published",
      shipping_profile_id: profile?.id,
      sales_channels: [{ id: channel?.id }],
      options: [{ title: "Size", values: ["One"] }],
      variants: [
        {
          title: "One",
          sku: "CANDLES",
          options: { Size: "One" },
          manage_inventory: false,
          prices: [{ currency_code: "usd", amount: 9 }],
        },
      ],
    })
  )
  return body.product.variants[0].id as string
}

export async function regionId(shop: Shop): Promise<string> {
  const [region] = await shop.sql<{ id: string }>("select id from region limit 1")
  return region?.id ?? ""
}

/** Free units of a variant for a period, as customers see them. */
export async function freeUnits(
  shop: Shop,
  variantId: string,
  during: Period
): Promise<number> {
  const query = new URLSearchParams({ ...during, variant_id: variantId })
  const { body } = await expectOk(
    shop.store("GET", `/store/rental/availability?${query}`)
  )
  return body.availability[0].available as number
}

/** The bookings of an order that mean something still, by quantity. */
export async function bookingsOf(shop: Shop, orderId: string): Promise<Booking[]> {
  return await shop.sql<Booking>(
    `select id, quantity, state, start_date::text, end_date::text from rental_booking
      where order_id = $1 and state not in ('cancelled', 'expired') and item_id not like '#%'
      order by quantity, id`,
    [orderId]
  )
}

/** Staff's own words for a change. */
export function changeOrder(
  shop: Shop,
  orderId: string,
  change: unknown
): Promise<Answer> {
  return shop.admin("POST", `/admin/rental/orders/${orderId}/change`, change)
}
