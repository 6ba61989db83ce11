import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { readFreeSlots } from "../ledger/free-slots"
import { type Ledger } from "../ledger/ledger"
import { NO_LOCATION } from "../ledger/plan-bookings"
import { rowsOf } from "../ledger/query"
import { eachDay, type LocalDate } from "../periods/local-date"
import { dayOfSlot, daySlot } from "../periods/slots"
import { type ChosenJob, type DeliveryChoice } from "./delivery-choice"
import { DAY_OF_KIND, DELIVERY_KINDS } from "./delivery-kinds"
import { windowItem } from "./windows"

/** A job of an order on a day, as a crew reads it. */
export interface DayJob {
  date: LocalDate
  kind: ChosenJob["kind"]
  window: ChosenJob["window"]
  order_id: string
  zone_name: string
  postal_code: string
  distance: number | null
  note: string | null
  /** Units of goods that are to be brought, or fetched. */
  units: number
  is_done: boolean
}

/** How many jobs a window has on a day, carts that hold one among them. */
export interface WindowLoad {
  date: LocalDate
  window_id: string
  name: string
  start_time: string
  end_time: string
  capacity: number
  booked: number
}

/** Every job of some days, in the order of its windows; orders that were cancelled have none. */
export async function readJobs(
  knex: Knex,
  days: { from: LocalDate; to: LocalDate }
): Promise<DayJob[]> {
  const rows = await rowsOf<OrderWithJobs>(knex, ORDERS, [
    days.from,
    days.to,
    days.from,
    days.to,
  ])
  return rows
    .flatMap((row) =>
      row.delivery.jobs.map((job): DayJob => {
        const isBefore = DAY_OF_KIND[job.kind] === "start_date"
        return {
          date: row[DAY_OF_KIND[job.kind]],
          kind: job.kind,
          window: job.window,
          order_id: row.order_id,
          zone_name: row.delivery.zone_name,
          postal_code: row.delivery.address.postal_code,
          distance: row.delivery.distance,
          note: row.delivery.note,
          units: row.units,
          is_done: isBefore ? row.to_leave === 0 : row.to_leave + row.away === 0,
        }
      })
    )
    .filter(({ date }) => days.from <= date && date <= days.to)
    .sort(byTime)
}

/** How full the windows of some days are. */
export async function readWindowLoads(
  ledger: Ledger,
  days: { from: LocalDate; to: LocalDate }
): Promise<WindowLoad[]> {
  const { windows } = await ledger.delivery.current()
  const slots = windows.length
    ? await readFreeSlots(
        ledger.knex,
        windows.map(({ id }) => ({
          item_id: windowItem(id),
          location_id: NO_LOCATION,
          occupied_from: daySlot(days.from),
          occupied_to: daySlot(days.to),
        }))
      )
    : []
  const loads = new Map(slots.map((slot) => [`${slot.item_id} ${slot.slot}`, slot]))
  return eachDay(days.from, days.to).flatMap((date) =>
    windows.flatMap(({ id, name, start_time, end_time }) => {
      const load = loads.get(`${windowItem(id)} ${daySlot(date)}`)
      return load && (load.capacity > 0 || load.free < 0)
        ? [
            {
              date: dayOfSlot(load.slot),
              window_id: id,
              name,
              start_time,
              end_time,
              capacity: load.capacity,
              booked: load.capacity - load.free,
            },
          ]
        : []
    })
  )
}

interface OrderWithJobs {
  order_id: string
  delivery: DeliveryChoice
  start_date: LocalDate
  end_date: LocalDate
  units: number
  to_leave: number
  away: number
}

/* The two ranges are of two indexes. */
const ORDERS = `
  SELECT o.order_id, o.delivery, o.start_date::text, o.end_date::text,
         coalesce(g.units, 0)::integer AS units, coalesce(g.to_leave, 0)::integer AS to_leave,
         coalesce(g.away, 0)::integer AS away
    FROM rental_order o
   CROSS JOIN LATERAL (
     SELECT sum(b.quantity) AS units,
            sum(b.quantity) FILTER (WHERE b.state = 'reserved') AS to_leave,
            sum(b.quantity) FILTER (WHERE b.state = 'out') AS away
       FROM rental_booking b
      WHERE b.order_id = o.order_id AND b.item_id NOT LIKE '#%'
        AND b.state IN ('reserved', 'out', 'returned')
   ) g
   WHERE o.delivery IS NOT NULL AND g.units > 0
     AND (o.start_date BETWEEN ?::date AND ?::date OR o.end_date BETWEEN ?::date AND ?::date)
   ORDER BY o.order_id
`

function byTime(a: DayJob, b: DayJob): number {
  const key = (job: DayJob) =>
    [
      job.date,
      job.window?.start_time ?? "99",
      job.window?.end_time ?? "",
      job.postal_code,
      job.order_id,
      DELIVERY_KINDS.indexOf(job.kind),
    ].join(" ")
  return key(a) < key(b) ? -1 : 1
}
