import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import {
  ORDER_PAPERS,
  PAPER_NAMES,
  type OrderPaper,
  type PaperName,
} from "../../modules/rental/papers/paper-names"
import { idField } from "./fields"
import { parseRequest } from "./parse-request"

/** What staff alone read: it says what others have, or where things lie. */
const STAFF_ONLY: readonly PaperName[] = ["pick-list"]

export function isForCustomers(name: PaperName): boolean {
  return !STAFF_ONLY.includes(name)
}

/**
 * The `:name` of a path, with `.pdf` or without.
 *
 * @throws RentalError `rental_not_found` naming `name`
 */
export function pathPaper(req: MedusaRequest): OrderPaper {
  return oneOf(req, ORDER_PAPERS)
}

/** The same, the papers of a day among them. */
export function pathSample(req: MedusaRequest): PaperName {
  return oneOf(req, PAPER_NAMES)
}

function oneOf<Name extends PaperName>(req: MedusaRequest, names: readonly Name[]): Name {
  const asked = String(req.params.name).replace(/\.pdf$/, "")
  const name = names.find((known) => known === asked)
  if (!name) {
    throw notFoundError("name", `There is no such paper; there are ${names.join(", ")}`)
  }
  return name
}

/** The same for customers, who do not get all papers. */
export function pathCustomerPaper(req: MedusaRequest): OrderPaper {
  const name = pathPaper(req)
  if (!isForCustomers(name)) {
    throw notFoundError("name", `Customers get no ${name}`)
  }
  return name
}

/** The `:invoice_id` of a path. */
export function pathInvoice(req: MedusaRequest): string {
  return parseRequest(z.object({ invoice_id: idField }), req.params).invoice_id
}

/** The `:version` of a path. */
export function pathVersion(req: MedusaRequest): number {
  const version = z.string().regex(/^\d{1,6}$/, "must be a number")
  return Number(parseRequest(z.object({ version }), req.params).version)
}
