import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { notFoundError } from "../../../../../modules/rental/errors/rental-error"
import { readCsv } from "../../../../../modules/rental/imports/csv/read-csv"
import { IMPORT_KINDS } from "../../../../../modules/rental/imports/import-kinds"
import { importRentalDataWorkflow } from "../../../../../workflows/imports/import-rental-data"
import { readCsvBody } from "../../../../requests/csv-body"
import { parseRequest } from "../../../../requests/parse-request"

const Query = z.strictObject({ dry_run: z.enum(["true", "false"]).optional() })

/** Imports a CSV file, all or nothing; a dry run says what it would do. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const kind = requireKind(req.params.kind)
  const { dry_run } = parseRequest(Query, req.query)
  const table = readCsv(await readCsvBody(req))
  const dry = dry_run === "true"
  const { result } = await importRentalDataWorkflow(req.scope).run({
    input: { kind, table, dry_run: dry, by: req.auth_context.actor_id },
  })
  res.json({ import: { kind, dry_run: dry, ...result } })
}

function requireKind(text: string | undefined): string {
  const names = IMPORT_KINDS.map(({ name }) => name)
  if (!text || !names.includes(text)) {
    throw notFoundError("kind", `This cannot be imported; there are ${names.join(", ")}`)
  }
  return text
}
