import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import {
  readAgreement,
  viewAgreement,
} from "../../../../../../../workflows/papers/read-agreement"
import { signRentalAgreementWorkflow } from "../../../../../../../workflows/papers/sign-rental-agreement"
import { customerOf, ownOrderId } from "../../../../../../requests/own-order"
import { parseRequest } from "../../../../../../requests/parse-request"

const MOST_STROKES = 100
const MOST_POINTS = 3000
const LONGEST_AGENT = 400
/** Finer than any screen or printer. */
const FINENESS = 10_000

const part = z
  .number()
  .min(0)
  .max(1)
  .transform((value) => Math.round(value * FINENESS) / FINENESS)

const Body = z.strictObject({
  /** Of the document that was read. */
  document_sha256: z.string().regex(/^[0-9a-f]{64}$/, "is not a SHA-256"),
  name: z
    .string()
    .trim()
    .min(1, "must say something")
    .max(120, "must have at most 120 characters")
    .regex(/^[^\n\r\t]*$/, "must be one line"),
  strokes: z
    .array(z.array(z.tuple([part, part])).min(1))
    .max(MOST_STROKES, `must have at most ${MOST_STROKES} strokes`)
    .refine(
      (strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0) <= MOST_POINTS,
      `must have at most ${MOST_POINTS} points`
    )
    .optional(),
})

/** The customer signs the agreement of their own order: with a typed name, or drawn. */
export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  const order_id = await ownOrderId(req)
  const { strokes = [], ...signing } = parseRequest(Body, req.body)
  await signRentalAgreementWorkflow(req.scope).run({
    input: {
      ...signing,
      strokes,
      order_id,
      address: req.ip ?? "",
      user_agent: (req.get("user-agent") ?? "").slice(0, LONGEST_AGENT),
      customer_id: customerOf(req) ?? null,
    },
  })
  const agreement = await readAgreement(req.scope, order_id)
  res.json({ agreement: await viewAgreement(req.scope, agreement) })
}
