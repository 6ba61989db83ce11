import { type LocalDate } from "../../periods/local-date"
import { type Amount, type Valued } from "../amount"
import { type Length } from "../length"
import { type PartKind } from "../rate-card"

/** What a card charges for some days, before the days themselves make it dearer or cheaper. */
export interface Charge extends Valued {
  readonly what: PartKind
  readonly unit: "days" | "hours" | "units"
  readonly count: number
  /** So many of what is counted, in words: `3 days`. */
  readonly name: (count: number) => string
  /** The charged days it is for. */
  readonly dates: readonly LocalDate[]
}

/** What a kind of card works out its charges from. */
export interface ChargeContext extends Length {
  /** @throws RentalError when the card has no such amount in the currency */
  readonly value: (amount: Amount, where: string) => Valued
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}
