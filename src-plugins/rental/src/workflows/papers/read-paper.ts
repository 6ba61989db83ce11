import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import { readIssuedDocument } from "../../modules/rental/papers/invoices/invoices"
import { type OrderPaper } from "../../modules/rental/papers/paper-names"
import type RentalModuleService from "../../modules/rental/service"
import { printOrderPaper, type PrintedPaper } from "./print-order-paper"
import { printAgreement, readAgreement, readSignedAgreement } from "./read-agreement"

/**
 * A paper of an order: the latest invoice as it was issued, the agreement with the signature
 * that holds, the others as the order is now.
 *
 * @throws RentalError `rental_not_found` when there is no such order, or no invoice yet
 */
export async function readPaper(
  container: MedusaContainer,
  name: OrderPaper,
  orderId: string
): Promise<PrintedPaper> {
  if (name === "invoice" || name === "credit-note") {
    return await readLatest(container, name, orderId)
  }
  return name === "rental-agreement"
    ? await readLatestAgreement(container, orderId)
    : await printOrderPaper(container, name, orderId)
}

/**
 * An invoice or credit note as it was issued.
 *
 * @throws RentalError `rental_not_found` when it does not exist or is another order's
 */
export async function readInvoicePaper(
  container: MedusaContainer,
  orderId: string,
  invoiceId: string
): Promise<PrintedPaper> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const issued = await readIssuedDocument(rental.ledger.knex, invoiceId)
  if (issued?.order_id !== orderId) {
    throw notFoundError("invoice_id", `The order has no invoice ${invoiceId}`)
  }
  return { bytes: issued.document, filename: `${issued.kind}-${issued.number}.pdf` }
}

async function readLatest(
  container: MedusaContainer,
  kind: "invoice" | "credit-note",
  orderId: string
): Promise<PrintedPaper> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const issued = await rental.readInvoices(orderId)
  const latest = issued.find((invoice) => invoice.kind === kind)
  if (!latest) {
    throw notFoundError("name", `Order ${orderId} has no ${kind}`)
  }
  return await readInvoicePaper(container, orderId, latest.id)
}

async function readLatestAgreement(
  container: MedusaContainer,
  orderId: string
): Promise<PrintedPaper> {
  const agreement = await readAgreement(container, orderId)
  return agreement.current
    ? await readSignedAgreement(container, orderId, agreement.current.version)
    : await printAgreement(container, agreement)
}
