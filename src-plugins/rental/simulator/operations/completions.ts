import {
  attachOrder,
  buryCompletion,
  detachOrder,
  releaseReservation,
  reserveCart,
} from "../../src/modules/rental/ledger/complete-cart"
import { type Ledger } from "../../src/modules/rental/ledger/ledger"
import { findUnorderedCarts } from "../../src/modules/rental/ledger/reconcile"
import { DEAD_AFTER_MS, type Cart, type Model } from "../model/model"
import { holdMs, lineName, plan } from "../model/plan"
import { openCarts, toLines } from "./carts"
import { toLedger } from "./periods"
import { rebook, type Draw, type Operation } from "./operation"

/** Customers pay: units are reserved before there is an order. */
export function beginCompletion(draw: Draw): Operation | undefined {
  const { model, random, name } = draw
  const cart = random.pick(openCarts(model).filter((c) => Object.keys(c.lines).length))
  return cart && reserving(cart, `pay-${name}`, draw.alone && random.chance(0.2) ? 2 : 1)
}

/** The order is there. The message of it may come twice. */
export function finishCompletion(draw: Draw): Operation | undefined {
  const { model, random } = draw
  const cart = random.pick(openCarts(model).filter((c) => isReserved(model, c)))
  return (
    cart &&
    attaching(cart, `order-of-${cart.id}`, draw.alone && random.chance(0.3) ? 2 : 1)
  )
}

/** The message of an order comes once more, long after. */
export function repeatOrder(draw: Draw): Operation | undefined {
  const { model, random } = draw
  const order = random.pick([...model.orders.values()].filter((o) => o.cart !== null))
  const cart = order && model.carts.get(order.cart!)
  if (!cart || cart.order !== order.id) {
    return undefined
  }
  return {
    says: `repeat the message of ${order.id}`,
    owners: [cart.id, order.id],
    short: [],
    run: async (ledger) => {
      await attachOrder(ledger.knex, cart.id, order.id)
    },
    expect: () => undefined,
  }
}

/** A cart that has an order is completed once more: nothing happens. */
export function completeAgain(draw: Draw): Operation | undefined {
  const { model, random, name } = draw
  const carts = [...model.carts.values()].filter((cart) => cart.order !== null)
  const cart = random.pick(carts)
  return cart && reserving(cart, `pay-${name}`, 1)
}

/** Payment was declined: what was reserved is held again. */
export function failCompletion(draw: Draw): Operation | undefined {
  const { model, random } = draw
  const cart = random.pick(
    openCarts(model).filter((c) => Object.keys(c.completions).length)
  )
  const transaction = cart && random.pick(Object.keys(cart.completions))
  return !cart || !transaction
    ? undefined
    : {
        says: `fail ${transaction} of ${cart.id}`,
        owners: [cart.id],
        short: [],
        run: async (ledger) => await releaseReservation(ledger, cart.id, transaction),
        expect: (after) => release(after, cart.id, transaction),
      }
}

/** What follows the order failed: it is taken back, whatever late news of it says. */
export function failAfterOrder(draw: Draw): Operation | undefined {
  const { model, random } = draw
  const cart = random.pick(openCarts(model).filter((c) => isReserved(model, c)))
  const transaction = cart && Object.keys(cart.completions)[0]
  const order = `order-by-${transaction}`
  return !cart || !transaction
    ? undefined
    : {
        says: `order ${cart.id}, then take it back with ${transaction}`,
        owners: [cart.id],
        short: [],
        composite: true,
        run: async (ledger) => {
          await attachOrder(ledger.knex, cart.id, order)
          await detachOrder(ledger.knex, cart.id, order)
          await attachOrder(ledger.knex, cart.id, order)
          await releaseReservation(ledger, cart.id, transaction)
          await attachOrder(ledger.knex, cart.id, order)
        },
        expect: (after) => {
          attach(after, cart.id, order)
          after.orders.delete(order)
          after.carts.set(cart.id, { ...after.carts.get(cart.id)!, order: null })
          after.bookings = after.bookings.map((b) =>
            b.order === order ? { ...b, order: null } : b
          )
          release(after, cart.id, transaction)
        },
      }
}

/** The reconciler looks for completions that died, and ends them. */
export function buryTheDead(draw: Draw): Operation {
  return {
    says: "bury dead completions",
    owners: openCarts(draw.model).map((cart) => cart.id),
    short: [],
    run: async (ledger) => await bury(ledger),
    expect: () => undefined,
    settle: (model, answer) => judgeBurials(model, new Set(answer as string[])),
    scattered: (model, owner) => {
      const cart = model.carts.get(owner)
      if (cart && isDead(model, cart)) {
        buryInModel(model, cart)
      }
    },
  }
}

