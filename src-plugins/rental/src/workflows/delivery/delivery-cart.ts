import { type MedusaContainer } from "@medusajs/framework/types"
import { BigNumber, ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"
import { type Address } from "../../modules/rental/delivery/zones"
import { notFoundError, RentalError } from "../../modules/rental/errors/rental-error"

/** The part of a cart that delivery needs. */
export interface DeliveryCart {
  id: string
  completed_at: string | Date | null
  currency_code: string
  shipping_address: { country_code: string | null; postal_code: string | null } | null
  items: DeliveryCartLine[]
}

interface DeliveryCartLine {
  id: string
  variant_id: string | null
  quantity: number
  unit_price: number
}

/** @throws RentalError `rental_not_found` (404) */
export async function readDeliveryCart(
  container: MedusaContainer,
  cartId: string
): Promise<DeliveryCart> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "completed_at",
      "currency_code",
      "shipping_address.country_code",
      "shipping_address.postal_code",
      "items.id",
      "items.variant_id",
      "items.quantity",
      "items.unit_price",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as unknown as DeliveryCart | undefined
  if (!cart) {
    throw notFoundError("id", `There is no cart ${cartId}`)
  }
  return { ...cart, items: cart.items ?? [] }
}

/** @throws RentalError `rental_cart_completed` */
export function refuseCompleted({ completed_at }: DeliveryCart): void {
  if (completed_at) {
    throw new RentalError(
      "rental_cart_completed",
      "This cart has become an order and cannot change.",
      { field: "id" }
    )
  }
}

/** Where a cart goes; null while that is not known. */
export function addressOf({
  shipping_address,
}: Partial<Pick<DeliveryCart, "shipping_address">>): Address | null {
  const { country_code, postal_code } = shipping_address ?? {}
  return country_code && postal_code ? { country_code, postal_code } : null
}

/** What lines come to, before tax and promotions. */
export function itemsTotal(
  lines: readonly { unit_price: unknown; quantity: unknown }[]
): BigNumber {
  return new BigNumber(
    MathBN.sum(
      ...lines.map(({ unit_price, quantity }) =>
        MathBN.mult(Number(unit_price), Number(quantity))
      )
    )
  )
}
