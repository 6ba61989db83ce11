import { type Amounts } from "../charges/charge-rules"

/** When customers of a shop pay: a share with the order and the balance later, or all at once. */
export interface PaymentRules {
  /** What is paid with the order; null for all of it. */
  readonly share: PaymentShare | null
  /** Days before the rental starts on which the balance is due; from then on all is paid at once. */
  readonly balance_days: number
  /** Days before the balance is due on which customers are reminded. */
  readonly remind_before: readonly number[]
  /** Days after it was due on which they are, while it is not paid. */
  readonly remind_after: readonly number[]
  /** Whether what is due is taken from a payment method that the customer has left. */
  readonly collects: boolean
}

export interface PaymentShare {
  readonly percent: number
  /** Never less than this, by currency; null for no least amount. */
  readonly minimum: Amounts | null
}

/** Seven days before, as Goodshuffle Pro has it out of the box. */
export const PAY_ALL_NOW: PaymentRules = {
  share: null,
  balance_days: 7,
  remind_before: [3],
  remind_after: [1, 7],
  collects: false,
}
