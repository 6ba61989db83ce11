import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { type PaperFrame, type PaperOrder } from "../paper-frame"
import { customerAndPlace, letterhead, orderFacts } from "../parts/letterhead"
import { page, prose } from "../parts/page"
import { pricedLines, type PricedLine } from "../parts/priced-lines"
import { signatureBox, type PaperSignature } from "../parts/signature"
import { payments, sums, type PaperPayments, type PaperSums } from "../parts/sums"
import { terms } from "../parts/terms"

/**
 * What customer and shop agree on. It says what is rented, when, at which price and on which
 * terms, and nothing that changes without them: not what has been paid so far.
 */
export interface RentalAgreementPaper extends PaperFrame {
  order: PaperOrder
  currency_code: string
  lines: PricedLine[]
  sums: PaperSums
  /** What was agreed to be paid when; deposits. */
  payments: PaperPayments
  terms: string
  signature: PaperSignature | null
}

export function rentalAgreementLayout(paper: RentalAgreementPaper): TDocumentDefinitions {
  const { look, order, currency_code, signature } = paper
  return page(paper, [
    ...letterhead(paper, customerAndPlace(look, order), orderFacts(look, order)),
    ...prose(paper.text.intro),
    pricedLines(look, currency_code, paper.lines),
    sums(look, currency_code, paper.sums),
    ...payments(look, currency_code, paper.payments),
    ...(paper.terms.trim()
      ? [{ text: look.words.terms, style: "heading" }, ...terms(paper.terms)]
      : []),
    ...prose(paper.text.closing),
    signatureBox(look, signature),
  ])
}
