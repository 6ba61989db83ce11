import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { type ItemIndex, type ItemRow } from "../items/item-rows"
import { type RentalPeriod } from "../periods/rental-period"
import { roundToCurrency, spokenAmount } from "../pricing/currency"
import { ONE, ZERO, type Decimal } from "../pricing/decimal"
import { priceUnit, type Pricing, type UnitPrice } from "../pricing/price-unit"
import { type PricePart } from "../pricing/rate-card"
import {
  chosenParts,
  type ChosenPart,
  type PackageChoice,
  type PackageTerms,
} from "./package-terms"

/** What is priced: a plain item, or a package as it was chosen. */
export interface ItemQuestion {
  readonly item: ItemRow
  readonly choice?: PackageChoice
  readonly currencyCode: string
  readonly period: RentalPeriod
  /** Units of the line. */
  readonly quantity: number
}

/** The price of a variant in Medusa, by its id. */
export type RateOf = (variantId: string) => BigNumber

export type ItemPrice = UnitPrice & {
  /** The base rate; of a package by its components, their sum before anything is taken off. */
  readonly baseRate: BigNumber
}

/**
 * The price of one unit of an item for a period: by its rate card, or, of a package, by its
 * own price and what was chosen beyond it, or by the sum of its components.
 *
 * A component is priced by its own rate card for all units that the line takes of it; a
 * package within the package by its own terms, as the shop has it. Every amount is rounded to
 * the currency where a customer could pay it alone, so that nothing off the sum is the sum of
 * what the components cost as lines of their own.
 *
 * @throws RentalError when a rate card has no amount in the currency, or `rateOf` throws
 */
export function priceItem(
  pricing: Pricing,
  items: ItemIndex,
  rateOf: RateOf,
  question: ItemQuestion
): ItemPrice {
  const { item, choice } = question
  if (item.package?.pricing === "percent") {
    return priceByParts(pricing, items, rateOf, question, item.package)
  }
  const own = priceByCard(pricing, rateOf, question)
  const extras = item.package
    ? chosenParts(item.package, choice).flatMap((chosen) =>
        priceBeyond(pricing, items, rateOf, question, chosen)
      )
    : []
  return extras.length ? withExtras(own, extras, question) : own
}

/** The variants whose price in Medusa the price of an item is made of. */
export function pricedVariants(
  items: ItemIndex,
  item: ItemRow,
  choice?: PackageChoice
): string[] {
  const terms = item.package
  if (!terms) {
    return [item.variant_id]
  }
  const isByParts = terms.pricing === "percent"
  const inside = chosenParts(terms, choice).flatMap(({ part, item_id, replacement }) => {
    const isOwn = isByParts || part.charge === "own"
    const isDifference = !isOwn && replacement?.charge === "difference"
    return [
      ...(isOwn || isDifference ? [item_id] : []),
      ...(isDifference ? [part.item_id] : []),
    ]
  })
  return [
    ...(isByParts ? [] : [item.variant_id]),
    ...inside.flatMap((id) => pricedVariants(items, itemOf(items, id))),
  ]
}

function priceByCard(
  pricing: Pricing,
  rateOf: RateOf,
  { item, currencyCode, period, quantity }: ItemQuestion
): ItemPrice {
  const baseRate = rateOf(item.variant_id)
  const rateCard = item.rate_card
  const asked = { rateCard, baseRate, currencyCode, period, quantity }
  return { ...priceUnit(pricing, asked), baseRate }
}

function priceByParts(
  pricing: Pricing,
  items: ItemIndex,
  rateOf: RateOf,
  question: ItemQuestion,
  terms: PackageTerms
): ItemPrice {
  const { currencyCode, quantity } = question
  const parts = chosenParts(terms, question.choice).map(({ part, item_id }) =>
    pricePart(pricing, items, rateOf, question, item_id, part.quantity)
  )
  const sum = sumOf(parts.map(({ priced }) => priced))
  const off = MathBN.div(MathBN.mult(sum, terms.percent_off), 100)
  const exact = MathBN.sub(sum, off)
  const unitPrice = roundToCurrency(exact, currencyCode)
  const takesOff = MathBN.gt(terms.percent_off, 0)
  const percent = MathBN.convert(terms.percent_off).toFixed()
  return {
    unitPrice: new BigNumber(unitPrice),
    lineTotal: new BigNumber(MathBN.mult(unitPrice, quantity)),
    days: Math.max(...parts.map(({ price }) => price.days)),
    words: takesOff
      ? `its components at ${spokenAmount(sum, currencyCode)}, ${percent}% off`
      : `its components at ${spokenAmount(sum, currencyCode)}`,
    parts: [
      ...parts.map(({ priced }) => priced),
      ...(takesOff ? [percentOff(sum, off, percent)] : []),
      ...roundingOf(MathBN.sub(unitPrice, exact)),
    ],
    card: { name: "package", definition: definitionOf(question, terms) },
    baseRate: new BigNumber(sum),
  }
}

