import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import { RentalError } from "../../modules/rental/errors/rental-error"
import {
  findRentalError,
  rememberRentalErrors,
} from "../../modules/rental/errors/request-errors"
import { lockWasRefused, watchLocks } from "./lock-refusals"

/**
 * Lets a refusal of the plugin reach the client whole, also out of Medusa's own routes
 * (line items, complete), whose error handler keeps only type, code and message. A cart
 * that others keep locked is `rental_busy`, where Medusa would answer 500.
 */
export function withRentalErrors(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void {
  const json = res.json.bind(res)
  res.json = (body: unknown) => {
    const error = res.statusCode >= 400 ? refusalOf(res.statusCode, body) : undefined
    if (!error) {
      return json(body)
    }
    res.status(error.status)
    return json(error.body())
  }
  const locking = req.scope.resolve(Modules.LOCKING)
  rememberRentalErrors(() => watchLocks(locking, () => next()))
}

function refusalOf(status: number, body: unknown): RentalError | undefined {
  const { code, message } = (body ?? {}) as { code?: unknown; message?: unknown }
  const known = findRentalError(code, message)
  if (known) {
    return known
  }
  const atALock = lockWasRefused() && (status === 500 || status === 409)
  return atALock
    ? new RentalError("rental_busy", "This cart is being changed just now.")
    : undefined
}
