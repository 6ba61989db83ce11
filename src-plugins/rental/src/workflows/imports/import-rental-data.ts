import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { importTableStep, type ImportTableInput } from "./steps/import-table"

/**
 * Imports rental data of one kind out of a CSV file, all or nothing, or says what it would
 * do.
 *
 * @throws RentalError `rental_import_invalid` with every row that is wrong
 * @example
 * const { result } = await importRentalDataWorkflow(container).run({
 *   input: { kind: "items", table: readCsv(bytes), dry_run: true, by: "user_1" },
 * })
 */
export const importRentalDataWorkflow = createWorkflow(
  "import-rental-data",
  (input: ImportTableInput) => new WorkflowResponse(importTableStep(input))
)
