import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { type BigNumberInput } from "@medusajs/framework/types"
import { type AgreedCancellation } from "../cancellation/cancellation-rule"
import { type ItemIndex, type ItemRow } from "../items/item-rows"
import { periodDays, type RentalPeriod } from "../periods/rental-period"
import { type Decimal } from "../pricing/decimal"
import { type LateFeeRule } from "./charge-rules"
import { type ChargedLine } from "./charged-line"
import { depositOf } from "./deposit"
import { lateFeeOfUnit } from "./late-fee"
import { type Charges } from "./saved-charges"
import { priceWaiver } from "./waiver"

/** Charges of a cart or an order, as clients read them and as an order keeps them. */
export interface AgreedCharges {
  currency_code: string
  waiver: { amount: number; words: string; is_required: boolean } | null
  deposit: {
    amount: number
    /** Words of the sum for the whole order, beside its lines. */
    order: { amount: number; words: string } | null
    lines: { variant_id: string; amount: number; words: string }[]
  }
  /** What each day late costs, by variant; those that cost nothing are left out. */
  late_fees: { variant_id: string; per_unit_and_day: number; rule: LateFeeRule }[]
  /** What comes back when the order is cancelled; null or absent: all of it. */
  cancellation?: AgreedCancellation | null
}

/** An order for which a policy of cancellation was agreed, and else nothing. */
export function withCancellation(
  charges: AgreedCharges | null,
  cancellation: AgreedCancellation | null,
  currencyCode: string
): AgreedCharges | null {
  if (!cancellation) {
    return charges
  }
  const nothing: AgreedCharges = {
    currency_code: currencyCode,
    waiver: null,
    deposit: { amount: 0, order: null, lines: [] },
    late_fees: [],
  }
  return { ...(charges ?? nothing), cancellation }
}

/** A line whose price is known. */
export interface PricedLine {
  variant_id: string
  quantity: number
  /** Of one unit for the whole rental, in major units. */
  unit_price: BigNumberInput
}

/** What a shop charges for lines beside their prices. Pure: the same always gives the same. */
export function chargesFor(
  { rules, items: own }: Charges,
  catalogue: { variants: ReadonlyMap<string, ItemRow>; items: ItemIndex },
  rental: {
    lines: readonly PricedLine[]
    period: RentalPeriod
    currency_code: string
  }
): AgreedCharges {
  const { currency_code, period } = rental
  const lines = rental.lines.map(({ variant_id, quantity, unit_price }): ChargedLine => ({
    variant_id,
    quantity,
    unit_price: MathBN.convert(unit_price),
    replacement_value: valueOf(catalogue, variant_id, currency_code),
    days: periodDays(period),
    own: own.get(variant_id) ?? {},
  }))
  const waiver = priceWaiver(rules.waiver, lines, currency_code)
  const deposit = depositOf(rules.deposit, lines, currency_code)
  return {
    currency_code,
    waiver: waiver && {
      amount: numberOf(waiver.amount),
      words: waiver.words,
      is_required: rules.waiver?.is_required ?? false,
    },
    deposit: {
      amount: numberOf(deposit.amount),
      order: deposit.order && {
        amount: numberOf(deposit.order.amount),
        words: deposit.order.words,
      },
      lines: deposit.lines.map(({ variant_id, amount, words }) => ({
        variant_id,
        amount: numberOf(amount),
        words,
      })),
    },
    late_fees: lines.flatMap((line) => {
      const unit = lateFeeOfUnit(rules.late_fee, line, currency_code)
      return unit
        ? [
            {
              variant_id: line.variant_id,
              per_unit_and_day: numberOf(unit.per_day),
              rule: unit.rule,
            },
          ]
        : []
    }),
  }
}

/** What a unit is worth in a currency: an item's own value, or that of a package's parts. */
function valueOf(
  { variants, items }: { variants: ReadonlyMap<string, ItemRow>; items: ItemIndex },
  variantId: string,
  currencyCode: string
): Decimal | null {
  const item = variants.get(variantId)
  if (!item) {
    return null
  }
  const own = inCurrency(item, currencyCode)
  if (own || !item.components.length) {
    return own
  }
  const parts = item.components.map(({ item_id, quantity }) => {
    const part = items.get(item_id)
    const value = part && inCurrency(part, currencyCode)
    return value ? value.times(quantity) : null
  })
  return parts.some(Boolean)
    ? parts.reduce<Decimal>((sum, part) => sum.plus(part ?? 0), MathBN.convert(0))
    : null
}

function inCurrency(
  { replacement_value, currency_code }: ItemRow,
  currencyCode: string
): Decimal | null {
  const isSame =
    currency_code === null || currency_code.toLowerCase() === currencyCode.toLowerCase()
  return replacement_value !== null && isSame ? MathBN.convert(replacement_value) : null
}

function numberOf(amount: Decimal): number {
  return new BigNumber(amount).numeric
}
