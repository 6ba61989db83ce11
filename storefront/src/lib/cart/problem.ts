import { problems } from "@/copy/en"
import { type Shortage, StoreError } from "../medusa/store-error"

/** What went wrong with a change to the event, in words for the customer. */
export type CartProblem = { message: string; missing: string[] }

/** The words for an error of the store API; anything unknown is thrown on. */
export function toCartProblem(error: unknown): CartProblem {
  if (!(error instanceof StoreError)) {
    throw error
  }
  if (error.isShortage) {
    return { message: problems.shortage, missing: error.shortages.map(shortageWords) }
  }
  if (error.isHoldExpired) {
    return { message: problems.holdExpired, missing: [] }
  }
  if (error.status >= 500) {
    return { message: problems.server, missing: [] }
  }
  return { message: error.message, missing: [] }
}

/** One missing thing as a sentence: "Cane armchair: 2 of the 8 you want are free". */
export function shortageWords(shortage: Shortage): string {
  return problems.missing(shortage.title, shortage.available, shortage.requested)
}
