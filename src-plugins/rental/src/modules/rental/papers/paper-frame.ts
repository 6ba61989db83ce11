import { type LocalDate } from "../periods/local-date"
import { type PaperWords } from "./words"

/** Who writes the paper. */
export interface PaperShop {
  name: string
  address: string[]
  email: string | null
  telephone: string | null
  website: string | null
  tax_number: string | null
  /** How customers pay: bank and account, as lines. */
  bank: string[]
}

/** How the shop's papers look and speak. */
export interface PaperLook {
  /** `#rrggbb`, of titles and lines. */
  colour: string
  /** A PNG or JPEG as `data:` address. */
  logo: string | null
  page_size: "A4" | "LETTER"
  /** BCP 47, for numbers and dates. */
  locale: string
  words: PaperWords
}

/** What a shop says on one paper; placeholders are filled in. */
export interface PaperText {
  title: string
  intro: string
  closing: string
  footer: string
}

/** What every paper has. */
export interface PaperFrame {
  shop: PaperShop
  look: PaperLook
  text: PaperText
  /** What names the paper: the number of the order or invoice. */
  number: string
  /** The instant that stands in the file; never the moment of printing. */
  made_at: string
}

/** Whom the paper is for. */
export interface PaperParty {
  name: string
  company: string | null
  address: string[]
  email: string | null
  telephone: string | null
}

/** What papers say of an order. */
export interface PaperOrder {
  number: string
  placed_on: LocalDate
  period: PaperPeriod | null
  customer: PaperParty
  /** Where the goods go; null when they are fetched, or it is not known. */
  deliver_to: PaperParty | null
}

/** Both days count; times are those of the shop, where they are agreed. */
export interface PaperPeriod {
  start_date: LocalDate
  end_date: LocalDate
  start_time: string | null
  end_time: string | null
  days: number
}
