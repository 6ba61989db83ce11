import { type Booked, type Model } from "./model"

/** Units of an item that one place has to give. */
export interface Need {
  quantity: number
  /** Where the line has them already. */
  kept: string | undefined
}

interface Place {
  name: string
  /** What others leave, in the scarcest slot. */
  left: number
  /** The same, if what the owner has there by overbooking may stay. */
  tolerated: number
}

/**
 * Where needs of one item are served from, by trying every way there is: no need goes without
 * while there is a way to serve all, and none moves without a reason.
 */
export function serve(
  model: Model,
  needs: readonly Need[],
  where: { item: string; from: number; to: number; own: readonly Booked[] }
): string[] {
  const own = where.own.filter((b) => b.item === where.item)
  const names = [
    ...new Set([...model.placesOf(where.item), ...own.map((b) => b.place)]),
  ].sort()
  const places = names
    .map((name) => describePlace(model, name, { ...where, own }))
    .sort((a, b) => b.left - a.left)
  const ways = waysOf(needs.length, places)
  const served =
    firstChoice(needs, places, ways, "left") ??
    firstChoice(needs, places, ways, "tolerated")
  return served?.map((place) => place.name) ?? shareOut(needs, places)
}

function describePlace(
  model: Model,
  name: string,
  { item, from, to, own }: { item: string; from: number; to: number; own: Booked[] }
): Place {
  const mine = new Set(own)
  const here = own.filter((b) => b.place === name)
  const place = { name, left: Infinity, tolerated: Infinity }
  for (let slot = from; slot <= to; slot++) {
    const others =
      model.capacity(item, name, slot) -
      model.blocked(item, name, slot) -
      model.booked(item, name, slot, (b) => !mine.has(b))
    const out = sum(here.filter((b) => b.state === "out" && b.from <= slot))
    const had = sum(
      here.filter((b) => b.state !== "draft" && b.from <= slot && slot <= b.to)
    )
    place.left = Math.min(place.left, others - out)
    place.tolerated = Math.min(place.tolerated, Math.max(others, had) - out)
  }
  return place
}

function waysOf(needs: number, places: readonly Place[]): Place[][] {
  let ways: Place[][] = [[]]
  for (let need = 0; need < needs; need++) {
    ways = ways.flatMap((way) => places.map((place) => [...way, place]))
  }
  return ways
}

function firstChoice(
  needs: readonly Need[],
  places: readonly Place[],
  ways: readonly Place[][],
  units: "left" | "tolerated"
): Place[] | undefined {
  const possible = ways.filter((way) =>
    places.every((place) => {
      const taken = sum(needs.filter((_need, at) => way[at] === place))
      return taken <= place[units] || !way.includes(place)
    })
  )
  const turns = needs
    .map((_need, at) => at)
    .sort((a, b) => {
      const [one, two] = [needs[a]!, needs[b]!]
      const settled = Number(two.kept !== undefined) - Number(one.kept !== undefined)
      return settled || two.quantity - one.quantity
    })
  const rank = (at: number, place: Place): number =>
    place.name === needs[at]!.kept ? -1 : places.indexOf(place)
  return possible.sort((a, b) => {
    const turn = turns.find((at) => a[at] !== b[at])
    return turn === undefined ? 0 : rank(turn, a[turn]!) - rank(turn, b[turn]!)
  })[0]
}

/* What is overbooked comes from where most is left, the small needs served before. */
function shareOut(needs: readonly Need[], places: readonly Place[]): string[] {
  const left = new Map(places.map((place) => [place.name, place.left]))
  const answer: string[] = []
  const turns = needs
    .map((need, at) => ({ ...need, at }))
    .sort((a, b) => a.quantity - b.quantity)
  for (const { quantity, kept, at } of turns) {
    const most = Math.max(...left.values())
    const good = [...left].filter(([, units]) => units >= quantity || units === most)
    const [name, units] = good.find(([place]) => place === kept) ?? good[0]!
    left.set(name, units < 0 ? units : Math.max(0, units - quantity))
    answer[at] = name
  }
  return answer
}

function sum(units: readonly { quantity: number }[]): number {
  return units.reduce((total, { quantity }) => total + quantity, 0)
}
