import { type Content, type CustomTableLayout, type TableCell } from "pdfmake/interfaces"
import { type PaperLook } from "../paper-frame"
import { textWidth } from "./page"

const PADDING = 5
/** In points: a line, a wide letter, and what surely fits on a page beneath a heading. */
const LINE = 13
const WIDEST = 8
const TALLEST = 400

/** A column of a table: its heading, its width, and whether it holds numbers. */
export interface Column {
  head: string
  /** In points; one column takes the rest of the page. */
  width: number | "rest"
  isNumber?: boolean
}

/**
 * A table whose heading comes again on every page. Rows are kept whole, unless one is so tall
 * that it might not fit on a page: what is kept whole and does not fit would not be printed.
 *
 * @param level of each row: 1 for the parts of the row above it
 */
export function table(
  look: PaperLook,
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  level: (row: number) => number = () => 0
): Content {
  const space = widths(look, columns)
  const isLow = rows.every((row) =>
    row.every((cell, column) => height(cell, space[column] ?? 0) < TALLEST)
  )
  return {
    margin: [0, 6, 0, 4],
    layout: lines(look, level),
    table: {
      headerRows: 1,
      keepWithHeaderRows: isLow ? 1 : 0,
      dontBreakRows: isLow,
      widths: space,
      body: [
        columns.map((column) => ({
          text: column.head,
          style: "columnHead",
          alignment: column.isNumber ? ("right" as const) : ("left" as const),
        })),
        ...rows.map((row) => [...row]),
      ],
    },
  }
}

/** A cell with a number, or an amount. */
export function numberCell(text: string): TableCell {
  return { text, alignment: "right" }
}

/** A width that is not told would grow with the longest word, beyond the page. */
function widths(look: PaperLook, columns: readonly Column[]): number[] {
  const taken = columns.map(({ width }) => (width === "rest" ? 0 : width))
  const between = (columns.length - 1) * 2 * PADDING
  const rest = taken.reduce((left, width) => left - width, textWidth(look) - between)
  return columns.map(({ width }) => (width === "rest" ? rest : width))
}

/** At least as high as the cell will be, in points. */
function height(cell: TableCell, width: number): number {
  return textsOf(cell).reduce(
    (sum, text) => sum + Math.ceil((text.length * WIDEST) / width) * LINE,
    0
  )
}

function textsOf(cell: TableCell): string[] {
  if (typeof cell === "string") {
    return [cell]
  }
  if (Array.isArray(cell)) {
    return cell.flatMap(textsOf)
  }
  if (typeof cell === "object" && cell !== null) {
    const { text, stack } = cell as { text?: Content; stack?: Content[] }
    return [
      ...(text === undefined ? [] : textsOf(text)),
      ...(stack ?? []).flatMap(textsOf),
    ]
  }
  return []
}

function lines(look: PaperLook, level: (row: number) => number): CustomTableLayout {
  return {
    hLineWidth: (line, node) => {
      const rows = node.table.body.length - 1
      return line <= 1 || line > rows ? 0.8 : level(line - 1) > 0 ? 0 : 0.3
    },
    vLineWidth: () => 0,
    hLineColor: (line, node) =>
      line <= 1 || line === node.table.body.length ? look.colour : "#bbbbbb",
    paddingLeft: (column) => (column === 0 ? 0 : PADDING),
    paddingRight: (column, node) =>
      column === (node.table.widths?.length ?? 0) - 1 ? 0 : PADDING,
    paddingTop: () => 3,
    paddingBottom: () => 3,
  }
}
