import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { type LocalDate } from "../../periods/local-date"
import { day } from "../amounts"
import { type PaperFrame, type PaperOrder } from "../paper-frame"
import { customerAndPlace, letterhead, orderFacts } from "../parts/letterhead"
import { page, prose } from "../parts/page"
import { pricedLines, type PricedLine } from "../parts/priced-lines"
import { payments, sums, type PaperPayments, type PaperSums } from "../parts/sums"
import { terms } from "../parts/terms"

/** What a shop offers, at which price, and until when. */
export interface QuotePaper extends PaperFrame {
  order: PaperOrder
  currency_code: string
  lines: PricedLine[]
  sums: PaperSums
  payments: PaperPayments
  valid_until: LocalDate | null
  terms: string
}

export function quoteLayout(paper: QuotePaper): TDocumentDefinitions {
  const { look, order, currency_code } = paper
  const { words } = look
  const validity = paper.valid_until
    ? [[words.valid_until, day(look, paper.valid_until)] as const]
    : []
  return page(paper, [
    ...letterhead(paper, customerAndPlace(look, order), [
      ...orderFacts(look, order),
      ...validity,
    ]),
    ...prose(paper.text.intro),
    pricedLines(look, currency_code, paper.lines),
    sums(look, currency_code, paper.sums),
    ...payments(look, currency_code, paper.payments),
    ...prose(paper.text.closing),
    ...(paper.terms.trim()
      ? [{ text: words.terms, style: "heading" }, ...terms(paper.terms)]
      : []),
  ])
}
