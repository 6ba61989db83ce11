import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { upsertRentalItemsWorkflow } from "../../../../workflows/items/upsert-rental-items"
import { idField, quantityField } from "../../../requests/fields"
import { describeItems, readItemRows } from "../../../requests/items"
import { parseRequest } from "../../../requests/parse-request"

const turnaround = z.number().int("must be a whole number").min(0).max(60)

const Body = z.strictObject({
  items: z
    .array(
      z.strictObject({
        variant_id: idField,
        product_id: idField,
        turnaround_before: turnaround.optional(),
        turnaround_after: turnaround.optional(),
        replacement_value: z.number().min(0).max(1e9).nullish(),
        currency_code: z.string().length(3).toLowerCase().nullish(),
        rate_card: idField.optional(),
        fleet: z
          .array(
            z.strictObject({
              location_id: idField,
              quantity: z.number().int("must be a whole number").min(0).max(100_000),
            })
          )
          .max(100)
          .optional(),
        components: z
          .array(z.strictObject({ variant_id: idField, quantity: quantityField }))
          .max(100)
          .optional(),
      })
    )
    .min(1)
    .max(1000),
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
      fleet: rows.items[at]?.fleet ?? [],
    })),
  })
}

/** Makes variants rentable, or changes how they are rented. */
export const POST = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const { items } = parseRequest(Body, req.body)
  const { result } = await upsertRentalItemsWorkflow(req.scope).run({ input: { items } })
  res.json({ variant_ids: result })
}
