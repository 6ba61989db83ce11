import { MathBN, type BigNumber } from "@medusajs/framework/utils"
import { type RentalPeriod } from "../periods/rental-period"
import { valueOf, type Valued } from "./amount"
import { roundToCurrency, roundUpToCurrency, spokenAmount } from "./currency"
import { ONE, ZERO, type Decimal } from "./decimal"
import { type RateCardDefinition } from "./definition"
import { measure } from "./length"
import { dayFactors } from "./modifiers/day-factors"
import { lengthStep } from "./modifiers/length-factors"
import { withEnding } from "./modifiers/price-ending"
import { grades, meanFactor, type Grade } from "./modifiers/quantity-breaks"
import {
  type PartKind,
  type PricePart,
  type PriceTerms,
  type RateCard,
  type RatedPrice,
} from "./rate-card"
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
  const sum = new Sum(terms.currencyCode)
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
  sum.round((price) => {
    const { rounding } = modifiers
    if (!rounding) {
      return price
    }
    const ended = withEnding(price, rounding, terms.currencyCode)
    return MathBN.gte(ended, least.unit)
      ? ended
      : withEnding(price, { ...rounding, direction: "up" }, terms.currencyCode)
  })
  return { ...sum.result(), days: length.days.length }
}

/** The least that a line, and that a unit of it, costs. */
interface Least {
  line: Decimal
  unit: Decimal
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

/** A price in the making: the sum so far, and the parts it is made of. */
class Sum {
  private total: Decimal = ZERO
  private readonly parts: PricePart[] = []

  constructor(private readonly currencyCode: string) {}

  addCharges(charges: readonly Charge[], factorOf: ReturnType<typeof dayFactors>): void {
    for (const run of runsOf(charges, factorOf)) {
      const { charge, count, factor, reasons } = run
      const each = MathBN.mult(charge.rate, factor)
      const price = spokenAmount(each, this.currencyCode)
      const because = reasons.length ? ` (${reasons.join(", ")})` : ""
      this.add(charge.what, `${charge.name(count)} at ${price}${because}`, {
        [charge.unit]: count,
        rate: charge.rate,
        factor,
        amount: MathBN.mult(each, count),
      })
    }
  }

  scaleByLength(step: ReturnType<typeof lengthStep>): void {
    if (step) {
      const label = `${difference(step.factor)} from ${step.from_days} days`
      this.scale("length", label, MathBN.convert(step.factor))
    }
  }

  scaleByQuantity(all: readonly Grade[]): void {
    const [only] = all
    const label =
      all.length === 1 && only
        ? `${difference(only.factor)} for ${only.units}`
        : all
            .map(({ units, factor }) => `${units} at ${difference(factor)}`)
            .join(" and ")
    this.scale("quantity", label, meanFactor(all))
  }

  liftTo({ line, unit }: Least): void {
    if (MathBN.lt(this.total, unit)) {
      const label = `at least ${spokenAmount(line, this.currencyCode)} in all`
      this.addPlain("minimum", label, MathBN.sub(unit, this.total))
    }
  }

  /** Rounds to an ending of the shop, then to what the currency can write. */
  round(toEnding: (price: Decimal) => Decimal): void {
    const rounded = roundToCurrency(toEnding(this.total), this.currencyCode)
    const shown = this.parts.reduce((sum, part) => MathBN.add(sum, part.amount), ZERO)
    const rest = MathBN.sub(rounded, shown)
    if (!rest.isZero()) {
      this.addPlain(
        "rounding",
        `rounded to ${spokenAmount(rounded, this.currencyCode)}`,
        rest
      )
    }
    this.total = rounded
  }

  result(): Pick<RatedPrice, "unitPrice" | "words" | "parts"> {
    return {
      unitPrice: this.total,
      words: this.parts.map(({ label }) => label).join(", "),
      parts: this.parts,
    }
  }

  private scale(what: PartKind, label: string, factor: Decimal): void {
    if (!MathBN.eq(factor, 1)) {
      const rate = this.total
      const amount = MathBN.mult(rate, MathBN.sub(factor, 1))
      this.add(what, label, { rate, factor: MathBN.sub(factor, 1), amount })
    }
  }

  private addPlain(what: PartKind, label: string, amount: Decimal): void {
    this.add(what, label, { rate: amount, factor: ONE, amount })
  }

  /** The sum is exact; a part shows at most six places, and `round` makes up for the rest. */
  private add(
    what: PartKind,
    label: string,
    part: Omit<PricePart, "what" | "label">
  ): void {
    this.total = MathBN.add(this.total, part.amount)
    this.parts.push({ what, label, ...part, amount: part.amount.decimalPlaces(SHOWN) })
  }
}

/** Decimal places of the amounts of a breakdown. */
const SHOWN = 6

interface Run {
  charge: Charge
  count: number
  factor: Decimal
  reasons: readonly string[]
}

/** Neighbouring charges that cost the same, together. */
function runsOf(
  charges: readonly Charge[],
  factorOf: ReturnType<typeof dayFactors>
): Run[] {
  const runs: Run[] = []
  for (const charge of charges) {
    const byDay = factorOf(charge.dates)
    const factor = MathBN.mult(charge.factor, byDay.factor)
    const last = runs.at(-1)
    const isSame =
      last &&
      last.charge.what === charge.what &&
      last.charge.name(1) === charge.name(1) &&
      last.charge.rate.eq(charge.rate) &&
      last.factor.eq(factor) &&
      last.reasons.join() === byDay.reasons.join()
    if (isSame) {
      last.count += charge.count
    } else {
      runs.push({ charge, count: charge.count, factor, reasons: byDay.reasons })
    }
  }
  return runs
}

/** `10% off`, `20% more`, `full price`. */
function difference(factor: Decimal | string): string {
  const percent = MathBN.mult(MathBN.sub(factor, 1), 100).decimalPlaces(2)
  if (percent.isZero()) {
    return "full price"
  }
  return `${percent.abs().toString()}% ${percent.isNegative() ? "off" : "more"}`
}
