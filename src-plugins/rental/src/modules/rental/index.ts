import { Module } from "@medusajs/framework/utils"
import RentalModuleService from "./service"

/** Name under which the module's service is resolved. */
export const RENTAL_MODULE = "rental"

export default Module(RENTAL_MODULE, { service: RentalModuleService })

export { RentalModuleService }
export {
  type PricePart,
  type PriceTerms,
  type RateCard,
  type RatedPrice,
} from "./pricing/rate-card"
export { type RateCardDefinition } from "./pricing/definition"
export { type PaperOptions, type RentalPluginOptions } from "./options"
export {
  type PaperLayout,
  type PaperLayoutOverride,
  type PaperLayoutOverrides,
  type Papers,
} from "./papers/paper-layouts"
export { PAPER_NAMES, type PaperName } from "./papers/paper-names"
export { perDay } from "./pricing/per-day"
export { type RentalPeriod } from "./periods/rental-period"
export { type VariantAvailability } from "./availability/combine"
export { type RentalItemInput } from "./items/upsert-items"
export {
  RENTAL_ERRORS,
  RentalError,
  type RentalErrorCode,
  type Shortage,
} from "./errors/rental-error"
export { PERIOD_RULES, type PeriodRule } from "./rules/refusal"
