import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { roundToCurrency, spokenAmount } from "../pricing/currency"
import { type Decimal } from "../pricing/decimal"
import { KIND_WORDS, type DeliveryKind } from "./delivery-kinds"
import { type DistanceUnit } from "./great-circle"
import { type DeliveryWindow } from "./windows"
import { type KindPrice, type ZonePrices } from "./zones"

export interface PricedJob {
  readonly kind: DeliveryKind
  readonly window?: DeliveryWindow
}

/** One line of what delivery costs: `Delivery, 50 mi at 1` is 50. */
export interface PriceLine {
  readonly kind: DeliveryKind
  readonly words: string
  readonly amount: number
}

/** What jobs cost together, and why. Amounts are in major units of the currency. */
export interface DeliveryPrice {
  readonly amount: number
  readonly breakdown: readonly PriceLine[]
}

/**
 * What jobs at one address cost. A base and a price for distance with a minimum is how Point
 * of Rental charges for delivery ("Delivery Charge by Distance"): at 1 a mile and at least 30,
 * 50 miles are 50 and 15 miles are 30. From `free_from` on, delivery and collection are free;
 * set-up, strike and what a window costs more are not.
 *
 * @param prices the zone's, in the currency
 * @param distance null when it is not known: then only the base and the minimum count
 * @param itemsTotal what the items come to, before tax and promotions
 * @returns null when the zone does not offer one of the kinds
 */
export function priceDelivery(
  prices: ZonePrices,
  jobs: readonly PricedJob[],
  {
    distance,
    unit,
    itemsTotal,
  }: { distance: number | null; unit: DistanceUnit; itemsTotal: BigNumber | number }
): DeliveryPrice | null {
  const isFree = prices.free_from !== null && MathBN.gte(itemsTotal, prices.free_from)
  const breakdown: PriceLine[] = []
  for (const { kind, window } of jobs) {
    const price = prices.kinds[kind]
    if (!price) {
      return null
    }
    breakdown.push(
      isFree && (kind === "delivery" || kind === "collection")
        ? { kind, words: `${KIND_WORDS[kind]}, free for so large an order`, amount: 0 }
        : priceKind(kind, price, distance, { unit, currency: prices.currency_code })
    )
    const surcharge = window?.surcharges.find(
      ({ currency_code }) => currency_code === prices.currency_code
    )
    if (window && surcharge && surcharge.amount > 0) {
      const words = `${KIND_WORDS[kind]}, ${window.name}`
      breakdown.push({ kind, words, amount: surcharge.amount })
    }
  }
  return { amount: sum(breakdown.map(({ amount }) => amount)), breakdown }
}

/** What is missing to the minimum order; null when nothing is. */
export function missingToMinimum(
  minimums: readonly (number | null | undefined)[],
  itemsTotal: BigNumber | number
): { minimum: number; missing: number } | null {
  const minimum = Math.max(0, ...minimums.map((each) => each ?? 0))
  return MathBN.lt(itemsTotal, minimum)
    ? { minimum, missing: new BigNumber(MathBN.sub(minimum, itemsTotal)).numeric }
    : null
}

function priceKind(
  kind: DeliveryKind,
  { base, per_distance, minimum }: KindPrice,
  distance: number | null,
  { unit, currency }: { unit: DistanceUnit; currency: string }
): PriceLine {
  const byDistance = MathBN.mult(per_distance, distance ?? 0)
  const exact = MathBN.add(base, byDistance)
  const spoken = (amount: number) => spokenAmount(MathBN.convert(amount), currency)
  const parts = [
    ...(base > 0 ? [spoken(base)] : []),
    ...(per_distance > 0 && distance !== null
      ? [`${distance} ${unit} at ${spoken(per_distance)}`]
      : []),
  ].join(" and ")
  const isMinimum = MathBN.lt(exact, minimum)
  const reason = isMinimum ? `at least ${spoken(minimum)}` : parts
  return {
    kind,
    words: reason ? `${KIND_WORDS[kind]}, ${reason}` : `${KIND_WORDS[kind]}, free`,
    amount: isMinimum ? minimum : numberOf(roundToCurrency(exact, currency)),
  }
}

function sum(amounts: readonly number[]): number {
  return numberOf(MathBN.sum(...amounts))
}

function numberOf(amount: Decimal): number {
  return new BigNumber(amount).numeric
}
