import { checkIn } from "../../src/modules/rental/ledger/check-in"
import { checkOut } from "../../src/modules/rental/ledger/check-out"
import { noShow } from "../../src/modules/rental/ledger/no-show"
import { keepOverdue } from "../../src/modules/rental/ledger/overdue"
import { type GoodsRequest } from "../../src/modules/rental/ledger/order-goods"
import { isLate, isVisit, type Booked, type Model } from "../model/model"
import { dayNumber } from "../model/local-clock"
import {
  rebook,
  refusedAs,
  type Draw,
  type Expectation,
  type Operation,
} from "./operation"

/** Goods leave, on their day or before, all of an order or some. */
export function goodsLeave(draw: Draw): Operation | undefined {
  const soon = dayNumber(draw.model.today()) + 1
  const order = drawOrderWith(
    draw,
    (b) => b.state === "reserved" && dayNumber(b.period.start_date) <= soon
  )
  return order === undefined
    ? undefined
    : moving(draw, order, {
        verb: "check out",
        from: "reserved",
        short: ["rental_shortage"],
        run: checkOut,
        becomes: (model, b) => ({
          ...b,
          state: "out",
          from: Math.min(b.from, model.clock.slotAt(model.now, b.minutes)),
        }),
      })
}

/** Goods come back, early or late, all of an order or some. */
export function goodsReturn(draw: Draw): Operation | undefined {
  const order = drawOrderWith(draw, (b) => b.state === "out")
  return order === undefined
    ? undefined
    : moving(draw, order, {
        verb: "check in",
        from: "out",
        short: [],
        settles: true,
        run: checkIn,
        becomes: (model, b) => ({
          ...b,
          state: "returned",
          to: Math.max(
            b.from,
            Math.min(b.to, model.clock.slotAt(model.now, b.minutes) + b.after)
          ),
        }),
      })
}

/** Nobody came for the goods. */
export function nobodyComes(draw: Draw): Operation | undefined {
  const order = drawOrderWith(draw, (b) => b.state === "reserved")
  return order === undefined
    ? undefined
    : {
        says: `no show of ${order}`,
        owners: [order],
        short: [],
        run: async (ledger) => await noShow(ledger, order),
        expect: (model) => {
          const waiting = model
            .ownedBy({ order })
            .filter((b) => b.state === "reserved" && !isVisit(b))
          if (waiting.some((b) => b.period.start_date > model.today())) {
            return refusedAs("rental_wrong_state")
          }
          rebook(
            model,
            waiting,
            waiting.map((b) => ({ ...b, state: "no_show" }))
          )
          settleVisits(model, order)
        },
      }
}

/** What should be back and is not keeps its units. */
export function goodsAreLate(draw: Draw): Operation {
  const { overdueDays } = draw.model.shop
  return {
    says: `keep what is overdue for ${overdueDays} days`,
    owners: [...draw.model.orders.keys()],
    short: [],
    run: async (ledger) => await keepOverdue(ledger, overdueDays),
    expect: (model) => {
      model.bookings = model.bookings.map((b) =>
        isLate(model, b) ? { ...b, to: Math.max(b.to, awayUntil(model, b)) } : b
      )
    },
    blurs: isLate,
  }
}

interface Move {
  verb: string
  from: "reserved" | "out"
  short: readonly string[]
  /** Whether the order may be over by it. */
  settles?: boolean
  run: typeof checkOut
  becomes: (model: Model, booking: Booked) => Booked
}

function moving(draw: Draw, order: string, move: Move): Operation {
  const { model, random } = draw
  const goods = model
    .ownedBy({ order })
    .filter((b) => b.state === move.from && b.id !== null && !isVisit(b))
  const byName = move.from === "reserved" && goods.some((b) => hasSerials(model, b))
  const asked = random.chance(byName ? 0.9 : 0.5)
    ? nameUnits(
        draw,
        random.some(goods, 0.6).map((b) => drawPart(draw, b))
      )
    : undefined
  const times = draw.alone && random.chance(0.3) ? 2 : 1
  return {
    says:
      `${move.verb} ${asked ? inParts(asked) : "all"} of ${order}` +
      (times > 1 ? ", told twice" : ""),
    owners: [order],
    short: move.short,
    run: async (ledger) => {
      for (let time = 0; time < times; time++) {
        await move.run(ledger, order, asked)
      }
    },
    expect: (after) => moveInModel(after, order, asked, move),
  }
}

