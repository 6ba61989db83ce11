import { type TDocumentDefinitions } from "pdfmake/interfaces"
import { count } from "../amounts"
import { type PaperFrame } from "../paper-frame"
import { goodsCell, tickBox } from "../parts/goods-cell"
import { letterhead, type Fact } from "../parts/letterhead"
import { page, prose } from "../parts/page"
import { numberCell, table } from "../parts/table"

/** A thing that leaves on the day, for all orders together. */
export interface DailyGoods {
  title: string
  /** Where it is kept. */
  place: string | null
  /** The stock location; null when the list is of one only. */
  location: string | null
  quantity: number
  prepared: number
  orders: {
    number: string
    quantity: number
    /** The package it is part of. */
    part_of: string | null
    time: string | null
    serials: string[]
  }[]
}

/** What the store room gets ready for a day; `number` is the day. */
export interface DailyPickListPaper extends PaperFrame {
  facts: Fact[]
  goods: DailyGoods[]
}

export function dailyPickListLayout(paper: DailyPickListPaper): TDocumentDefinitions {
  const { look, goods, facts } = paper
  const { words } = look
  const columns = [
    { head: "", width: 14 },
    { head: words.place, width: 90 },
    { head: words.quantity, width: 52, isNumber: true },
    { head: words.prepared, width: 52, isNumber: true },
    { head: words.item, width: "rest" as const },
    { head: words.orders, width: 150 },
  ]
  const cells = goods.map((thing) => [
    tickBox(),
    { text: [thing.place, thing.location].filter(Boolean).join(", ") },
    numberCell(count(look, thing.quantity)),
    numberCell(count(look, thing.prepared)),
    goodsCell(look, { title: thing.title, sku: null, serials: [], level: 0 }),
    { stack: thing.orders.map((order) => ({ text: spoken(order), style: "small" })) },
  ])
  return page(paper, [
    ...letterhead(paper, [], facts),
    ...prose(paper.text.intro),
    table(look, columns, cells),
    ...prose(paper.text.closing),
  ])
}

/** `2 × 1042, 09:00 (Dinner for eight), T-0017` */
function spoken(order: DailyGoods["orders"][number]): string {
  const { number, quantity, time, part_of, serials } = order
  const when = time ? `, ${time}` : ""
  const package_ = part_of ? ` (${part_of})` : ""
  const named = serials.length ? `, ${serials.join(", ")}` : ""
  return `${quantity} × ${number}${when}${package_}${named}`
}
