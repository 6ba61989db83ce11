import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type LocalDate } from "../periods/local-date"
import { execute, rowsOf } from "./query"

/** Units of an order that were damaged or lost. */
export interface Incident {
  id: string
  kind: "damage" | "loss"
  order_id: string
  /** The booking that has just these units. */
  booking_id: string
  item_id: string
  variant_id: string | null
  location_id: string
  quantity: number
  unit_id: string | null
  note: string | null
  /** The first day on which they are in repair, or owned no more. */
  day: string
  downtime_id: string | null
  /** How many of what was lost have turned up again. */
  found: number
  created_by: string | null
  created_at: string
  charge_id: string | null
  photo_ids: string[]
}

export interface IncidentInput {
  kind: Incident["kind"]
  order_id: string
  booking_id: string
  item_id: string
  location_id: string
  quantity: number
  unit_id: string | null
  note: string | null
  day: LocalDate
  downtime_id: string | null
  created_by: string
}

export async function insertIncident(
  trx: Knex.Transaction,
  input: IncidentInput
): Promise<string> {
  const id = generateEntityId(undefined, "rincident")
  await execute(
    trx,
    `
    INSERT INTO rental_incident (id, kind, order_id, booking_id, item_id, location_id,
                                 quantity, unit_id, note, day, downtime_id, created_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::date, ?, ?)
    `,
    [
      id,
      input.kind,
      input.order_id,
      input.booking_id,
      input.item_id,
      input.location_id,
      input.quantity,
      input.unit_id,
      input.note,
      input.day,
      input.downtime_id,
      input.created_by,
    ]
  )
  return id
}

export interface IncidentFilter {
  ids?: readonly string[]
  order_id?: string
  item_ids?: readonly string[]
  kind?: Incident["kind"]
  limit?: number
  offset?: number
}

/** Damage and loss, the latest first. */
export async function readIncidents(
  knex: Knex,
  filter: IncidentFilter
): Promise<Incident[]> {
  const { ids = null, order_id = null, item_ids = null, kind = null } = filter
  const { limit = 200, offset = 0 } = filter
  return await rowsOf<Incident>(
    knex,
    `
    SELECT n.id, n.kind, n.order_id, n.booking_id, n.item_id, i.variant_id, n.location_id,
           n.quantity, n.unit_id, n.note, n.day::text, n.downtime_id, n.found, n.created_by,
           to_char(n.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
             AS created_at,
           c.id AS charge_id,
           coalesce((SELECT json_agg(p.id ORDER BY p.created_at, p.id)
                       FROM rental_photo p WHERE p.incident_id = n.id), '[]') AS photo_ids
      FROM rental_incident n
      LEFT JOIN rental_item i ON i.id = n.item_id
      LEFT JOIN rental_charge c ON c.incident_id = n.id
     WHERE (?::text[] IS NULL OR n.id = ANY (?::text[]))
       AND (?::text IS NULL OR n.order_id = ?)
       AND (?::text[] IS NULL OR n.item_id = ANY (?::text[]))
       AND (?::text IS NULL OR n.kind = ?)
     ORDER BY n.created_at DESC, n.id DESC LIMIT ? OFFSET ?
    `,
    [ids, ids, order_id, order_id, item_ids, item_ids, kind, kind, limit, offset]
  )
}
