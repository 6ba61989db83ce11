import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { upsertRentalItemsWorkflow } from "../../../../workflows/items/upsert-rental-items"
import { DAY_SLOT, SLOT_MINUTES } from "../../../../modules/rental/periods/slots"
import { idField, quantityField } from "../../../requests/fields"
import { describeItems, readItemRows } from "../../../requests/items"
import {
  calendarDayField,
  overbookBy,
  overbookField,
} from "../../../requests/order-fields"
import { parseRequest } from "../../../requests/parse-request"

const MAX_DAYS_AROUND = 60
const MAX_SLOTS_AROUND = 1440

const slotMinutes = z.number().refine(isSlotMinutes, {
  message: "must be 1440 (by the day), 60 (by the hour) or a divisor of 60",
})

const turnaround = z.number().int("must be a whole number").min(0).max(MAX_SLOTS_AROUND)

const fleetStep = z
  .strictObject({
    location_id: idField,
    quantity: z.number().int("must be a whole number").min(0).max(100_000),
    effective_from: calendarDayField.nullish(),
  })
  .transform(({ effective_from, ...step }) =>
    effective_from ? { ...step, effective_from } : step
  )

const component = z.strictObject({
  variant_id: idField,
  quantity: z.union([z.literal(0), quantityField]),
  optional: z.boolean().optional(),
  selected: z.boolean().optional(),
  charge: z.enum(["included", "own"]).optional(),
  replacements: z
    .array(
      z.strictObject({
        variant_id: idField,
        charge: z.enum(["included", "difference"]).optional(),
      })
    )
    .max(50)
    .optional(),
})

const addOn = z.strictObject({
  variant_id: idField,
  required: z.boolean().optional(),
  quantity: z.number().int("must be a whole number").min(1).max(1000).optional(),
  per: quantityField.optional(),
})

const item = z
  .strictObject({
    variant_id: idField,
    product_id: idField,
    slot_minutes: slotMinutes.optional(),
    turnaround_before: turnaround.optional(),
    turnaround_after: turnaround.optional(),
    replacement_value: z.number().min(0).max(1e9).nullish(),
    currency_code: z.string().length(3).toLowerCase().nullish(),
    rate_card: idField.optional(),
    storage_place: z
      .string()
      .trim()
      .max(120)
      .nullish()
      .transform((place) => (place === "" ? null : place)),
    fleet: z.array(fleetStep).max(200).optional(),
    package_pricing: z.enum(["fixed", "percent"]).optional(),
    package_percent_off: z.number().min(0).max(100).optional(),
    components: z.array(component).max(100).optional(),
    add_ons: z.array(addOn).max(100).optional(),
  })
  .superRefine((input, context) => {
    if ((input.slot_minutes ?? DAY_SLOT) !== DAY_SLOT) {
      return
    }
    for (const field of ["turnaround_before", "turnaround_after"] as const) {
      if ((input[field] ?? 0) > MAX_DAYS_AROUND) {
        context.addIssue({
          code: "custom",
          path: [field],
          message: `must be at most ${MAX_DAYS_AROUND}, unless slot_minutes makes it hours`,
        })
      }
    }
  })

const Body = z.strictObject({
  items: z.array(item).min(1).max(1000),
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

function isSlotMinutes(minutes: number): boolean {
  return SLOT_MINUTES.some((known) => known === minutes)
}
