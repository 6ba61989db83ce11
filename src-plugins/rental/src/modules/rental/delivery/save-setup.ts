import { generateEntityId } from "@medusajs/framework/utils"
import { type z } from "@medusajs/framework/zod"
import { notFoundError, RentalError, requestError } from "../errors/rental-error"
import { type Ledger } from "../ledger/ledger"
import { overbookKnowingly } from "../ledger/overbook"
import { execute } from "../ledger/query"
import { ledgerTransaction } from "../ledger/transaction"
import { WEEKDAYS } from "../rules/period-rules"
import {
  readDeliverySetup,
  type DeliverySettings,
  type DeliverySetup,
} from "./delivery-setup"
import { normalPostalCode } from "./postal-codes"
import {
  windowSchema,
  zoneSchema,
  type DeliverySettingsChange,
  type PostalPlaces,
  type WindowChange,
  type ZoneChange,
} from "./setup-fields"
import { type DeliveryWindow } from "./windows"
import { type DeliveryZone } from "./zones"

const NEW_ZONE = {
  postal_codes: [],
  distance_from: null,
  distance_to: null,
  location_id: null,
  rank: 0,
}

const NEW_WINDOW = {
  weekdays: [...WEEKDAYS],
  days: [],
  zone_ids: null,
  lead_hours: 0,
  surcharges: [],
}

/**
 * Makes a zone, or changes the one with the change's `id`.
 *
 * @throws RentalError `rental_request_invalid` naming the field, `rental_not_found`
 */
export async function saveZone(
  ledger: Ledger,
  change: ZoneChange
): Promise<DeliveryZone> {
  const { zones } = await readDeliverySetup(ledger.knex)
  const { id, known, fields } = toChange(change, zones, NEW_ZONE, "dzone")
  const zone = { id, ...requireWhole(zoneSchema, fields) }
  if (!known && zones.length >= MOST_ZONES) {
    throw requestError("name", `There are ${MOST_ZONES} zones already, as many as can be`)
  }
  await execute(
    ledger.knex,
    `
    INSERT INTO rental_delivery_zone (id, name, country_code, postal_codes, distance_from,
                                      distance_to, location_id, rank, prices)
    SELECT r.* FROM jsonb_to_record(?::jsonb) AS r (
      id text, name text, country_code text, postal_codes jsonb,
      distance_from double precision, distance_to double precision, location_id text,
      rank integer, prices jsonb
    )
    ON CONFLICT (id) DO UPDATE
      SET name = excluded.name, country_code = excluded.country_code,
          postal_codes = excluded.postal_codes, distance_from = excluded.distance_from,
          distance_to = excluded.distance_to, location_id = excluded.location_id,
          rank = excluded.rank, prices = excluded.prices, updated_at = rental_now()
    `,
    [JSON.stringify(zone)]
  )
  ledger.delivery.forget()
  return zone
}

/** @throws RentalError `rental_not_found` */
export async function deleteZone(ledger: Ledger, id: string): Promise<void> {
  await takeOut(ledger, "zone", id)
}

/**
 * Makes a window, or changes the one with the change's `id`. Jobs that are in it already stay
 * in it: a day can have more of them than the window takes from now on, and that is on the
 * record of overbooking.
 *
 * @throws RentalError `rental_request_invalid` naming the field, `rental_not_found`,
 *   `rental_busy`
 */
export async function saveWindow(
  ledger: Ledger,
  change: WindowChange
): Promise<DeliveryWindow> {
  const { windows, zones } = await readDeliverySetup(ledger.knex)
  const { id, known, fields } = toChange(change, windows, NEW_WINDOW, "dwin")
  const window = { id, ...requireWhole(windowSchema, fields) }
  if (!known && windows.length >= MOST_WINDOWS) {
    throw requestError("name", `There are ${MOST_WINDOWS} windows, as many as can be`)
  }
  const strange = window.zone_ids?.find(
    (zone) => !zones.some(({ id: of }) => of === zone)
  )
  if (strange !== undefined) {
    throw requestError("zone_ids", `There is no zone ${strange}`)
  }
  await ledgerTransaction(ledger.knex, async (trx) => {
    const reason = "A window was given fewer jobs"
    await overbookKnowingly(trx, { author: "rental", reason })
    await execute(trx, WRITE_WINDOW, [JSON.stringify(window)])
    const days = JSON.stringify(window.days)
    await execute(trx, DELETE_DAYS, [id, days])
    await execute(trx, WRITE_DAYS, [id, days])
  })
  ledger.delivery.forget()
  return window
}

const WRITE_WINDOW = `
  INSERT INTO rental_delivery_window (id, name, kinds, weekdays, start_time, end_time,
                                      capacity, zone_ids, lead_hours, surcharges)
  SELECT r.* FROM jsonb_to_record(?::jsonb) AS r (
    id text, name text, kinds text[], weekdays text[], start_time text, end_time text,
    capacity integer, zone_ids text[], lead_hours integer, surcharges jsonb
  )
  ON CONFLICT (id) DO UPDATE
    SET name = excluded.name, kinds = excluded.kinds, weekdays = excluded.weekdays,
        start_time = excluded.start_time, end_time = excluded.end_time,
        capacity = excluded.capacity, zone_ids = excluded.zone_ids,
        lead_hours = excluded.lead_hours, surcharges = excluded.surcharges,
        updated_at = rental_now()
`

