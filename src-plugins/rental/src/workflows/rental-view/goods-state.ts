import {
  type BookingRow,
  type BookingState,
} from "../../modules/rental/ledger/booking-rows"

/** How far goods are: what the ledger knows, and what the warehouse has done with them. */
export type GoodsState = BookingState | "prepared"

/** `reserved` goods that are packed altogether are `prepared`. */
export function goodsState({
  state,
  quantity,
  prepared,
}: Pick<BookingRow, "state" | "quantity" | "prepared">): GoodsState {
  return state === "reserved" && prepared === quantity ? "prepared" : state
}
