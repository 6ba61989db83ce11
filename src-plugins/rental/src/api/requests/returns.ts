import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { CONDITIONS } from "../../modules/rental/ledger/booking-rows"
import { type CheckGoods } from "../../modules/rental/ledger/check-goods"
import { idField, quantityField } from "./fields"
import { idempotencyKey } from "./idempotency-key"
import { calendarDayField } from "./order-fields"
import { parseRequest } from "./parse-request"

/** An amount to be charged, in major units. */
export const amountField = z.number().gt(0, "must be more than 0").max(1e9)

export const noteField = z.string().trim().max(500)

const units = {
  quantity: quantityField.optional(),
  unit_ids: z.array(idField).min(1).max(1000).optional(),
}

const goods = {
  booking_id: idField,
  ...units,
  condition: z.enum(CONDITIONS).optional(),
  note: noteField.optional(),
  photo_ids: z.array(idField).max(50).optional(),
}

const charge = z.strictObject({
  amount: amountField,
  reason: z.string().trim().min(1).max(500).optional(),
})

const part = {
  ...units,
  note: noteField.nullish(),
  photo_ids: z.array(idField).max(50).optional(),
  charge: charge.nullish(),
}

/** Bookings of an order that leave, in what condition. */
export const leavingField = z.array(z.strictObject(goods)).min(1).max(1000)

const returningField = z
  .array(
    z.strictObject({
      ...goods,
      damaged: z
        .array(
          z.strictObject({
            ...part,
            out_of_service: z.boolean().optional(),
            repair_until: calendarDayField.nullish(),
          })
        )
        .max(100)
        .optional(),
      lost: z.array(z.strictObject(part)).max(100).optional(),
    })
  )
  .min(1)
  .max(1000)

const Body = z
  .strictObject({ bookings: returningField.optional(), ready: z.boolean().optional() })
  .nullish()

/** What comes back or was looked over, who says so, and the key it may be sent again by. */
export interface SaidReturn extends CheckGoods {
  author: string
}

/** @param action what the key is for: one key is not for two calls */
export function readReturn(req: AuthenticatedMedusaRequest, action: string): SaidReturn {
  const body = parseRequest(Body, req.body) ?? {}
  return {
    ...body,
    key: idempotencyKey(req, { action, ...body }),
    author: req.auth_context.actor_id,
  }
}
