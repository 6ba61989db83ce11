import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFoundError, RentalError } from "../../errors/rental-error"
import { rowsOf } from "../../ledger/query"
import { ledgerTransaction } from "../../ledger/transaction"
import { type InvoicePaper } from "../layouts/invoice"

/** An invoice or a credit note, as it was issued. */
export interface Invoice {
  id: string
  kind: "invoice" | "credit-note"
  /** The number as it is printed. */
  number: string
  order_id: string
  /** Of a credit note: the invoice it takes back. */
  corrects: string | null
  reason: string | null
  currency_code: string
  /** Exact decimal in major units; below zero for a credit note. */
  total: string
  /** Of what was charged, however the paper looked. */
  content_sha256: string
  /** ISO instant. */
  issued_at: string
  issued_by: string | null
  /** Whether it holds: an invoice that no credit note has taken back. */
  is_open: boolean
}

/** How a number is made: `INV-` and 4 digits begin with `INV-0001`. */
export interface Series {
  prefix: string
  digits: number
  first: number
}

/** What is to be issued; `print` makes the paper for the number it gets. */
export interface NewInvoice {
  order_id: string
  series: Series
  content_sha256: string
  issued_at: string
  issued_by: string | null
  print: (number: string) => Promise<{ paper: InvoicePaper; document: Buffer }>
}

/** What takes an invoice back. */
export interface NewCreditNote {
  series: Series
  reason: string
  issued_at: string
  issued_by: string | null
  print: (
    number: string,
    invoice: { number: string; paper: InvoicePaper }
  ) => Promise<{ paper: InvoicePaper; document: Buffer }>
}

const COLUMNS = `
  i.id, i.kind, i.name AS number, i.order_id, i.corrects, i.reason, i.currency_code,
  i.total::text, i.content_sha256, i.issued_by,
  to_char(i.issued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS issued_at,
  i.kind = 'invoice'
    AND NOT EXISTS (SELECT 1 FROM rental_invoice c WHERE c.corrects = i.id) AS is_open
`

/** Invoices and credit notes of an order, the latest first. */
export async function readInvoices(knex: Knex, orderId: string): Promise<Invoice[]> {
  return await rowsOf<Invoice>(
    knex,
    `SELECT ${COLUMNS} FROM rental_invoice i
      WHERE i.order_id = ? ORDER BY i.issued_at DESC, i.kind DESC, i.number DESC`,
    [orderId]
  )
}

/** The PDF as it was issued; undefined when there is none of that id. */
export async function readIssuedDocument(
  knex: Knex,
  id: string
): Promise<
  { order_id: string; kind: string; number: string; document: Buffer } | undefined
> {
  const [row] = await rowsOf<{
    order_id: string
    kind: string
    number: string
    document: Buffer
  }>(
    knex,
    "SELECT order_id, kind, name AS number, document FROM rental_invoice WHERE id = ?",
    [id]
  )
  return row
}

/**
 * Issues an invoice with the next number of its series. An order that is invoiced as it is
 * gets the same invoice again.
 *
 * @param credit how an invoice that no longer fits is taken back first; without it, that is
 *   refused
 * @throws RentalError `rental_invoice_open`
 */
export async function issueInvoice(
  knex: Knex,
  invoice: NewInvoice,
  credit: NewCreditNote | null
): Promise<Invoice> {
  return await ledgerTransaction(knex, async (trx) => {
    await lockOrder(trx, invoice.order_id)
    const open = await readOpenInvoice(trx, invoice.order_id)
    if (open?.content_sha256 === invoice.content_sha256) {
      return open
    }
    if (open && !credit) {
      throw new RentalError(
        "rental_invoice_open",
        `Invoice ${open.number} was issued for this order as it was before. Take it back ` +
          `with a credit note, or issue a new one with replace.`,
        { invoice: { id: open.id, number: open.number, total: open.total } }
      )
    }
    if (open && credit) {
      await takeBack(trx, open, credit)
    }
    const { order_id, content_sha256, issued_at, issued_by } = invoice
    const numbered = await nextNumber(trx, invoice.series)
    const { paper, document } = await invoice.print(numbered.name)
    return await insert(trx, {
      ...numbered,
      kind: "invoice",
      order_id,
      corrects: null,
      reason: null,
      content_sha256,
      issued_at,
      issued_by,
      paper,
      document,
      total: paper.sums.total,
    })
  })
}

