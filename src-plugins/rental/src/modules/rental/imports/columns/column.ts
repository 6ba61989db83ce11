import { type Names } from "../names"

/** What a cell is read with. */
export interface Reading {
  names: Names
  /** Files with semicolons come from where decimals have commas. */
  decimalComma: boolean
}

/** Why a cell cannot be read: follows the name of the column. */
export class WrongCell {
  constructor(readonly why: string) {}
}

/** How the texts of a column are read and written. `write` gives the one text of a value. */
export interface CellType<Value> {
  /** What is right, after "is not": `a whole number`. */
  readonly takes: string
  read(text: string, reading: Reading): Value | WrongCell
  write(value: Value, names: Names): string
}

export interface ColumnTerms {
  readonly name: string
  /** What it says, for the guide. */
  readonly means: string
  /** An empty cell is refused, and so is a file without the column. */
  readonly required?: true
  /** What an empty cell stands for; nothing at all when absent. */
  readonly empty?: string
  /** It is said of the group of rows, and so the same in each of them. */
  readonly shared?: true
  /** An id that the shop gives: it finds what is meant, and is never changed. */
  readonly identity?: true
  /** Written for people to read, and not read back. */
  readonly readOnly?: true
}

/** A column of a file. */
export interface Column extends ColumnTerms {
  readonly takes: string
  /** The value of a cell that is not empty. */
  read(text: string, reading: Reading): unknown
  /** The cell as this module writes it, however it was written. */
  settled(text: string, reading: Reading): string | WrongCell
}

export function column<Value>(type: CellType<Value>, terms: ColumnTerms): Column {
  const settle = (text: string, reading: Reading): string | WrongCell => {
    const value = type.read(text, reading)
    return value instanceof WrongCell ? value : type.write(value, reading.names)
  }
  return {
    ...terms,
    takes: type.takes,
    read: (text, reading) => type.read(text, reading),
    settled(text, reading) {
      const written = text.trim() === "" ? "" : settle(text, reading)
      if (written !== "") {
        return written
      }
      return terms.required
        ? new WrongCell(`is empty: it takes ${type.takes}`)
        : (terms.empty ?? "")
    },
  }
}
