import { definitionSchema } from "./definition"
import { rateCardOf } from "./price-by-definition"

/**
 * The card of items that name no other: the base rate times the days, both ends counted.
 *
 * @since 0.1.0
 */
export const perDay = rateCardOf("per_day", definitionSchema.parse({ kind: "per_day" }))