/**
 * Takes back the invoice of an order, whole.
 *
 * @throws RentalError `rental_not_found` when there is none that is not taken back
 */
export async function creditInvoice(
  knex: Knex,
  orderId: string,
  credit: NewCreditNote
): Promise<Invoice> {
  return await ledgerTransaction(knex, async (trx) => {
    await lockOrder(trx, orderId)
    const open = await readOpenInvoice(trx, orderId)
    if (!open) {
      throw notFoundError("id", `Order ${orderId} has no invoice to take back`)
    }
    return await takeBack(trx, open, credit)
  })
}

/** The same lock as the trigger takes; before the one of the series, here as there. */
async function lockOrder(trx: Knex.Transaction, orderId: string): Promise<void> {
  await rowsOf(
    trx,
    "SELECT pg_advisory_xact_lock(hashtext('rental_invoice_order'), hashtext(?))",
    [orderId]
  )
}

async function readOpenInvoice(
  trx: Knex.Transaction,
  orderId: string
): Promise<Invoice | undefined> {
  const invoices = await readInvoices(trx, orderId)
  return invoices.find((invoice) => invoice.is_open)
}

async function takeBack(
  trx: Knex.Transaction,
  open: Invoice,
  credit: NewCreditNote
): Promise<Invoice> {
  const [row] = await rowsOf<{ content: InvoicePaper }>(
    trx,
    "SELECT content FROM rental_invoice WHERE id = ?",
    [open.id]
  )
  const numbered = await nextNumber(trx, credit.series)
  const { paper, document } = await credit.print(numbered.name, {
    number: open.number,
    paper: row!.content,
  })
  return await insert(trx, {
    ...numbered,
    kind: "credit-note",
    order_id: open.order_id,
    corrects: open.id,
    reason: credit.reason,
    content_sha256: open.content_sha256,
    issued_at: credit.issued_at,
    issued_by: credit.issued_by,
    paper,
    document,
    total: paper.sums.total,
  })
}

interface Numbered {
  series: string
  number: number
  name: string
}

/** Whoever asks next for a number of the series waits until this transaction is over. */
async function nextNumber(trx: Knex.Transaction, series: Series): Promise<Numbered> {
  const { prefix, digits, first } = series
  await rowsOf(trx, "SELECT rental_invoice_lock(?)", [prefix])
  const [row] = await rowsOf<{ number: number }>(
    trx,
    "SELECT coalesce(max(number) + 1, ?::integer) AS number FROM rental_invoice WHERE series = ?",
    [first, prefix]
  )
  const { number } = row!
  return { series: prefix, number, name: prefix + String(number).padStart(digits, "0") }
}

async function insert(
  trx: Knex.Transaction,
  row: Numbered &
    Pick<
      Invoice,
      | "kind"
      | "order_id"
      | "corrects"
      | "reason"
      | "total"
      | "content_sha256"
      | "issued_at"
      | "issued_by"
    > & { paper: InvoicePaper; document: Buffer }
): Promise<Invoice> {
  const id = generateEntityId(undefined, row.kind === "invoice" ? "rinv" : "rcn")
  await rowsOf(
    trx,
    `
    INSERT INTO rental_invoice (
      id, kind, series, number, name, order_id, corrects, reason, currency_code, total,
      content_sha256, content, document, issued_at, issued_by
    )
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::numeric, ?, ?::jsonb, ?, ?::timestamptz, ?)
    `,
    [
      id,
      row.kind,
      row.series,
      row.number,
      row.name,
      row.order_id,
      row.corrects,
      row.reason,
      row.paper.currency_code,
      row.total,
      row.content_sha256,
      JSON.stringify(row.paper),
      row.document,
      row.issued_at,
      row.issued_by,
    ]
  )
  const [issued] = await rowsOf<Invoice>(
    trx,
    `SELECT ${COLUMNS} FROM rental_invoice i WHERE i.id = ?`,
    [id]
  )
  return issued!
}
