import { type MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { readMoment } from "../../../modules/rental/ledger/order-goods"
import { readDeposit } from "../../../modules/rental/charges/deposit-account"
import { RentalError } from "../../../modules/rental/errors/rental-error"
import {
  type Invoice,
  type NewCreditNote,
  type NewInvoice,
  type Series,
} from "../../../modules/rental/papers/invoices/invoices"
import { type InvoicePaper } from "../../../modules/rental/papers/layouts/invoice"
import { type PaperLook } from "../../../modules/rental/papers/paper-frame"
import { type PaymentRow } from "../../../modules/rental/papers/parts/sums"
import { renderPaper } from "../../../modules/rental/papers/render-paper"
import { type PaperSettings } from "../../../modules/rental/papers/settings/paper-settings"
import { sha256OfData } from "../../../modules/rental/papers/sha256"
import { todayIn } from "../../../modules/rental/periods/local-date"
import type RentalModuleService from "../../../modules/rental/service"
import { readOrderOfPaper, type OrderOfPaper } from "../order-of-paper"
import { frameOf, readPaperSettings } from "../paper-frame"

export interface InvoiceIssue {
  order_id: string
  /** Why an invoice that no longer fits is taken back; null when it must not be. */
  replace_reason: string | null
  issued_by: string | null
}

export interface InvoiceCredit {
  order_id: string
  reason: string
  issued_by: string | null
}

/**
 * Issues the invoice of an order. There is nothing to undo: its number is taken for good.
 *
 * @example
 * issueInvoiceStep({ order_id: "order_1", replace_reason: null, issued_by: "user_1" })
 */
export const issueInvoiceStep = createStep(
  "issue-invoice",
  async (input: InvoiceIssue, { container }): Promise<StepResponse<Invoice>> => {
    const { order_id, replace_reason, issued_by } = input
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const settings = await readPaperSettings(container)
    const about = await readOrderOfPaper(container, order_id, settings.look)
    if (!about.is_placed) {
      throw new RentalError(
        "rental_wrong_state",
        "Invoices are for orders that are placed and were not cancelled."
      )
    }
    const now = await readNow(rental)
    const deposits = await readDeposits(container, order_id, settings.look)
    const invoice: NewInvoice = {
      order_id,
      series: seriesOf(settings, "invoice", yearOf(container, now)),
      content_sha256: sha256OfData(about.content),
      issued_at: now.toISOString(),
      issued_by,
      print: async (number) =>
        await print(
          container,
          invoiceOf(container, settings, { ...about, deposits }, number, now)
        ),
    }
    const credit =
      replace_reason === null
        ? null
        : creditNote(container, settings, { reason: replace_reason, issued_by, now })
    return new StepResponse(await rental.issueInvoice(invoice, credit))
  }
)

/**
 * Takes back the invoice of an order. There is nothing to undo: its number is taken for good.
 *
 * @example
 * creditInvoiceStep({ order_id: "order_1", reason: "Cancelled", issued_by: "user_1" })
 */
export const creditInvoiceStep = createStep(
  "credit-invoice",
  async (input: InvoiceCredit, { container }): Promise<StepResponse<Invoice>> => {
    const { order_id, ...why } = input
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const settings = await readPaperSettings(container)
    const credit = creditNote(container, settings, {
      ...why,
      now: await readNow(rental),
    })
    return new StepResponse(await rental.creditInvoice(order_id, credit))
  }
)

function invoiceOf(
  container: MedusaContainer,
  settings: PaperSettings,
  about: OrderOfPaper & { deposits: PaymentRow[] },
  number: string,
  now: Date
): InvoicePaper {
  const { order, currency_code, lines, sums, paid, deposits } = about
  const made_at = now.toISOString()
  return {
    ...frameOf(settings, "invoice", { order, number, made_at }),
    issued_on: dayOf(container, now),
    order,
    currency_code,
    lines,
    sums,
    payments: { ...paid, deposits },
    corrects: null,
  }
}

/** What the shop has of the deposit; it is no part of the sum. */
async function readDeposits(
  container: MedusaContainer,
  orderId: string,
  { words }: PaperLook
): Promise<PaymentRow[]> {
  const { ledger } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const deposit = await readDeposit(ledger.knex, orderId)
  const rows = [
    [words.deposit_held, deposit?.held ?? 0],
    [words.deposit_kept, -(deposit?.kept ?? 0)],
    [words.deposit_returned, -(deposit?.returned ?? 0)],
  ] as const
  return rows
    .filter(([, amount]) => amount !== 0)
    .map(([label, amount]) => ({
      label,
      amount: MathBN.convert(amount).toFixed(),
      due_on: null,
    }))
}

/** The invoice again, each amount with the other sign. */
function creditNote(
  container: MedusaContainer,
  settings: PaperSettings,
  { reason, issued_by, now }: { reason: string; issued_by: string | null; now: Date }
): NewCreditNote {
  return {
    series: seriesOf(settings, "credit-note", yearOf(container, now)),
    reason,
    issued_at: now.toISOString(),
    issued_by,
    print: async (number, invoice) => {
      const { order, lines, sums } = invoice.paper
      return await print(container, {
        ...invoice.paper,
        ...frameOf(settings, "credit-note", {
          order,
          number,
          made_at: now.toISOString(),
        }),
        issued_on: dayOf(container, now),
        lines: lines.map((line) => ({
          ...line,
          unit_price: negative(line.unit_price),
          subtotal: negative(line.subtotal),
        })),
        sums: {
          rows: sums.rows.map((row) => ({ ...row, amount: negative(row.amount) })),
          total: negative(sums.total),
        },
        payments: { rows: [], deposits: [] },
        corrects: { number: invoice.number, reason },
      })
    },
  }
}

async function print(
  container: MedusaContainer,
  paper: InvoicePaper
): Promise<{ paper: InvoicePaper; document: Buffer }> {
  const { options } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const name = paper.corrects ? "credit-note" : "invoice"
  return { paper, document: await renderPaper(name, paper, options.papers) }
}

function seriesOf(
  { numbering }: PaperSettings,
  kind: "invoice" | "credit-note",
  year: string
): Series {
  const own = kind === "invoice" ? numbering.invoice_prefix : numbering.credit_note_prefix
  return {
    prefix: numbering.yearly ? `${own}${year}-` : own,
    digits: numbering.digits,
    first: numbering.first_number,
  }
}

/** By the ledger's clock, as all that is kept of an order. */
async function readNow({ ledger }: RentalModuleService): Promise<Date> {
  return new Date((await readMoment(ledger.knex, ledger)).instant)
}

function dayOf(container: MedusaContainer, now: Date) {
  const { options } = container.resolve<RentalModuleService>(RENTAL_MODULE)
  return todayIn(options.timezone, now)
}

function yearOf(container: MedusaContainer, now: Date): string {
  return dayOf(container, now).slice(0, 4)
}

function negative(amount: string): string {
  return MathBN.mult(amount, -1).toFixed()
}
