/** How much comes back from so many days before the start on. */
export interface CancellationTier {
  readonly days_before: number
  /** Of what is paid, or of the price: see `CancellationRule.of`. */
  readonly percent: number
}

/** What comes back to whom cancels in time, and to whom does not come. */
export interface CancellationTerms {
  /** The longest time first; nearer to the start than the last, nothing comes back. */
  readonly tiers: readonly CancellationTier[]
  /** What comes back when nobody comes for the goods. */
  readonly no_show_percent: number
}

/** A shop's policy, with other terms for some categories of products. */
export interface CancellationRule extends CancellationTerms {
  /**
   * `paid`: the percentage comes back of what the customer has paid. `total`: the rest of the
   * percentage is kept of the price, as far as it is paid.
   */
  readonly of: CancellationBase
  /** The first that a product is in, itself or by a category above, holds for it. */
  readonly categories: readonly (CancellationTerms & { readonly category_id: string })[]
}

export const CANCELLATION_BASES = ["paid", "total"] as const

export type CancellationBase = (typeof CANCELLATION_BASES)[number]

/** The policy as an order was placed with it. */
export interface AgreedCancellation extends CancellationTerms {
  readonly of: CancellationBase
  /** The items for which other terms were agreed. */
  readonly items: readonly (CancellationTerms & { readonly variant_id: string })[]
}

/** What comes back by terms, so many days before the start; negative once it has begun. */
export function percentBack({ tiers }: CancellationTerms, daysBefore: number): number {
  const reached = tiers.filter(({ days_before }) => days_before <= daysBefore)
  return reached.reduce(
    (latest, tier) => (tier.days_before > latest.days_before ? tier : latest),
    { days_before: Number.NEGATIVE_INFINITY, percent: 0 }
  ).percent
}

/** The policy of a shop for some items, by the categories that each is in. */
export function agreeCancellation(
  { of, tiers, no_show_percent, categories }: CancellationRule,
  items: readonly { variant_id: string; category_ids: readonly string[] }[]
): AgreedCancellation {
  return {
    of,
    tiers,
    no_show_percent,
    items: items.flatMap(({ variant_id, category_ids }) => {
      const own = categories.find(({ category_id }) => category_ids.includes(category_id))
      return own
        ? [{ variant_id, tiers: own.tiers, no_show_percent: own.no_show_percent }]
        : []
    }),
  }
}

/** The terms of an item of an order; without one, those of the order. */
export function termsOf(
  agreed: AgreedCancellation,
  variantId: string | null
): CancellationTerms {
  return agreed.items.find(({ variant_id }) => variant_id === variantId) ?? agreed
}
