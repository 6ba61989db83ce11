import { MedusaError } from "@medusajs/framework/utils"
import { noteRentalError } from "./request-errors"
import { type RentalPeriod } from "../periods/rental-period"
import { type PeriodRefusal } from "../rules/refusal"

/** A line that lacks units, and the days on which they are missing. */
export interface Shortage {
  variant_id: string
  title?: string
  requested: number
  available: number
  slots: string[]
}

export type RentalErrorCode =
  | "rental_shortage"
  | "rental_hold_expired"
  | "rental_price_changed"
  | "rental_busy"
  | "rental_cart_completed"
  | "rental_period_invalid"
  | "rental_request_invalid"
  | "rental_import_invalid"
  | "rental_fleet_in_use"
  | "rental_goods_out"
  | "rental_hold_limit"
  | "rental_key_reused"
  | "rental_add_on_missing"
  | "rental_rate_card_in_use"
  | "rental_unit_out"
  | "rental_wrong_state"
  | "rental_window_full"
  | "rental_window_closed"
  | "rental_zone_unknown"
  | "rental_minimum_order"
  | "rental_deposit_exceeded"
  | "rental_agreement_stale"
  | "rental_invoice_open"
  | "rental_quote_ended"
  | "rental_not_found"

/** What each refusal is over HTTP; the reference of the API is held against it. */
export const RENTAL_ERRORS: Readonly<
  Record<RentalErrorCode, { readonly status: number; readonly type: string }>
> = {
  rental_shortage: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_hold_expired: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_price_changed: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_busy: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_cart_completed: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_fleet_in_use: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_goods_out: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_unit_out: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_wrong_state: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_rate_card_in_use: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_agreement_stale: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_quote_ended: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_invoice_open: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_hold_limit: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_key_reused: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_deposit_exceeded: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_window_full: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_window_closed: { status: 400, type: MedusaError.Types.INVALID_DATA },
  rental_zone_unknown: { status: 400, type: MedusaError.Types.INVALID_DATA },
  rental_minimum_order: { status: 400, type: MedusaError.Types.INVALID_DATA },
  rental_add_on_missing: { status: 409, type: MedusaError.Types.CONFLICT },
  rental_period_invalid: { status: 400, type: MedusaError.Types.INVALID_DATA },
  rental_request_invalid: { status: 400, type: MedusaError.Types.INVALID_DATA },
  rental_import_invalid: { status: 400, type: MedusaError.Types.INVALID_DATA },
  rental_not_found: { status: 404, type: MedusaError.Types.NOT_FOUND },
}

/**
 * Any refusal of the plugin. `body()` is what the client reads.
 *
 * It is a MedusaError of a kind that Medusa's own error handler answers with 400 and the
 * message, so that it stays a clear refusal even where the plugin's middleware is not
 * applied; with it, the status, type and details below are sent.
 */
export class RentalError extends MedusaError {
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    code: RentalErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {}
  ) {
    super(
      code === "rental_not_found"
        ? MedusaError.Types.NOT_FOUND
        : MedusaError.Types.NOT_ALLOWED,
      message,
      code
    )
    this.name = "RentalError"
    this.details = details
    noteRentalError(this)
  }

  get status(): number {
    return RENTAL_ERRORS[this.code as RentalErrorCode].status
  }

  body(): Record<string, unknown> {
    return {
      type: RENTAL_ERRORS[this.code as RentalErrorCode].type,
      message: this.message,
      code: this.code,
      ...this.details,
    }
  }
}

/** Units are missing; names every line that lacks some. */
export function shortageError(shortages: Shortage[]): RentalError {
  const parts = shortages.map(
    (s) => `${s.title ?? s.variant_id}: ${s.requested} asked, ${s.available} free`
  )
  return new RentalError(
    "rental_shortage",
    `Not enough units on these dates. ${parts.join("; ")}`,
    { shortages }
  )
}

/** @param nextAvailable the nearest period that works, when it was looked for and found */
export function periodError(
  refusal: PeriodRefusal,
  nextAvailable: RentalPeriod | null = null
): RentalError {
  return new RentalError("rental_period_invalid", refusal.message, {
    field: refusal.field,
    rule: refusal.rule,
    next_available: nextAvailable,
  })
}

/** A 400 that names the field. */
export function requestError(field: string, message: string): RentalError {
  return new RentalError("rental_request_invalid", message, { field })
}

/** A 404 that names the field which held the unknown id. */
export function notFoundError(field: string, message: string): RentalError {
  return new RentalError("rental_not_found", message, { field })
}
