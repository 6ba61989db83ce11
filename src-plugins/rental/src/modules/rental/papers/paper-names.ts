/** The papers of a rental, as addresses and settings name them. */
export const PAPER_NAMES = [
  "quote",
  "rental-agreement",
  "pick-list",
  "packing-slip",
  "invoice",
  "credit-note",
  "return-receipt",
  "daily-pick-list",
] as const

export type PaperName = (typeof PAPER_NAMES)[number]

/** The papers of one order; the others are of a day. */
export type OrderPaper = Exclude<PaperName, "daily-pick-list">

export const ORDER_PAPERS = PAPER_NAMES.filter(
  (name): name is OrderPaper => name !== "daily-pick-list"
)
