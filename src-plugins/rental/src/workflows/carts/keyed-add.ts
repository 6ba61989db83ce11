import { RentalError } from "../../modules/rental/errors/rental-error"
import { type CartAdd, type RequestKey } from "../../modules/rental/ledger/cart-keys"
import { type CartLine } from "../../modules/rental/ledger/plan-bookings"
import { type OpenCart, type OpenCartLine } from "./read-cart"

/** The metadata of a line in which it counts the adds with a key that it has had. */
const RENTAL_ADDS = "rental_adds"

/** More than any line gets; what a client has written there is no reason to fail. */
const MAX_ADDS = 1_000_000

/**
 * The line to which an add was written already. A hold is written before its line, so the key
 * alone does not tell: the line, which counts its adds in the same write as its quantity,
 * does. A line that is gone has lost what was added.
 *
 * @param known what the ledger knows of the key
 * @throws RentalError `rental_key_reused`
 */
export function findRepeatedLine(
  cart: OpenCart,
  key: RequestKey | undefined,
  known: CartAdd | null | undefined
): OpenCartLine | undefined {
  if (!key || !known) {
    return undefined
  }
  if (known.request_hash !== key.request_hash) {
    throw new RentalError(
      "rental_key_reused",
      "Something else was added to this cart with this Idempotency-Key. " +
        "Use a new key for each thing to add.",
      { field: "Idempotency-Key" }
    )
  }
  const line = cart.items.find((item) => item.id === known.line_item_id)
  return line && countAdds(line) >= known.add_number ? line : undefined
}

/** What the ledger notes with the hold of an add that has a key. */
export function numberAdd(
  cart: OpenCart,
  lines: readonly CartLine[],
  { variant_id, key }: { variant_id: string; key?: RequestKey },
  known: CartAdd | null | undefined
): CartAdd | undefined {
  const line = lines.find((other) => other.variant_id === variant_id)
  if (!key || !line) {
    return undefined
  }
  const existing = cart.items.find((item) => item.id === line.line_item_id)
  return {
    ...key,
    line_item_id: line.line_item_id,
    add_number: countAdds(existing) + 1,
    attempt: (known?.attempt ?? 0) + 1,
  }
}

/** What an add writes to the metadata of its line; Medusa keeps what else is in it. */
export function metadataOfAdd(
  add: CartAdd | undefined,
  lineItemId: string
): Record<string, unknown> | undefined {
  return add?.line_item_id === lineItemId ? { [RENTAL_ADDS]: add.add_number } : undefined
}

/** What a customer writes to a line, without the count that is not theirs to write. */
export function withoutAdds(metadata: Record<string, unknown>): Record<string, unknown> {
  const { [RENTAL_ADDS]: _count, ...rest } = metadata
  return rest
}

function countAdds(line: OpenCartLine | undefined): number {
  const count = Number(line?.metadata?.[RENTAL_ADDS] ?? 0)
  return Number.isInteger(count) && count >= 0 && count < MAX_ADDS ? count : 0
}
