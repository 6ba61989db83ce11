/**
 * Every tag and life of data that is cached for all visitors. What belongs to
 * one visitor (cart, order, board) and what changes with each booking
 * (availability) is never cached.
 */
export const cacheTags = {
  catalogue: "catalogue",
  categories: "categories",
  region: "region",
  prices: "prices",
} as const

/** Seconds until a cached answer is asked for again. */
export const cacheLife = {
  catalogue: 60,
  categories: 300,
  region: 3600,
  prices: 60,
} as const

/** The `next` option of a fetch whose answer is the same for every visitor. */
export function shared(name: keyof typeof cacheTags): {
  tags: string[]
  revalidate: number
} {
  return { tags: [cacheTags[name]], revalidate: cacheLife[name] }
}
