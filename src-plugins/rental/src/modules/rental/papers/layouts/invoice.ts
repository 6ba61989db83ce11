import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { type LocalDate } from "../../periods/local-date"
import { day } from "../amounts"
import { type PaperFrame, type PaperOrder } from "../paper-frame"
import { letterhead, orderFacts, customerAndPlace, type Fact } from "../parts/letterhead"
import { page, prose } from "../parts/page"
import { pricedLines, type PricedLine } from "../parts/priced-lines"
import { payments, sums, type PaperPayments, type PaperSums } from "../parts/sums"

/** An invoice, or the credit note that takes one back whole. */
export interface InvoicePaper extends PaperFrame {
  issued_on: LocalDate
  order: PaperOrder
  currency_code: string
  lines: PricedLine[]
  sums: PaperSums
  payments: PaperPayments
  /** Of a credit note: which invoice it takes back, and why. */
  corrects: { number: string; reason: string } | null
}

export function invoiceLayout(paper: InvoicePaper): TDocumentDefinitions {
  const { look, order, currency_code, shop } = paper
  return page(paper, [
    ...letterhead(paper, customerAndPlace(look, order, look.words.bill_to), [
      ...invoiceFacts(paper),
      ...orderFacts(look, order),
    ]),
    ...prose(paper.text.intro),
    pricedLines(look, currency_code, paper.lines),
    sums(look, currency_code, paper.sums),
    ...payments(look, currency_code, paper.payments),
    ...prose(paper.text.closing),
    ...prose(shop.bank.join("\n")),
  ])
}

function invoiceFacts({ look, number, issued_on, corrects }: InvoicePaper): Fact[] {
  const { words } = look
  return [
    [words.number, number],
    [words.date, day(look, issued_on)],
    ...(corrects
      ? ([
          [words.corrects, corrects.number],
          [words.reason, corrects.reason],
        ] as const)
      : []),
  ]
}
