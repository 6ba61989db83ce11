import {
  chargesFor,
  type AgreedCharges,
  type PricedLine,
} from "../../modules/rental/charges/agreed-charges"
import { byVariant } from "../../modules/rental/items/item-rows"
import { type RentalPeriod } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"

/**
 * What the shop charges for lines beside their prices, as of now; null when it charges nothing
 * beside them at all.
 */
export async function agreedCharges(
  rental: RentalModuleService,
  order: { lines: readonly PricedLine[]; period: RentalPeriod; currency_code: string }
): Promise<AgreedCharges | null> {
  const charges = await rental.charges.current()
  const { waiver, deposit, late_fee } = charges.rules
  if (!waiver && !deposit && !late_fee && !charges.items.size) {
    return null
  }
  const items = await rental.ledger.items()
  return chargesFor(charges, { items, variants: byVariant(items) }, order)
}
