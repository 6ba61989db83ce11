import {
  type ChargeRules,
  type ItemCharges,
} from "../../modules/rental/charges/charge-rules"
import type RentalModuleService from "../../modules/rental/service"

/** The charges of the shop as staff read them. */
export async function answerCharges(rental: RentalModuleService): Promise<{
  charges: ChargeRules
  items: (ItemCharges & { variant_id: string })[]
}> {
  const { rules, items } = await rental.charges.read()
  return {
    charges: rules,
    items: [...items]
      .map(([variant_id, own]) => ({ variant_id, ...own }))
      .sort((a, b) => (a.variant_id < b.variant_id ? -1 : 1)),
  }
}
