import { type BigNumber } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { RentalError } from "../errors/rental-error"
import { type Spared } from "../ledger/free-slots"
import { type Ledger } from "../ledger/ledger"
import { rowsOf } from "../ledger/query"
import { type LocalDate } from "../periods/local-date"
import { type RentalPeriod } from "../periods/rental-period"
import {
  DAY_OF_KIND,
  DELIVERY_KINDS,
  NEEDS_KIND,
  type DeliveryKind,
} from "./delivery-kinds"
import { missingToMinimum, priceDelivery, type PriceLine } from "./delivery-price"
import { type DeliverySetup } from "./delivery-setup"
import { readWindows, type WindowOnDay } from "./free-windows"
import { type DistanceUnit, type Position } from "./great-circle"
import { normalPostalCode } from "./postal-codes"
import { servesZone } from "./windows"
import { findZone, type Address, type FoundZone, type ZonePrices } from "./zones"

/** For whom delivery is looked for. */
export interface DeliveryQuery {
  readonly address: Address
  readonly period: RentalPeriod
  readonly currency_code: string
  /** What the items come to, before tax and promotions. */
  readonly items_total: BigNumber | number
  /** Whose own jobs do not count against them. */
  readonly owner: Spared | null
}

/** The delivery there is at an address, as clients read it. */
export interface DeliveryOffer {
  zone: { id: string; name: string }
  distance: { value: number; unit: DistanceUnit } | null
  currency_code: string
  prices_include_tax: boolean
  /** What the items have to come to; null when there is no minimum. */
  minimum_order: { amount: number; missing: number } | null
  kinds: OfferedKind[]
}

export interface OfferedKind {
  kind: DeliveryKind
  date: LocalDate
  /** What it cannot be had without. */
  needs: DeliveryKind | null
  amount: number
  breakdown: PriceLine[]
  /** Whether a window has to be chosen. */
  needs_window: boolean
  windows: (WindowOnDay & { surcharge: number; is_free: boolean })[]
}

/**
 * What delivery there is at an address for a period, what each kind costs, and which windows
 * have a job left.
 *
 * @throws RentalError `rental_zone_unknown`
 */
export async function findDelivery(
  ledger: Ledger,
  query: DeliveryQuery
): Promise<DeliveryOffer> {
  const setup = await ledger.delivery.current()
  const found = await requireZone(ledger.knex, setup, query.address)
  const prices = requirePrices(found, query.currency_code)
  const { zone, distance } = found
  const { distance_unit: unit, prices_include_tax } = setup.settings
  const offered = DELIVERY_KINDS.filter((kind) => prices.kinds[kind])
  const kinds = await Promise.all(
    offered.map(async (kind): Promise<OfferedKind> => {
      const date = query.period[DAY_OF_KIND[kind]]
      const wanted = { kind, zone_id: zone.id, dates: [date], owner: query.owner }
      const windows = await readWindows(ledger, wanted)
      const itemsTotal = query.items_total
      const price = priceDelivery(prices, [{ kind }], { distance, unit, itemsTotal })
      return {
        kind,
        date,
        needs: NEEDS_KIND[kind] ?? null,
        amount: price?.amount ?? 0,
        breakdown: [...(price?.breakdown ?? [])],
        needs_window: setup.windows.some((window) =>
          servesZone(window, { kind, zone_id: zone.id })
        ),
        windows: windows.map(({ window, ...onDay }) => ({
          ...onDay,
          surcharge:
            window.surcharges.find(
              ({ currency_code }) => currency_code === query.currency_code
            )?.amount ?? 0,
        })),
      }
    })
  )
  return {
    zone: { id: zone.id, name: zone.name },
    distance: distance === null ? null : { value: distance, unit },
    currency_code: query.currency_code,
    prices_include_tax,
    minimum_order: minimumOf(setup, prices, query),
    kinds,
  }
}

/**
 * The zone of an address, with its distance.
 *
 * @throws RentalError `rental_zone_unknown` naming the zones of the country
 */
export async function requireZone(
  knex: Knex,
  setup: DeliverySetup,
  address: Address
): Promise<FoundZone> {
  const found = await zoneOf(knex, setup, address)
  if (found) {
    return found
  }
  const country = address.country_code.toLowerCase()
  const zones = setup.zones.filter(({ country_code }) => country_code === country)
  throw new RentalError(
    "rental_zone_unknown",
    `We do not deliver to ${address.postal_code} (${country.toUpperCase()}). ` +
      (zones.length
        ? `We deliver to ${spokenNames(zones.map(({ name }) => name))}.`
        : "We do not deliver to that country."),
    {
      field: "postal_code",
      country_code: country,
      postal_code: address.postal_code,
      zones: zones.slice(0, MOST_NAMED).map(({ id, name }) => ({ id, name })),
    }
  )
}

/** The zone of an address; null when the shop does not go there. */
export async function zoneOf(
  knex: Knex,
  setup: DeliverySetup,
  address: Address
): Promise<FoundZone | null> {
  const { origins, distance_unit: unit } = setup.settings
  const position = origins.length ? await readPosition(knex, address) : null
  return findZone(setup.zones, address, { position, origins, unit })
}

/** @throws RentalError `rental_zone_unknown` when the zone has no prices in the currency */
export function requirePrices({ zone }: FoundZone, currencyCode: string): ZonePrices {
  const code = currencyCode.toLowerCase()
  const prices = zone.prices.find(({ currency_code }) => currency_code === code)
  if (!prices) {
    const known = zone.prices.map(({ currency_code }) => currency_code)
    throw new RentalError(
      "rental_zone_unknown",
      `${zone.name} has no prices in ${code}, only in ${known.join(", ")}`,
      { field: "currency_code", currency_code: code, currency_codes: known }
    )
  }
  return prices
}

/** The lowest order that the shop, and the zone, take in a currency. */
export function minimumsOf(
  { settings }: DeliverySetup,
  prices: ZonePrices | null,
  currencyCode: string
): (number | null | undefined)[] {
  const code = currencyCode.toLowerCase()
  const shop = settings.minimum_orders.find(({ currency_code }) => currency_code === code)
  return [shop?.amount, prices?.minimum_order]
}

function minimumOf(
  setup: DeliverySetup,
  prices: ZonePrices,
  { currency_code, items_total }: DeliveryQuery
): DeliveryOffer["minimum_order"] {
  const minimums = minimumsOf(setup, prices, currency_code)
  const amount = Math.max(0, ...minimums.map((each) => each ?? 0))
  const missing = missingToMinimum(minimums, items_total)?.missing ?? 0
  return amount > 0 ? { amount, missing } : null
}

async function readPosition(
  knex: Knex,
  { country_code, postal_code }: Address
): Promise<Position | null> {
  const country = country_code.toLowerCase()
  const [row] = await rowsOf<Position>(
    knex,
    `SELECT latitude, longitude FROM rental_postal_place
      WHERE country_code = ? AND postal_code = ?`,
    [country, normalPostalCode(country, postal_code)]
  )
  return row ?? null
}

const MOST_NAMED = 20

function spokenNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED)
  const last = shown.pop() ?? ""
  return shown.length ? `${shown.join(", ")} and ${last}` : last
}
