import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { samePeriod, type RentalPeriod } from "../periods/rental-period"
import { readOrderBookings, type BookingContent, type BookingRow } from "./booking-rows"
import { withChoices } from "../packages/choice-rows"
import { choosePlaces, sameLine, unitsIn, type OwnBookings } from "./choose-places"
import { type Ledger } from "./ledger"
import { readOrder, type OrderRow } from "./order-rows"
import { planBookings, type CartLine, type LimitedVisits } from "./plan-bookings"

/** An order as it shall be. */
export interface OrderPlan {
  order_id: string
  period: RentalPeriod
  lines: readonly CartLine[]
  state: "draft" | "reserved"
}

/** What an order needs, from the places that can give it; what is out is counted too. */
export async function planOrder(
  ledger: Ledger,
  order: OrderPlan,
  visits: LimitedVisits
): Promise<BookingContent[]> {
  const { knex, timezone } = ledger
  const items = await ledger.items()
  const { period, state } = order
  const owner = { order_id: order.order_id }
  const lines = await withChoices(knex, items, owner, oneLineAVariant(order.lines))
  const wanted = planBookings({ lines, period, state, items, timezone, visits })
  return await choosePlaces(knex, items, wanted, {
    owner,
    own: async () => await readOwn(knex, order),
  })
}

/** What no place has given yet of what is wanted, and what is out, where it left. */
export async function stillWanted(
  knex: Knex,
  order: OrderPlan,
  wanted: readonly BookingContent[]
): Promise<BookingContent[]> {
  const { live, settled } = await readOwn(knex, order)
  const out = live.filter(({ state }) => state === "out")
  return wanted.flatMap((booking) => {
    const away = sameLine(out, booking)
    const quantity =
      booking.quantity - unitsIn(away) - unitsIn(sameLine(settled, booking))
    return [
      ...away.map(({ location_id, occupied_from, quantity: units }) => ({
        ...booking,
        location_id,
        occupied_from,
        occupied_to: Math.max(booking.occupied_to, occupied_from),
        quantity: units,
      })),
      ...(quantity > 0 ? [{ ...booking, quantity }] : []),
    ]
  })
}

/**
 * Bookings whose units are not wanted again: what came back, and what nobody fetched, until
 * the order is given other dates.
 */
export async function readSettled(
  knex: Knex,
  write: OrderPlan,
  order: OrderRow | null
): Promise<BookingRow[]> {
  return settledOf(await readOrderBookings(knex, write.order_id), write, order)
}

async function readOwn(knex: Knex, write: OrderPlan): Promise<OwnBookings> {
  const order = await readOrder(knex, write.order_id)
  const bookings = await readOrderBookings(knex, write.order_id)
  return {
    live: bookings
      .map(knownByVariant)
      .filter(({ state }) => ["draft", "reserved", "out"].includes(state)),
    settled: settledOf(bookings.map(knownByVariant), write, order),
  }
}

/** Lines of an order are known by their variant: several of one are one to the ledger. */
function oneLineAVariant(lines: readonly CartLine[]): CartLine[] {
  const merged = new Map<string, CartLine>()
  for (const line of lines) {
    const quantity = (merged.get(line.variant_id)?.quantity ?? 0) + line.quantity
    merged.set(line.variant_id, { ...(merged.get(line.variant_id) ?? line), quantity })
  }
  return [...merged.values()]
}

/** Without a line of its own, a booking is found by its variant. */
function knownByVariant(row: BookingRow): BookingRow {
  return { ...row, line_item_id: "" }
}

function settledOf(
  bookings: readonly BookingRow[],
  write: OrderPlan,
  order: OrderRow | null
): BookingRow[] {
  const moves = !order || !samePeriod(order.period, write.period)
  return bookings.filter(
    ({ state }) => state === "returned" || (state === "no_show" && !moves)
  )
}
