import { type MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { readMoment } from "../../../modules/rental/ledger/order-goods"
import { RentalError } from "../../../modules/rental/errors/rental-error"
import { type Signature } from "../../../modules/rental/papers/agreements/signatures"
import { type Stroke } from "../../../modules/rental/papers/parts/signature"
import { renderPaper } from "../../../modules/rental/papers/render-paper"
import { sha256 } from "../../../modules/rental/papers/sha256"
import type RentalModuleService from "../../../modules/rental/service"
import { printAgreement, readAgreement, type Agreement } from "../read-agreement"

export interface AgreementSigning {
  order_id: string
  /** Of the document that the customer has read. */
  document_sha256: string
  name: string
  /** Empty for a name that was typed. */
  strokes: Stroke[]
  /** Where the request came from. */
  address: string
  user_agent: string
  customer_id: string | null
}

/**
 * Signs the agreement of an order, if it is still the one the customer has read. What is
 * signed already stays signed as it was.
 *
 * There is nothing to undo: a signature is never taken away.
 *
 * @example
 * signAgreementStep({ order_id, document_sha256, name: "Ada Reyes", strokes: [], ...from })
 */
export const signAgreementStep = createStep(
  "sign-agreement",
  async (input: AgreementSigning, { container }): Promise<StepResponse<Signature>> => {
    const agreement = await readAgreement(container, input.order_id)
    return new StepResponse(
      agreement.current ?? (await sign(container, input, agreement))
    )
  }
)

async function sign(
  container: MedusaContainer,
  { document_sha256, ...signing }: AgreementSigning,
  agreement: Agreement
): Promise<Signature> {
  const { paper, content_sha256 } = agreement
  if (!agreement.is_placed) {
    throw new RentalError(
      "rental_wrong_state",
      "An agreement is signed once the order is placed, and not when it was cancelled."
    )
  }
  const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
  const document = await printAgreement(container, agreement)
  const actual = sha256(document.bytes)
  if (actual !== document_sha256) {
    throw new RentalError(
      "rental_agreement_stale",
      "The agreement is not the one that was read. Read it again, then sign it.",
      { document_sha256: actual }
    )
  }
  const { instant } = await readMoment(rental.ledger.knex, rental.ledger)
  const signed_at = new Date(instant).toISOString()
  const { name, strokes, address, user_agent } = signing
  const signature = {
    ...{ name, strokes, address, user_agent, signed_at, document_sha256 },
    document_name: document.filename,
  }
  const signed_document = await renderPaper(
    "rental-agreement",
    { ...paper, signature },
    {
      ...rental.options.papers,
      attachment: {
        name: document.filename,
        bytes: document.bytes,
        description: paper.look.words.signed_document,
      },
    }
  )
  return await rental.addSignature({
    ...signing,
    content_sha256,
    document_sha256,
    signed_at,
    document: document.bytes,
    signed_document,
  })
}
