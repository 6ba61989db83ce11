import { type Content } from "pdfmake/interfaces"
import { count, money, percent } from "../amounts"
import { type PaperLook } from "../paper-frame"
import { numberCell, table } from "./table"

/** A line as the customer pays for it: a package is one. Amounts are exact decimals. */
export interface PricedLine {
  title: string
  sku: string | null
  quantity: number
  unit_price: string
  /** How the price came about, in words. */
  price_words: string | null
  /** Percent; several, added, where several taxes apply; null without tax. */
  tax_rate: string | null
  /** Of the line, before discounts and tax. */
  subtotal: string
}

/** What is rented and sold, with prices. */
export function pricedLines(
  look: PaperLook,
  currency: string,
  lines: readonly PricedLine[]
): Content {
  const { words } = look
  const isTaxed = lines.some((line) => line.tax_rate !== null)
  const columns = [
    { head: words.item, width: "rest" as const },
    { head: words.quantity, width: 52, isNumber: true },
    { head: words.unit_price, width: 74, isNumber: true },
    ...(isTaxed ? [{ head: words.tax, width: 40, isNumber: true }] : []),
    { head: words.amount, width: 84, isNumber: true },
  ]
  const rows = lines.map((line) => [
    {
      stack: [
        { text: line.title },
        ...small([line.sku, line.price_words].filter(Boolean).join(" · ")),
      ],
    },
    numberCell(count(look, line.quantity)),
    numberCell(money(look, currency, line.unit_price)),
    ...(isTaxed
      ? [numberCell(line.tax_rate === null ? "" : percent(look, line.tax_rate))]
      : []),
    numberCell(money(look, currency, line.subtotal)),
  ])
  return table(look, columns, rows)
}

function small(text: string): Content[] {
  return text ? [{ text, style: "small" }] : []
}
