/**
 * What a cart or an order is made of, as a text that is the same for both: which variants,
 * and how many of each line, in no order.
 */
export function contentsOf(
  items: readonly { variant_id?: string | null; quantity: unknown }[] = []
): string {
  return items
    .map(({ variant_id, quantity }) => `${variant_id} ${Number(quantity)}`)
    .sort()
    .join()
}
