import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { count } from "../amounts"
import { type PaperFrame, type PaperOrder } from "../paper-frame"
import { goodsCell } from "../parts/goods-cell"
import { customerAndPlace, letterhead, orderFacts } from "../parts/letterhead"
import { page, prose } from "../parts/page"
import { numberCell, table } from "../parts/table"

/** What became of a thing, or of a part of the package above it. */
export interface ReturnedGoods {
  title: string
  sku: string | null
  serials: string[]
  level: 0 | 1
  /** Units that left, of which the others are part; a package counts by its parts. */
  out: number | null
  returned: number | null
  still_out: number | null
  /** Damage and losses that were noted. */
  condition: string | null
}

/** What came back, and what did not. */
export interface ReturnReceiptPaper extends PaperFrame {
  order: PaperOrder
  goods: ReturnedGoods[]
}

export function returnReceiptLayout(paper: ReturnReceiptPaper): TDocumentDefinitions {
  const { look, order, goods } = paper
  const { words } = look
  const hasCondition = goods.some((row) => row.condition)
  const columns = [
    { head: words.item, width: "rest" as const },
    { head: words.out, width: 52, isNumber: true },
    { head: words.returned, width: 60, isNumber: true },
    { head: words.still_out, width: 52, isNumber: true },
    ...(hasCondition ? [{ head: words.condition, width: 130 }] : []),
  ]
  const number = (value: number | null) =>
    numberCell(value === null ? "" : count(look, value))
  const cells = goods.map((row) => [
    goodsCell(look, row),
    number(row.out),
    number(row.returned),
    number(row.still_out),
    ...(hasCondition ? [{ text: row.condition ?? "" }] : []),
  ])
  const isComplete = goods.every((row) => !row.still_out)
  return page(paper, [
    ...letterhead(paper, customerAndPlace(look, order), orderFacts(look, order)),
    ...prose(paper.text.intro),
    table(look, columns, cells, (row) => goods[row]?.level ?? 0),
    { text: isComplete ? words.all_returned : words.not_all_returned, bold: true },
    ...prose(paper.text.closing),
    { text: `${words.received_by}: `, margin: [0, 18, 0, 0] },
  ])
}
