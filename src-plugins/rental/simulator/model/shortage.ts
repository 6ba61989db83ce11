import { takesSlots, type Booked, type Model } from "./model"

/** A slot that a change would leave with more booked than there is, and more than before. */
export interface ShortSlot {
  item: string
  place: string
  slot: number
}

export interface Verdict {
  /** Slots that make the change impossible. */
  short: ShortSlot[]
  /** Whether the model cannot tell: history, or a hold that ran out, decides. */
  unsure: boolean
}

/**
 * Whether a change is possible without overbooking: no slot may come to have more booked
 * than there is, unless it had as much before.
 */
export function judge(before: Model, after: Model): Verdict {
  const used = usage(before, (b) => before.counts(b))
  const usedByLapsedToo = usage(before, takesSlots)
  const wanted = usage(after, (b) => after.counts(b))
  const suppliesChange =
    before.items !== after.items || before.downtimes !== after.downtimes
  const short: ShortSlot[] = []
  let unsure = false
  for (const [key, units] of wanted) {
    const was = used.get(key) ?? 0
    if (units <= was && !suppliesChange) {
      continue
    }
    const [item, place, number] = key.split(" ") as [string, string, string]
    const slot = Number(number)
    if (slot < before.oldestOpenSlot(before.item(item).minutes)) {
      // What a place owned then stays as it was: the model only knows what it owns now.
      unsure ||= units > was
      continue
    }
    const over = units - supply(after, item, place, slot)
    const overBefore = was - supply(before, item, place, slot)
    const withLapsed = (usedByLapsedToo.get(key) ?? 0) - supply(before, item, place, slot)
    if (over <= 0 || over <= overBefore) {
      continue
    }
    if (over <= withLapsed) {
      unsure = true
    } else {
      short.push({ item, place, slot })
    }
  }
  return { short, unsure: unsure && !short.length }
}

/** Units in each slot, by `item place slot`. */
export function usage(
  model: Model,
  which: (booking: Booked) => boolean
): Map<string, number> {
  const used = new Map<string, number>()
  for (const b of model.bookings) {
    if (which(b)) {
      for (let slot = b.from; slot <= b.to; slot++) {
        const key = `${b.item} ${b.place} ${slot}`
        used.set(key, (used.get(key) ?? 0) + b.quantity)
      }
    }
  }
  return used
}

function supply(model: Model, item: string, place: string, slot: number): number {
  return model.capacity(item, place, slot) - model.blocked(item, place, slot)
}
