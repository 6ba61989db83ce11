import { AsyncLocalStorage } from "node:async_hooks"
import { type RentalError } from "./rental-error"

/*
 * Medusa's workflow engine copies an error into a plain object, and its error handler then
 * keeps only code, type and message. The refusals of one request are remembered beside it,
 * so that the response can say the rest.
 */
const refusals = new AsyncLocalStorage<RentalError[]>()

/** Runs a request; what it refuses is remembered for `findRentalError`. */
export function rememberRentalErrors<T>(run: () => T): T {
  return refusals.run([], run)
}

export function noteRentalError(error: RentalError): void {
  refusals.getStore()?.push(error)
}

/**
 * The refusal of this request that Medusa is about to answer with, if it is one of ours: the
 * last of those that read alike, which may say more than the one it was made of.
 */
export function findRentalError(
  code: unknown,
  message: unknown
): RentalError | undefined {
  return refusals
    .getStore()
    ?.findLast((error) => error.code === code && error.message === message)
}
