import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { planJobs, type DeliveryChoice } from "../delivery/delivery-choice"
import { KIND_WORDS, type DeliveryKind } from "../delivery/delivery-kinds"
import { serves, WINDOW_ITEM, type DeliveryWindow } from "../delivery/windows"
import { RentalError } from "../errors/rental-error"
import { type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import { dayOfSlot } from "../periods/slots"
import { spokenDay } from "../rules/spoken-day"
import { type BookingContent, type BookingRow } from "./booking-rows"
import { rowsOf } from "./query"

/** Whose jobs, as its locked row says. */
export interface JobOwner {
  readonly period: RentalPeriod
  readonly delivery: DeliveryChoice | null
}

/**
 * The bookings of a cart's or an order's jobs beside those of its goods, in the ledger's
 * transaction: an owner that gets nothing has no jobs. Windows are locked against changes of
 * their capacity until the transaction ends; a job that is not where it was needs a window
 * that is open on its day.
 *
 * @param goods what the owner shall have
 * @param before what it has
 * @throws RentalError `rental_window_closed`
 */
export async function bookJobs(
  trx: Knex.Transaction,
  { period, delivery }: JobOwner,
  goods: readonly BookingContent[],
  before: readonly BookingRow[]
): Promise<BookingContent[]> {
  const [first] = goods
  if (!delivery || !first || first.state === "draft") {
    return []
  }
  const jobs = planJobs(delivery, period, first.state)
  if (!jobs.length) {
    return []
  }
  const windows = await lockWindows(trx, jobs)
  for (const job of jobs) {
    if (!before.some((row) => isSameJob(row, job))) {
      refuseClosed(windows.get(job.item_id), delivery, job)
    }
  }
  return jobs
}

/** A refusal of a window that does not do a kind of job on a day. */
export function windowClosed(
  field: string,
  job: { kind: DeliveryKind; window_id: string; date: LocalDate },
  why: string
): RentalError {
  return new RentalError(
    "rental_window_closed",
    `${KIND_WORDS[job.kind]} on ${spokenDay(job.date)} is not possible then: ${why}. ` +
      "GET /store/rental/delivery lists the windows of a day.",
    { field, ...job }
  )
}

async function lockWindows(
  trx: Knex.Transaction,
  jobs: readonly BookingContent[]
): Promise<Map<string, DeliveryWindow>> {
  const ids = jobs.map(({ item_id }) => item_id.slice(WINDOW_ITEM.length))
  const rows = await rowsOf<DeliveryWindow>(
    trx,
    `
    SELECT w.id, w.name, w.kinds, w.weekdays, w.capacity, w.zone_ids,
           (SELECT coalesce(jsonb_agg(jsonb_build_object(
                     'date', d.day, 'capacity', d.capacity)), '[]')
              FROM rental_delivery_window_day d WHERE d.window_id = w.id) AS days
      FROM rental_delivery_window w
     WHERE w.id = ANY (?::text[]) AND w.deleted_at IS NULL
     ORDER BY w.id FOR SHARE
    `,
    [ids]
  )
  return new Map(rows.map((window) => [`${WINDOW_ITEM}${window.id}`, window]))
}

function isSameJob(row: BookingRow, job: BookingContent): boolean {
  return (
    row.line_item_id === job.line_item_id &&
    row.item_id === job.item_id &&
    row.occupied_from === job.occupied_from
  )
}

function refuseClosed(
  window: DeliveryWindow | undefined,
  { zone_id }: DeliveryChoice,
  job: BookingContent
): void {
  const kind = job.line_item_id.slice(1) as DeliveryKind
  const date = dayOfSlot(job.occupied_from)
  const window_id = job.item_id.slice(WINDOW_ITEM.length)
  if (!window) {
    throw windowClosed("jobs", { kind, window_id, date }, "there is no such window")
  }
  if (!serves(window, { kind, zone_id, date })) {
    const why = `the window ${window.name} is not open for it`
    throw windowClosed("jobs", { kind, window_id, date }, why)
  }
}