const DELETE_DAYS = `
  DELETE FROM rental_delivery_window_day d
   WHERE d.window_id = ? AND NOT EXISTS (
     SELECT 1 FROM jsonb_to_recordset(?::jsonb) AS r (date date) WHERE r.date = d.day
   )
`

const WRITE_DAYS = `
  INSERT INTO rental_delivery_window_day (window_id, day, capacity)
  SELECT ?, r.date, r.capacity
    FROM jsonb_to_recordset(?::jsonb) AS r (date date, capacity integer)
  ON CONFLICT (window_id, day) DO UPDATE SET capacity = excluded.capacity
   WHERE rental_delivery_window_day.capacity <> excluded.capacity
`

/**
 * Takes a window out of what can be chosen. Jobs that are in it stay.
 *
 * @throws RentalError `rental_not_found`
 */
export async function deleteWindow(ledger: Ledger, id: string): Promise<void> {
  await takeOut(ledger, "window", id)
}

async function takeOut(
  ledger: Ledger,
  kind: "zone" | "window",
  id: string
): Promise<void> {
  const gone = await execute(
    ledger.knex,
    `UPDATE rental_delivery_${kind} SET deleted_at = rental_now()
      WHERE id = ? AND deleted_at IS NULL`,
    [id]
  )
  ledger.delivery.forget()
  if (!gone) {
    throw notFoundError("id", `There is no ${kind} ${id}`)
  }
}

/** Changes some of the settings; what is left out stays. */
export async function saveDeliverySettings(
  ledger: Ledger,
  change: DeliverySettingsChange
): Promise<DeliverySettings> {
  await execute(
    ledger.knex,
    `INSERT INTO rental_delivery_settings (settings) VALUES (?::jsonb)
     ON CONFLICT (id) DO UPDATE
       SET settings = rental_delivery_settings.settings || excluded.settings,
           updated_at = rental_now()`,
    [JSON.stringify(change)]
  )
  ledger.delivery.forget()
  return (await readDeliverySetup(ledger.knex)).settings
}

/**
 * Notes where postal codes are.
 *
 * @returns how many were written
 * @throws RentalError `rental_request_invalid` naming the entry that is no postal code
 */
export async function savePostalPlaces(
  ledger: Ledger,
  places: PostalPlaces
): Promise<number> {
  const byCode = new Map<string, PostalPlaces[number]>()
  for (const [at, place] of places.entries()) {
    const postal_code = normalPostalCode(place.country_code, place.postal_code)
    if (!/^[A-Z0-9]+$/.test(postal_code)) {
      throw requestError(
        `postal_codes.${at}.postal_code`,
        `"${place.postal_code}" is not a postal code`
      )
    }
    byCode.set(`${place.country_code} ${postal_code}`, { ...place, postal_code })
  }
  return await execute(
    ledger.knex,
    `
    INSERT INTO rental_postal_place (country_code, postal_code, latitude, longitude)
    SELECT r.country_code, r.postal_code, r.latitude, r.longitude
      FROM jsonb_to_recordset(?::jsonb) AS r (
             country_code text, postal_code text, latitude double precision,
             longitude double precision
           )
     ORDER BY 1, 2
    ON CONFLICT (country_code, postal_code) DO UPDATE
      SET latitude = excluded.latitude, longitude = excluded.longitude
    `,
    [JSON.stringify([...byCode.values()])]
  )
}

const MOST_ZONES = 1000
const MOST_WINDOWS = 1000

/** A change laid over what is there, or over what a new one begins with. */
function toChange<Whole extends { readonly id: string }>(
  { id, ...change }: Partial<Whole>,
  all: DeliverySetup[keyof Pick<DeliverySetup, "zones" | "windows">],
  fresh: object,
  prefix: string
): { id: string; known: boolean; fields: object } {
  if (id === undefined) {
    const fields = { ...fresh, ...change }
    return { id: generateEntityId(undefined, prefix), known: false, fields }
  }
  const known = (all as readonly { id: string }[]).find((one) => one.id === id)
  if (!known) {
    throw notFoundError("id", `There is nothing here with the id ${id}`)
  }
  const { id: _id, ...before } = known
  return { id, known: true, fields: { ...before, ...change } }
}

/** @throws RentalError `rental_request_invalid` naming the first field that is wrong */
function requireWhole<Schema extends z.ZodType>(
  schema: Schema,
  fields: object
): z.output<Schema> {
  const read = schema.safeParse(fields)
  if (read.success) {
    return read.data
  }
  const issue = read.error.issues[0]
  const field = issue?.path.join(".") || "body"
  const isMissing = issue?.code === "invalid_type" && !(field in fields)
  throw new RentalError(
    "rental_request_invalid",
    isMissing ? `${field} is required` : `${field}: ${issue?.message ?? "is not valid"}`,
    { field }
  )
}
