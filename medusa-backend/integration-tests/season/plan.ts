import { seededRandom, type Random } from "../harness/random"

/** What is in the catalogue, with a quantity that an order may want of it. */
export const WANTED = {
  "GOLD-CHAIR": 3,
  "BLUE-CHAIR": 12,
  "TERRACOTTA-VASE": 6,
  "WHITE-LINEN": 8,
  "OAK-TABLE": 3,
  "PACKAGE-DINNER-FOR-EIGHT": 2,
  "PACKAGE-LOUNGE-CORNER": 2,
} as const

export type Sku = keyof typeof WANTED

/** A change of an order that is placed, so many days after it was. */
export type PlannedChange = { after: number } & (
  | { kind: "move"; by: number }
  | { kind: "lengthen"; by: number }
  | { kind: "quantity"; more: number }
  | { kind: "add"; sku: Sku }
  | { kind: "remove" }
  | { kind: "choose again" }
)

/** What becomes of units of one booking when they come back. */
export type PlannedFate = {
  damaged: number
  lost: number
  /** Noticed at check-in, or only when they are looked over. */
  noticed: "returned" | "checked"
  amount: number | null
  repairDays: number | null
  outOfService: boolean
  /** Days after which lost units turn up; null: never. */
  foundAfter: number | null
}

/** The whole life of one order, drawn before it begins, so that a seed repeats it. */
export type OrderPlan = {
  index: number
  /** Day of the season on which it comes in, from 0. */
  day: number
  /** As the customer's cart, as a quote of it, or as staff write it down. */
  comesAs: "cart" | "quote" | "held quote" | "draft"
  /** Days until a quote is accepted. */
  thinksFor: number
  lines: { sku: Sku; quantity: number; withoutOptional: boolean }[]
  candles: number
  delivery: "none" | "morning" | "evening"
  waiver: boolean
  /** Days from the order to the first day of the rental, and days that it lasts. */
  startsIn: number
  days: number
  changes: PlannedChange[]
  ends: "lived" | "cancelled" | "no show"
  /** Days after it was placed, for one that is cancelled. */
  cancelledAfter: number
  packs: "nothing" | "some" | "all"
  /** Leaves a day before its first. */
  leavesEarly: boolean
  /** The share of each booking that is fetched on the first day; the rest comes a day later. */
  firstLoad: number
  /** Days after its last day on which it comes back; negative is early. */
  late: number
  /** The share of each booking that is back on that day; the rest comes a day later. */
  firstReturn: number
  fates: PlannedFate[]
  checkedAfter: number
  pays: "at once" | "when due" | "before it leaves" | "in the end" | "not all"
  paysBy: "staff" | "customer" | "medusa"
  /** Staff take what was authorised with the order on the same day, or when the rest is paid. */
  takesAtOnce: boolean
  /** What a cancellation gives back: by Medusa's call or ours, the policy or a choice. */
  refunds: "medusa" | "policy" | "full" | "none"
  deposit: "none" | "cash" | "online"
  /** The share of it that is kept; or what the charges come to that are settled. */
  depositKept: number | "charges"
  charges: ("settle" | "waive" | "leave")[]
  /** Tells every step twice at the same moment. */
  repeats: boolean
}

/**
 * A season of orders from a seed.
 *
 * @param orders how many; about five come in a day
 */
export function planSeason(seed: number, orders: number): OrderPlan[] {
  const random = seededRandom(seed)
  return Array.from({ length: orders }, (_, index) => {
    const own = seededRandom(Math.floor(random.next() * 2 ** 31))
    return planOrder(own, index, Math.floor(index / 5))
  })
}

function planOrder(random: Random, index: number, day: number): OrderPlan {
  const chance = (share: number) => random.next() < share
  const days = random.whole(1, 5)
  return {
    index,
    day,
    comesAs: weighted(random, { cart: 6, quote: 1, "held quote": 1, draft: 1 }),
    thinksFor: random.whole(0, 2),
    lines: planLines(random),
    candles: chance(0.25) ? random.whole(1, 4) : 0,
    delivery: weighted(random, { none: 6, morning: 1, evening: 2 }),
    waiver: chance(0.3),
    startsIn: random.whole(2, 9),
    days,
    changes: planChanges(random),
    ends: weighted(random, { lived: 8, cancelled: 1, "no show": 1 }),
    cancelledAfter: random.whole(0, 2),
    packs: random.pick(["nothing", "some", "all"] as const),
    leavesEarly: chance(0.1),
    firstLoad: chance(0.25) && days > 1 ? 0.5 : 1,
    late: random.pick([0, 0, 0, 0, 0, -1, -1, 1, 2, 4]),
    firstReturn: chance(0.3) ? 0.6 : 1,
    fates: chance(0.4) ? [planFate(random)] : [],
    checkedAfter: random.whole(1, 3),
    pays: random.pick([
      "at once",
      "when due",
      "before it leaves",
      "in the end",
      "not all",
    ] as const),
    paysBy: random.pick(["staff", "customer", "medusa"] as const),
    takesAtOnce: chance(0.5),
    refunds: weighted(random, { medusa: 3, policy: 2, full: 1, none: 1 }),
    deposit: random.pick(["none", "cash", "online"] as const),
    depositKept: random.pick([0, 0.25, 1, "charges", "charges"] as const),
    charges: Array.from({ length: 6 }, () =>
      random.pick(["settle", "waive", "leave"] as const)
    ),
    repeats: chance(0.2),
  }
}

function planLines(random: Random): OrderPlan["lines"] {
  return random
    .shuffle(Object.keys(WANTED) as Sku[])
    .slice(0, random.whole(1, 3))
    .map((sku) => ({
      sku,
      quantity: random.whole(1, WANTED[sku]),
      withoutOptional: random.next() < 0.5,
    }))
}

function planChanges(random: Random): PlannedChange[] {
  const count = random.pick([0, 0, 1, 1, 2])
  return Array.from({ length: count }, () => {
    const after = random.whole(1, 3)
    const kind = random.pick([
      "move",
      "lengthen",
      "quantity",
      "add",
      "remove",
      "choose again",
    ] as const)
    switch (kind) {
      case "move":
        return { after, kind, by: random.whole(1, 4) }
      case "lengthen":
        return { after, kind, by: random.pick([-1, 1, 2]) }
      case "quantity":
        return { after, kind, more: random.pick([-2, -1, 1, 3]) }
      case "add":
        return { after, kind, sku: random.pick(Object.keys(WANTED) as Sku[]) }
      default:
        return { after, kind }
    }
  })
}

function planFate(random: Random): PlannedFate {
  return {
    damaged: random.whole(0, 2),
    lost: random.whole(0, 1),
    noticed: random.pick(["returned", "checked"] as const),
    amount: random.pick([null, 12.5, 40]),
    repairDays: random.pick([null, 2, 5]),
    outOfService: random.next() < 0.7,
    foundAfter: random.pick([null, 1, 3]),
  }
}

function weighted<Name extends string>(
  random: Random,
  weights: Readonly<Record<Name, number>>
): Name {
  const names = Object.keys(weights) as Name[]
  return random.pick(names.flatMap((name) => Array<Name>(weights[name]).fill(name)))
}
