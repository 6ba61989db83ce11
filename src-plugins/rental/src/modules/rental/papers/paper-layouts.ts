import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { dailyPickListLayout, type DailyPickListPaper } from "./layouts/daily-pick-list"
import { invoiceLayout, type InvoicePaper } from "./layouts/invoice"
import { packingSlipLayout, type PackingSlipPaper } from "./layouts/packing-slip"
import { pickListLayout, type PickListPaper } from "./layouts/pick-list"
import { quoteLayout, type QuotePaper } from "./layouts/quote"
import {
  rentalAgreementLayout,
  type RentalAgreementPaper,
} from "./layouts/rental-agreement"
import { returnReceiptLayout, type ReturnReceiptPaper } from "./layouts/return-receipt"
import { type PaperName } from "./paper-names"

/** What each paper is made of: plain data that JSON can keep. */
export interface Papers {
  quote: QuotePaper
  "rental-agreement": RentalAgreementPaper
  "pick-list": PickListPaper
  "packing-slip": PackingSlipPaper
  invoice: InvoicePaper
  "credit-note": InvoicePaper
  "return-receipt": ReturnReceiptPaper
  "daily-pick-list": DailyPickListPaper
}

/**
 * How a paper looks, as a document of pdfmake. The same data must give the same document:
 * no clock, no chance, nothing fetched.
 */
export type PaperLayout<Paper> = (paper: Paper) => TDocumentDefinitions

export type PaperLayouts = { readonly [Name in PaperName]: PaperLayout<Papers[Name]> }

/**
 * A shop's own layout. It gets the paper's data and the layout it replaces, to build on.
 *
 * @example
 * const withSlogan: PaperLayoutOverride<"quote"> = (paper, usual) => {
 *   const document = usual(paper)
 *   return { ...document, content: ["Since 1974", document.content] }
 * }
 */
export type PaperLayoutOverride<Name extends PaperName> = (
  paper: Papers[Name],
  usual: PaperLayout<Papers[Name]>
) => TDocumentDefinitions

export type PaperLayoutOverrides = {
  readonly [Name in PaperName]?: PaperLayoutOverride<Name>
}

const USUAL: PaperLayouts = {
  quote: quoteLayout,
  "rental-agreement": rentalAgreementLayout,
  "pick-list": pickListLayout,
  "packing-slip": packingSlipLayout,
  invoice: invoiceLayout,
  "credit-note": invoiceLayout,
  "return-receipt": returnReceiptLayout,
  "daily-pick-list": dailyPickListLayout,
}

/** The document of a paper, by the shop's own layout where it has one. */
export function layOut<Name extends PaperName>(
  name: Name,
  paper: Papers[Name],
  overrides: PaperLayoutOverrides = {}
): TDocumentDefinitions {
  const usual: PaperLayout<Papers[Name]> = USUAL[name]
  const own: PaperLayoutOverride<Name> | undefined = overrides[name]
  return own ? own(paper, usual) : usual(paper)
}
