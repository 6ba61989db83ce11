// @ts-check
import fs from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"

import { root } from "../launcher/settings.mjs"

const require = createRequire(import.meta.url)
const built = path.join(root, "src-plugins/rental/.medusa/server/src/modules/rental")

/** What a shop is called as overbooking party when a scenario starts out oversold. */
const AUTHOR = { author: "acceptance", reason: "The scenario starts out overbooked" }

/**
 * The ledger of the built rental plugin on an empty database, without Medusa around it: its
 * own migrations, its own functions.
 *
 * @param {string} url
 */
export async function openLedger(url) {
  const load = (/** @type {string} */ file) => require(path.join(built, file))
  const { knex: open } = require(
    require.resolve("@medusajs/framework/mikro-orm/knex", {
      paths: [path.join(root, "src-plugins/rental")],
    })
  )
  const knex = open({ client: "pg", connection: url, pool: { min: 0, max: 4 } })
  await migrate(knex)

  const { Catalogue } = load("items/catalogue")
  const { readFreeUnits } = load("ledger/free-units")
  const { readFreeSlots } = load("ledger/free-slots")
  const { combineAvailability } = load("availability/combine")
  const { upsertItems } = load("items/upsert-items")
  const { addDowntime } = load("ledger/downtime")
  const { writeOrder } = load("ledger/write-order")
  const { cancelOrderBookings } = load("ledger/complete-cart")
  const { writeCart, releaseLines } = load("ledger/write-cart")
  const { checkOut } = load("ledger/check-out")
  const { keepOverdue } = load("ledger/overdue")
  const { occupiedSlots } = load("periods/slots")
  const { readOptions } = load("options")

  const catalogue = new Catalogue(knex)
  /** @type {any} */
  const ledger = {
    knex,
    items: () => catalogue.read(),
    timezone: "UTC",
    holdMinutes: 30,
    holdLimit: { carts: 1e6, units: 1e9 },
    limitedVisits: async () => ({ departures: false, returns: false }),
    shopRules: async () => {
      const { rules } = readOptions()
      return { rules, timezone: ledger.timezone }
    },
  }
  let orders = 0
  let carts = 0

  return {
    /** @param {string} timezone */
    setTimezone(timezone) {
      ledger.timezone = timezone
    },

    /**
     * The instant the ledger lives at; the real one without it.
     *
     * @param {string | undefined} instant
     */
    async setNow(instant) {
      await knex.raw(`ALTER DATABASE postgres SET "rental.now" = '${instant ?? ""}'`)
      await knex.destroy()
      knex.initialize()
    },

    /** @param {object[]} items */
    upsertItems: (items) => upsertItems(knex, items, ledger.timezone),

    /** @param {object} downtime */
    addDowntime: (downtime) => addDowntime(ledger, downtime),

    /**
     * Books an order, more than there is if need be.
     *
     * @param {{variant_id: string, quantity: number, period: object, state?: string}} wanted
     * @returns {Promise<string>} its id
     */
    async book({ variant_id, quantity, period, state = "reserved" }) {
      const order_id = `order_${++orders}`
      await writeOrder(ledger, {
        order_id,
        period,
        state,
        lines: [{ line_item_id: `${order_id}-line`, variant_id, quantity }],
        overbook: AUTHOR,
      })
      return order_id
    },

    /** @param {string} orderId */
    cancel: (orderId) => cancelOrderBookings(knex, orderId),

    /** @param {string} orderId */
    checkOut: (orderId) => checkOut(ledger, orderId),

    /** @param {number} days */
    keepOverdue: (days) => keepOverdue(ledger, days),

    /**
     * Free units of a plain item or a package; below zero where it is overbooked.
     *
     * @param {string} variantId
     * @param {object} period
     * @param {string} [exceptOrder] an order that does not count
     * @returns {Promise<number>}
     */
    async free(variantId, period, exceptOrder) {
      const items = await ledger.items()
      const item = [...items.values()].find((row) => row.variant_id === variantId)
      if (exceptOrder) {
        const range = occupiedSlots(period, item, ledger.timezone)
        const stretch = { item_id: item.id, location_id: "here", ...range }
        const slots = await readFreeSlots(knex, [stretch], { order_id: exceptOrder })
        return Math.min(...slots.map((/** @type {{free: number}} */ slot) => slot.free))
      }
      const free = await readFreeUnits(knex, period, ledger.timezone)
      if (item.components.length) {
        return combineAvailability(items, free, [item])[0].available
      }
      return free.find((/** @type {any} */ place) => place.item_id === item.id).available
    },

    /**
     * Whether a cart that wants units gets them: a real hold, released again.
     *
     * @param {{variant_id: string, quantity: number, period: object}} wanted
     * @returns {Promise<boolean>}
     */
    async accepts({ variant_id, quantity, period }) {
      const cart_id = `cart_${++carts}`
      const line_item_id = `${cart_id}-line`
      try {
        await writeCart(ledger, {
          cart_id,
          period,
          state: "held",
          movesPeriod: true,
          lines: [{ line_item_id, variant_id, quantity }],
        })
      } catch (error) {
        if (/** @type {{code?: string}} */ (error).code === "rental_shortage") {
          return false
        }
        throw error
      }
      await releaseLines(knex, cart_id, [line_item_id])
      return true
    },

    close: () => knex.destroy(),
  }
}

/** @typedef {Awaited<ReturnType<typeof openLedger>>} OpenLedger */

/** @param {any} knex */
async function migrate(knex) {
  const folder = path.join(built, "migrations")
  for (const file of fs.readdirSync(folder).sort()) {
    if (!/^Migration\d+\.js$/.test(file)) {
      continue
    }
    for (const Migration of Object.values(require(path.join(folder, file)))) {
      const migration = new /** @type {any} */ (Migration)(undefined, undefined)
      await migration.up()
      for (const statement of migration.getQueries()) {
        // A "?" would be taken for a parameter; the migrations have none to bind.
        await knex.raw(String(statement).replace(/\?/g, "\\?"))
      }
    }
  }
}
