import "server-only"
import type { HttpTypes } from "@medusajs/types"
import { readStore, sendStore } from "../medusa/client"
import type { ShopRegion } from "../shop/region"
import type { Contact } from "./contact-form"

/** Medusa's provider without a card: the shop invoices the customer. */
const INVOICE_PROVIDER = "pp_system_default"

type CartAnswer = { cart: HttpTypes.StoreCart }

/** Writes contact, address and delivery to the cart; answers its new total. */
export async function fillCart(
  cartId: string,
  contact: Contact,
  optionId: string,
  region: ShopRegion
): Promise<number> {
  const { email, ...rest } = contact
  const address = { ...rest, country_code: region.country }
  await sendStore(`/store/carts/${cartId}`, {
    email,
    shipping_address: address,
    billing_address: address,
  })
  const { cart } = await sendStore<CartAnswer>(
    `/store/carts/${cartId}/shipping-methods`,
    {
      option_id: optionId,
    }
  )
  return Number(cart.total)
}

/** Places the order on invoice. Throws StoreError when the cart may not be completed. */
export async function placeOrder(cartId: string): Promise<string> {
  const { cart } = await readStore<CartAnswer>(`/store/carts/${cartId}`, {
    query: { fields: "id,*payment_collection,*payment_collection.payment_sessions" },
  })
  const collection = cart.payment_collection ?? (await createCollection(cartId))
  if (!collection.payment_sessions?.length) {
    await sendStore(`/store/payment-collections/${collection.id}/payment-sessions`, {
      provider_id: INVOICE_PROVIDER,
    })
  }
  const result = await sendStore<HttpTypes.StoreCompleteCartResponse>(
    `/store/carts/${cartId}/complete`,
    {}
  )
  if (result.type !== "order") {
    throw new Error(result.error.message)
  }
  return result.order.id
}

async function createCollection(
  cartId: string
): Promise<HttpTypes.StorePaymentCollection> {
  const { payment_collection } =
    await sendStore<HttpTypes.StorePaymentCollectionResponse>(
      "/store/payment-collections",
      { cart_id: cartId }
    )
  return payment_collection
}
