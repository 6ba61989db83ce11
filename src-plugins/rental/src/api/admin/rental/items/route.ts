import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { itemSchema } from "../../../../modules/rental/items/item-fields"
import { upsertRentalItemsWorkflow } from "../../../../workflows/items/upsert-rental-items"
import { describeItems, readItemRows } from "../../../requests/items"
import { overbookBy, overbookField } from "../../../requests/order-fields"
import { parseRequest } from "../../../requests/parse-request"

const Body = z.strictObject({
  items: z.array(itemSchema).min(1).max(1000),
  overbook: overbookField.optional(),
})

/** Rental items with their fleet, by product or variant, or all. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const rows = await readItemRows(req, "skip")
  const answers = await describeItems(req, rows)
  res.json({
    items: answers.map((answer, at) => ({
      ...answer,
      storage_place: rows.items[at]?.storage_place ?? null,
      fleet: rows.items[at]?.fleet ?? [],
    })),
  })
}

/** Makes variants rentable, or changes how they are rented. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { items, overbook } = parseRequest(Body, req.body)
  const { result } = await upsertRentalItemsWorkflow(req.scope).run({
    input: { items, overbook: overbookBy(req, overbook) },
  })
  res.json({ variant_ids: result })
}
