import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { keptBriefly } from "../kept-briefly"
import { rowsOf } from "../ledger/query"
import { type DistanceUnit } from "./great-circle"
import { type DeliveryWindow } from "./windows"
import { type DeliveryZone, type Origin } from "./zones"

/** What holds for all of delivery. */
export interface DeliverySettings {
  readonly distance_unit: DistanceUnit
  /** Where the stock locations are that distances are from. */
  readonly origins: readonly Origin[]
  /** What the items of any rental have to come to at least, in each currency. */
  readonly minimum_orders: readonly {
    readonly currency_code: string
    readonly amount: number
  }[]
  /** Whether prices of zones and windows have the tax in them. */
  readonly prices_include_tax: boolean
}

/** Everything that decides what delivery there is. */
export interface DeliverySetup {
  readonly zones: readonly DeliveryZone[]
  readonly windows: readonly DeliveryWindow[]
  readonly settings: DeliverySettings
}

export const DEFAULT_SETTINGS: DeliverySettings = {
  distance_unit: "km",
  origins: [],
  minimum_orders: [],
  prices_include_tax: false,
}

/** The setup as this process knows it; a change made by another is heeded in two seconds. */
export class DeliverySetupCache {
  private readonly kept = keptBriefly(async () => await readDeliverySetup(this.knex))

  constructor(private readonly knex: Knex) {}

  async current(): Promise<DeliverySetup> {
    return await this.kept.current()
  }

  /** After a change made here, which is heeded at once. */
  forget(): void {
    this.kept.forget()
  }
}

/** The setup as it is in the database now. */
export async function readDeliverySetup(knex: Knex): Promise<DeliverySetup> {
  const [row] = await rowsOf<{
    zones: DeliveryZone[]
    windows: DeliveryWindow[]
    settings: Partial<DeliverySettings>
  }>(knex, SETUP)
  return {
    zones: row?.zones ?? [],
    windows: row?.windows ?? [],
    settings: { ...DEFAULT_SETTINGS, ...row?.settings },
  }
}

const SETUP = `
  SELECT
    (SELECT coalesce(jsonb_agg(to_jsonb(z) ORDER BY z.rank, z.id), '[]')
       FROM (SELECT id, name, country_code, postal_codes, distance_from, distance_to,
                    location_id, rank, prices
               FROM rental_delivery_zone WHERE deleted_at IS NULL) z) AS zones,
    (SELECT coalesce(jsonb_agg(to_jsonb(w) ORDER BY w.start_time, w.end_time, w.id), '[]')
       FROM (SELECT id, name, kinds, weekdays, start_time, end_time, capacity, zone_ids,
                    lead_hours, surcharges,
                    (SELECT coalesce(jsonb_agg(jsonb_build_object(
                              'date', d.day, 'capacity', d.capacity) ORDER BY d.day), '[]')
                       FROM rental_delivery_window_day d
                      WHERE d.window_id = rental_delivery_window.id) AS days
               FROM rental_delivery_window WHERE deleted_at IS NULL) w) AS windows,
    (SELECT settings FROM rental_delivery_settings) AS settings
`
