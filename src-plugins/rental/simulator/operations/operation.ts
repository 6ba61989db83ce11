import { type Ledger } from "../../src/modules/rental/ledger/ledger"
import { type Random } from "../random"
import { type Booked, type Model } from "../model/model"

/** One thing that somebody does, in the words of the ledger and in those of the model. */
export interface Operation {
  /** In words, with all that decides what it does. */
  says: string
  /** Carts and orders that it changes; or `item:` and `down:` with what it is about. */
  owners: readonly string[]
  run: (ledger: Ledger) => Promise<unknown>
  /** Changes the model as if no units were missing. */
  expect: (model: Model) => Expectation | void
  /** The codes that say units are missing; none when it cannot fail for that. */
  short: readonly string[]
  /**
   * Notes what only the answer tells.
   *
   * @param before the model without the operation
   * @returns what is wrong with the answer, if something is
   */
  settle?: (model: Model, answer: unknown, before: Model) => string | void
  /** What it may do to each cart or order, when it is not one transaction. */
  scattered?: (model: Model, owner: string) => void
  /** Whether the end of a booking may be another one by it, each booking by itself. */
  blurs?: (model: Model, booking: Booked) => boolean
  /** Made of several transactions: what others do in between is seen. */
  composite?: boolean
  /** What may have come of it instead, where slots of it were overbooked. */
  instead?: (model: Model) => void
}

export interface Expectation {
  /** It has to be refused with one of these codes. */
  refused?: readonly string[]
  /** Missing units may be named first. */
  unlessShort?: boolean
  /** The code that says units are missing, where that is known. */
  short?: readonly string[]
  /** What decides may be gone by then: it may be refused or not. */
  unsure?: boolean
}

/** What a step has at hand to choose what happens. */
export interface Draw {
  model: Model
  random: Random
  /** Names new carts and orders; no other operation of the run has it. */
  name: string
  /** Whether nothing else happens at the same time. */
  alone: boolean
}

export function refusedAs(...codes: string[]): Expectation {
  return { refused: codes }
}

/** Replaces the live bookings of an owner; goods that came back stay. */
export function rebook(
  model: Model,
  gone: readonly Booked[],
  made: readonly Booked[]
): void {
  const drop = new Set(gone)
  model.bookings = [...model.bookings.filter((b) => !drop.has(b)), ...made]
}
