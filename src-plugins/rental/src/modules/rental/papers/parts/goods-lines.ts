/** Goods as the store room sees them: a line, and beneath it the parts of a package. */
export interface GoodsLine {
  title: string
  sku: string | null
  quantity: number
  /** What a package is made of; empty for an item of its own. */
  parts: GoodsPart[]
  /** Where it lies; null where that is not kept. */
  place: string | null
  /** The stock location; null when the shop has one only. */
  location: string | null
  serials: string[]
}

export interface GoodsPart {
  title: string
  sku: string | null
  /** In all, for every package of the line. */
  quantity: number
  place: string | null
  location: string | null
  serials: string[]
}

/** A row of a list of goods; level 1 is part of the package above it. */
export interface GoodsRow extends GoodsPart {
  level: 0 | 1
  /** A package leaves as its parts: nobody looks for it in the store room. */
  isPackage: boolean
}

/** Lines with their parts beneath, row by row. */
export function goodsRows(lines: readonly GoodsLine[]): GoodsRow[] {
  return lines.flatMap(({ parts, ...line }): GoodsRow[] => [
    { ...line, level: 0, isPackage: parts.length > 0 },
    ...parts.map((part) => ({ ...part, level: 1 as const, isPackage: false })),
  ])
}
