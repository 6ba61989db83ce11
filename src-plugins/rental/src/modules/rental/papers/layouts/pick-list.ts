import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { count } from "../amounts"
import { type PaperFrame, type PaperOrder } from "../paper-frame"
import { goodsCell, tickBox } from "../parts/goods-cell"
import { goodsRows, type GoodsLine } from "../parts/goods-lines"
import { customerAndPlace, letterhead, orderFacts } from "../parts/letterhead"
import { page, prose } from "../parts/page"
import { numberCell, table } from "../parts/table"

/** What the store room gets ready for an order. */
export interface PickListPaper extends PaperFrame {
  order: PaperOrder
  lines: GoodsLine[]
}

export function pickListLayout(paper: PickListPaper): TDocumentDefinitions {
  const { look, order } = paper
  const { words } = look
  const rows = goodsRows(paper.lines)
  const hasPlaces = rows.some((row) => row.place ?? row.location)
  const columns = [
    { head: "", width: 14 },
    { head: words.quantity, width: 52, isNumber: true },
    { head: words.item, width: "rest" as const },
    ...(hasPlaces ? [{ head: words.place, width: 120 }] : []),
  ]
  const cells = rows.map((row) => [
    row.isPackage ? { text: "" } : tickBox(),
    numberCell(count(look, row.quantity)),
    goodsCell(look, row),
    ...(hasPlaces
      ? [{ text: [row.place, row.location].filter(Boolean).join(", ") }]
      : []),
  ])
  return page(paper, [
    ...letterhead(paper, customerAndPlace(look, order), orderFacts(look, order)),
    ...prose(paper.text.intro),
    table(look, columns, cells, (row) => rows[row]?.level ?? 0),
    ...prose(paper.text.closing),
    {
      columns: [`${words.picked_by}: `, `${words.checked_by}: `].map((text) => ({
        text,
      })),
      margin: [0, 18, 0, 0],
    },
  ])
}