function reserving(cart: Cart, transaction: string, times: number): Operation {
  const { id, lines, period } = cart
  const owner = { cart: id }
  return {
    says: `reserve ${id} by ${transaction}${times > 1 ? ", twice" : ""}`,
    owners: [id],
    short: ["rental_shortage", "rental_hold_expired"],
    run: async (ledger) => {
      for (let time = 0; time < times; time++) {
        await reserveCart(ledger, {
          cart_id: id,
          transaction_id: transaction,
          period: toLedger(period),
          lines: toLines(owner, lines),
        })
      }
    },
    expect: (model) => {
      const now = model.carts.get(id)!
      if (now.order) {
        return
      }
      const own = model.ownedBy(owner)
      const wanted = plan(model, { owner, lines, period, state: "reserved" })
      rebook(model, own, wanted.bookings)
      const completions = { ...now.completions, [transaction]: model.now }
      model.carts.set(id, { ...now, lines, completions, touched: model.now })
      const held = new Set(own.filter((b) => !model.isLapsed(b)).map((b) => b.line))
      const lapsed = Object.keys(lines).some((v) => !held.has(lineName(owner, v)))
      return {
        unsure: wanted.unsure,
        short: [lapsed ? "rental_hold_expired" : "rental_shortage"],
      }
    },
  }
}

function attaching(cart: Cart, order: string, times: number): Operation {
  return {
    says: `order ${order} of ${cart.id}${times > 1 ? ", told twice" : ""}`,
    owners: [cart.id, order],
    short: [],
    run: async (ledger) => {
      for (let time = 0; time < times; time++) {
        await attachOrder(ledger.knex, cart.id, order)
      }
    },
    expect: (model) => attach(model, cart.id, order),
  }
}

function attach(model: Model, cart: string, order: string): void {
  const known = model.carts.get(cart)!
  if (known.order === order) {
    return
  }
  model.carts.set(cart, { ...known, order, touched: model.now })
  model.orders.set(order, {
    id: order,
    cart,
    period: known.period,
    lines: known.lines,
    draft: false,
    cancelled: false,
  })
  model.bookings = model.bookings.map((b) =>
    b.cart === cart && b.state !== "returned"
      ? { ...b, order, expires: null, state: b.state === "held" ? "reserved" : b.state }
      : b
  )
}

function release(model: Model, cart: string, transaction: string): void {
  const known = model.carts.get(cart)!
  if (known.order) {
    return
  }
  const { [transaction]: _ended, ...completions } = known.completions
  model.carts.set(cart, { ...known, completions, touched: model.now })
  const others = Object.values(completions)
  if (others.some((began) => began > model.now - DEAD_AFTER_MS)) {
    return
  }
  model.bookings = model.bookings.map((b) =>
    b.cart === cart && b.state === "reserved"
      ? { ...b, state: "held", expires: model.now + holdMs(model) }
      : b
  )
}

function isReserved(model: Model, cart: Cart): boolean {
  const own = model.ownedBy({ cart: cart.id })
  return own.length > 0 && own.every((b) => b.state === "reserved")
}

async function bury(ledger: Ledger): Promise<string[]> {
  const dead = (await findUnorderedCarts(ledger.knex)).filter((cart) => cart.dead)
  for (const { cart_id } of dead) {
    await buryCompletion(ledger.knex, cart_id)
  }
  return dead.map((cart) => cart.cart_id)
}

/** A completion is never buried while it may be under way, and surely when it is over. */
function judgeBurials(model: Model, buried: ReadonlySet<string>): string | void {
  for (const cart of [...model.carts.values()].filter((c) => c.order === null)) {
    if (buried.has(cart.id)) {
      if (!isDead(model, cart)) {
        return `${cart.id} was buried while a completion of it was under way`
      }
      buryInModel(model, cart)
    } else if (
      cart.touched < model.now - DEAD_AFTER_MS - 60_000 &&
      model.ownedBy({ cart: cart.id }).some((b) => b.state === "reserved")
    ) {
      return `${cart.id} is reserved by a completion that died, and was not found`
    }
  }
}

function isDead(model: Model, cart: Cart): boolean {
  return Object.values(cart.completions).every(
    (began) => began <= model.now - DEAD_AFTER_MS
  )
}

function buryInModel(model: Model, cart: Cart): void {
  const own = model.ownedBy({ cart: cart.id })
  rebook(
    model,
    own.filter((b) => b.state === "reserved" && b.order === null),
    []
  )
  model.carts.set(cart.id, { ...cart, completions: {}, touched: model.now })
}
