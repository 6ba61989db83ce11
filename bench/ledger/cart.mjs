// @ts-check
import { inFlight, shuffle } from "../measure/interleave.mjs"
import { randomFrom, wholeBetween } from "../measure/random.mjs"
import { compareTimes } from "../measure/report.mjs"
import { dayFromNow } from "./reads.mjs"

/** @typedef {"plain" | "rental"} Kind */
/** @typedef {{kind: Kind, id: string}} Cart */
/** @typedef {Record<Kind, number[]>} Times */

/** @type {readonly Kind[]} */
const kinds = ["plain", "rental"]
const bookings = 100_000
const linesEach = 3
const atOnce = 10

/**
 * Adding a rental with its hold, against Medusa's own add of goods for sale.
 *
 * @param {import("../run-bench.mjs").Bench} bench
 */
export async function measureAdds({ run, seed, note, found }) {
  await withShop(run, seed, note, async (shop) => {
    await shop.addsInTurns(6)
    note("1 in flight")
    const one = await shop.addsInTurns(20)
    found(finding("add with hold, against plain add, 1 in flight", one, 1.12))
    note(`${atOnce} in flight`)
    const many = await shop.addsInBlocks(3)
    found(finding(`add with hold, against plain add, ${atOnce} in flight`, many, 1.12))
  })
}

/**
 * Completing a cart of rentals, against Medusa's own completion of goods for sale.
 *
 * @param {import("../run-bench.mjs").Bench} bench
 */
export async function measureCompletions({ run, seed, note, found }) {
  await withShop(run, seed, note, async (shop) => {
    await shop.completionsInTurns(5)
    note("1 in flight")
    const one = await shop.completionsInTurns(30)
    found(finding("completion, against plain completion, 1 in flight", one, 1.1))
    note(`${atOnce} in flight`)
    const many = await shop.completionsInBlocks(4)
    found(finding(`completion, against plain completion, ${atOnce} in flight`, many, 1.1))
  })
}

/**
 * Two servers on one database: one without the plugin for the goods for sale, one with it for
 * the rentals, at the same prices. At 10 in flight the two kinds take turns in blocks: mixed,
 * each would only measure how long it waits for the other.
 *
 * @param {import("../shop/bench-run.mjs").BenchRun} run
 * @param {number} seed
 * @param {(text: string) => void} note
 * @param {(shop: CartShop) => Promise<void>} measure
 */
async function withShop(run, seed, note, measure) {
  note("database and servers")
  const database = await run.copyDatabase(bookings)
  const servers = {
    plain: await run.startServer(database, { withPlugin: false }),
    rental: await run.startServer(database),
  }
  const clients = { plain: servers.plain.client, rental: servers.rental.client }
  try {
    note("warm-up")
    await measure(new CartShop(clients, run.seed, randomFrom(seed)))
  } finally {
    await servers.plain.stop()
    await servers.rental.stop()
  }
}

/** Carts of both kinds, and what is timed about them. */
export class CartShop {
  #emails = 0
  #shippingOption = ""

  /**
   * @param {Record<Kind, import("../measure/client.mjs").Client>} clients
   * @param {import("../shop/bench-run.mjs").Seed} seed
   * @param {() => number} random
   */
  constructor(clients, seed, random) {
    this.clients = clients
    this.seed = seed
    this.random = random
  }

