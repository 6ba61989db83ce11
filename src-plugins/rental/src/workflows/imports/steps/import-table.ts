import { type MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { RENTAL_MODULE } from "../../../modules/rental"
import { notFoundError } from "../../../modules/rental/errors/rental-error"
import { type CsvTable } from "../../../modules/rental/imports/csv/read-csv"
import { importRefused } from "../../../modules/rental/imports/import-errors"
import { IMPORT_KINDS } from "../../../modules/rental/imports/import-kinds"
import { type ImportOutcome } from "../../../modules/rental/imports/run-import"
import type RentalModuleService from "../../../modules/rental/service"
import { readNames, type ShopNames } from "../read-names"

export interface ImportTableInput {
  /** One of `IMPORT_KINDS`. */
  kind: string
  table: CsvTable
  /** Answers what would be written, and writes nothing. */
  dry_run: boolean
  /** The id of the user who imports. */
  by: string | null
}

/**
 * Imports a file, all or nothing. It is the last step of its workflow and is not undone.
 *
 * @example
 * importTableStep({ kind: "fleet", table: readCsv(bytes), dry_run: true, by: "user_1" })
 */
export const importTableStep = createStep(
  "import-table",
  async (input: ImportTableInput, { container }) => {
    const rental = container.resolve<RentalModuleService>(RENTAL_MODULE)
    const kind = IMPORT_KINDS.find(({ name }) => name === input.kind)
    if (!kind) {
      throw notFoundError("kind", `There is no kind of data called ${input.kind}`)
    }
    const shop = await readNames(container)
    const outcome = await rental.importTable(kind, input.table, {
      names: shop.names,
      by: input.by,
      dry: input.dry_run,
      beforeCommit: async () => await countByLedger(container, shop, input),
    })
    if (!input.dry_run && outcome.errors.length) {
      throw importRefused(outcome.errors)
    }
    return new StepResponse<ImportOutcome>(outcome)
  }
)

/** Units of rentable variants are counted by the ledger, never by Medusa's inventory. */
async function countByLedger(
  container: MedusaContainer,
  { names, managed }: ShopNames,
  { kind, table }: ImportTableInput
): Promise<void> {
  const at = table.header.indexOf("sku")
  const variants = table.rows.flatMap(({ cells }) => {
    const id = names.variant((cells[at] ?? "").trim())?.id
    return id !== undefined && managed.has(id) ? [id] : []
  })
  if (kind === "items" && variants.length) {
    const products = container.resolve(Modules.PRODUCT)
    await products.updateProductVariants({ id: variants }, { manage_inventory: false })
  }
}
