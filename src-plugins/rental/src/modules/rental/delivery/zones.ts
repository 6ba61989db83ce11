import { greatCircle, type DistanceUnit, type Position } from "./great-circle"
import { type DeliveryKind } from "./delivery-kinds"
import { matchesPostalRule, normalPostalCode, parsePostalRule } from "./postal-codes"

/** What one kind of job costs: a base, so much for each unit of distance, at least a minimum. */
export interface KindPrice {
  readonly base: number
  readonly per_distance: number
  readonly minimum: number
}

/** Prices of a zone in one currency, in its major units. A kind without one is not offered. */
export interface ZonePrices {
  readonly currency_code: string
  readonly kinds: Readonly<Partial<Record<DeliveryKind, KindPrice>>>
  /** What the items have to come to at least, before tax and promotions. */
  readonly minimum_order: number | null
  /** From what items come to, delivery and collection cost nothing. */
  readonly free_from: number | null
}

/** Where the shop goes, by postal code, distance, or both. Stored and sent as it is here. */
export interface DeliveryZone {
  readonly id: string
  readonly name: string
  /** Two letters, small. */
  readonly country_code: string
  /** Codes, patterns and ranges (`postal-codes.ts`); all of the country when empty. */
  readonly postal_codes: readonly string[]
  /** From more than so far, up to and including so far; null for no limit. */
  readonly distance_from: number | null
  readonly distance_to: number | null
  /** The stock location that distances are from; null for the nearest that has a position. */
  readonly location_id: string | null
  /** Zones are tried by rising rank: the first that fits is taken. */
  readonly rank: number
  readonly prices: readonly ZonePrices[]
}

/** Where a stock location is. */
export interface Origin extends Position {
  readonly location_id: string
}

export interface Address {
  readonly country_code: string
  readonly postal_code: string
}

export interface FoundZone {
  readonly zone: DeliveryZone
  /** From the zone's stock location; null when either place is unknown. */
  readonly distance: number | null
}

/**
 * The zone of an address: the first that fits.
 *
 * @param position where the postal code is, if the shop has said so: without it no band of
 *   distance fits
 */
export function findZone(
  zones: readonly DeliveryZone[],
  address: Address,
  where: {
    position: Position | null
    origins: readonly Origin[]
    unit: DistanceUnit
  }
): FoundZone | null {
  const country = address.country_code.toLowerCase()
  const code = normalPostalCode(country, address.postal_code)
  const inOrder = [...zones].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
  for (const zone of inOrder) {
    const distance = distanceFrom(zone, where)
    if (
      zone.country_code === country &&
      hasPostalCode(zone, code) &&
      isWithin(zone, distance)
    ) {
      return { zone, distance }
    }
  }
  return null
}

function distanceFrom(
  { location_id }: DeliveryZone,
  {
    position,
    origins,
    unit,
  }: { position: Position | null; origins: readonly Origin[]; unit: DistanceUnit }
): number | null {
  const distances = position
    ? origins
        .filter((origin) => location_id === null || origin.location_id === location_id)
        .map((origin) => greatCircle(origin, position, unit))
    : []
  return distances.length ? Math.min(...distances) : null
}

function hasPostalCode({ postal_codes }: DeliveryZone, code: string): boolean {
  return (
    !postal_codes.length ||
    postal_codes.some((text) => {
      const rule = parsePostalRule(text)
      return rule !== null && matchesPostalRule(rule, code)
    })
  )
}

function isWithin(
  { distance_from, distance_to }: DeliveryZone,
  distance: number | null
): boolean {
  if (distance_from === null && distance_to === null) {
    return true
  }
  return (
    distance !== null &&
    (distance_from === null || distance > distance_from) &&
    (distance_to === null || distance <= distance_to)
  )
}
