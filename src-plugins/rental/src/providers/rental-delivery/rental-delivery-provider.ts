import {
  type CalculatedShippingOptionPrice,
  type CalculateShippingOptionPriceDTO,
  type CreateFulfillmentResult,
  type CreateShippingOptionDTO,
  type FulfillmentOption,
} from "@medusajs/framework/types"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  AbstractFulfillmentProviderService,
  BigNumber,
  ContainerRegistrationKeys,
  MathBN,
} from "@medusajs/framework/utils"
import { priceChoice } from "../../modules/rental/delivery/choose-delivery"
import { readDeliverySetup } from "../../modules/rental/delivery/delivery-setup"
import { DELIVERY_PROVIDER } from "../../modules/rental/delivery/provider-id"
import { type Address } from "../../modules/rental/delivery/zones"
import { requestError } from "../../modules/rental/errors/rental-error"
import { readCart, type CartRow } from "../../modules/rental/ledger/cart-rows"

interface ProviderContainer {
  [ContainerRegistrationKeys.PG_CONNECTION]: Knex
}

/** What Medusa tells of a cart whose delivery is priced. */
interface PricedCart {
  id?: string
  currency_code?: string
  shipping_address?: { country_code?: string; postal_code?: string } | null
  items?: { unit_price?: unknown; quantity?: unknown }[]
}

/**
 * Delivery, collection, set-up and strike as a fulfilment provider of Medusa with calculated
 * prices. The shop's crew fulfils: nothing is sent anywhere.
 *
 * @since 0.2.0
 */
export class RentalDeliveryProvider extends AbstractFulfillmentProviderService {
  static override identifier = DELIVERY_PROVIDER

  private readonly knex: Knex

  constructor(container: ProviderContainer) {
    super()
    this.knex = container[ContainerRegistrationKeys.PG_CONNECTION]
  }

  override async getFulfillmentOptions(): Promise<FulfillmentOption[]> {
    return [{ id: "rental-delivery", name: "Delivery and collection" }]
  }

  override async validateOption(): Promise<boolean> {
    return true
  }

  override async canCalculate(_option: CreateShippingOptionDTO): Promise<boolean> {
    return true
  }

  /**
   * What the chosen jobs cost at the cart's address; bringing and fetching while nothing is
   * chosen. No price where the shop does not go: Medusa then takes the method off the cart.
   */
  override async calculatePrice(
    _optionData: CalculateShippingOptionPriceDTO["optionData"],
    _data: CalculateShippingOptionPriceDTO["data"],
    context: CalculateShippingOptionPriceDTO["context"]
  ): Promise<CalculatedShippingOptionPrice> {
    const cart = context as unknown as PricedCart
    const setup = await readDeliverySetup(this.knex)
    const choice = (await this.readRentalCart(cart))?.delivery ?? null
    const address = addressOf(cart) ?? choice?.address
    const amount =
      address && cart.currency_code
        ? await priceChoice(
            { knex: this.knex },
            setup,
            {
              address,
              jobs:
                choice?.jobs.map(({ kind, window }) => ({
                  kind,
                  window_id: window?.id,
                })) ?? null,
            },
            { currency_code: cart.currency_code, items_total: totalOf(cart) }
          )
        : null
    return {
      calculated_amount: amount ?? undefined,
      is_calculated_price_tax_inclusive: setup.settings.prices_include_tax,
    } as CalculatedShippingOptionPrice
  }

  /**
   * Keeps with the method what was chosen, for whoever looks at the order. A cart that has
   * chosen nothing is told how to.
   */
  override async validateFulfillmentData(
    _optionData: Record<string, unknown>,
    data: Record<string, unknown>,
    context: object
  ): Promise<Record<string, unknown>> {
    const cart = await this.readRentalCart(context as PricedCart)
    if (!cart) {
      return data
    }
    if (!cart.delivery) {
      throw requestError(
        "option_id",
        "Choose what is delivered when with POST /store/carts/:id/rental-delivery"
      )
    }
    const { zone_name, distance, jobs } = cart.delivery
    return { ...data, rental_delivery: { zone_name, distance, jobs } }
  }

  override async createFulfillment(): Promise<CreateFulfillmentResult> {
    return { data: {}, labels: [] }
  }

  override async cancelFulfillment(): Promise<Record<string, unknown>> {
    return {}
  }

  override async createReturnFulfillment(): Promise<CreateFulfillmentResult> {
    return { data: {}, labels: [] }
  }

  private async readRentalCart({ id }: PricedCart): Promise<CartRow | null> {
    return id ? await readCart(this.knex, id) : null
  }
}

function addressOf({ shipping_address }: PricedCart): Address | undefined {
  const { country_code, postal_code } = shipping_address ?? {}
  return country_code && postal_code ? { country_code, postal_code } : undefined
}

function totalOf({ items = [] }: PricedCart): BigNumber {
  const lines = items.map(({ unit_price, quantity }) =>
    MathBN.mult(Number(unit_price ?? 0), Number(quantity ?? 0))
  )
  return new BigNumber(MathBN.sum(...lines))
}
