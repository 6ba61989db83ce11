import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type DowntimeReason } from "../ledger/downtime"
import { rowsOf } from "../ledger/query"
import { DAY_SLOT } from "../periods/slots"
import { slotsOfRange, WIDTHS, type ReportScope } from "./report-range"

/**
 * Why units were out of service; `retired`: serial units taken out of use for good; `lost`:
 * units that did not come back.
 */
export type LossReason = DowntimeReason | "retired" | "lost"

/** What an item lost for one reason. */
export interface ItemLoss {
  item_id: string
  variant_id: string
  product_id: string
  reason: LossReason
  /** Downtimes that began in the range; units retired in it; times something was lost. */
  cases: number
  /** Units of those. */
  units: number
  unit: "day" | "hour"
  /** Unit-days (or unit-hours) out of service in the range, whenever it began. */
  out_of_service: number
  /** Units that were still out of service after the range; lost ones not found since. */
  open_units: number
  /** Of what went missing or was lost in the range: what it costs to replace. */
  replacement_value: number | null
  /** Of that value; null: the shop has not said, and means its own. */
  currency_code: string | null
}

/**
 * Damage and loss as the ledger records it: downtime with its reason, and serial units that
 * were retired.
 */
export async function readLosses(knex: Knex, scope: ReportScope): Promise<ItemLoss[]> {
  const { from, to, timezone, location_id, item_ids } = scope
  const rows = await rowsOf<LossRow>(knex, LOSSES, [
    slotsOfRange(scope, timezone),
    from,
    to,
    from,
    to,
    to,
    location_id,
    location_id,
    item_ids,
    item_ids,
    timezone,
    from,
    to,
    location_id,
    location_id,
    item_ids,
    item_ids,
    from,
    to,
    location_id,
    location_id,
    item_ids,
    item_ids,
  ])
  return rows.map(describe)
}

interface LossRow {
  item_id: string
  variant_id: string
  product_id: string
  reason: LossReason
  slot_minutes: number
  cases: string
  units: string
  minutes: string
  open_units: string
  replacement_value: string | null
  currency_code: string | null
}

const LOSSES = `
  WITH ${WIDTHS},
  loss AS (
    SELECT d.item_id, d.reason,
           count(*) FILTER (WHERE d.start_date BETWEEN ? AND ?) AS cases,
           coalesce(sum(d.quantity) FILTER (WHERE d.start_date BETWEEN ? AND ?), 0) AS units,
           sum(d.quantity::bigint * i.slot_minutes * (
             least(d.to_slot, w.last) - greatest(d.from_slot, w.first) + 1
           )) AS minutes,
           coalesce(sum(d.quantity) FILTER (WHERE d.end_date IS NULL OR d.end_date > ?), 0)
             AS open_units
      FROM rental_downtime d
      JOIN rental_item i ON i.id = d.item_id
      JOIN width w ON w.slot_minutes = i.slot_minutes
     WHERE d.from_slot <= w.last AND d.to_slot >= w.first
       AND (?::text IS NULL OR d.location_id = ?)
       AND (?::text[] IS NULL OR d.item_id = ANY (?::text[]))
     GROUP BY d.item_id, d.reason
     UNION ALL
    SELECT u.item_id, 'retired', count(*), count(*), 0, count(*)
      FROM rental_unit u
     WHERE (u.retired_at AT TIME ZONE ?)::date BETWEEN ? AND ?
       AND (?::text IS NULL OR u.location_id = ?)
       AND (?::text[] IS NULL OR u.item_id = ANY (?::text[]))
       AND NOT EXISTS (SELECT 1 FROM rental_incident n
                        WHERE n.unit_id = u.id AND n.kind = 'loss' AND n.found = 0)
     GROUP BY u.item_id
     UNION ALL
    SELECT n.item_id, 'lost', count(*), sum(n.quantity), 0, sum(n.quantity - n.found)
      FROM rental_incident n
     WHERE n.kind = 'loss' AND n.day BETWEEN ? AND ?
       AND (?::text IS NULL OR n.location_id = ?)
       AND (?::text[] IS NULL OR n.item_id = ANY (?::text[]))
     GROUP BY n.item_id
  )
  SELECT l.*, i.variant_id, i.product_id, i.slot_minutes, i.replacement_value::text,
         i.currency_code
    FROM loss l
    JOIN rental_item i ON i.id = l.item_id
   ORDER BY l.item_id, l.reason
`

function describe(row: LossRow): ItemLoss {
  const isDay = row.slot_minutes === DAY_SLOT
  const units = Number(row.units)
  const isGone = row.reason === "missing" || row.reason === "lost"
  const isPriced = isGone && row.replacement_value !== null
  // Of what was lost, that which nobody has found since.
  const gone = row.reason === "lost" ? Number(row.open_units) : units
  return {
    item_id: row.item_id,
    variant_id: row.variant_id,
    product_id: row.product_id,
    reason: row.reason,
    cases: Number(row.cases),
    units,
    unit: isDay ? "day" : "hour",
    out_of_service: Number(row.minutes) / (isDay ? DAY_SLOT : 60),
    open_units: Number(row.open_units),
    replacement_value: isPriced
      ? new BigNumber(MathBN.mult(row.replacement_value ?? 0, gone)).numeric
      : null,
    currency_code: isPriced ? row.currency_code : null,
  }
}
