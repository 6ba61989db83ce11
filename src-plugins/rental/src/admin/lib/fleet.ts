import { type FleetStep } from "./rental-api"

/** What a fleet is on a day, and what it becomes after it. */
export interface FleetAhead {
  units: number
  changes: { day: string; units: number }[]
}

/**
 * Units of all places from a day on. Of each place the latest step counts; a step without a
 * day counts from the beginning.
 *
 * @param today `YYYY-MM-DD`
 */
export const fleetAhead = (fleet: readonly FleetStep[], today: string): FleetAhead => {
  const days = new Set(fleet.flatMap(({ effective_from }) => effective_from ?? []))
  return {
    units: unitsOn(fleet, today),
    changes: [...days]
      .filter((day) => day > today)
      .sort()
      .map((day) => ({ day, units: unitsOn(fleet, day) })),
  }
}

const unitsOn = (fleet: readonly FleetStep[], day: string): number => {
  const places = new Map<string, FleetStep>()
  for (const step of fleet) {
    const known = places.get(step.location_id)
    const from = step.effective_from ?? ""
    if (from <= day && (!known || from >= (known.effective_from ?? ""))) {
      places.set(step.location_id, step)
    }
  }
  return [...places.values()].reduce((sum, { quantity }) => sum + quantity, 0)
}