function moveInModel(
  model: Model,
  order: string,
  asked: readonly GoodsRequest[] | undefined,
  move: Move
): Expectation | void {
  const all = model.bookings.filter((b) => b.order === order && !isVisit(b))
  const parts: { b?: Booked; quantity?: number; units?: readonly string[] }[] = asked
    ? asked.map((part) => ({
        b: all.find((b) => b.id === part.booking_id),
        quantity: part.quantity,
        units: part.unit_ids,
      }))
    : all.filter((b) => b.state === move.from).map((b) => ({ b, quantity: b.quantity }))
  const away = model.unitsOut()
  let isAway = false
  for (const { b, quantity = b?.quantity ?? 0, units } of parts) {
    if (!b || b.state !== move.from || quantity > b.quantity) {
      const done =
        b && move.becomes(model, b).state === b.state && quantity === b.quantity
      if (done) {
        continue
      }
      return refusedAs("rental_not_found", "rental_wrong_state", "rental_request_invalid")
    }
    const rest = b.quantity - quantity
    const leaves = move.from === "reserved"
    if (hasSerials(model, b) && !units && (leaves || (rest && b.units?.length))) {
      return refusedAs("rental_request_invalid")
    }
    isAway ||= leaves && Boolean(units?.some((unit) => away.has(unit)))
    const stay = leaves ? undefined : b.units?.filter((unit) => !units?.includes(unit))
    rebook(
      model,
      [b],
      [
        { ...move.becomes(model, b), quantity, units: leaves ? units : undefined },
        ...(rest ? [{ ...b, id: null, quantity: rest, units: stay }] : []),
      ]
    )
  }
  if (move.settles) {
    settleVisits(model, order)
  }
  return isAway ? { refused: ["rental_unit_out"], unlessShort: true } : undefined
}

function hasSerials(model: Model, booking: Booked): boolean {
  return model.unitsOf(booking.item).length > 0
}

/**
 * Says which units are meant of things that have serial numbers: mostly those that are
 * there, now and then one that is not. Where there are too few, those are left.
 */
function nameUnits(
  { model, random }: Draw,
  asked: readonly GoodsRequest[]
): GoodsRequest[] {
  const away = model.unitsOut()
  const named = new Set<string>()
  return asked.flatMap((part) => {
    const b = model.bookings.find((known) => known.id === part.booking_id)!
    if (!hasSerials(model, b) || (b.state === "out" && random.chance(0.3))) {
      return [part]
    }
    const isCareless = random.chance(0.25)
    const there =
      b.state === "out"
        ? (b.units ?? [])
        : model.unitsOf(b.item).filter((unit) => isCareless || !away.has(unit))
    const unit_ids = there
      .filter((unit) => !named.has(unit))
      .slice(0, part.quantity ?? b.quantity)
    unit_ids.forEach((unit) => named.add(unit))
    return unit_ids.length
      ? [{ booking_id: part.booking_id, quantity: unit_ids.length, unit_ids }]
      : []
  })
}

/** An order that is over has been there on the days that have come, and needs no others. */
function settleVisits(model: Model, order: string): void {
  const left = model.ownedBy({ order })
  if (left.every(isVisit)) {
    const today = dayNumber(model.today())
    const been = left.filter((b) => b.from <= today)
    rebook(
      model,
      left,
      been.map((b) => ({ ...b, state: "returned" }))
    )
  }
}

function drawOrderWith(
  draw: Draw,
  which: (booking: Booked) => boolean
): string | undefined {
  const orders = draw.model.bookings
    .filter((b) => b.order !== null && !isVisit(b) && which(b))
    .map((b) => b.order!)
  return draw.random.pick([...new Set(orders)])
}

function drawPart(draw: Draw, booking: Booked): GoodsRequest {
  return {
    booking_id: booking.id!,
    ...(draw.random.chance(0.6)
      ? { quantity: draw.random.between(1, booking.quantity) }
      : {}),
  }
}

function inParts(asked: readonly GoodsRequest[]): string {
  return (
    asked
      .map(
        ({ booking_id, quantity, unit_ids }) =>
          `${unit_ids?.join(" and ") ?? quantity ?? "all"} of ${booking_id}`
      )
      .join(", ") || "nothing"
  )
}

function awayUntil(model: Model, { minutes, after }: Booked): number {
  const today = { start_date: model.today(), end_date: model.today() }
  const { last } = model.clock.slotsOf(today, minutes)
  return last + model.shop.overdueDays * (1440 / minutes) + after
}
