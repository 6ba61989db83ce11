import type { MedusaRequest } from "@medusajs/framework/http"
import { RENTAL_MODULE } from "../../modules/rental"
import { type Invoice } from "../../modules/rental/papers/invoices/invoices"
import { ORDER_PAPERS, type OrderPaper } from "../../modules/rental/papers/paper-names"
import type RentalModuleService from "../../modules/rental/service"
import { readPaperSettings } from "../../workflows/papers/paper-frame"
import { tokenOf } from "./own-order"
import { isForCustomers } from "./paper-names"

/** The papers that can be had of an order. */
export interface PaperList {
  /** Opens the papers of the order to whoever has it: for a link in a letter. */
  order_token: string
  papers: { name: OrderPaper; title: string; href: string }[]
  invoices: (InvoiceView & { href: string })[]
}

export type InvoiceView = Omit<Invoice, "content_sha256" | "total"> & { total: number }

/** @param base what the addresses of the order's papers begin with */
export async function listPapers(
  req: MedusaRequest,
  orderId: string,
  base: "/store/orders" | "/admin/rental/orders"
): Promise<PaperList> {
  const rental = req.scope.resolve<RentalModuleService>(RENTAL_MODULE)
  const [{ texts }, invoices, order] = await Promise.all([
    readPaperSettings(req.scope),
    rental.readInvoices(orderId),
    rental.readOrder(orderId),
  ])
  const isStaff = base === "/admin/rental/orders"
  const root = isStaff ? `${base}/${orderId}` : `${base}/${orderId}/rental`
  const kinds = new Set(invoices.map((invoice) => invoice.kind))
  const names = ORDER_PAPERS.filter(
    (name) =>
      (isStaff || isForCustomers(name)) &&
      (name === "invoice" || name === "credit-note" ? kinds.has(name) : true) &&
      (name === "rental-agreement" ? order !== null : true)
  )
  return {
    order_token: tokenOf(req, orderId),
    papers: names.map((name) => ({
      name,
      title: texts[name].title,
      href: `${root}/papers/${name}`,
    })),
    invoices: invoices.map((invoice) => ({
      ...viewInvoice(invoice),
      href: `${root}/invoices/${invoice.id}`,
    })),
  }
}

/** An invoice as clients read it. */
export function viewInvoice({
  content_sha256: _content,
  total,
  ...invoice
}: Invoice): InvoiceView {
  return { ...invoice, total: Number(total) }
}
