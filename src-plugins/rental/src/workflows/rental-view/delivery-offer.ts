import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import {
  findDelivery,
  type DeliveryOffer,
} from "../../modules/rental/delivery/find-delivery"
import { type Address } from "../../modules/rental/delivery/zones"
import { notFoundError, requestError } from "../../modules/rental/errors/rental-error"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"
import { addressOf, itemsTotal, readDeliveryCart } from "../delivery/delivery-cart"

/** What is asked about; a cart fills in what is left out. */
export interface DeliveryQuestion {
  cart_id?: string
  country_code?: string
  postal_code?: string
  period?: RentalPeriod
  region_id?: string
}

/**
 * The delivery there is for a cart, or for an address and dates alone.
 *
 * @throws RentalError naming what is missing, or `rental_zone_unknown`
 */
export async function readDeliveryOffer(
  container: MedusaContainer,
  asked: DeliveryQuestion
): Promise<DeliveryOffer> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const [cart, rentalCart] = asked.cart_id
    ? await Promise.all([
        readDeliveryCart(container, asked.cart_id),
        rental.readCart(asked.cart_id),
      ])
    : [null, null]
  const own = cart && addressOf(cart)
  const address = own && !asked.postal_code ? own : requireAddress(asked)
  const period = asked.period ?? rentalCart?.period
  if (!period) {
    throw requestError("start_date", "Say when: start_date and end_date")
  }
  return await findDelivery(rental.ledger, {
    address,
    period,
    currency_code: cart?.currency_code ?? (await readCurrency(container, asked)),
    items_total: cart ? itemsTotal(cart.items) : 0,
    owner: rentalCart && !rentalCart.order_id ? { cart_id: rentalCart.cart_id } : null,
  })
}

function requireAddress({ country_code, postal_code }: DeliveryQuestion): Address {
  if (!postal_code) {
    throw requestError("postal_code", "postal_code is required")
  }
  if (!country_code) {
    throw requestError("country_code", "country_code is required")
  }
  return { country_code: country_code.toLowerCase(), postal_code }
}

/** The currency of the region asked for, or of the shop's first. */
async function readCurrency(
  container: MedusaContainer,
  { region_id }: DeliveryQuestion
): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "currency_code"],
    filters: region_id ? { id: region_id } : {},
    pagination: { take: 1, skip: 0, order: { created_at: "ASC" } },
  })
  const [region] = data
  if (!region) {
    throw notFoundError("region_id", `There is no region ${region_id ?? ""}`.trim())
  }
  return region.currency_code
}
