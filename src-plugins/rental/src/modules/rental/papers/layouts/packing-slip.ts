import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { count } from "../amounts"
import { type PaperFrame, type PaperOrder } from "../paper-frame"
import { goodsCell } from "../parts/goods-cell"
import { goodsRows, type GoodsLine } from "../parts/goods-lines"
import { customerAndPlace, letterhead, orderFacts } from "../parts/letterhead"
import { page, prose } from "../parts/page"
import { numberCell, table } from "../parts/table"

/** What travels with the goods: everything that was packed, without prices. */
export interface PackingSlipPaper extends PaperFrame {
  order: PaperOrder
  lines: GoodsLine[]
}

export function packingSlipLayout(paper: PackingSlipPaper): TDocumentDefinitions {
  const { look, order } = paper
  const rows = goodsRows(paper.lines)
  const columns = [
    { head: look.words.quantity, width: 52, isNumber: true },
    { head: look.words.item, width: "rest" as const },
  ]
  const cells = rows.map((row) => [
    numberCell(count(look, row.quantity)),
    goodsCell(look, row),
  ])
  return page(paper, [
    ...letterhead(paper, customerAndPlace(look, order), orderFacts(look, order)),
    ...prose(paper.text.intro),
    table(look, columns, cells, (row) => rows[row]?.level ?? 0),
    ...prose(paper.text.closing),
    { text: `${look.words.received_by}: `, margin: [0, 18, 0, 0] },
  ])
}
