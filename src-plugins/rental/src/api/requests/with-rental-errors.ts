import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import {
  findRentalError,
  rememberRentalErrors,
} from "../../modules/rental/errors/request-errors"

/**
 * Lets a refusal of the plugin reach the client whole, also out of Medusa's own routes
 * (line items, complete), whose error handler keeps only type, code and message.
 */
export function withRentalErrors(
  _req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void {
  const json = res.json.bind(res)
  res.json = (body: unknown) => {
    const answer = (body ?? {}) as { code?: unknown; message?: unknown }
    const error =
      res.statusCode >= 400 ? findRentalError(answer.code, answer.message) : undefined
    if (!error) {
      return json(body)
    }
    res.status(error.status)
    return json(error.body())
  }
  rememberRentalErrors(() => next())
}
