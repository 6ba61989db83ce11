import { RentalError } from "../errors/rental-error"
import { rowKey, type WantedRow } from "./change-list"
import { type Cells } from "./csv/write-csv"
import { importError, type ImportError } from "./import-errors"
import { type Found, type ImportKind } from "./import-kind"
import { type FileRow } from "./read-rows"

/** Rows of a file about one thing. */
export interface RowGroup {
  key: string
  /** As they stand in the file. */
  rows: FileRow[]
  /** The rows that are there now. */
  before: Cells[]
  /** As they shall be, one for each of `rows` that says more than that there are none. */
  wanted: (WantedRow & { row: FileRow })[]
  /** It is not written, but what the rules of the API say of it is told. */
  isWrong: boolean
}

/** The rows that are there now, by what they are about. */
export function groupsNow(
  kind: ImportKind,
  rows: readonly Cells[]
): Map<string, Cells[]> {
  const groups = new Map<string, Cells[]>()
  for (const row of rows) {
    const key = kind.groupOf?.(row) ?? groupKey(kind, row)
    const group = groups.get(key) ?? []
    group.push(row)
    groups.set(key, group)
  }
  return groups
}

/**
 * Puts the rows of a file together by what they are about, and fills columns that the file
 * leaves out with what is there now.
 */
export function groupRows(
  kind: ImportKind,
  rows: readonly FileRow[],
  now: readonly Cells[],
  errors: ImportError[]
): RowGroup[] {
  const known = groupsNow(kind, now)
  const groups = new Map<string, RowGroup>()
  const found = findGroups(kind, rows, now)
  rows.forEach((row, at) => {
    const place = found[at]
    if (!place || "why" in place) {
      if (place) {
        errors.push(cellError(row, place.column, place.why))
      }
      return
    }
    const { key } = place
    const before = known.get(key) ?? []
    const group = groups.get(key) ?? { key, rows: [], before, wanted: [], isWrong: false }
    group.rows.push(row)
    group.isWrong ||= row.isWrong
    groups.set(key, group)
  })
  for (const group of groups.values()) {
    settleGroup(kind, group, errors)
  }
  return [...groups.values()]
}

/** An error about a cell of a row. */
export function cellError(
  row: FileRow,
  column: string | null,
  why: string,
  code?: string
): ImportError {
  const value = column === null ? null : (row.raw[column] ?? null)
  return importError(row.line, column, value, why, code)
}

/** What rows are about, also those with wrong cells, if the cells that say so are right. */
export function findGroups(
  kind: ImportKind,
  rows: readonly FileRow[],
  now: readonly Cells[]
): (Found | undefined)[] {
  const readable = rows.filter(
    ({ cells, isWrong }) =>
      !isWrong || (!kind.find && kind.groupBy.every((name) => cells[name]))
  )
  const cells = readable.map((row) => row.cells)
  const found =
    kind.find?.(cells, now) ?? cells.map((row) => ({ key: groupKey(kind, row) }))
  const byRow = new Map(readable.map((row, at) => [row, found[at]]))
  return rows.map((row) => byRow.get(row))
}

function groupKey(kind: ImportKind, row: Cells): string {
  return kind.groupBy.map((name) => row[name] ?? "").join("\u0000")
}

function settleGroup(kind: ImportKind, group: RowGroup, errors: ImportError[]): void {
  if (group.isWrong) {
    return
  }
  const wrong = (row: FileRow, column: string | null, why: string, code?: string) => {
    group.isWrong = true
    errors.push(cellError(row, column, why, code))
  }
  const full = group.rows.map((row) => ({ row, cells: fill(kind, row, group.before) }))
  const seen = new Map<string, number>()
  const said = full.filter(({ row, cells }) => {
    refuseOther(kind, row, cells, full[0]!, wrong)
    const key = rowKey(kind, cells)
    const other = seen.get(key)
    const [column = kind.groupBy[0] ?? null] = kind.rowsBy
    if (other !== undefined) {
      wrong(row, column, `Line ${other} is about the same`)
      return false
    }
    seen.set(key, row.line)
    const isNone = isNothing(kind, cells)
    if (isNone && full.length > 1) {
      wrong(row, column, `${column} is empty, though other lines are about the same`)
    }
    return !isNone
  })
  try {
    const settled = kind.settle?.(said.map(({ cells }) => cells))
    group.wanted = said.map(({ row, cells }, at) => ({
      line: row.line,
      row,
      cells: settled?.[at] ?? cells,
    }))
  } catch (error) {
    if (!(error instanceof RentalError)) {
      throw error
    }
    const { row, column } = kind.placeOf(String(error.details.field).split("."))
    wrong(said[row]?.row ?? group.rows[0]!, column, error.message, error.code)
  }
}

/** What is said of the whole group is the same in all its rows. */
function refuseOther(
  kind: ImportKind,
  row: FileRow,
  cells: Cells,
  first: { row: FileRow; cells: Cells },
  wrong: (row: FileRow, column: string, why: string) => void
): void {
  for (const { name, shared } of kind.columns) {
    if (shared && cells[name] !== first.cells[name]) {
      wrong(row, name, `${name} is another than in line ${first.row.line}`)
    }
  }
}

/** A row with the columns that the file leaves out as they are, or as they begin. */
function fill(kind: ImportKind, row: FileRow, before: readonly Cells[]): Cells {
  const key = rowKey(kind, row.cells)
  const same = before.find((known) => rowKey(kind, known) === key)
  return Object.fromEntries(
    kind.columns.map(({ name, shared, empty = "" }) => {
      const now = (shared ? before[0] : same)?.[name]
      return [name, row.cells[name] ?? now ?? empty]
    })
  )
}

/** Whether a row says that there are none. */
function isNothing(kind: ImportKind, cells: Cells): boolean {
  return kind.rowsBy.length > 0 && kind.rowsBy.every((name) => !cells[name])
}
