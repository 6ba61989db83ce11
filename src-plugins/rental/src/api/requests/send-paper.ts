import { createHash } from "node:crypto"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { type PrintedPaper } from "../../workflows/papers/print-order-paper"

/** Answers with a PDF; the same one is not sent twice. */
export function sendPaper(
  req: MedusaRequest,
  res: MedusaResponse,
  { bytes, filename }: PrintedPaper
): void {
  const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`
  res.set({
    "content-type": "application/pdf",
    "content-disposition": `inline; filename="${filename.replace(/[^\w.-]/g, "_")}"`,
    "cache-control": "private, no-cache",
    "x-content-type-options": "nosniff",
    etag,
  })
  if (req.get("if-none-match") === etag) {
    res.status(304).end()
    return
  }
  res.send(bytes)
}
