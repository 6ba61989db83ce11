import { MathBN, type BigNumber } from "@medusajs/framework/utils"
import { type RentalPeriod } from "../periods/rental-period"
import { valueOf, type Valued } from "./amount"
import { roundUpToCurrency } from "./currency"
import { ZERO } from "./decimal"
import { type RateCardDefinition } from "./definition"
import { measure } from "./length"
import { dayFactors } from "./modifiers/day-factors"
import { lengthStep } from "./modifiers/length-factors"
import { withEnding } from "./modifiers/price-ending"
import { grades } from "./modifiers/quantity-breaks"
import { PriceSum, type Least } from "./price-sum"
import { type PriceTerms, type RateCard, type RatedPrice } from "./rate-card"
import { type Charge, type ChargeContext } from "./rate-cards/charge"
import { chargeCombination } from "./rate-cards/combination"
import { chargeFlat } from "./rate-cards/flat"
import { chargeHourly } from "./rate-cards/hourly"
import { chargePerDay } from "./rate-cards/per-day"
import { chargeTiers } from "./rate-cards/tiers"

/**
 * A rate card out of what a shop says about it.
 *
 * The price of one unit is made in this order: the length is measured and free days are left
 * out; the kind of card makes its charges; weekday and season factors change each charge;
 * the factor of the length, then that of the quantity, changes their sum; the minimum of the
 * line lifts it; the ending rounds it; the currency's decimals round what is left.
 */
export function rateCardOf(name: string, definition: RateCardDefinition): RateCard {
  return {
    name,
    definition,
    price: (baseRate, period, terms) =>
      priceOf({ name, definition }, baseRate, period, terms),
  }
}

interface Card {
  name: string
  definition: RateCardDefinition
}

function priceOf(
  card: Card,
  baseRate: BigNumber,
  period: RentalPeriod,
  terms: PriceTerms
): RatedPrice {
  const { modifiers } = card.definition
  const base = {
    card: card.name,
    baseRate: MathBN.convert(baseRate),
    currencyCode: terms.currencyCode,
  }
  const value: ChargeContext["value"] = (amount, where) => valueOf(amount, base, where)
  const length = measure(period, modifiers.count, modifiers.free_days, (day) =>
    terms.isClosed(day)
  )
  const charges = chargesOf(card.definition, { ...length, value })
  const sum = new PriceSum(terms.currencyCode)
  sum.addCharges(charges, dayFactors(modifiers, length.days[0]!))
  sum.scaleByLength(lengthStep(modifiers.length, length.days.length))
  if (modifiers.quantity) {
    sum.scaleByQuantity(grades(modifiers.quantity, terms.quantity))
  }
  const least = leastOf(
    modifiers.minimum && value(modifiers.minimum, "the minimum"),
    terms
  )
  sum.liftTo(least)
  if (modifiers.rounding) {
    const ended = withEnding(sum.soFar, modifiers.rounding, terms.currencyCode)
    const above = { ...modifiers.rounding, direction: "up" as const }
    sum.endWith(
      MathBN.gte(ended, least.unit)
        ? ended
        : withEnding(sum.soFar, above, terms.currencyCode)
    )
  }
  return { ...sum.result(), days: length.days.length }
}

/**
 * What a whole line costs does not always divide by its units: then a unit costs a little
 * more, never less.
 */
function leastOf(minimum: Valued | undefined, terms: PriceTerms): Least {
  const line = minimum ? MathBN.mult(minimum.rate, minimum.factor) : ZERO
  const unit = roundUpToCurrency(MathBN.div(line, terms.quantity), terms.currencyCode)
  return { line, unit }
}

function chargesOf(definition: RateCardDefinition, context: ChargeContext): Charge[] {
  switch (definition.kind) {
    case "per_day":
      return chargePerDay(definition.params, context)
    case "flat":
      return chargeFlat(definition.params, context)
    case "tiers":
      return chargeTiers(definition.params, context)
    case "combination":
      return chargeCombination(definition.params, context)
    case "hourly":
      return chargeHourly(definition.params, context)
  }
}
