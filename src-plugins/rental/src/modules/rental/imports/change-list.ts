import { type Cells } from "./csv/write-csv"
import { type ImportKind } from "./import-kind"

/** What becomes of one row. */
export interface RowChange {
  /** Of the row; of the first row of its group when it goes. */
  line: number
  change: "created" | "changed" | "removed"
  /** What it is about, as the file names it. */
  of: string
  /** None for a row that only has another place among the others. */
  columns: { column: string; before: string; after: string }[]
}

/** Rows by what becomes of them. */
export interface Counts {
  created: number
  changed: number
  removed: number
  unchanged: number
}

/** A row of a group as the file wants it. */
export interface WantedRow {
  line: number
  cells: Cells
}

/** Compares the rows of one group with those that are there. */
export function compareGroup(
  kind: ImportKind,
  before: readonly Cells[],
  wanted: readonly WantedRow[],
  line: number
): { changes: RowChange[]; unchanged: number } {
  const known = new Map(before.map((row) => [rowKey(kind, row), row]))
  const changes = wanted.flatMap(({ line: at, cells }): RowChange[] => {
    const now = known.get(rowKey(kind, cells))
    known.delete(rowKey(kind, cells))
    const columns = differences(kind, now ?? {}, cells)
    const change = now ? "changed" : "created"
    return now && !columns.length
      ? []
      : [{ line: at, change, of: nameOf(kind, cells), columns }]
  })
  const unchanged = wanted.length - changes.length
  for (const row of known.values()) {
    const columns = differences(kind, row, {})
    changes.push({ line, change: "removed", of: nameOf(kind, row), columns })
  }
  return changes.length ? { changes, unchanged } : reordered(kind, before, wanted)
}

/** What tells a row of a group from the others. */
export function rowKey(kind: ImportKind, row: Cells): string {
  return kind.rowsBy.map((name) => row[name] ?? "").join("\u0000")
}

/** What there is instead of what was wanted, column by column. */
export function differences(
  kind: ImportKind,
  before: Cells,
  after: Cells
): RowChange["columns"] {
  return kind.columns
    .filter(({ readOnly, identity }) => !readOnly && !identity)
    .map(({ name }) => ({
      column: name,
      before: before[name] ?? "",
      after: after[name] ?? "",
    }))
    .filter((cell) => cell.before !== cell.after)
}

function nameOf(kind: ImportKind, row: Cells): string {
  return kind.groupBy.map((name) => row[name] ?? "").join(" ")
}

function reordered(
  kind: ImportKind,
  before: readonly Cells[],
  wanted: readonly WantedRow[]
): { changes: RowChange[]; unchanged: number } {
  const moved = wanted.filter(
    ({ cells }, at) =>
      kind.inOrder && rowKey(kind, cells) !== rowKey(kind, before[at] ?? {})
  )
  return {
    changes: moved.map(({ line, cells }) => ({
      line,
      change: "changed",
      of: nameOf(kind, cells),
      columns: [],
    })),
    unchanged: wanted.length - moved.length,
  }
}
