import {
  type Content,
  type ContentImage,
  type ContentText,
  type CustomTableLayout,
  type Margins,
} from "pdfmake/interfaces"
import { leaves, returns } from "../amounts"
import {
  type PaperFrame,
  type PaperLook,
  type PaperOrder,
  type PaperParty,
} from "../paper-frame"
import { textWidth } from "./page"

/** In points. */
const FACTS = 190
const FACT_LABEL = 76
const GAP = 16

const NO_LINES: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
}

/** A fact beside the address: its name and what it is. */
export type Fact = readonly [label: string, value: string]

/** The shop at the top, then whom the paper is for and what it is about. */
export function letterhead(
  frame: PaperFrame,
  parties: readonly (readonly [label: string, party: PaperParty])[],
  facts: readonly Fact[]
): Content[] {
  const { shop, look, text } = frame
  return [
    {
      columns: [
        { width: textWidth(look) - 230, ...emblem(frame) },
        {
          stack: [
            ...(look.logo ? [{ text: shop.name, bold: true }] : []),
            ...shopLines(frame).map((line) => ({ text: line, style: "small" })),
          ],
          alignment: "right",
          width: 210,
        },
      ],
      columnGap: 20,
    },
    rule(look),
    { text: text.title, style: "title", margin: [0, 4, 0, 8] },
    {
      columns: [
        ...parties.map(([label, party]) => ({
          width: (textWidth(look) - FACTS) / parties.length - GAP,
          stack: address(look, label, party),
        })),
        { width: FACTS, ...factTable(facts) },
      ],
      columnGap: GAP,
      margin: [0, 0, 0, 8],
    },
  ]
}

/** Number, dates and period of an order. */
export function orderFacts(look: PaperLook, order: PaperOrder): Fact[] {
  const { words } = look
  const { period } = order
  return [
    [words.order, order.number],
    ...(period
      ? ([
          [words.leaves, leaves(look, period)],
          [words.returns, returns(look, period)],
          [words.days, String(period.days)],
        ] as const)
      : []),
  ]
}

/** The customer, and where the goods go when that is elsewhere. */
export function customerAndPlace(
  look: PaperLook,
  order: PaperOrder,
  label: string = look.words.customer
): [string, PaperParty][] {
  const { customer, deliver_to } = order
  const elsewhere =
    deliver_to &&
    (deliver_to.name !== customer.name ||
      deliver_to.address.join("\n") !== customer.address.join("\n"))
  return [
    [label, customer],
    ...(elsewhere
      ? ([[look.words.deliver_to, deliver_to]] as [string, PaperParty][])
      : []),
  ]
}

function emblem({ shop, look }: PaperFrame): ContentImage | ContentText {
  return look.logo
    ? { image: look.logo, fit: [170, 56] }
    : { text: shop.name, fontSize: 15, bold: true, color: look.colour }
}

function shopLines({ shop, look }: PaperFrame): string[] {
  return [
    ...shop.address,
    ...(shop.telephone ? [shop.telephone] : []),
    ...(shop.email ? [shop.email] : []),
    ...(shop.website ? [shop.website] : []),
    ...(shop.tax_number ? [`${look.words.tax_number} ${shop.tax_number}`] : []),
  ]
}

function address(look: PaperLook, label: string, party: PaperParty): Content[] {
  return [
    { text: label, style: "label" },
    { text: party.name, bold: true },
    ...(party.company ? [{ text: party.company }] : []),
    ...party.address.map((text) => ({ text })),
    ...(party.email ? [{ text: party.email }] : []),
    ...(party.telephone ? [{ text: `${look.words.telephone} ${party.telephone}` }] : []),
  ]
}

function factTable(facts: readonly Fact[]) {
  return {
    layout: NO_LINES,
    table: {
      widths: [FACT_LABEL, FACTS - FACT_LABEL],
      body: facts.map(([label, value]) => [
        { text: label, style: "label", margin: [0, 1, 0, 0] as Margins },
        { text: value },
      ]),
    },
  }
}

function rule(look: PaperLook): Content {
  return {
    margin: [0, 8, 0, 6],
    layout: {
      hLineWidth: (row) => (row === 0 ? 1.2 : 0),
      vLineWidth: () => 0,
      hLineColor: () => look.colour,
    },
    table: { widths: ["*"], body: [[{ text: "", fontSize: 1 }]] },
  }
}
