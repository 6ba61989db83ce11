/** Units that one place has to give, all of them. */
export interface Demand {
  readonly quantity: number
  /** Where they are booked already. */
  readonly kept: string | null
}

/** What one place can give over a whole range, the asker's own bookings not counted. */
export interface Room {
  readonly location_id: string
  readonly free: number
  /** More than `free` where the asker has overbooked: what is booked already may stay. */
  readonly atLeast: number
}

/** Ways of placing a cart are tried one after the other; hardly any cart has two. */
const MOST_STEPS = 10_000

/**
 * Which place serves which demand. A demand stays where it is booked if that is possible;
 * otherwise the place with the most free units that can serve it does. Where they cannot all
 * be served, each one goes to the best of what the smaller ones leave.
 *
 * @returns a place for each demand, in their order
 */
export function assignPlaces(
  demands: readonly Demand[],
  rooms: readonly Room[]
): string[] {
  const best = [...rooms].sort(
    (a, b) => b.free - a.free || (a.location_id < b.location_id ? -1 : 1)
  )
  return (
    fit(demands, best, (room) => room.free) ??
    fit(demands, best, (room) => room.atLeast) ??
    spread(demands, best)
  )
}

/** Whether places with so many units can serve all quantities, each from one place. */
export function canServe(
  quantities: readonly number[],
  units: readonly number[]
): boolean {
  const demands = quantities.map((quantity) => ({ quantity, kept: null }))
  const rooms = units.map((free, at) => ({
    location_id: String(at),
    free,
    atLeast: free,
  }))
  return fit(demands, rooms, (room) => room.free) !== null
}

/* Those that have a place choose first, and then the largest: they have the least choice. */
function fit(
  demands: readonly Demand[],
  rooms: readonly Room[],
  unitsOf: (room: Room) => number
): string[] | null {
  const turns = demands
    .map((demand, at) => ({ ...demand, at }))
    .sort(
      (a, b) =>
        Number(a.kept === null) - Number(b.kept === null) || b.quantity - a.quantity
    )
  const left = new Map(rooms.map((room) => [room.location_id, unitsOf(room)]))
  const chosen = new Array<string>(demands.length)
  let steps = 0
  return serve(0) ? chosen : null

  function serve(turn: number): boolean {
    const demand = turns[turn]
    if (!demand) {
      return true
    }
    for (const place of inPreference(rooms, demand.kept)) {
      const units = left.get(place) ?? 0
      if (units < demand.quantity || ++steps > MOST_STEPS) {
        continue
      }
      left.set(place, units - demand.quantity)
      chosen[demand.at] = place
      if (serve(turn + 1)) {
        return true
      }
      left.set(place, units)
    }
    return false
  }
}

function spread(demands: readonly Demand[], rooms: readonly Room[]): string[] {
  const left = new Map(rooms.map((room) => [room.location_id, room.free]))
  const chosen = new Array<string>(demands.length)
  const turns = demands
    .map((demand, at) => ({ ...demand, at }))
    .sort((a, b) => a.quantity - b.quantity)
  for (const { at, kept, quantity } of turns) {
    const places = inPreference(rooms, kept)
    const most = Math.max(...places.map((place) => left.get(place) ?? 0))
    const place =
      places.find((one) => (left.get(one) ?? 0) >= Math.min(quantity, most)) ?? ""
    const units = left.get(place) ?? 0
    left.set(place, units - Math.max(0, Math.min(quantity, units)))
    chosen[at] = place
  }
  return chosen
}

function inPreference(rooms: readonly Room[], kept: string | null): string[] {
  const places = rooms.map((room) => room.location_id)
  return kept !== null && places.includes(kept)
    ? [kept, ...places.filter((place) => place !== kept)]
    : places
}
