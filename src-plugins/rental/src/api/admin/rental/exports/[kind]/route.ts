import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { once } from "node:events"
import {
  notFoundError,
  requestError,
} from "../../../../../modules/rental/errors/rental-error"
import { EXPORT_NAMES, readExport } from "../../../../../workflows/imports/read-export"
import { calendarDayField } from "../../../../requests/order-fields"
import { parseRequest } from "../../../../requests/parse-request"

const Query = z.strictObject({
  separator: z.enum(["comma", "semicolon"]).optional(),
  from: calendarDayField.optional(),
  to: calendarDayField.optional(),
})

/** Rental data as a CSV file, sent as it is read. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const name = requireName(req.params.kind)
  const { separator, from, to } = parseRequest(Query, req.query)
  if (from && to && to < from) {
    throw requestError("to", `to ${to} is before from ${from}`)
  }
  const file = readExport(req.scope, {
    name,
    from,
    to,
    separator: separator === "semicolon" ? ";" : ",",
  })
  // What fails before the first piece is answered as any refusal.
  let piece = await file.next()
  res.setHeader("Content-Type", "text/csv; charset=utf-8")
  res.setHeader("Content-Disposition", `attachment; filename="${name}.csv"`)
  try {
    for (; !piece.done && !res.closed; piece = await file.next()) {
      if (!res.write(piece.value)) {
        await Promise.race([once(res, "drain"), once(res, "close")])
      }
    }
    res.end()
  } catch (error) {
    // A file that just ends would look whole.
    res.destroy(error as Error)
  }
}

function requireName(text: string | undefined): string {
  const name = EXPORT_NAMES.find((known) => known === text)
  if (!name) {
    throw notFoundError(
      "kind",
      `This cannot be exported; there are ${EXPORT_NAMES.join(", ")}`
    )
  }
  return name
}
