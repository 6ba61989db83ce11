import { type Content } from "pdfmake/interfaces"
import { day, money } from "../amounts"
import { type PaperLook } from "../paper-frame"
import { type LocalDate } from "../../periods/local-date"

/** More rows than these might not fit on a page, and would be lost if kept together. */
const MOST_TOGETHER = 12

/** A line of the sum: what is added or, with a minus, taken off. Exact decimals. */
export interface SumRow {
  label: string
  amount: string
}

/** What the order comes to. The rows add up to the total. */
export interface PaperSums {
  rows: SumRow[]
  total: string
}

/** A payment that was made, or one that is due on a day. */
export interface PaymentRow {
  label: string
  amount: string
  due_on: LocalDate | null
}

/** What has been paid and what is still to be; deposits apart, as they come back. */
export interface PaperPayments {
  rows: PaymentRow[]
  deposits: PaymentRow[]
}

/** The sum at the right edge, the total last. */
export function sums(look: PaperLook, currency: string, sum: PaperSums): Content {
  const total: SumRow = { label: look.words.total, amount: sum.total }
  return amounts(look, currency, sum.rows, total)
}

/** Payments and deposits; nothing when there are none. */
export function payments(
  look: PaperLook,
  currency: string,
  { rows, deposits }: PaperPayments
): Content[] {
  const sections = [
    [look.words.payments, rows],
    [look.words.deposits, deposits],
  ] as const
  return sections.flatMap(([heading, list]): Content[] =>
    list.length
      ? [
          {
            unbreakable: list.length <= MOST_TOGETHER,
            stack: [
              { text: heading, style: "heading", alignment: "right" },
              amounts(
                look,
                currency,
                list.map((row) => labelled(look, row))
              ),
            ],
          },
        ]
      : []
  )
}

function labelled(look: PaperLook, row: PaymentRow): SumRow {
  return row.due_on
    ? { ...row, label: `${row.label} (${look.words.due} ${day(look, row.due_on)})` }
    : row
}

function amounts(
  look: PaperLook,
  currency: string,
  rows: readonly SumRow[],
  total?: SumRow
): Content {
  const cells = (row: SumRow, style?: string) => [
    { text: row.label, style },
    { text: money(look, currency, row.amount), style, alignment: "right" as const },
  ]
  return {
    unbreakable: rows.length <= MOST_TOGETHER,
    columns: [
      { width: "*", text: "" },
      {
        width: 270,
        layout: {
          hLineWidth: (line, node) =>
            total && line === node.table.body.length - 1 ? 0.8 : 0,
          vLineWidth: () => 0,
          hLineColor: () => look.colour,
          paddingLeft: () => 0,
          paddingRight: () => 0,
          paddingTop: () => 1.5,
          paddingBottom: () => 1.5,
        },
        table: {
          widths: ["*", 110],
          body: [
            ...rows.map((row) => cells(row)),
            ...(total ? [cells(total, "sum")] : []),
          ],
        },
      },
    ],
  }
}
