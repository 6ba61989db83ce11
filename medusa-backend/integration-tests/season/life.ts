import type { Delivery } from "../harness/delivery"
import type { Answer, Shop } from "../harness/shop"
import type { Day } from "./calendar"
import type { OrderPlan, PlannedFate, Sku } from "./plan"

/** The shop in which a season is lived. */
export type Season = {
  shop: Shop
  seed: number
  /** How many orders the season has. */
  orders: number
  today: Day
  /** Variants by SKU, candles among them. */
  variants: Readonly<Record<string, string>>
  regionId: string
  delivery: Delivery
}

/** Where an order is. What was refused from the start never became one. */
export type Phase =
  | "to come"
  | "quoted"
  | "placed"
  | "out"
  | "back"
  | "checked"
  | "refused"
  | "cancelled"
  | "not fetched"

/** One order as it is lived, and what it has been told to be. */
export type Life = {
  readonly plan: OrderPlan
  readonly steps: string[]
  phase: Phase
  orderId: string | null
  start: Day
  end: Day
  /** Days on which something was done for the last time. */
  on: Partial<Record<"quoted" | "placed" | "left" | "returned" | "checked", Day>>
  /** Nothing is left to be handed out. */
  allLeft: boolean
  /** Units of each line. */
  lines: Map<Sku, number>
  candles: number
  withoutOptional: Map<Sku, boolean>
  changes: OrderPlan["changes"]
  /** Something is to be paid or given back. */
  owes: boolean
  /** What was taken, given back, and promised but not taken yet, in all. */
  paid: number
  refunded: number
  authorised: number
  /** What came with the order was taken. */
  isTaken: boolean
  /** Days on which it owed a balance that was due on them. */
  toldDue: Day[]
  deposit: "to come" | "held" | "settled"
  agreedDeposit: number
  deposited: { held: number; kept: number; returned: number }
  /** What a unit of each variant costs for a day late, as agreed. */
  latePerDay: Map<string, number>
  fates: PlannedFate[]
  /** What was lost with it, and on which day it turns up. */
  lost: {
    incidentId: string
    chargeId: string | null
    sku: string
    quantity: number
    foundOn: Day | null
    isFound: boolean
  }[]
  /** Units that were told to be lost, and to be found, by item. */
  told: { lost: Record<string, number>; found: Record<string, number> }
  /** What was told to be charged for damage and loss. */
  toldCharges: number
  /** Units that came back late, and by how many days. */
  cameLate: { variantId: string; units: number; days: number }[]
  /** What was said of charges, by their id. */
  decided: Map<string, "settled" | "waived">
  settledCharges: number
  chargesDecided: boolean
}

export function beginLife(plan: OrderPlan): Life {
  return {
    plan,
    steps: [],
    phase: "to come",
    orderId: null,
    start: "",
    end: "",
    on: {},
    allLeft: false,
    lines: new Map(),
    candles: 0,
    withoutOptional: new Map(),
    changes: [...plan.changes],
    owes: false,
    paid: 0,
    refunded: 0,
    authorised: 0,
    isTaken: false,
    toldDue: [],
    deposit: "to come",
    agreedDeposit: 0,
    deposited: { held: 0, kept: 0, returned: 0 },
    latePerDay: new Map(),
    fates: [...plan.fates],
    lost: [],
    told: { lost: {}, found: {} },
    toldCharges: 0,
    cameLate: [],
    decided: new Map(),
    settledCharges: 0,
    chargesDecided: false,
  }
}

/** What a call may be refused with in the course of a season, besides success. */
export const NOT_FREE = ["rental_shortage", "rental_window_full"] as const

/** A step of an order that went otherwise than any step may. */
export class SeasonFailure extends Error {
  constructor(season: Season, life: Life, what: string) {
    super(
      `Season ${season.seed}, order ${life.plan.index} (${life.orderId ?? "not placed"}), ` +
        `on ${season.today}: ${what}\n` +
        `It lived through:\n${life.steps.map((step) => `  ${step}`).join("\n")}\n` +
        `Repeat it with: npm run test:season -- --seed ${season.seed} --orders ${season.orders}`
    )
  }
}

const MOST_TRIES = 6

/**
 * Asks the shop for something and notes it. What the shop is busy with is asked again; what
 * may be refused here comes back as null; anything else fails, a 5xx above all.
 */
export async function ask(
  season: Season,
  life: Life,
  what: string,
  call: () => Promise<Answer>,
  allowed: readonly string[] = []
): Promise<Answer["body"] | null> {
  for (let attempt = 1; ; attempt++) {
    const { status, body } = await call()
    const code = (body as { code?: string } | null)?.code ?? ""
    const isBusy = code === "rental_busy" && attempt < MOST_TRIES
    const outcome = status < 300 ? "done" : `${status} ${code}`
    life.steps.push(`${season.today} ${what}: ${outcome}`)
    if (status < 300) {
      return body
    }
    if (status < 500 && allowed.includes(code)) {
      return null
    }
    if (!isBusy) {
      throw new SeasonFailure(season, life, `${what} answered ${JSON.stringify(body)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100 * attempt))
  }
}

/**
 * As `ask`; one that tells everything twice sends the call twice at the same moment.
 *
 * @returns the answers that were not refused
 */
export async function tell(
  season: Season,
  life: Life,
  what: string,
  call: () => Promise<Answer>,
  allowed: readonly string[] = []
): Promise<Answer["body"][]> {
  const times = life.plan.repeats ? [what, `${what}, at the same moment`] : [what]
  const bodies = await Promise.all(
    times.map((words) => ask(season, life, words, call, allowed))
  )
  return bodies.filter((body) => body !== null)
}

/** A call of staff on the rental side of the order. */
export function atOrder(
  { shop }: Season,
  life: Life,
  action: string,
  body?: unknown
): Promise<Answer> {
  return shop.admin("POST", `/admin/rental/orders/${life.orderId}/${action}`, body)
}

/** By which the customer is known to the shop. */
export async function readToken(season: Season, life: Life): Promise<string> {
  const { order_token } = await ask(season, life, "read its token", () =>
    season.shop.admin("GET", `/admin/rental/orders/${life.orderId}/papers`)
  )
  return order_token as string
}

/** Goods of an order as the shop has them. */
export type Goods = {
  id: string
  variant_id: string
  quantity: number
  state: string
}

export async function readGoods(season: Season, life: Life): Promise<Goods[]> {
  const body = await ask(season, life, "read its goods", () =>
    season.shop.admin("GET", `/admin/rental/orders/${life.orderId}`)
  )
  return body.rental.lines.flatMap((line: { bookings: Goods[] }) => line.bookings)
}

/** The SKU of a variant. */
export function skuOf(season: Season, variantId: string): string {
  const [sku] = Object.entries(season.variants).find(([, id]) => id === variantId) ?? []
  if (!sku) {
    throw new Error(`The shop has no variant ${variantId}`)
  }
  return sku
}
