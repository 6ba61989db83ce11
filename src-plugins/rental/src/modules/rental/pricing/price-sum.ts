import { MathBN } from "@medusajs/framework/utils"
import { roundToCurrency, spokenAmount } from "./currency"
import { ONE, ZERO, type Decimal } from "./decimal"
import { type dayFactors, type DayFactor } from "./modifiers/day-factors"
import { type lengthStep } from "./modifiers/length-factors"
import { meanFactor, type Grade } from "./modifiers/quantity-breaks"
import { type PartKind, type PricePart, type RatedPrice } from "./rate-card"
import { type Charge } from "./rate-cards/charge"

type FactorOf = ReturnType<typeof dayFactors>

/** The least that a line, and that a unit of it, costs. */
export interface Least {
  line: Decimal
  unit: Decimal
}

/** A price in the making: the sum so far, and the parts it is made of. */
export class PriceSum {
  private total: Decimal = ZERO
  private readonly parts: PricePart[] = []

  constructor(private readonly currencyCode: string) {}

  /** What the parts come to, exactly. */
  get soFar(): Decimal {
    return this.total
  }

  addCharges(charges: readonly Charge[], factorOf: FactorOf): void {
    for (const { charge, count, byDay } of runsOf(charges, factorOf)) {
      const { reasons } = byDay
      const factor = MathBN.mult(charge.factor, byDay.factor)
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

  /** Gives the price of a unit an ending of the shop. */
  endWith(price: Decimal): void {
    if (!MathBN.eq(price, this.total)) {
      const label = `rounded to ${spokenAmount(price, this.currencyCode)}`
      this.addPlain("rounding", label, MathBN.sub(price, this.total))
    }
  }

  /** The price, in what the currency can write, with its reasons. */
  result(): Pick<RatedPrice, "unitPrice" | "words" | "parts"> {
    const words = this.parts.map(({ label }) => label).join(", ")
    const unitPrice = roundToCurrency(this.total, this.currencyCode)
    this.settle(unitPrice)
    return { unitPrice, words, parts: this.parts }
  }

  /** Makes the parts add up. A fraction of a cent is no matter for the words. */
  private settle(unitPrice: Decimal): void {
    const shown = this.parts.reduce((sum, part) => MathBN.add(sum, part.amount), ZERO)
    const rest = MathBN.sub(unitPrice, shown)
    const last = this.parts.at(-1)
    if (last && MathBN.lt(rest.abs(), UNSEEN)) {
      this.parts.splice(-1, 1, { ...last, amount: MathBN.add(last.amount, rest) })
    } else {
      const label = `rounded to ${spokenAmount(unitPrice, this.currencyCode)}`
      this.addPlain("rounding", label, rest)
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

  /** The sum is exact; a part shows at most six places, and `settle` makes up for the rest. */
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
/** What is lost by that is no rounding that anybody has to be told of. */
const UNSEEN = 0.0001

interface Run {
  charge: Charge
  count: number
  byDay: DayFactor
}

/** Neighbouring charges that cost the same, together. */
function runsOf(charges: readonly Charge[], factorOf: FactorOf): Run[] {
  const runs: Run[] = []
  for (const charge of charges) {
    const byDay = factorOf(charge.dates)
    const last = runs.at(-1)
    if (last && costSame(last, charge, byDay)) {
      last.count += charge.count
    } else {
      runs.push({ charge, count: charge.count, byDay })
    }
  }
  return runs
}

function costSame(run: Run, charge: Charge, byDay: DayFactor): boolean {
  return (
    run.charge.what === charge.what &&
    same(run.charge.rate, charge.rate) &&
    same(run.charge.factor, charge.factor) &&
    same(run.byDay.factor, byDay.factor) &&
    run.byDay.reasons.join() === byDay.reasons.join() &&
    run.charge.name(1) === charge.name(1)
  )
}

/** Most of the days of a rental share one and the same number. */
function same(a: Decimal, b: Decimal): boolean {
  return a === b || a.eq(b)
}

/** `10% off`, `20% more`, `full price`. */
function difference(factor: Decimal | string): string {
  const percent = MathBN.mult(MathBN.sub(factor, 1), 100).decimalPlaces(2)
  if (percent.isZero()) {
    return "full price"
  }
  return `${percent.abs().toString()}% ${percent.isNegative() ? "off" : "more"}`
}
