import { type QuoteView } from "../../workflows/quotes/view-quote"

/** A quote without what is the shop's own. */
export function forCustomer({
  created_by: _createdBy,
  cart_id: _cartId,
  ...quote
}: QuoteView): Omit<QuoteView, "created_by" | "cart_id"> {
  return quote
}
