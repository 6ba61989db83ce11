import type { AvailabilityPort } from "../availability/availability-port"
import type { ProductIndex } from "../products/product-index"
import type { PaletteColour, Theme } from "../themes/theme"
import { meanDirection } from "../themes/vector-maths"
import type { IndexedProduct, Neighbour, VectorStore } from "../vectors/vector-store"
import { capCategories } from "./category-cap"
import { confidenceOf, isWeak } from "./confidence"
import { mergeThemes, type ThemeRankings } from "./merge-themes"
import { whyWords, wordsOfTheme } from "./why"

/** The days somebody wants to rent for, `YYYY-MM-DD`, both inclusive. */
export type RentalDates = { start_date: string; end_date: string }

export type Match = {
  product_id: string
  /** The variant to show: the one the nearest picture shows if it is free, or the first free one. */
  variant_id: string | null
  /** How well it fits, 0..1. */
  score: number
  /** True when it fits only loosely. */
  weak: boolean
  /** Units of the variant that are free on the dates; null when nobody asked or nobody knows. */
  available: number | null
  why: string[]
}

export type MatchedTheme = {
  id: string
  name: string
  words: string[]
  weight: number
  palette: PaletteColour[]
  image_count: number
  matches: Match[]
}

export type BoardMatches = { themes: MatchedTheme[]; matches: Match[] }

/** Products looked at per theme, so that the merged list has enough to choose from. */
const DEPTH = 200
/** A category fills at most this share of a list. */
const CATEGORY_SHARE = 0.3
/** From so many best products the words of a theme are taken, whatever is free. */
const BEST = 12

type Candidate = { product: IndexedProduct; neighbour: Neighbour; variant: FreeVariant }
type FreeVariant = { variant_id: string | null; available: number | null }

/** Finds the products that fit the themes of a board and are free. */
export class BoardMatcher {
  constructor(
    private readonly index: ProductIndex,
    private readonly store: VectorStore
  ) {}

  /**
   * @param themes - of the board
   * @param dates - when given, only products free on them, as the port tells
   * @param limit - matches per list
   */
  async match(
    themes: Theme[],
    dates: RentalDates | null,
    limit: number,
    port: AvailabilityPort | null
  ): Promise<BoardMatches> {
    const products = await this.index.list()
    const byId = new Map(products.map((product) => [product.product_id, product]))
    const free = dates && port ? await freeUnits(products, dates, port) : null
    const vectors = [
      ...themes.map((theme) => meanDirection(theme.vectors)),
      ...themes.flatMap((theme) => theme.vectors),
    ]
    const eligible = free ? products.filter((product) => isFree(product, free)) : products
    const found = await this.nearest(vectors, eligible)
    // The words of a theme must not change with the dates.
    const all = free
      ? await this.nearest(vectors.slice(0, themes.length), products)
      : found

    const lists = themes.map((_theme, number) =>
      candidatesOf(found, number, byId, free, limit)
    )
    const words = themes.map((_theme, number) => themeWords(all, number, byId, products))
    const matched = themes.map(({ id, name, weight, palette, image_count }, number) => ({
      id,
      name: nameWith(name, words[number]),
      words: words[number].slice(0, 4),
      weight: Math.round(weight * 1000) / 1000,
      palette,
      image_count,
      matches: lists[number]
        .slice(0, limit)
        .map((candidate) => matchOf(candidate, palette, words[number])),
    }))
    return {
      themes: matched,
      matches: merge(themes, lists, words, rankingsOf(themes, found), limit),
    }
  }

  private async nearest(
    vectors: number[][],
    products: IndexedProduct[]
  ): Promise<Neighbour[]> {
    return await this.store.nearest({
      space: this.index.space,
      vectors,
      product_ids: products.map(({ product_id }) => product_id),
      limit: DEPTH,
    })
  }
}

