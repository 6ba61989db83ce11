import { CsvError, parse } from "csv-parse/sync"
import { RentalError } from "../../errors/rental-error"
import { unguarded } from "./formula-guard"

/** The largest file that is read, in bytes, and the most rows below its header. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024
export const MAX_FILE_ROWS = 5000

const LINE_ENDS = ["\r\n", "\n", "\r"]
const BYTE_ORDER_MARK = "\ufeff"

export type Separator = "," | ";"

/** A file as a table: its header, and the rows that are not empty. */
export interface CsvTable {
  separator: Separator
  header: string[]
  rows: CsvRow[]
}

export interface CsvRow {
  /** Where it begins in the file; the header is line 1. */
  line: number
  cells: string[]
}

/**
 * Reads a CSV file (RFC 4180): UTF-8 with or without a byte order mark, commas or semicolons
 * (whichever the header has more of), any line ends, cells in quotes where they need them.
 * Names of columns are taken without spaces around them and in small letters. The apostrophe
 * that guards a cell against being run as a formula is taken off.
 *
 * @throws RentalError `rental_request_invalid` naming `file`, with the line if there is one
 */
export function readCsv(bytes: Uint8Array): CsvTable {
  if (bytes.byteLength > MAX_FILE_BYTES) {
    throw fileError(`The file is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`)
  }
  const text = decode(bytes)
  const separator = separatorOf(text)
  const [header, ...rows] = readRecords(text, separator)
  if (!header) {
    throw fileError("The file is empty: its first line names the columns")
  }
  if (rows.length > MAX_FILE_ROWS) {
    throw fileError(
      `The file has ${rows.length} rows; at most ${MAX_FILE_ROWS} are read at once`
    )
  }
  return {
    separator,
    header: header.cells.map((name) => name.trim().toLowerCase()),
    rows,
  }
}

/** A 400 about the file as a whole. */
export function fileError(message: string, line?: number): RentalError {
  return new RentalError("rental_request_invalid", message, {
    field: "file",
    ...(line === undefined ? {} : { line }),
  })
}

function decode(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
  } catch {
    throw fileError("The file is not UTF-8: save it as “CSV UTF-8”")
  }
}

function separatorOf(text: string): Separator {
  const [header = ""] = text.split(/[\r\n]/, 1)
  const count = (mark: string) => header.split(mark).length
  return count(";") > count(",") ? ";" : ","
}

function readRecords(text: string, separator: Separator): CsvRow[] {
  const bytes = Buffer.from(text)
  const lines = lineCounter(bytes)
  let end = 0
  return parseRecords(bytes, separator).flatMap(({ record, info }) => {
    const line = lines.at(end)
    end = info.bytes
    const isEmpty = record.every((cell) => cell.trim() === "")
    return isEmpty ? [] : [{ line, cells: record.map(unguarded) }]
  })
}

interface ParsedRecord {
  record: string[]
  info: { bytes: number }
}

function parseRecords(bytes: Buffer, separator: Separator): ParsedRecord[] {
  try {
    // With `info` each record comes with where it ends, which the type does not say.
    return parse(bytes, {
      delimiter: separator,
      record_delimiter: LINE_ENDS,
      relax_column_count: true,
      info: true,
    }) as unknown as ParsedRecord[]
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error
    }
    const { lines } = error as unknown as { lines?: number }
    throw fileError(WHY[error.code] ?? "The file cannot be read as CSV", lines)
  }
}

const IN_QUOTES = "A cell that has a quote in it is in quotes, with the quote twice"

const WHY: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: `A quote is opened and never closed. ${IN_QUOTES}`,
  CSV_INVALID_CLOSING_QUOTE: `Something follows a closing quote. ${IN_QUOTES}`,
  INVALID_OPENING_QUOTE: `A quote stands inside a cell. ${IN_QUOTES}`,
}

/** Tells in which line a byte is; asked for places one after another. */
function lineCounter(bytes: Buffer): { at: (place: number) => number } {
  const CR = 13
  const LF = 10
  let read = 0
  let line = 1
  return {
    at(place) {
      for (; read < place; read++) {
        const isEnd = bytes[read] === LF || (bytes[read] === CR && bytes[read + 1] !== LF)
        line += isEnd ? 1 : 0
      }
      return line
    },
  }
}
