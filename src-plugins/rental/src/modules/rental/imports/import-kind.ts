import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type z } from "@medusajs/framework/zod"
import { DeliverySetupCache } from "../delivery/delivery-setup"
import { type ItemIndex, readItems } from "../items/item-rows"
import { type Ledger } from "../ledger/ledger"
import { type RateCards } from "../pricing/rate-cards"
import { type Column } from "./columns/column"
import { type Cells } from "./csv/write-csv"
import { type Names } from "./names"

/** What kinds of data are read and written with. */
export interface ImportShop {
  /** On the transaction of the import. */
  readonly ledger: Ledger
  readonly names: Names
  /** Rate cards written in code. */
  readonly registered: RateCards
  readonly packageLevels: number
  /** The user who imports. */
  readonly by: string | null
}

/** The values of a row by its columns; null for an empty cell. */
export type Values = Readonly<Record<string, unknown>>

/** The cell of a group of rows that an error is about. */
export interface Place {
  /** Which row of the group, from 0. */
  readonly row: number
  readonly column: string | null
}

/** What the rows of a file are about, and how it is read and written. */
export interface KindTerms<Input> {
  readonly name: string
  readonly columns: readonly Column[]
  /** Columns that say of what a row is; rows of the same belong together. */
  readonly groupBy: readonly string[]
  /**
   * Columns that tell rows of a group apart; with all of them empty, a row says that there
   * are none. Without such columns each group is one row.
   */
  readonly rowsBy: readonly string[]
  /** Whether the order of the rows of a group is kept. */
  readonly inOrder?: true
  /** What there is now, as rows of a file. */
  read(shop: ImportShop): Promise<Cells[]>
  /**
   * What each row of a file is about, where the columns of `groupBy` do not say it by
   * themselves: the group of a row of `now`, or a new one; or why it cannot be told.
   */
  find?(rows: readonly Cells[], now: readonly Cells[]): Found[]
  /** The group of a row that is there now, where `find` is given. */
  groupOf?(row: Cells): string
  /** The rows of a group as they would be read after writing them. */
  settle?(rows: readonly Cells[]): Cells[]
  /** The rules of the API for what is written. */
  readonly schema: z.ZodType<Input>
  /** What the schema reads, made of the rows of a group. */
  input(rows: readonly Values[], group: Group): unknown
  /** Where in the rows something of the input stands. */
  placeOf(path: readonly string[]): Place
  /** Writes them with the functions that the API calls, or throws. */
  write(shop: ImportShop, inputs: readonly Input[]): Promise<void>
}

export type Found = { key: string } | { column: string; why: string }

export interface Group {
  readonly names: Names
  /** Columns that tell groups apart, as the first row has them. */
  readonly key: string
  readonly first: Values
  /** The rows that are there now. */
  readonly before: readonly Cells[]
}

/** A kind, whatever it writes. */
export type ImportKind = Omit<KindTerms<unknown>, "write"> & {
  write(shop: ImportShop, inputs: readonly unknown[]): Promise<void>
}

export function importKind<Input>(terms: KindTerms<Input>): ImportKind {
  return {
    ...terms,
    // Only what came through the kind's own schema is handed to it.
    write: async (shop, inputs) => await terms.write(shop, inputs as Input[]),
  }
}

/** The same shop on a transaction. Its items are read once. */
export function shopOn(shop: ImportShop, knex: Knex): ImportShop {
  let items: Promise<ItemIndex> | undefined
  return {
    ...shop,
    ledger: {
      ...shop.ledger,
      knex,
      items: () => (items ??= readItems(knex)),
      delivery: new DeliverySetupCache(knex),
    },
  }
}

/** Every field is the column of its own name, in the only row of its group. */
export const ownColumns = (path: readonly string[]): Place => ({
  row: 0,
  column: path[0] ?? null,
})

/** A row of cells out of values that are there; null and undefined are empty. */
export function cellsOf(
  columns: readonly Column[],
  texts: Readonly<Record<string, string | number | boolean | null | undefined>>
): Cells {
  return Object.fromEntries(
    columns.map(({ name }) => {
      const value = texts[name]
      const text = typeof value === "boolean" ? (value ? "yes" : "no") : value
      return [name, text == null ? "" : String(text)]
    })
  )
}
