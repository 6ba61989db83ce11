import fc from "fast-check"
import { assignPlaces, canServe, type Demand, type Room } from "./assign-places"

const room = (location_id: string, free: number, atLeast = free): Room => ({
  location_id,
  free,
  atLeast,
})
const want = (quantity: number, kept: string | null = null): Demand => ({
  quantity,
  kept,
})

describe("assignPlaces", () => {
  it("takes the place with the most free units", () => {
    expect(assignPlaces([want(2)], [room("a", 2), room("b", 5)])).toEqual(["b"])
  })

  it("keeps a place while it can serve, and leaves it when it cannot", () => {
    const rooms = [room("a", 3), room("b", 5)]
    expect(assignPlaces([want(3, "a")], rooms)).toEqual(["a"])
    expect(assignPlaces([want(4, "a")], rooms)).toEqual(["b"])
  })

  it("puts lines apart when no place has enough for both", () => {
    const rooms = [room("a", 3), room("b", 2)]
    expect(assignPlaces([want(2), want(3)], rooms)).toEqual(["b", "a"])
    expect(assignPlaces([want(3), want(2, "a")], rooms)).toEqual(["a", "b"])
  })

  it("leaves what is overbooked where it is, when nobody has it free", () => {
    const rooms = [room("a", 3, 5), room("b", 4)]
    expect(assignPlaces([want(5, "a")], rooms)).toEqual(["a"])
    expect(assignPlaces([want(4, "a")], rooms)).toEqual(["b"])
  })

  it("names the best of what the smaller lines leave, when there is too little", () => {
    const rooms = [room("a", 3), room("b", 4)]
    expect(assignPlaces([want(6, "a")], rooms)).toEqual(["b"])
    expect(assignPlaces([want(6), want(2)], rooms)).toEqual(["a", "b"])
  })

  it("finds a way whenever there is one, and serves each demand from one place", () => {
    const demands = fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 6 }), kept: fc.constant(null) }),
      { minLength: 1, maxLength: 4 }
    )
    const units = fc.array(fc.integer({ min: -1, max: 9 }), {
      minLength: 1,
      maxLength: 3,
    })
    fc.assert(
      fc.property(demands, units, (wanted, free) => {
        const rooms = free.map((left, at) => room(`place-${at}`, left))
        const places = assignPlaces(wanted, rooms)
        const fits = isServed(wanted, places, rooms)
        expect(fits).toBe(everyWay(wanted, rooms).some((w) => isServed(wanted, w, rooms)))
        expect(
          canServe(
            wanted.map(({ quantity }) => quantity),
            free
          )
        ).toBe(fits)
      })
    )
  })
})

function isServed(
  demands: readonly Demand[],
  places: readonly string[],
  rooms: readonly Room[]
): boolean {
  return rooms.every(({ location_id, free }) => {
    const taken = demands.filter((_demand, at) => places[at] === location_id)
    return !taken.length || taken.reduce((sum, { quantity }) => sum + quantity, 0) <= free
  })
}

function everyWay(demands: readonly Demand[], rooms: readonly Room[]): string[][] {
  return demands.reduce<string[][]>(
    (ways) =>
      ways.flatMap((way) => rooms.map(({ location_id }) => [...way, location_id])),
    [[]]
  )
}
