import {
  releaseLines,
  restoreCart,
  writeCart,
} from "../../src/modules/rental/ledger/write-cart"
import { releaseCarts } from "../../src/modules/rental/ledger/reconcile"
import { type CartLine } from "../../src/modules/rental/ledger/plan-bookings"
import {
  COMPLETING_MS,
  isVisit,
  samePeriod,
  type Booked,
  type Cart,
  type Model,
  type Period,
} from "../model/model"
import { lineName, plan } from "../model/plan"
import { dateOfDay, dayNumber } from "../model/local-clock"
import { drawPeriod, inWords, toLedger } from "./periods"
import {
  rebook,
  refusedAs,
  type Draw,
  type Operation,
  type Expectation,
} from "./operation"

interface Hold {
  cart: string
  lines: Record<string, number>
  period: Period
  moves: boolean
  visitor: string | null
  absorbs?: string
}

/** Adds to a cart, changes a quantity, or takes back what ran out. */
export function changeLines(draw: Draw): Operation {
  const hold = drawHold(draw)
  return holding(hold, `hold ${inLines(hold.lines)}`)
}

/** Moves all of a cart to other dates. */
export function moveDates(draw: Draw): Operation | undefined {
  const cart = draw.random.pick(openCarts(draw.model))
  if (!cart) {
    return undefined
  }
  const period = drawPeriod(draw.model, draw.random)
  const { id, lines, visitor } = cart
  const hold = { cart: id, lines, visitor, period, moves: true }
  return holding(hold, `move ${inLines(lines)}`)
}

/** Everybody wants the same days, and changes their mind about what. */
export function rush(draw: Draw): Operation {
  const { model, random, name } = draw
  const cart = random.pick(openCarts(model))
  const start = dayNumber(model.today()) + 4
  const period = { start_date: dateOfDay(start), end_date: dateOfDay(start + 1) }
  const hold = { cart: cart?.id ?? `cart-${name}`, lines: drawLines(draw, 4), period }
  return holding(
    { ...hold, moves: true, visitor: cart?.visitor ?? null },
    `change to ${inLines(hold.lines)}`
  )
}

/** A change that Medusa could not finish: it is made, and taken back. */
export function holdAndUndo(draw: Draw): Operation {
  const hold = drawHold(draw)
  if (draw.random.chance(0.3)) {
    hold.moves = true
    hold.period = drawPeriod(draw.model, draw.random)
  }
  const made = holding(hold, `hold and undo ${inLines(hold.lines)}`)
  return {
    ...made,
    composite: true,
    run: async (ledger) =>
      await restoreCart(ledger.knex, await writeCart(ledger, toWrite(hold))),
    settle: (model, _answer, before) => {
      const visitor = model.carts.get(hold.cart)?.visitor ?? null
      model.bookings = before.bookings
      model.carts = new Map(before.carts)
      const known = model.carts.get(hold.cart)
      if (known) {
        model.carts.set(known.id, { ...known, visitor })
      }
    },
    instead: (model) => rebook(model, model.ownedBy({ cart: hold.cart }), []),
  }
}

/** Takes lines off a cart. */
export function removeLines(draw: Draw): Operation | undefined {
  const { model, random } = draw
  const cart = random.pick(openCarts(model).filter((c) => Object.keys(c.lines).length))
  if (!cart) {
    return undefined
  }
  const variants = Object.keys(cart.lines)
  const gone = random.chance(0.3) ? variants : [random.pick(variants)!]
  const lines = gone.map((variant) => lineName({ cart: cart.id }, variant))
  return {
    says: `remove ${gone.join(", ")} from ${cart.id}`,
    owners: [cart.id],
    short: [],
    run: async (ledger) => await releaseLines(ledger.knex, cart.id, lines),
    expect: (after) => {
      const known = after.carts.get(cart.id)!
      const refused = refusedWhenCompleting(after, known)
      if (refused) {
        return refused
      }
      const own = after.ownedBy({ cart: cart.id })
      const stays = own.some((b) => !lines.includes(b.line) && !isVisit(b))
      rebook(after, stays ? own.filter((b) => lines.includes(b.line)) : own, [])
      after.carts.set(cart.id, { ...known, lines: without(known.lines, gone) })
    },
  }
}

/** A visitor signs in: one cart takes over what another one holds. */
export function mergeCarts(draw: Draw): Operation | undefined {
  const { model, random } = draw
  const carts = openCarts(model)
  const cart = random.pick(carts)
  const other = random.pick(carts.filter((c) => c !== cart))
  if (!cart || !other || !Object.keys({ ...cart.lines, ...other.lines }).length) {
    return undefined
  }
  const lines = { ...cart.lines }
  for (const [variant, quantity] of Object.entries(other.lines)) {
    lines[variant] = (lines[variant] ?? 0) + quantity
  }
  const moves = random.chance(0.5)
  const period = moves ? other.period : cart.period
  const hold = { cart: cart.id, lines, period, moves, visitor: null, absorbs: other.id }
  return holding(hold, `merge ${other.id}`)
}

/** The shop finds that a cart is gone, and lets go of what it holds. */
export function loseCart(draw: Draw): Operation | undefined {
  const cart = draw.random.pick(openCarts(draw.model))
  return (
    cart && {
      says: `lose ${cart.id}`,
      owners: [cart.id],
      short: [],
      run: async (ledger) => await releaseCarts(ledger.knex, [cart.id]),
      expect: (model) => {
        const held = model.ownedBy({ cart: cart.id }).filter((b) => b.state === "held")
        rebook(model, held, [])
      },
    }
  )
}

