import { DELIVERY_KINDS } from "../../delivery/delivery-kinds"
import { readDeliverySetup, type DeliverySetup } from "../../delivery/delivery-setup"
import { saveWindow } from "../../delivery/save-setup"
import { windowChangeSchema } from "../../delivery/setup-fields"
import { parseLocalDate, type LocalDate } from "../../periods/local-date"
import { WEEKDAYS } from "../../rules/period-rules"
import { column, WrongCell, type CellType } from "../columns/column"
import { amounts } from "../columns/money"
import { listOf, plainText, someOf, timeOfDay, wholeNumber } from "../columns/plain"
import { cellsOf, importKind, ownColumns } from "../import-kind"
import { LIST_MARKS } from "../names"
import { byIdOrName } from "./by-id-or-name"

interface DayCapacity {
  date: LocalDate
  capacity: number
}

const DAY = /^(\S+) *: *(\d{1,6})$/

const dayCapacity: CellType<DayCapacity> = {
  takes: "a day and its jobs, as 2027-06-12: 3",
  read(text) {
    const [, day = "", capacity] = DAY.exec(text) ?? []
    const date = parseLocalDate(day)
    return date
      ? { date, capacity: Number(capacity) }
      : new WrongCell("is not a day and its jobs, as 2027-06-12: 3")
  },
  write: ({ date, capacity }) => `${date}: ${capacity}`,
}

const days = listOf(dayCapacity, "days and their jobs, as 2027-06-12: 3 | 2027-06-13: 0")
const kinds = someOf(DELIVERY_KINDS)
const weekdays = someOf(WEEKDAYS)
const zoneNames = listOf(plainText(), "names (or ids) of zones with | between them")

const columns = [
  column(plainText(), {
    name: "id",
    means:
      "The id of a window that is there; empty to find it by its name, or for a new one",
    identity: true,
  }),
  column(plainText(), { name: "window", means: "What customers read", required: true }),
  column(kinds, { name: "kinds", means: "What is done in it", required: true }),
  column(weekdays, {
    name: "weekdays",
    means: "On which days; empty for all",
    empty: WEEKDAYS.join(" | "),
  }),
  column(timeOfDay, { name: "start_time", means: "From", required: true }),
  column(timeOfDay, { name: "end_time", means: "To", required: true }),
  column(wholeNumber, { name: "capacity", means: "Jobs on a day", required: true }),
  column(days, { name: "days", means: "Days with another number of jobs" }),
  column(zoneNames, { name: "zones", means: "Zones it serves; empty for all" }),
  column(wholeNumber, {
    name: "lead_hours",
    means: "Hours before it begins from which on it cannot be chosen",
    empty: "0",
  }),
  column(amounts, { name: "surcharges", means: "What a job in it costs more" }),
]

/** Windows of delivery with their capacity. */
export const windows = importKind({
  name: "windows",
  columns,
  groupBy: ["window"],
  rowsBy: [],
  async read({ ledger, names }) {
    const setup = await readDeliverySetup(ledger.knex)
    return setup.windows.map(({ name, zone_ids, ...window }) =>
      cellsOf(columns, {
        id: window.id,
        window: name,
        kinds: kinds.write([...window.kinds], names),
        weekdays: weekdays.write([...window.weekdays], names),
        start_time: window.start_time,
        end_time: window.end_time,
        capacity: window.capacity,
        days: days.write([...window.days], names),
        zones: zone_ids?.map((id) => zoneName(setup, id)).join(" | "),
        lead_hours: window.lead_hours,
        surcharges: amounts.write([...window.surcharges], names),
      })
    )
  },
  find: (rows, now) => byIdOrName("window", rows, now),
  groupOf: (row) => row.id ?? "",
  settle: (rows) => rows.map((row) => ({ ...row, days: sortedDays(row.days ?? "") })),
  schema: windowChangeSchema,
  input: ([row = {}], { before }) => ({
    ...(before[0]?.id ? { id: before[0].id } : {}),
    name: row.window,
    kinds: row.kinds,
    weekdays: row.weekdays ?? undefined,
    start_time: row.start_time,
    end_time: row.end_time,
    capacity: row.capacity,
    days: row.days ?? [],
    zone_ids: row.zones,
    lead_hours: row.lead_hours ?? undefined,
    surcharges: row.surcharges ?? [],
  }),
  placeOf: ([field = ""]) => ownColumns([FIELDS[field] ?? field]),
  async write({ ledger }, inputs) {
    const setup = await readDeliverySetup(ledger.knex)
    for (const { zone_ids, ...window } of inputs) {
      const ids = zone_ids?.map((text) => zoneId(setup, text))
      await saveWindow(ledger, { ...window, zone_ids: ids ?? null })
    }
  },
})

const FIELDS: Readonly<Record<string, string>> = { name: "window", zone_ids: "zones" }

function sortedDays(cell: string): string {
  return cell
    .split(" | ")
    .sort((a, b) => (a < b ? -1 : 1))
    .join(" | ")
}

/** The name of a zone that can stand in a list and is of no other zone; else its id. */
function zoneName({ zones }: DeliverySetup, id: string): string {
  const name = zones.find((zone) => zone.id === id)?.name
  const isClear =
    name !== undefined &&
    !LIST_MARKS.test(name) &&
    zones.filter((zone) => zone.name === name).length === 1
  return isClear ? name : id
}

/** What is no zone is for the rules of windows to refuse. */
function zoneId({ zones }: DeliverySetup, text: string): string {
  const called = zones.filter((zone) => zone.name === text)
  const [only] = called
  return only && called.length === 1 ? only.id : text
}