/** What a component costs that the price of the package does not cover. */
function priceBeyond(
  pricing: Pricing,
  items: ItemIndex,
  rateOf: RateOf,
  question: ItemQuestion,
  { part, item_id, replacement }: ChosenPart
): PricePart[] {
  const price = (id: string) =>
    pricePart(pricing, items, rateOf, question, id, part.quantity)
  if (part.charge === "own") {
    return [price(item_id).priced]
  }
  if (replacement?.charge !== "difference") {
    return []
  }
  const { priced } = price(item_id)
  const more = MathBN.sub(priced.rate, price(part.item_id).priced.rate)
  return MathBN.gt(more, 0)
    ? [
        {
          ...priced,
          label: `${priced.label}, in place of another`,
          rate: more,
          amount: MathBN.mult(more, part.quantity),
        },
      ]
    : []
}

function pricePart(
  pricing: Pricing,
  items: ItemIndex,
  rateOf: RateOf,
  question: ItemQuestion,
  itemId: string,
  units: number
): { price: ItemPrice; priced: PricePart } {
  const item = itemOf(items, itemId)
  const { currencyCode, period } = question
  const quantity = question.quantity * units
  const asked = { item, currencyCode, period, quantity }
  const price = priceItem(pricing, items, rateOf, asked)
  const rate = MathBN.convert(price.unitPrice)
  return {
    price,
    priced: {
      what: "component",
      variant_id: item.variant_id,
      label: units === 1 ? price.words : `${units} of: ${price.words}`,
      units,
      rate,
      factor: ONE,
      amount: MathBN.mult(rate, units),
    },
  }
}

function withExtras(
  own: ItemPrice,
  extras: readonly PricePart[],
  { currencyCode, quantity, ...question }: ItemQuestion
): ItemPrice {
  const more = sumOf(extras)
  const unitPrice = MathBN.add(own.unitPrice, more)
  return {
    ...own,
    unitPrice: new BigNumber(unitPrice),
    lineTotal: new BigNumber(MathBN.mult(unitPrice, quantity)),
    words: `${own.words}, chosen beside it ${spokenAmount(more, currencyCode)}`,
    parts: [...own.parts, ...extras],
    card: {
      name: own.card.name,
      definition: { card: own.card.definition, choice: question.choice ?? {} },
    },
  }
}

/** What the record of an order keeps of a package by its components. */
function definitionOf(
  { choice }: ItemQuestion,
  { pricing, percent_off, parts }: PackageTerms
): unknown {
  return {
    kind: "package",
    pricing,
    percent_off,
    choice: choice ?? {},
    components: parts.map(({ variant_id, quantity }) => ({ variant_id, quantity })),
  }
}

function percentOff(sum: Decimal, off: Decimal, percent: string): PricePart {
  return {
    what: "package",
    label: `${percent}% off as a package`,
    rate: sum,
    factor: MathBN.div(MathBN.convert(percent), -100),
    amount: MathBN.mult(off, -1),
  }
}

function roundingOf(amount: Decimal): PricePart[] {
  return MathBN.eq(amount, 0)
    ? []
    : [{ what: "rounding", label: "rounded", rate: amount, factor: ONE, amount }]
}

function sumOf(parts: readonly PricePart[]): Decimal {
  return parts.reduce((sum, part) => MathBN.add(sum, part.amount), ZERO)
}

function itemOf(items: ItemIndex, id: string): ItemRow {
  const item = items.get(id)
  if (!item) {
    throw new Error(`Component ${id} is missing`)
  }
  return item
}
