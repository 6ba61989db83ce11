import { type z } from "@medusajs/framework/zod"
import { RentalError } from "../errors/rental-error"
import { ledgerTransaction } from "../ledger/transaction"
import {
  compareGroup,
  differences,
  rowKey,
  type Counts,
  type RowChange,
} from "./change-list"
import { type Column, type Reading } from "./columns/column"
import { type CsvTable } from "./csv/read-csv"
import { type Cells } from "./csv/write-csv"
import { cellError, findGroups, groupRows, groupsNow, type RowGroup } from "./group-rows"
import { type ImportError } from "./import-errors"
import { shopOn, type ImportKind, type ImportShop, type Values } from "./import-kind"
import { readHeader, readRows, settleRows } from "./read-rows"

/** What a file does, or would do. */
export interface ImportOutcome {
  rows: Counts
  changes: RowChange[]
  errors: ImportError[]
}

/**
 * Imports a file, all or nothing, in one transaction. What would be written is written with
 * the functions of the API and read again, and taken back when something is wrong or `dry`
 * says so: a dry run answers what a real one would.
 *
 * @param beforeCommit is run when everything is written; when it throws nothing is
 * @throws RentalError `rental_busy` when others keep rows locked
 */
export async function runImport(
  kind: ImportKind,
  table: CsvTable,
  shop: ImportShop,
  { dry, beforeCommit }: { dry: boolean; beforeCommit?: () => Promise<void> }
): Promise<ImportOutcome> {
  const undone: { outcome?: ImportOutcome } = {}
  try {
    return await ledgerTransaction(shop.ledger.knex, async (trx) => {
      const outcome = await importOn(kind, table, shopOn(shop, trx))
      if (dry || outcome.errors.length) {
        undone.outcome = outcome
        throw new Undo()
      }
      await beforeCommit?.()
      return outcome
    })
  } catch (error) {
    if (error instanceof Undo && undone.outcome) {
      return undone.outcome
    }
    throw error
  }
}

/** Ends a transaction without writing. */
class Undo extends Error {}

/** As many refusals by the database are looked for; each costs some writes. */
export const MOST_REFUSALS = 200

async function importOn(
  kind: ImportKind,
  table: CsvTable,
  shop: ImportShop
): Promise<ImportOutcome> {
  const reading = { names: shop.names, decimalComma: table.separator === ";" }
  const { columns, errors } = readHeader(kind, table)
  if (errors.length) {
    return { rows: NOTHING, changes: [], errors }
  }
  const rows = readRows(columns, table, reading, errors)
  const now = settleRows(kind, await kind.read(shop), EXACT(shop))
  const groups = groupRows(kind, rows, now, errors)
  const { changes, unchanged, changed } = compare(kind, groups)
  const checked = groups.filter((group) => group.isWrong && group.wanted.length)
  const writes = [...changed, ...checked].flatMap((group) =>
    toWrite(kind, group, reading, errors)
  )
  const written = await writeAll(kind, shop, writes, errors)
  await verify(kind, shop, columns, written, errors)
  errors.sort((a, b) => a.line - b.line)
  return { rows: countOf(changes, unchanged), changes, errors }
}

const NOTHING: Counts = { created: 0, changed: 0, removed: 0, unchanged: 0 }

/** What this module writes has points in its decimals. */
const EXACT = ({ names }: ImportShop): Reading => ({ names, decimalComma: false })

function compare(
  kind: ImportKind,
  groups: readonly RowGroup[]
): { changes: RowChange[]; unchanged: number; changed: RowGroup[] } {
  const compared = groups
    .filter((group) => !group.isWrong)
    .map((group) => ({
      group,
      ...compareGroup(kind, group.before, group.wanted, group.rows[0]!.line),
    }))
  return {
    changes: compared.flatMap(({ changes }) => changes),
    unchanged: compared.reduce((sum, { unchanged }) => sum + unchanged, 0),
    changed: compared.flatMap(({ group, changes }) => (changes.length ? [group] : [])),
  }
}

function countOf(changes: readonly RowChange[], unchanged: number): Counts {
  const count = (what: RowChange["change"]) =>
    changes.filter(({ change }) => change === what).length
  return {
    created: count("created"),
    changed: count("changed"),
    removed: count("removed"),
    unchanged,
  }
}

/** A group with what is written of it. */
interface Write {
  group: RowGroup
  input: unknown
}

/** Reads a group by the rules of the API, and notes all that they refuse. */
function toWrite(
  kind: ImportKind,
  group: RowGroup,
  { names }: Reading,
  errors: ImportError[]
): Write[] {
  const exact = { names, decimalComma: false }
  const values = group.wanted.map(({ cells }) => valuesOf(kind, cells, exact))
  const [row] = group.rows
  const first = values[0] ?? valuesOf(kind, row?.cells ?? {}, exact)
  const { key, before } = group
  const input = kind.input(values, { names, key, first, before })
  const read = kind.schema.safeParse(input)
  if (read.success) {
    return group.isWrong ? [] : [{ group, input: read.data }]
  }
  for (const issue of read.error.issues.flatMap(nearest)) {
    const place = kind.placeOf(issue.path.map(String))
    const at = group.wanted[place.row]?.row ?? row!
    const what = place.column === null ? "" : `${place.column}: `
    errors.push(cellError(at, place.column, `${what}${names.words(issue.message)}`))
  }
  return []
}

