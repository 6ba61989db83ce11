/** A place on earth, in degrees. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

export const DISTANCE_UNITS = ["km", "mi"] as const

export type DistanceUnit = (typeof DISTANCE_UNITS)[number]

/** Mean radius of the earth (IUGG), and kilometres in an international mile. */
const EARTH_RADIUS_KM = 6371.0088
const KM_PER_MILE = 1.609344

/**
 * The distance of two places as the crow flies, by the haversine formula (R. W. Sinnott,
 * "Virtues of the Haversine", Sky and Telescope 68, 1984), to a tenth of a unit.
 */
export function greatCircle(from: Position, to: Position, unit: DistanceUnit): number {
  const lat1 = radians(from.latitude)
  const lat2 = radians(to.latitude)
  const h =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) *
      Math.cos(lat2) *
      Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  const km = 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, h)))
  return Math.round((unit === "km" ? km : km / KM_PER_MILE) * 10) / 10
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
