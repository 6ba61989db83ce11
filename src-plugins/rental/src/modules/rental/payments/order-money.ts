import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { type BigNumberInput } from "@medusajs/framework/types"
import { type LocalDate } from "../periods/local-date"
import { type Decimal } from "../pricing/decimal"
import { type Instalment, type InstalmentKind } from "./payment-plan"

/**
 * The money of an order, in major units. Whatever has happened:
 * `total + overpaid = paid - refunded + authorised + owed_now + owed_later`, and
 * `deposit.agreed = deposit.held + deposit.owed`, unless more than agreed was left.
 */
export interface OrderMoney {
  currency_code: string
  /** What the order comes to now, without the deposit. */
  total: number
  paid: number
  refunded: number
  /** Promised by the customer's card, and not taken yet. */
  authorised: number
  owed_now: number
  owed_later: number
  /** Paid beyond the total: to be given back. */
  overpaid: number
  /** What is left with the shop beside the order; null when nothing was agreed. */
  deposit: DepositMoney | null
  /** The parts of the total, those that come to nothing left out. */
  instalments: PaidInstalment[]
}

export interface DepositMoney {
  agreed: number
  /** All that was left with the shop, whatever became of it. */
  held: number
  kept: number
  returned: number
  owed: number
}

export interface PaidInstalment {
  kind: InstalmentKind
  amount: number
  /** How much of it is paid or authorised. */
  covered: number
  owed: number
  due_on: LocalDate
  is_due: boolean
}

export interface MoneyFacts {
  currency_code: string
  total: BigNumberInput
  paid: BigNumberInput
  refunded: BigNumberInput
  authorised: BigNumberInput
  /** They make the total. */
  instalments: readonly Instalment[]
  deposit: Omit<DepositMoney, "owed"> | null
  today: LocalDate
}

/**
 * What an order has paid and what it owes. Money covers what is due first: the instalments in
 * their order.
 */
export function moneyOf(facts: MoneyFacts): OrderMoney {
  const has = MathBN.convert(
    MathBN.add(MathBN.sub(facts.paid, facts.refunded), facts.authorised)
  )
  let left: Decimal = has.isNegative() ? MathBN.convert(0) : has
  // Given back beyond what was paid: the first instalment asks for it.
  let lacking: Decimal = has.isNegative() ? has.negated() : MathBN.convert(0)
  const covered = facts.instalments.map(({ amount, ...instalment }) => {
    const part = left.gt(amount) ? amount : left
    left = left.minus(part)
    const owed = amount.minus(part).plus(lacking)
    lacking = MathBN.convert(0)
    return { ...instalment, amount, part, owed, is_due: instalment.due_on <= facts.today }
  })
  const owed = (isDue: boolean) =>
    sum(covered.filter(({ is_due }) => is_due === isDue).map((one) => one.owed))
  const { deposit } = facts
  return {
    currency_code: facts.currency_code,
    total: numberOf(facts.total),
    paid: numberOf(facts.paid),
    refunded: numberOf(facts.refunded),
    authorised: numberOf(facts.authorised),
    owed_now: numberOf(owed(true)),
    owed_later: numberOf(owed(false)),
    overpaid: numberOf(left),
    deposit: deposit && {
      ...deposit,
      owed: Math.max(0, numberOf(MathBN.sub(deposit.agreed, deposit.held))),
    },
    instalments: covered
      .filter((one) => !one.amount.isZero() || !one.owed.isZero())
      .map(({ kind, amount, part, owed: open, due_on, is_due }) => ({
        kind,
        amount: numberOf(amount),
        covered: numberOf(part),
        owed: numberOf(open),
        due_on,
        is_due,
      })),
  }
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce<Decimal>((all, one) => all.plus(one), MathBN.convert(0))
}

function numberOf(amount: BigNumberInput): number {
  return new BigNumber(amount).numeric
}
