import { availability as words } from "@/copy/en"

/** How free something is, for words and for the eye. */
export type AvailabilityNote = { tone: "free" | "few" | "none"; text: string }

/**
 * The words for free units of a variant: plenty is "Free", a third or less of
 * several is counted, none is said plainly.
 */
export function availabilityNote(available: number, capacity: number): AvailabilityNote {
  if (available <= 0) {
    return { tone: "none", text: words.none }
  }
  if (capacity > 1 && available <= capacity / 3) {
    return { tone: "few", text: words.left(available, capacity) }
  }
  return { tone: "free", text: words.free }
}

/**
 * The note for a product with several variants: the best of them, because a
 * card stands for all.
 */
export function bestAvailability(
  variants: { available: number; capacity: number }[]
): AvailabilityNote {
  const best = [...variants].sort(
    (a, b) => b.available / (b.capacity || 1) - a.available / (a.capacity || 1)
  )[0]
  return availabilityNote(best?.available ?? 0, best?.capacity ?? 0)
}
