import { isText } from "../common-fields"
import { WrongCell, type Column, type Reading } from "./columns/column"
import { type CsvTable } from "./csv/read-csv"
import { type Cells } from "./csv/write-csv"
import { importError, type ImportError } from "./import-errors"
import { type ImportKind } from "./import-kind"

/** A row of a file. */
export interface FileRow {
  line: number
  /** As it stands in the file. */
  raw: Cells
  /** As this module writes it; columns that the file leaves out are absent. */
  cells: Record<string, string>
  isWrong: boolean
}

/** The columns of a file, or what is wrong with its header. */
export function readHeader(
  kind: ImportKind,
  table: CsvTable
): { columns: Column[]; errors: ImportError[] } {
  const known = new Map(kind.columns.map((column) => [column.name, column]))
  const all = [...known.keys()].join(", ")
  const wrong = table.header.flatMap((name, at) => {
    if (!known.has(name)) {
      const why = name
        ? `"${name}" is not a column of ${kind.name}`
        : "A column has no name"
      return [importError(1, name || null, name, `${why}; there are ${all}`)]
    }
    return table.header.indexOf(name) < at
      ? [importError(1, name, name, `The column ${name} is there twice`)]
      : []
  })
  const missing = kind.columns.filter(
    ({ name, required }) => required && !table.header.includes(name)
  )
  return {
    columns: table.header.flatMap((name) => known.get(name) ?? []),
    errors: [
      ...wrong,
      ...missing.map(({ name }) =>
        importError(1, name, null, `The column ${name} is missing`)
      ),
    ],
  }
}

/** Reads every cell, and notes every one that is wrong. */
export function readRows(
  columns: readonly Column[],
  table: CsvTable,
  reading: Reading,
  errors: ImportError[]
): FileRow[] {
  return table.rows.map(({ line, cells: texts }) => {
    const raw = Object.fromEntries(columns.map(({ name }, at) => [name, texts[at] ?? ""]))
    const row: FileRow = { line, raw, cells: {}, isWrong: false }
    const isShifted =
      texts.length < columns.length ||
      texts.slice(columns.length).some((text) => text.trim() !== "")
    if (isShifted) {
      row.isWrong = true
      const why = `The row has ${texts.length} cells, the header ${columns.length}`
      errors.push(importError(line, null, null, why))
      return row
    }
    for (const column of columns) {
      const text = raw[column.name] ?? ""
      const settled = readCell(column, text, reading)
      if (settled instanceof WrongCell) {
        row.isWrong = true
        const why = `${column.name} ${settled.why}`
        errors.push(importError(line, column.name, text, why))
      } else {
        row.cells[column.name] = settled
      }
    }
    return row
  })
}

/** The rows that are there now, as a file would have them. */
export function settleRows(
  kind: ImportKind,
  rows: readonly Cells[],
  reading: Reading
): Cells[] {
  return rows.map((row) =>
    Object.fromEntries(
      kind.columns.map((column) => {
        const text = row[column.name] ?? ""
        const settled = column.readOnly ? text : column.settled(text, reading)
        return [column.name, settled instanceof WrongCell ? text : settled]
      })
    )
  )
}

function readCell(column: Column, text: string, reading: Reading): string | WrongCell {
  if (!isText(text)) {
    return new WrongCell("must not have control characters")
  }
  return column.readOnly ? text : column.settled(text, reading)
}