async function freeUnits(
  products: IndexedProduct[],
  dates: RentalDates,
  port: AvailabilityPort
): Promise<Map<string, number>> {
  const variant_ids = products.flatMap((product) => product.variant_ids)
  return variant_ids.length > 0
    ? await port.freeUnits({ ...dates, variant_ids })
    : new Map()
}

function isFree(product: IndexedProduct, free: Map<string, number>): boolean {
  return product.variant_ids.some((id) => (free.get(id) ?? 0) >= 1)
}

function candidatesOf(
  found: Neighbour[],
  theme: number,
  byId: Map<string, IndexedProduct>,
  free: Map<string, number> | null,
  limit: number
): Candidate[] {
  const candidates = found
    .filter(({ query }) => query === theme)
    .flatMap((neighbour) => {
      const product = byId.get(neighbour.product_id)
      if (!product) return []
      return [{ product, neighbour, variant: variantOf(product, neighbour, free) }]
    })
  return capCategories(
    candidates,
    ({ product }) => product.facts.category,
    limit,
    CATEGORY_SHARE
  )
}

function variantOf(
  { variant_ids }: IndexedProduct,
  { variant_id }: Neighbour,
  free: Map<string, number> | null
): FreeVariant {
  const inOrder = variant_id ? [variant_id, ...variant_ids] : variant_ids
  if (!free) return { variant_id: inOrder[0] ?? null, available: null }
  const chosen = inOrder.find((id) => (free.get(id) ?? 0) >= 1) ?? null
  return { variant_id: chosen, available: chosen === null ? 0 : (free.get(chosen) ?? 0) }
}

function matchOf(
  { product, neighbour, variant }: Candidate,
  palette: PaletteColour[],
  words: string[]
): Match {
  const confidence = confidenceOf(neighbour.similarity)
  return {
    product_id: product.product_id,
    variant_id: variant.variant_id,
    score: Math.round(confidence * 1000) / 1000,
    weak: isWeak(confidence),
    available: variant.available,
    why: whyWords(product.facts, palette, words),
  }
}

function merge(
  themes: Theme[],
  lists: Candidate[][],
  words: string[][],
  rankings: ThemeRankings[],
  limit: number
): Match[] {
  const best = new Map<string, { candidate: Candidate; theme: number }>()
  lists.forEach((list, theme) => {
    for (const candidate of list) {
      const { product_id, similarity } = candidate.neighbour
      const known = best.get(product_id)
      if (!known || similarity > known.candidate.neighbour.similarity) {
        best.set(product_id, { candidate, theme })
      }
    }
  })
  const order = mergeThemes(rankings)
  const capped = capCategories(
    order,
    (id) => best.get(id)?.candidate.product.facts.category ?? null,
    limit,
    CATEGORY_SHARE
  )
  return capped.slice(0, limit).flatMap((id) => {
    const found = best.get(id)
    if (!found) return []
    return [matchOf(found.candidate, themes[found.theme].palette, words[found.theme])]
  })
}

/** What fits each picture of each theme; pictures come after the middles of the themes. */
function rankingsOf(themes: Theme[], found: Neighbour[]): ThemeRankings[] {
  const byQuery: string[][] = []
  for (const { query, product_id } of found) (byQuery[query] ??= []).push(product_id)
  let query = themes.length
  return themes.map(({ weight, vectors }) => ({
    weight,
    pictures: vectors.map(() => byQuery[query++] ?? []),
  }))
}

function themeWords(
  all: Neighbour[],
  theme: number,
  byId: Map<string, IndexedProduct>,
  products: IndexedProduct[]
): string[] {
  const best = all
    .filter(({ query }) => query === theme)
    .slice(0, BEST)
    .flatMap(({ product_id }) => byId.get(product_id)?.facts ?? [])
  return wordsOfTheme(
    best,
    products.map(({ facts }) => facts)
  )
}

/** "Terracotta and sage" with the theme's first word: "Terracotta and sage, boho". */
function nameWith(name: string, words: string[]): string {
  return words.length > 0 ? `${name}, ${words[0]}` : name
}