export function openCarts(model: Model): Cart[] {
  return [...model.carts.values()]
    .filter((cart) => cart.order === null)
    .slice(-model.shop.busyCarts)
}

export function toLines(
  owner: { cart: string } | { order: string },
  lines: Record<string, number>
): CartLine[] {
  return Object.entries(lines).map(([variant_id, quantity]) => ({
    line_item_id: lineName(owner, variant_id),
    variant_id,
    quantity,
  }))
}

export function inLines(lines: Record<string, number>): string {
  return (
    Object.entries(lines)
      .map(([variant, quantity]) => `${quantity} ${variant}`)
      .join(", ") || "nothing"
  )
}

/** Some lines, in a random order: the ledger has to find its own. */
export function drawLines(draw: Draw, most: number): Record<string, number> {
  const { model, random } = draw
  const lines: Record<string, number> = {}
  for (let left = random.between(1, most); left > 0; left--) {
    const item = random.pick(model.items)!
    const quantity = item.components.length ? random.between(1, 2) : random.between(1, 4)
    lines[item.variant] = quantity
  }
  return lines
}

function drawHold(draw: Draw): Hold {
  const { model, random, name } = draw
  const carts = openCarts(model)
  const known = carts.length && random.chance(0.7) ? random.pick(carts) : undefined
  const kept = random.chance(0.6) ? known?.lines : {}
  const lines = { ...kept, ...drawLines(draw, 3) }
  return {
    cart: known?.id ?? `cart-${name}`,
    lines,
    // Now and then a stale page sends the dates that the cart had before.
    period: known && random.chance(0.95) ? known.period : drawPeriod(model, random),
    moves: false,
    visitor:
      known?.visitor ?? (random.chance(0.7) ? `visitor-${random.between(1, 3)}` : null),
  }
}

function toWrite(hold: Hold): Parameters<typeof writeCart>[1] {
  return {
    cart_id: hold.cart,
    period: toLedger(hold.period),
    lines: toLines({ cart: hold.cart }, hold.lines),
    state: "held",
    movesPeriod: hold.moves,
    absorbs: hold.absorbs,
    visitor: hold.visitor ?? undefined,
  }
}

function holding(hold: Hold, says: string): Operation {
  const { cart, absorbs, lines, period } = hold
  return {
    says: `${says} in ${cart}, ${inWords(period)}${hold.visitor ? ` for ${hold.visitor}` : ""}`,
    owners: absorbs ? [cart, absorbs] : [cart],
    short: ["rental_shortage"],
    run: async (ledger) => await writeCart(ledger, toWrite(hold)),
    expect: (model) => {
      const known = model.carts.get(cart)
      const other = absorbs ? model.carts.get(absorbs) : undefined
      if (known && !hold.moves && !samePeriod(known.period, period)) {
        return refusedAs("rental_request_invalid")
      }
      const refused =
        (other && refusedWhenCompleting(model, other)) ??
        (known && refusedWhenCompleting(model, known))
      if (refused) {
        return refused
      }
      const wanted = plan(model, {
        owner: { cart },
        lines,
        period,
        state: "held",
        absorbs,
      })
      const own = model.ownedBy({ cart })
      const heldBefore = unitsOf(own.filter((b) => !model.isLapsed(b)))
      const visitor = hold.visitor ?? known?.visitor ?? null
      // Who holds less than before holds never too much, and is not asked who it is.
      const takesMore = unitsOf(wanted.bookings) > heldBefore
      rebook(
        model,
        [...own, ...(absorbs ? model.ownedBy({ cart: absorbs }) : [])],
        wanted.bookings
      )
      model.carts.set(cart, {
        id: cart,
        visitor: takesMore ? visitor : (known?.visitor ?? null),
        period,
        lines,
        order: null,
        completions: known?.completions ?? {},
        touched: known?.touched ?? model.now,
      })
      if (other) {
        model.carts.set(other.id, { ...other, lines: {} })
      }
      if (visitor && takesMore && hasTooMuch(model, visitor)) {
        return { refused: ["rental_hold_limit"], unlessShort: true }
      }
      return wanted.unsure ? { unsure: true } : undefined
    },
  }
}

function refusedWhenCompleting(model: Model, cart: Cart): Expectation | undefined {
  if (cart.order) {
    return refusedAs("rental_cart_completed")
  }
  const completing = Object.values(cart.completions).some(
    (began) => began > model.now - COMPLETING_MS
  )
  return completing ? refusedAs("rental_busy") : undefined
}

function hasTooMuch(model: Model, visitor: string): boolean {
  const held = model.bookings.filter((b) => {
    const cart = b.cart === null ? undefined : model.carts.get(b.cart)
    return (
      b.state === "held" &&
      !isVisit(b) &&
      !model.isLapsed(b) &&
      cart?.visitor === visitor &&
      cart.order === null
    )
  })
  const carts = new Set(held.map((b) => b.cart)).size
  return carts > model.shop.holdLimit.carts || unitsOf(held) > model.shop.holdLimit.units
}

/** Units of goods. */
function unitsOf(bookings: readonly Booked[]): number {
  return bookings
    .filter((booking) => !isVisit(booking))
    .reduce((sum, booking) => sum + booking.quantity, 0)
}

function without(
  lines: Record<string, number>,
  gone: readonly string[]
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(lines).filter(([variant]) => !gone.includes(variant))
  )
}
