import { type BookingRow, type BookingState } from "./booking-rows"

/** How far goods are: what takes slots, and what the warehouse has done with them. */
export type GoodsState = BookingState | "prepared" | "checked" | "lost"

/**
 * `reserved` goods that are packed altogether are `prepared`; `returned` goods that were
 * looked over are `checked`; those that did not come back are `lost`.
 */
export function goodsState({
  state,
  quantity,
  prepared,
  condition,
  checked_at,
}: Pick<
  BookingRow,
  "state" | "quantity" | "prepared" | "condition" | "checked_at"
>): GoodsState {
  if (state === "reserved") {
    return prepared === quantity ? "prepared" : state
  }
  if (state === "returned") {
    return condition === "lost" ? "lost" : checked_at ? "checked" : state
  }
  return state
}
