import { oklabOfHex } from "../embedding/classical/oklab"
import { isWordNear } from "../themes/colour-names"
import type { PaletteColour } from "../themes/theme"
import type { ProductFacts } from "../vectors/vector-store"

/** Farthest in OKLab a product's colour is from a colour of the theme that it shares. */
const SHARED_COLOUR = 0.11
const MOST_WORDS = 4
/** A word is a theme's own when its best matches carry it this much more often than all do. */
const OVER_REPRESENTED = 1.5

/**
 * Why a product fits a theme, in words: its colours that are in the palette, then its styles and
 * materials that are the theme's.
 */
export function whyWords(
  facts: ProductFacts,
  palette: PaletteColour[],
  words: string[]
): string[] {
  const tones = palette.map(({ hex }) => oklabOfHex(hex))
  const colours = facts.colours.filter((colour) =>
    tones.some((tone) => isWordNear(colour, tone, SHARED_COLOUR))
  )
  const known = new Set(words)
  const shared = [...facts.styles, ...facts.materials, ...facts.tags].filter((word) =>
    known.has(word.toLowerCase())
  )
  const all = [...colours, ...shared].map((word) => word.toLowerCase())
  return [...new Set(all)].slice(0, MOST_WORDS)
}

/**
 * Styles and materials that the best matches of a theme carry more often than the catalogue does,
 * most telling first.
 */
export function wordsOfTheme(best: ProductFacts[], all: ProductFacts[]): string[] {
  const inBest = countWords(best)
  const inAll = countWords(all)
  return [...inBest]
    .map(([word, count]) => {
      const expected = ((inAll.get(word) ?? count) / all.length) * best.length
      return { word, count, lift: count / expected }
    })
    .filter(({ count, lift }) => count >= 2 && lift >= OVER_REPRESENTED)
    .sort((one, other) => other.count * other.lift - one.count * one.lift)
    .map(({ word }) => word)
}

function countWords(products: ProductFacts[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { styles, materials } of products) {
    for (const word of new Set(
      [...styles, ...materials].map((one) => one.toLowerCase())
    )) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return counts
}