  /**
   * Two carts side by side, line by line.
   *
   * @param {number} pairs
   */
  async addsInTurns(pairs) {
    const times = noTimes()
    for (let pair = 0; pair < pairs; pair++) {
      const carts = [await this.#openCart("plain"), await this.#openCart("rental")]
      for (let line = 0; line < linesEach; line++) {
        for (const cart of shuffle(carts, this.random)) {
          times[cart.kind].push(await this.#add(cart, line))
        }
      }
    }
    return times
  }

  /**
   * Blocks of carts of one kind, whose adds are in flight together.
   *
   * @param {number} rounds
   */
  async addsInBlocks(rounds) {
    const times = noTimes()
    for (let round = 0; round < rounds; round++) {
      const blocks = kinds.map((kind) => Array.from({ length: 2 * atOnce }, () => kind))
      const carts = await Promise.all(
        blocks.map((block) => inFlight(block, 4, (kind) => this.#openCart(kind)))
      )
      for (let line = 0; line < linesEach; line++) {
        for (const block of shuffle(carts, this.random)) {
          const added = await inFlight(block, atOnce, (cart) => this.#add(cart, line))
          times[/** @type {Cart} */ (block[0]).kind].push(...added)
        }
      }
    }
    return times
  }

  /** @param {number} pairs */
  async completionsInTurns(pairs) {
    const times = noTimes()
    for (let done = 0; done < pairs; done += atOnce) {
      const count = Math.min(atOnce, pairs - done)
      const [plain, rental] = await Promise.all(
        kinds.map((kind) => this.#prepareCarts(kind, count))
      )
      for (let pair = 0; pair < count; pair++) {
        const carts = [plain?.[pair], rental?.[pair]].flatMap((cart) => cart ?? [])
        for (const cart of shuffle(carts, this.random)) {
          times[cart.kind].push(await this.#complete(cart))
        }
      }
    }
    return times
  }

  /** @param {number} rounds */
  async completionsInBlocks(rounds) {
    const times = noTimes()
    for (let round = 0; round < rounds; round++) {
      const carts = await Promise.all(
        kinds.map((kind) => this.#prepareCarts(kind, atOnce))
      )
      for (const block of shuffle(carts, this.random)) {
        const done = await inFlight(block, atOnce, (cart) => this.#complete(cart))
        times[/** @type {Cart} */ (block[0]).kind].push(...done)
      }
    }
    return times
  }

  /** A customer from an empty cart to the order: cart, dates, add, delivery, payment. */
  async rentOnce() {
    for (const cart of await this.#prepareCarts("rental", 1)) {
      await this.#complete(cart)
    }
  }

  /**
   * @param {Kind} kind
   * @returns {Promise<Cart>}
   */
  async #openCart(kind, details = {}) {
    const client = this.clients[kind]
    const { cart } = await client.json("POST", "/store/carts", {
      region_id: this.seed.regionId,
      ...details,
    })
    if (kind === "rental") {
      const start = wholeBetween(this.random, 5, 600)
      await client.json("POST", `/store/carts/${cart.id}/rental-period`, {
        start_date: dayFromNow(start),
        end_date: dayFromNow(start + wholeBetween(this.random, 0, 3)),
      })
    }
    return { kind, id: cart.id }
  }

  /**
   * @param {Cart} cart
   * @param {number} line
   */
  #add({ kind, id }, line) {
    return kind === "plain"
      ? this.clients.plain.time("POST", `/store/carts/${id}/line-items`, {
          variant_id: this.seed.sold[line],
          quantity: 2,
        })
      : this.clients.rental.time("POST", `/store/carts/${id}/rental-items`, {
          variant_id: this.seed.rented[line],
          quantity: 2,
        })
  }

  /**
   * Carts that only lack their completion. Each has a customer of its own.
   *
   * @param {Kind} kind
   * @param {number} count
   */
  #prepareCarts(kind, count) {
    const client = this.clients[kind]
    return inFlight(Array.from({ length: count }), 3, async () => {
      const address = {
        first_name: "Ada",
        last_name: "Reyes",
        address_1: "5 Mill Lane",
        city: "Hudson",
        country_code: "us",
        postal_code: "12534",
      }
      const cart = await this.#openCart(kind, {
        email: `ada+${++this.#emails}@example.com`,
        shipping_address: address,
        billing_address: address,
      })
      await this.#add(cart, 0)
      await client.json("POST", `/store/carts/${cart.id}/shipping-methods`, {
        option_id: (this.#shippingOption ||= await this.#findShippingOption(cart)),
      })
      const { payment_collection } = await client.json(
        "POST",
        "/store/payment-collections",
        { cart_id: cart.id }
      )
      await client.json(
        "POST",
        `/store/payment-collections/${payment_collection.id}/payment-sessions`,
        { provider_id: "pp_system_default" }
      )
      return cart
    })
  }

  /** @param {Cart} cart */
  async #findShippingOption({ kind, id }) {
    const answer = await this.clients[kind].json(
      "GET",
      `/store/shipping-options?cart_id=${id}`
    )
    return answer.shipping_options[0].id
  }

  /** @param {Cart} cart */
  async #complete({ kind, id }) {
    const startedAt = performance.now()
    const answer = await this.clients[kind].json("POST", `/store/carts/${id}/complete`)
    const milliseconds = performance.now() - startedAt
    if (answer.type !== "order") {
      throw new Error(`Cart ${id} did not become an order: ${JSON.stringify(answer)}`)
    }
    return milliseconds
  }
}

/** @returns {Times} */
function noTimes() {
  return { plain: [], rental: [] }
}

/**
 * @param {string} what
 * @param {Times} times
 * @param {number} atMost
 */
function finding(what, { plain, rental }, atMost) {
  return compareTimes({ what, measured: rental, base: plain, atMost })
}
