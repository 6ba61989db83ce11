import { type Decimal } from "../pricing/decimal"
import { type ItemCharges } from "./charge-rules"

/** A line of a cart or an order, as charges are computed from it. */
export interface ChargedLine {
  readonly variant_id: string
  readonly quantity: number
  /** For the whole rental, in major units. */
  readonly unit_price: Decimal
  /** Of one unit, in the currency of the line; null when it is not known in it. */
  readonly replacement_value: Decimal | null
  /** Days the rental lasts. */
  readonly days: number
  /** What is otherwise for this item. */
  readonly own: ItemCharges
}
