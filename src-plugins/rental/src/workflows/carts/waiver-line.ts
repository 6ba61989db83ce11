import {
  type BigNumberInput,
  type CreateLineItemForCartDTO,
  type UpdateLineItemWithoutSelectorDTO,
} from "@medusajs/framework/types"
import { BigNumber, generateEntityId, MathBN } from "@medusajs/framework/utils"
import { type Charges } from "../../modules/rental/charges/saved-charges"
import { priceWaiver } from "../../modules/rental/charges/waiver"

/*
 * The damage waiver is a line of the cart without a variant: Medusa taxes it as it does goods
 * without a rule of their own, and promotions leave it alone. No call of a customer makes a
 * line without a variant, so whoever writes the mark into the metadata of another line gets
 * nothing by it.
 */
const MARK = "rental_waiver"

const TITLE = "Damage waiver"

/** A line of a Medusa cart, as far as the waiver is concerned. */
export interface WaivableLine {
  id: string
  variant_id?: string | null
  quantity: unknown
  unit_price: unknown
  metadata?: Record<string, unknown> | null
}

/** Whether a line of a cart or an order is its damage waiver. */
export function isWaiver(line: Pick<WaivableLine, "variant_id" | "metadata">): boolean {
  return !line.variant_id && line.metadata?.[MARK] === true
}

/**
 * What the waiver of a cart costs; null where there is none.
 *
 * @param lines rental lines with their prices
 */
export function waiverAmount(
  { rules, items }: Charges,
  lines: readonly {
    variant_id: string
    quantity: number
    unit_price: BigNumberInput
  }[],
  currencyCode: string
): number | null {
  const price = priceWaiver(
    rules.waiver,
    lines.map(({ unit_price, variant_id, quantity }) => ({
      variant_id,
      quantity,
      unit_price: MathBN.convert(unit_price),
      replacement_value: null,
      days: 1,
      own: items.get(variant_id) ?? {},
    })),
    currencyCode
  )
  return price && new BigNumber(price.amount).numeric
}

/** A waiver line as Medusa makes it. */
export function newWaiverLine(
  cartId: string,
  amount: number,
  isTaxInclusive: boolean
): CreateLineItemForCartDTO & { id: string } {
  return {
    id: generateEntityId(undefined, "cali"),
    cart_id: cartId,
    title: TITLE,
    quantity: 1,
    unit_price: amount,
    is_custom_price: true,
    is_tax_inclusive: isTaxInclusive,
    is_discountable: false,
    requires_shipping: false,
    metadata: { [MARK]: true },
  }
}

/** What has to be written so that a waiver line costs what it should; null for nothing. */
export function waiverUpdate(
  line: WaivableLine,
  amount: number
): UpdateLineItemWithoutSelectorDTO | null {
  const isRight =
    Number(line.quantity) === 1 && MathBN.eq(line.unit_price as BigNumberInput, amount)
  return isRight ? null : { id: line.id, quantity: 1, unit_price: amount }
}
