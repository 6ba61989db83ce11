import {
  cancelOrderBookings,
  deleteOrder,
  uncancelBookings,
} from "../../src/modules/rental/ledger/complete-cart"
import { restoreOrder, writeOrder } from "../../src/modules/rental/ledger/write-order"
import {
  isLate,
  isVisit,
  samePeriod,
  type Booked,
  type Model,
  type Order,
  type Period,
} from "../model/model"
import { plan } from "../model/plan"
import { drawLines, inLines, toLines } from "./carts"
import { drawPeriod, endingLater, inWords, toLedger } from "./periods"
import {
  rebook,
  refusedAs,
  type Draw,
  type Expectation,
  type Operation,
} from "./operation"

interface Change {
  order: string
  period: Period
  lines: Record<string, number>
  draft: boolean
  overbooks: boolean
}

/** Staff change dates, lines or quantities of an order. */
export function changeOrder(draw: Draw): Operation | undefined {
  const change = drawChange(draw)
  return change && writing(change)
}

/** The same, taken back at once since Medusa could not finish it. */
export function changeOrderAndUndo(draw: Draw): Operation | undefined {
  const change = drawChange(draw)
  if (!change) {
    return undefined
  }
  const made = writing(change)
  return {
    ...made,
    composite: true,
    says: `${made.says}, and undo`,
    run: async (ledger) =>
      await restoreOrder(ledger, await writeOrder(ledger, toWrite(change))),
    settle: (model, _answer, before) => {
      const written = new Map(model.bookings.map((b) => [b.id, b]))
      model.bookings = before.bookings.map((b) =>
        stillAway(model, b, written.get(b.id) ?? b)
      )
      model.orders = new Map(before.orders)
    },
  }
}

/** Staff begin an order of their own, as a draft or at once. */
export function makeOrder(draw: Draw): Operation {
  const { model, random, name } = draw
  return writing({
    order: `order-${name}`,
    period: drawPeriod(model, random),
    lines: drawLines(draw, 3),
    draft: random.chance(0.5),
    overbooks: random.chance(0.1),
  })
}

/** A draft becomes an order, or is thrown away. */
export function endDraft(draw: Draw): Operation | undefined {
  const { model, random } = draw
  const order = random.pick([...model.orders.values()].filter((o) => o.draft))
  if (!order) {
    return undefined
  }
  const { id, period, lines } = order
  if (random.chance(0.7)) {
    const overbooks = random.chance(0.1)
    return writing({ order: id, period, lines, draft: false, overbooks })
  }
  return {
    says: `delete draft ${id}`,
    owners: [id],
    short: [],
    run: async (ledger) => await deleteOrder(ledger.knex, id),
    expect: (after) => {
      rebook(after, after.ownedBy({ order: id }), [])
      after.orders.delete(id)
    },
  }
}

/** An order is cancelled; what is out stays out. */
export function cancelOrder(draw: Draw): Operation | undefined {
  const order = draw.random.pick(placedOrders(draw.model))
  return (
    order && {
      says: `cancel ${order.id}`,
      owners: [order.id],
      short: [],
      run: async (ledger) => await cancelOrderBookings(ledger.knex, order.id),
      expect: (model) => {
        rebook(model, model.ownedBy({ order: order.id }).filter(isReserved), [])
        model.orders.set(order.id, { ...model.orders.get(order.id)!, cancelled: true })
      },
    }
  )
}

/** A cancellation that Medusa could not finish. */
export function cancelAndUndo(draw: Draw): Operation | undefined {
  const order = draw.random.pick(placedOrders(draw.model))
  return (
    order && {
      says: `cancel ${order.id}, and undo`,
      composite: true,
      owners: [order.id],
      short: [],
      run: async ({ knex }) =>
        await uncancelBookings(knex, await cancelOrderBookings(knex, order.id)),
      expect: () => undefined,
    }
  )
}

/** Orders that are neither drafts nor cancelled. */
export function placedOrders(model: Model): Order[] {
  return [...model.orders.values()].filter((order) => !order.draft && !order.cancelled)
}

function drawChange(draw: Draw): Change | undefined {
  const { model, random } = draw
  const live = placedOrders(model).filter((o) => model.ownedBy({ order: o.id }).length)
  const order = random.pick(live)
  if (!order) {
    return undefined
  }
  const variants = Object.keys(order.lines)
  const one = random.pick(variants)
  const change = { order: order.id, draft: false, overbooks: random.chance(0.2) }
  const { period, lines } = order
  return random.weighted<() => Change>([
    [3, () => ({ ...change, lines, period: endingLater(period, random.between(1, 3)) })],
    [1, () => ({ ...change, lines, period: endingLater(period, -1) })],
    [2, () => ({ ...change, lines, period: drawPeriod(model, random) })],
    [2, () => ({ ...change, period, lines: { ...lines, ...drawLines(draw, 2) } })],
    [2, () => ({ ...change, period, lines: fewer(lines, one) })],
    [
      1,
      () => ({
        ...change,
        period,
        lines: { ...fewer(lines, one), ...drawLines(draw, 1) },
      }),
    ],
  ])()
}

