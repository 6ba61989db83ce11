import { type Condition } from "./booking-rows"
import { type GoodsRequest } from "./order-goods"
import { type LocalDate } from "../periods/local-date"

/** An amount that is charged, in the order's currency, major units. */
export interface ChargeRequest {
  amount: number | string
  reason?: string
}

/** Units among those that come back that are damaged, or did not come back at all. */
interface PartRequest {
  quantity?: number
  /** For items with serial numbers. */
  unit_ids?: readonly string[]
  note?: string | null
  photo_ids?: readonly string[]
}

export interface DamageRequest extends PartRequest {
  /** False: they can be rented as they are. */
  out_of_service?: boolean
  /** The last day of the repair; without, nobody knows. */
  repair_until?: LocalDate | null
  charge?: ChargeRequest | null
}

export interface LossRequest extends PartRequest {
  /** Absent: the replacement value, where the item has one in the order's currency. */
  charge?: ChargeRequest | null
}

/**
 * Goods that are settled: they come back, or are given up for lost. `quantity` counts them
 * all; the damaged and the lost are among them.
 */
export interface ReturnRequest extends GoodsRequest {
  condition?: Condition
  note?: string | null
  photo_ids?: readonly string[]
  damaged?: readonly DamageRequest[]
  lost?: readonly LossRequest[]
}

/** Who takes goods back, and what they are charged in. */
export interface ReturnContext {
  /** A user's id, or the part of the system that acts. */
  author: string
  /** Of the order; without one nothing can be charged. */
  currency_code: string | null
}

/** What a return brought about. */
export interface ReturnResult {
  /** Ids of the bookings that changed. */
  changed: string[]
  incident_ids: string[]
  charge_ids: string[]
}
