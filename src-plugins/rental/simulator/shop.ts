import { Random } from "./random"

/** Units owned at a place; from a day on, or from the beginning. */
export interface FleetStep {
  location_id: string
  quantity: number
  effective_from?: string
}

/** A variant of the simulated shop. */
export interface ShopItem {
  variant: string
  /** 1440, 60 or 30. */
  minutes: number
  before: number
  after: number
  fleet: FleetStep[]
  /** Packages own nothing: variant and quantity of each component. */
  components: { variant: string; quantity: number }[]
}

/** What a run starts with. */
export interface Shop {
  timezone: string
  /** Instant of the first step. */
  start: number
  holdMinutes: number
  overdueDays: number
  holdLimit: { carts: number; units: number }
  /** The most carts that are busy at a time. */
  busyCarts: number
  items: ShopItem[]
  /**
   * Departures and returns a day, where the shop limits them: as many as the fleet, each
   * day anew. Nobody can ask for one.
   */
  visits: ShopItem[]
  /** Things with serial numbers: how many of which variant. They leave by name. */
  serials: { variant: string; count: number }[]
}

/** How the ledger names what the ends of a rental take. */
export const DEPARTURES = "#departures"
export const RETURNS = "#returns"

/* Each begins a few days before clocks change, where they do. */
const BEGINNINGS: readonly (readonly [timezone: string, start: string])[] = [
  ["America/New_York", "2027-03-11T15:00:00Z"],
  ["America/New_York", "2027-11-04T15:00:00Z"],
  ["Europe/Berlin", "2027-03-25T09:00:00Z"],
  ["Europe/Berlin", "2027-10-28T09:00:00Z"],
  ["Asia/Kolkata", "2027-06-01T05:00:00Z"],
  ["Pacific/Auckland", "2027-04-01T22:00:00Z"],
]

/**
 * The shop of a seed: few units of few items, so that everybody is in everybody's way; or,
 * now and then, enough for all, so that many write the same slots at once.
 */
export function openShop(seed: number): Shop {
  const random = new Random(seed, 1)
  const [timezone, start] = random.pick(BEGINNINGS)!
  const isCrowded = random.chance(0.25)
  const places = (...most: number[]): FleetStep[] =>
    most.map((units, at) => ({
      location_id: ["north", "south"][at]!,
      quantity: random.between(Math.ceil(units / 2), units) * (isCrowded ? 10 : 1),
    }))
  const shop = {
    timezone,
    start: Date.parse(start),
    holdMinutes: 30,
    overdueDays: random.between(0, 2),
    holdLimit: random.chance(0.5) ? { carts: 2, units: 14 } : { carts: 250, units: 5000 },
    busyCarts: isCrowded ? 16 : 6,
    items: [
      item("chair", 1440, 0, random.between(0, 2), places(6, 4)),
      item("table", 1440, 1, random.between(0, 1), places(4)),
      item("lamp", 1440, 0, 0, places(3)),
      item("tent", 60, 0, random.between(0, 2), places(4)),
      item("speaker", 30, 1, 2, places(3, 2)),
      pack("set", { table: 1, chair: 2 }),
      pack("party", { chair: 1, lamp: 1, tent: 1 }),
    ],
  }
  const perDay = () => random.between(1, 3) * (isCrowded ? 6 : 1)
  const visits = [
    ...(random.chance(0.35) ? [visit(DEPARTURES, perDay())] : []),
    ...(random.chance(0.35) ? [visit(RETURNS, perDay())] : []),
  ]
  const serials = ["lamp", "table", "tent"]
    .filter(() => random.chance(0.5))
    .map((variant) => ({ variant, count: 4 }))
  return { ...shop, visits, serials }
}

function visit(variant: string, quantity: number): ShopItem {
  return item(variant, 1440, 0, 0, [{ location_id: "", quantity }])
}

function item(
  variant: string,
  minutes: number,
  before: number,
  after: number,
  fleet: FleetStep[]
): ShopItem {
  return { variant, minutes, before, after, fleet, components: [] }
}

function pack(variant: string, parts: Record<string, number>): ShopItem {
  const components = Object.entries(parts).map(([part, quantity]) => ({
    variant: part,
    quantity,
  }))
  return { variant, minutes: 1440, before: 0, after: 0, fleet: [], components }
}
