import { type RateCard } from "./rate-card"
import { perDay } from "./per-day"

/** The rate cards of a shop, by name. */
export type RateCards = ReadonlyMap<string, RateCard>

/**
 * The default card and those that the shop has written in code.
 *
 * @throws Error when two cards share a name
 */
export function collectRateCards(own: readonly RateCard[] = []): RateCards {
  const cards = new Map<string, RateCard>([[perDay.name, perDay]])
  for (const card of own) {
    if (cards.has(card.name)) {
      throw new Error(`Two rate cards are named "${card.name}"`)
    }
    cards.set(card.name, card)
  }
  return cards
}