function valuesOf(kind: ImportKind, cells: Cells, reading: Reading): Values {
  return Object.fromEntries(
    kind.columns.map((column) => {
      const text = cells[column.name] ?? ""
      return [column.name, text === "" ? null : column.read(text, reading)]
    })
  )
}

/** Of a choice between shapes, what is wrong with the one that came nearest. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union" || !issue.errors.length) {
    return [issue]
  }
  const [first] = [...issue.errors].sort(
    (a, b) => (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0)
  )
  return (first ?? []).flatMap((inner) =>
    nearest({ ...inner, path: [...issue.path, ...inner.path] })
  )
}

/**
 * Writes groups at once. Where that is refused, those that the refusal names are tried alone
 * and the others without them; where it names none, halves are, down to those in the way.
 *
 * @returns the groups that were written
 */
async function writeAll(
  kind: ImportKind,
  shop: ImportShop,
  writes: readonly Write[],
  errors: ImportError[]
): Promise<RowGroup[]> {
  let refused = 0
  const written: RowGroup[] = []
  const write = async (some: readonly Write[]): Promise<void> => {
    if (!some.length || refused >= MOST_REFUSALS) {
      return
    }
    const refusal = await refusalOf(kind, shop, some)
    const [only] = some
    if (!refusal) {
      written.push(...some.map(({ group }) => group))
    } else if (only && some.length === 1) {
      refused += 1
      errors.push(refusedRow(kind, shop, only.group, refusal))
    } else {
      for (const part of parted(some, refusal, shop)) {
        await write(part)
      }
    }
  }
  await write(writes)
  return written
}

function parted(
  some: readonly Write[],
  { variants }: Refusal,
  { names }: ImportShop
): (readonly Write[])[] {
  const isNamed = ({ group }: Write) => {
    const id = names.variant(
      group.wanted[0]?.cells.sku ?? group.rows[0]?.cells.sku ?? ""
    )?.id
    return id !== undefined && variants.has(id)
  }
  const named = some.filter(isNamed)
  const half = Math.ceil(some.length / 2)
  return named.length
    ? [some.filter((one) => !named.includes(one)), ...named.map((one) => [one])]
    : [some.slice(0, half), some.slice(half)]
}

interface Refusal {
  message: string
  code: string
  field: string
  /** Whose bookings are in the way. */
  variants: ReadonlySet<string>
}

/** Writes under a savepoint, so that what is refused leaves nothing behind. */
async function refusalOf(
  kind: ImportKind,
  shop: ImportShop,
  writes: readonly Write[]
): Promise<Refusal | null> {
  const inputs = writes.map(({ input }) => input)
  try {
    await shop.ledger.knex.transaction(
      async (trx) => await kind.write(shopOn(shop, trx), inputs)
    )
    return null
  } catch (error) {
    if (error instanceof RentalError && error.code !== "rental_busy") {
      const { field, bookings = [] } = error.details as {
        field?: string
        bookings?: readonly { variant_id?: string }[]
      }
      return {
        message: error.message,
        code: error.code ?? "",
        field: field ?? "",
        variants: new Set(bookings.flatMap(({ variant_id }) => variant_id ?? [])),
      }
    }
    const why = constraintOf(error)
    if (why !== undefined) {
      const code = "rental_request_invalid"
      return { message: why, code, field: "", variants: new Set() }
    }
    throw error
  }
}

/** What the database refuses by itself; whoever imports reads it, as it is their data. */
function constraintOf(error: unknown): string | undefined {
  const { code = "", constraint } = (error ?? {}) as {
    code?: string
    constraint?: string
  }
  return /^2[23]/.test(code)
    ? `This cannot be kept (${constraint ?? `error ${code} of the database`})`
    : undefined
}

function refusedRow(
  kind: ImportKind,
  { names }: ImportShop,
  group: RowGroup,
  { message, code, field }: Refusal
): ImportError {
  const { row, column } = kind.placeOf(field.split("."))
  const known = kind.columns.some(({ name }) => name === column)
  const at = group.wanted[row]?.row ?? group.rows[0]!
  return cellError(at, known ? column : null, names.words(message), code)
}

/** Makes sure that what was written is what the file says: not everything can be changed. */
async function verify(
  kind: ImportKind,
  shop: ImportShop,
  columns: readonly Column[],
  written: readonly RowGroup[],
  errors: ImportError[]
): Promise<void> {
  if (!written.length) {
    return
  }
  const now = settleRows(kind, await kind.read(shop), EXACT(shop))
  const groups = groupsNow(kind, now)
  for (const group of written) {
    const [found] = findGroups(kind, group.rows.slice(0, 1), now)
    const after = found && "key" in found ? (groups.get(found.key) ?? []) : []
    const rows = new Map(after.map((row) => [rowKey(kind, row), row]))
    group.wanted.forEach(({ row, cells }) => {
      for (const cell of differences(kind, rows.get(rowKey(kind, cells)) ?? {}, cells)) {
        const isSaid = columns.some(({ name }) => name === cell.column)
        const is = cell.before === "" ? "empty" : `"${cell.before}"`
        errors.push(
          cellError(row, isSaid ? cell.column : null, `${cell.column} stays ${is}`)
        )
      }
    })
  }
}
