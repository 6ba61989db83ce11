import { type MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import {
  unitsOf,
  type ItemIndex,
  type ItemRow,
} from "../../modules/rental/items/item-rows"
import {
  type BookingRow,
  type BookingState,
} from "../../modules/rental/ledger/booking-rows"
import { periodDays } from "../../modules/rental/periods/rental-period"
import type RentalModuleService from "../../modules/rental/service"

/** What clients read as `cart.rental`. */
export interface CartRental {
  start_date: string
  end_date: string
  /** Days charged; both ends count. */
  days: number
  /** When the first hold runs out; null when nothing is held. */
  hold_expires_at: string | null
  lines: CartRentalLine[]
}

export interface CartRentalLine {
  line_item_id: string
  variant_id: string
  quantity: number
  /** `expired`: not held any more; POST rental-hold takes it again. */
  state: BookingState
  /** What a package holds, for the whole line. */
  components?: { variant_id: string; quantity: number }[]
}

/**
 * The rental side of a cart.
 *
 * @returns null while no dates are chosen
 * @throws RentalError `rental_not_found` (404) when there is no such cart
 */
export async function readCartRental(
  container: MedusaContainer,
  cartId: string
): Promise<CartRental | null> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [{ data }, cart, bookings] = await Promise.all([
    query.graph({
      entity: "cart",
      fields: ["id", "items.id", "items.variant_id", "items.quantity"],
      filters: { id: cartId },
    }),
    rental.readCart(cartId),
    rental.readCartBookings(cartId),
  ])
  const found = data[0] as unknown as QueriedCart | undefined
  if (!found) {
    throw notFoundError("id", `There is no cart ${cartId}`)
  }
  if (!cart) {
    return null
  }
  const items = (found.items ?? []).flatMap((item) =>
    item.variant_id
      ? [{ id: item.id, variant_id: item.variant_id, quantity: Number(item.quantity) }]
      : []
  )
  const index = await rental.readItems({ variant_ids: items.map((i) => i.variant_id) })
  const byVariantId = new Map([...index.values()].map((row) => [row.variant_id, row]))
  const lines = items.flatMap((item) => {
    const row = byVariantId.get(item.variant_id)
    return row ? [describeLine(item, row, index, bookings)] : []
  })
  const expiries = bookings
    .filter((b) => b.state === "held" && b.expires_at)
    .map((b) => new Date(b.expires_at ?? 0).toISOString())
    .sort()
  return {
    ...cart.period,
    days: periodDays(cart.period),
    hold_expires_at: expiries[0] ?? null,
    lines,
  }
}

interface QueriedCart {
  items?: { id: string; variant_id: string | null; quantity: unknown }[]
}

function describeLine(
  line: { id: string; variant_id: string; quantity: number },
  item: ItemRow,
  index: ItemIndex,
  bookings: readonly BookingRow[]
): CartRentalLine {
  const own = bookings.filter((booking) => booking.line_item_id === line.id)
  return {
    line_item_id: line.id,
    variant_id: line.variant_id,
    quantity: line.quantity,
    state: lineState(own, unitsOf(item).length),
    ...(item.components.length
      ? {
          components: item.components.flatMap(({ item_id, quantity }) => {
            const variant_id = index.get(item_id)?.variant_id
            return variant_id ? [{ variant_id, quantity: quantity * line.quantity }] : []
          }),
        }
      : {}),
  }
}

function lineState(bookings: readonly BookingRow[], needed: number): BookingState {
  const live = bookings.filter(
    (b) => b.state !== "held" || Date.parse(b.expires_at ?? "") > Date.now()
  )
  return live.length < needed ? "expired" : (live[0]?.state ?? "expired")
}
