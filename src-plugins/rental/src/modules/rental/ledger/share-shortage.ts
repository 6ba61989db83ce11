/** A booking that waits for its goods. */
export interface WaitingBooking {
  id: string
  quantity: number
  occupied_from: number
  occupied_to: number
  /** Who came first is served first; instants or anything that sorts. */
  since: string
}

/** Who goes short, by how many units at the worst, and in which slots. */
export interface ShortBooking {
  id: string
  short: number
  slots: number[]
}

/**
 * Who goes short where more is booked than there is: those who booked last. What is short in
 * a slot is shared out in full, as far as there are bookings that still wait.
 *
 * @param oversold how many units each slot lacks
 */
export function shareShortage(
  waiting: readonly WaitingBooking[],
  oversold: ReadonlyMap<number, number>
): ShortBooking[] {
  const lastFirst = [...waiting].sort((a, b) =>
    a.since === b.since ? (a.id < b.id ? 1 : -1) : a.since < b.since ? 1 : -1
  )
  const short = new Map<string, ShortBooking>()
  for (const [slot, units] of [...oversold].sort(([a], [b]) => a - b)) {
    let left = units
    for (const booking of lastFirst) {
      if (left <= 0) {
        break
      }
      if (booking.occupied_from <= slot && slot <= booking.occupied_to) {
        const lacks = Math.min(left, booking.quantity)
        left -= lacks
        const known = short.get(booking.id) ?? { id: booking.id, short: 0, slots: [] }
        known.short = Math.max(known.short, lacks)
        known.slots.push(slot)
        short.set(booking.id, known)
      }
    }
  }
  return [...short.values()]
}