function fewer(
  lines: Record<string, number>,
  variant: string | undefined
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(lines).flatMap(([known, quantity]) =>
      known !== variant
        ? [[known, quantity]]
        : quantity > 1
          ? [[known, quantity - 1]]
          : []
    )
  )
}

function toWrite(change: Change): Parameters<typeof writeOrder>[1] {
  const { order, period, lines, draft, overbooks } = change
  return {
    order_id: order,
    period: toLedger(period),
    lines: toLines({ order }, lines),
    state: draft ? "draft" : "reserved",
    overbook: overbooks ? { author: "simulator", reason: "a regular" } : undefined,
  }
}

function writing(change: Change): Operation {
  const { order, period, lines, draft, overbooks } = change
  return {
    says:
      `write ${draft ? "draft " : ""}${order}: ${inLines(lines)}, ${inWords(period)}` +
      (overbooks ? ", overbooking" : ""),
    owners: [order],
    short: overbooks ? [] : ["rental_shortage"],
    run: async (ledger) => await writeOrder(ledger, toWrite(change)),
    expect: (model) => writeInModel(model, change),
  }
}

function writeInModel(model: Model, change: Change): Expectation | undefined {
  const { order, period, lines, draft } = change
  const known = model.orders.get(order)
  const own = model.ownedBy({ order })
  const gone = own.filter((b) => b.state === "out")
  const state = draft ? "draft" : "reserved"
  const settled = model.bookings.filter(
    (b) =>
      b.order === order &&
      !isVisit(b) &&
      (b.state === "returned" ||
        // Nobody came for them: on other dates somebody may.
        (b.state === "no_show" && known && samePeriod(known.period, period)))
  )
  const wanted = plan(model, { owner: { order }, lines, period, state, settled })
  const claimed = new Set<Booked>()
  const made: Booked[] = []
  for (const booking of wanted.bookings) {
    const out = gone.filter((b) => isSame(b, booking))
    const away = unitsOf(out)
    if (away > booking.quantity) {
      return refusedAs("rental_goods_out")
    }
    const left =
      booking.quantity - away - unitsOf(settled.filter((b) => isSame(b, booking)))
    for (const b of out) {
      claimed.add(b)
      made.push(endingWith(model, b, booking))
    }
    if (left > 0) {
      const { id } = own.find((b) => b.state !== "out" && isSame(b, booking)) ?? booking
      made.push({ ...booking, id, cart: known?.cart ?? null, quantity: left })
    }
  }
  if (gone.some((b) => !claimed.has(b))) {
    return refusedAs("rental_goods_out")
  }
  rebook(model, own, made.every(isVisit) ? [] : made)
  model.orders.set(order, {
    id: order,
    cart: known?.cart ?? null,
    period,
    lines,
    draft,
    cancelled: known?.cancelled ?? false,
  })
  return wanted.unsure ? { unsure: true } : undefined
}

/* Goods that are out left when they left; they are due back when the new period ends. */
function endingWith(model: Model, booking: Booked, wanted: Booked): Booked {
  const { start_date, start_time } = booking.period
  const { end_date, end_time } = wanted.period
  const begins = start_date < end_date ? start_date : end_date
  const due = {
    ...booking,
    to: Math.max(wanted.to, booking.from),
    period: end_time
      ? { start_date: begins, end_date, start_time: start_time ?? "00:00", end_time }
      : { start_date: begins, end_date },
  }
  return stillAway(model, due, booking)
}

/* Nobody knows when late goods come: while they are late, they lose no slot they had. */
function stillAway(model: Model, due: Booked, had: Booked): Booked {
  const areLate = [due, had].every((b) => isLate(model, b))
  return areLate && had.to > due.to ? { ...due, to: had.to } : due
}

function isSame(a: Booked, b: Booked): boolean {
  return a.variant === b.variant && a.item === b.item
}

function unitsOf(bookings: readonly Booked[]): number {
  return bookings.reduce((sum, b) => sum + b.quantity, 0)
}

function isReserved(booking: Booked): boolean {
  return booking.state === "reserved"
}
