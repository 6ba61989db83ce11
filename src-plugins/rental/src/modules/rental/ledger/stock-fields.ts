import { z } from "@medusajs/framework/zod"
import { calendarDayField, idField, quantityField, serialField } from "../common-fields"
import { DOWNTIME_REASONS } from "./downtime"

/** A thing with a serial number as staff register it. */
export const unitSchema = z.strictObject({
  variant_id: idField,
  location_id: idField.optional(),
  serial: serialField,
  note: z.string().max(500).nullish(),
})

/** Units out of service as staff note them. */
export const downtimeSchema = z.strictObject({
  variant_id: idField,
  location_id: idField.optional(),
  quantity: quantityField,
  reason: z.enum(DOWNTIME_REASONS),
  note: z.string().max(500).nullish(),
  start_date: calendarDayField,
  end_date: calendarDayField.nullish(),
})
