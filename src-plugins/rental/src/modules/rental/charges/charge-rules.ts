import { type CancellationRule } from "../cancellation/cancellation-rule"
import { AUTHORISATION_DAYS } from "./deposit-holding"

/** An amount in each currency, in major units. */
export type Amounts = readonly {
  readonly currency_code: string
  readonly amount: number
}[]

/** What a customer pays so that ordinary damage costs nothing. A price, taxed as one. */
export type WaiverRule = {
  /** Whether it is part of every rental; otherwise customers choose it. */
  readonly is_required: boolean
} & (
  | {
      readonly type: "percent"
      /** Of what the covered items cost. */ readonly percent: number
    }
  | { readonly type: "flat"; /** For an order. */ readonly amounts: Amounts }
)

/** What a customer leaves until the goods are back. No revenue, not taxed. */
export type DepositRule =
  | { readonly type: "percent_of_rental"; readonly percent: number }
  | { readonly type: "percent_of_value"; readonly percent: number }
  | {
      readonly type: "fixed"
      /** Of the shop: for an order. Of an item: for each unit. */
      readonly amounts: Amounts
    }

/** What each day costs that goods come back late. */
export type LateFeeRule = {
  /** Hours after the goods are due in which nothing is charged. */
  readonly grace_hours: number
  /** Days charged at most; null for no end. */
  readonly most_days: number | null
} & (
  | {
      readonly type: "percent"
      /** Of what a unit cost for a day, on average over its rental. */
      readonly percent: number
    }
  | { readonly type: "fixed"; /** For a unit and a day. */ readonly amounts: Amounts }
)

/** What a shop charges beside its prices; null for what it does not. */
export interface ChargeRules {
  readonly waiver: WaiverRule | null
  readonly deposit: DepositRule | null
  readonly late_fee: LateFeeRule | null
  /** Days for which a deposit can be held by an authorised card; 0 to charge it always. */
  readonly authorisation_days: number
  /** What comes back when an order is cancelled; null: all of it. */
  readonly cancellation: CancellationRule | null
}

/** What is otherwise for one item; what is absent is as the shop has it. */
export interface ItemCharges {
  /** Not covered by the waiver, and not counted for it. */
  readonly waiver?: "not_covered"
  readonly deposit?: DepositRule | "none"
  readonly late_fee?: LateFeeRule | "none"
}

export const NO_CHARGES: ChargeRules = {
  waiver: null,
  deposit: null,
  late_fee: null,
  authorisation_days: AUTHORISATION_DAYS,
  cancellation: null,
}

/** The amount in a currency; null where the shop has set none. */
export function amountIn(amounts: Amounts, currencyCode: string): number | null {
  const code = currencyCode.toLowerCase()
  return amounts.find(({ currency_code }) => currency_code === code)?.amount ?? null
}
