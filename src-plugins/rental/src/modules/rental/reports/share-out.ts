import { MathBN } from "@medusajs/framework/utils"
import { type BigNumberInput } from "@medusajs/framework/types"

/** An exact decimal, as Medusa calculates with it. */
export type Decimal = ReturnType<typeof MathBN.convert>

/**
 * Shares an amount out in proportion to weights, so that the parts add up to it exactly.
 *
 * Each part is rounded down to the smallest unit of the currency; the units that are left go
 * one each to the parts that lost most by it, earlier ones first (the method of the largest
 * remainder, after Hamilton). What an amount has beyond the currency's decimals goes to the
 * part with the largest weight.
 *
 * @param weights at least one, none negative; when all are 0, the parts are equal
 * @param digits decimals of the currency
 */
export function shareOut(
  amount: BigNumberInput,
  weights: readonly BigNumberInput[],
  digits: number
): Decimal[] {
  const whole = MathBN.convert(amount)
  const sum = weights.reduce<Decimal>(
    (total, weight) => MathBN.add(total, weight),
    MathBN.convert(0)
  )
  const shares = sum.isZero() ? weights.map(() => MathBN.convert(1)) : weights
  const total = sum.isZero() ? MathBN.convert(weights.length) : sum
  const exact = shares.map((share) => MathBN.div(MathBN.mult(whole, share), total))
  const parts = exact.map((part) => part.decimalPlaces(digits, ROUND_DOWN))
  const left = parts.reduce<Decimal>((rest, part) => MathBN.sub(rest, part), whole)
  const units = left.shiftedBy(digits).integerValue(ROUND_DOWN)
  const unit = MathBN.convert(units.isNegative() ? -1 : 1).shiftedBy(-digits)
  for (const at of byLoss(exact, parts).slice(0, units.abs().toNumber())) {
    parts[at] = MathBN.add(parts[at]!, unit)
  }
  const beyond = MathBN.sub(left, units.shiftedBy(-digits))
  const largest = indexOfLargest(shares)
  parts[largest] = MathBN.add(parts[largest]!, beyond)
  return parts
}

/** Towards zero; `ROUND_DOWN` of bignumber.js, which Medusa calculates with. */
const ROUND_DOWN = 1

function byLoss(exact: readonly Decimal[], parts: readonly Decimal[]): number[] {
  const loss = exact.map((part, at) => MathBN.sub(part, parts[at]!).abs())
  return loss.map((_, at) => at).sort((a, b) => loss[b]!.comparedTo(loss[a]!) || a - b)
}

function indexOfLargest(weights: readonly BigNumberInput[]): number {
  return weights.reduce<number>(
    (largest, weight, at) => (MathBN.gt(weight, weights[largest]!) ? at : largest),
    0
  )
}
