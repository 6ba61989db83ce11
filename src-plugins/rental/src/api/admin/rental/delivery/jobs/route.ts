import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { requestError } from "../../../../../modules/rental/errors/rental-error"
import {
  daysBetween,
  parseLocalDate,
  type LocalDate,
} from "../../../../../modules/rental/periods/local-date"
import { readRunSheet } from "../../../../../workflows/rental-view/run-sheet"
import { parseRequest } from "../../../../requests/parse-request"

const day = z.custom<LocalDate>(
  (value) => parseLocalDate(value) !== null,
  "must be a day, YYYY-MM-DD"
)

const Query = z.object({ from: day, to: day.optional() })

/** The longest run sheet, in days. */
const MOST_DAYS = 31

/** The jobs of some days: what a crew drives by. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { from, to = from } = parseRequest(Query, req.query)
  if (to < from || daysBetween(from, to) >= MOST_DAYS) {
    throw requestError("to", `to must be from ${from} on, and at most ${MOST_DAYS} days`)
  }
  res.json(await readRunSheet(req.scope, { from, to }))
}
