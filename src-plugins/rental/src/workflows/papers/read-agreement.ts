import { type MedusaContainer } from "@medusajs/framework/types"
import { RENTAL_MODULE } from "../../modules/rental"
import { notFoundError } from "../../modules/rental/errors/rental-error"
import {
  readSignedDocument,
  type Signature,
} from "../../modules/rental/papers/agreements/signatures"
import { type RentalAgreementPaper } from "../../modules/rental/papers/layouts/rental-agreement"
import { renderPaper } from "../../modules/rental/papers/render-paper"
import { sha256, sha256OfData } from "../../modules/rental/papers/sha256"
import type RentalModuleService from "../../modules/rental/service"
import { readOrderOfPaper } from "./order-of-paper"
import { readPaperSettings } from "./paper-frame"
import { agreementOf, type PrintedPaper } from "./print-order-paper"

/** The agreement of an order as it is now, and the signatures there are. */
export interface Agreement {
  paper: RentalAgreementPaper
  /** What a signature is of: the same while nothing of the order changes. */
  content_sha256: string
  is_placed: boolean
  /** The latest first. */
  signatures: Signature[]
  /** The signature that holds: of the order as it is. */
  current: Signature | undefined
}

/** What clients read of an agreement. */
export interface AgreementView {
  is_signed: boolean
  /** Of the PDF that is to be signed. */
  document_sha256: string
  signatures: SignatureView[]
}

export interface SignatureView {
  version: number
  name: string
  method: "typed" | "drawn"
  signed_at: string
  document_sha256: string
  is_current: boolean
}

/** @throws RentalError `rental_not_found` when there is no order, or it rents nothing */
export async function readAgreement(
  container: MedusaContainer,
  orderId: string
): Promise<Agreement> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const settings = await readPaperSettings(container)
  const [about, signatures] = await Promise.all([
    readOrderOfPaper(container, orderId, settings.look),
    rental.readSignatures(orderId),
  ])
  if (!about.order.period) {
    throw notFoundError("id", `Order ${orderId} rents nothing`)
  }
  const content_sha256 = sha256OfData(about.content)
  return {
    paper: agreementOf(settings, about),
    content_sha256,
    is_placed: about.is_placed,
    signatures,
    current: signatures[0]?.content_sha256 === content_sha256 ? signatures[0] : undefined,
  }
}

/** What the customer signs: the PDF, and what to call it. */
export async function printAgreement(
  container: MedusaContainer,
  { paper }: Agreement
): Promise<PrintedPaper> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  return {
    bytes: await renderPaper("rental-agreement", paper, rental.options.papers),
    filename: `rental-agreement-${paper.number}.pdf`,
  }
}

/** An agreement as clients read it. */
export async function viewAgreement(
  container: MedusaContainer,
  agreement: Agreement
): Promise<AgreementView> {
  const { signatures, current } = agreement
  return {
    is_signed: !!current,
    document_sha256:
      current?.document_sha256 ??
      sha256((await printAgreement(container, agreement)).bytes),
    signatures: signatures.map((signature) => ({
      version: signature.version,
      name: signature.name,
      method: signature.strokes.length ? "drawn" : "typed",
      signed_at: signature.signed_at,
      document_sha256: signature.document_sha256,
      is_current: signature === current,
    })),
  }
}

/**
 * The PDF with a signature, also of one that no longer holds.
 *
 * @throws RentalError `rental_not_found`
 */
export async function readSignedAgreement(
  container: MedusaContainer,
  orderId: string,
  version: number
): Promise<PrintedPaper> {
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const bytes = await readSignedDocument(rental.ledger.knex, orderId, version)
  if (!bytes) {
    throw notFoundError("version", `The agreement has no signature ${version}`)
  }
  return { bytes, filename: `rental-agreement-signed-${version}.pdf` }
}
