import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { requestError } from "../errors/rental-error"
import { type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { roundToCurrency } from "./currency"
import { ONE } from "./decimal"
import { type PricePart } from "./rate-card"
import { type RateCards } from "./rate-cards"

/** What prices are made with, as it is at one moment. */
export interface Pricing {
  readonly cards: RateCards
  /** Whether the shop is closed on a day. */
  isClosed(day: LocalDate): boolean
}

export interface PriceQuestion {
  /** The name of a card. */
  readonly rateCard: string
  /** The price of the variant in Medusa. */
  readonly baseRate: BigNumber
  readonly currencyCode: string
  readonly period: RentalPeriod
  /** Units of the line: of many, one may cost less. */
  readonly quantity: number
}

export interface UnitPrice {
  /** Price of one unit for the whole period, in decimals that the currency has. */
  readonly unitPrice: BigNumber
  /** `unitPrice` times the quantity, exactly. */
  readonly lineTotal: BigNumber
  readonly days: number
  readonly words: string
  /** They add up to `unitPrice`. */
  readonly parts: readonly PricePart[]
  /** The card it was made with. */
  readonly card: { readonly name: string; readonly definition: unknown }
}

/**
 * The price of one unit of a line for a period. Rounded to the currency, halves up, so that
 * what Medusa multiplies by the quantity is what was shown.
 *
 * @throws RentalError when the shop has no rate card of that name, or the card no amount in
 *   the currency
 */
export function priceUnit(pricing: Pricing, question: PriceQuestion): UnitPrice {
  const { rateCard, baseRate, currencyCode, period, quantity } = question
  const card = pricing.cards.get(rateCard)
  if (!card) {
    throw requestError("rate_card", `There is no rate card named "${rateCard}"`)
  }
  const rated = card.price(baseRate, period, {
    quantity,
    currencyCode,
    isClosed: (day) => pricing.isClosed(day),
  })
  const unitPrice = roundToCurrency(MathBN.convert(rated.unitPrice), currencyCode)
  return {
    unitPrice: new BigNumber(unitPrice),
    lineTotal: new BigNumber(MathBN.mult(unitPrice, quantity)),
    days: rated.days,
    words: rated.words,
    parts: rated.parts ?? [
      {
        what: "days",
        label: rated.words,
        days: rated.days,
        rate: MathBN.convert(baseRate),
        factor: ONE,
        amount: unitPrice,
      },
    ],
    card: { name: card.name, definition: card.definition ?? null },
  }
}
