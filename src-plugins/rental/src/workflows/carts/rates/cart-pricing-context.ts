import { type MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { type PricingContext } from "./rental-variants"

/** What of a cart its prices depend on. */
export interface PricedCart {
  region_id?: string | null
  currency_code: string
  sales_channel_id?: string | null
  customer_id?: string | null
  customer?: { id?: string } | null
}

/** The pricing context of a cart, with the groups of its customer. */
export async function readPricingContext(
  container: MedusaContainer,
  cart: PricedCart
): Promise<PricingContext> {
  const customerId = cart.customer_id ?? cart.customer?.id
  const context = {
    region_id: cart.region_id ?? "",
    currency_code: cart.currency_code,
    sales_channel_id: cart.sales_channel_id,
  }
  if (!customerId) {
    return context
  }
  const [customer] = await container
    .resolve(Modules.CUSTOMER)
    .listCustomers({ id: customerId }, { select: ["id"], relations: ["groups"] })
  const groups = (customer?.groups ?? []).map(({ id }) => ({ id }))
  return { ...context, customer_id: customerId, customer: { id: customerId, groups } }
}
