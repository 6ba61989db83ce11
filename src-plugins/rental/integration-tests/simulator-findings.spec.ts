import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { Catalogue } from "../src/modules/rental/items/catalogue"
import { upsertItems } from "../src/modules/rental/items/upsert-items"
import { checkIn } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import {
  attachOrder,
  buryCompletion,
  cancelOrderBookings,
  deleteOrder,
  reserveCart,
} from "../src/modules/rental/ledger/complete-cart"
import { readFreeUnits } from "../src/modules/rental/ledger/free-units"
import { type Ledger } from "../src/modules/rental/ledger/ledger"
import { readOrder } from "../src/modules/rental/ledger/order-rows"
import { keepOverdue } from "../src/modules/rental/ledger/overdue"
import { findUnorderedCarts } from "../src/modules/rental/ledger/reconcile"
import { writeCart } from "../src/modules/rental/ledger/write-cart"
import { writeOrder } from "../src/modules/rental/ledger/write-order"
import { periodOf, type RentalPeriod } from "../src/modules/rental/periods/rental-period"
import { daySlot } from "../src/modules/rental/periods/slots"
import { openRules } from "../src/modules/rental/rules/period-rules"
import { connect, SimulatorDatabases } from "../simulator/simulator-database"
import { VirtualClock } from "../simulator/virtual-clock"

jest.setTimeout(60_000)

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const START = Date.parse("2027-06-01T12:00:00Z")
const PERIOD = periodOf("2027-06-02", "2027-06-03")

/** Faults of the ledger that runs of the simulator led to, each by itself. */
describe("found by the simulator", () => {
  const databases = new SimulatorDatabases()
  let database: string
  let knex: Knex
  let clock: VirtualClock
  let ledger: Ledger

  beforeAll(async () => await databases.prepare())
  afterAll(async () => await databases.close())

  beforeEach(async () => {
    database = await databases.create()
    knex = connect(database, 12)
    clock = new VirtualClock(knex, START)
    const catalogue = new Catalogue(knex)
    ledger = {
      knex,
      items: () => catalogue.read(),
      timezone: "UTC",
      holdMinutes: 30,
      holdLimit: { carts: 250, units: 5000 },
      limitedVisits: async () => ({ departures: false, returns: false }),
      shopRules: async () => ({
        rules: openRules({ max_days: 60, horizon_days: 730 }),
        timezone: "UTC",
      }),
    }
    await stock("chair", [{ location_id: "here", quantity: 4 }])
    await stock("lamp", [{ location_id: "here", quantity: 4 }])
  })

  afterEach(async () => {
    await knex.destroy()
    await databases.drop(database)
  })

  it("an order that was moved keeps its dates when its message comes again", async () => {
    await order("cart", "order", 2)
    const later = periodOf("2027-06-05", "2027-06-08")
    await writeOrder(ledger, { ...lines("order", 2), order_id: "order", period: later })
    await attachOrder(knex, "cart", "order")
    expect((await readOrder(knex, "order"))?.period).toEqual(later)
  })

  it("goods that are out at some time can be due on a whole day, and the other way", async () => {
    const timed = periodOf("2027-06-01", "2027-06-03", "09:30", "12:15")
    await writeOrder(ledger, { ...lines("order", 1), order_id: "order", period: timed })
    await checkOut(ledger, "order")
    await writeOrder(ledger, { ...lines("order", 1), order_id: "order", period: PERIOD })
    expect(await due("order")).toEqual([["2027-06-03", null]])
    await writeOrder(ledger, { ...lines("order", 1), order_id: "order", period: timed })
    expect(await due("order")).toEqual([["2027-06-03", "12:15"]])
  })

  it("goods that left early can be due before the day they were to leave", async () => {
    const far = periodOf("2027-06-04", "2027-06-06")
    await writeOrder(ledger, { ...lines("order", 1), order_id: "order", period: far })
    await checkOut(ledger, "order")
    await writeOrder(ledger, { ...lines("order", 1), order_id: "order", period: PERIOD })
    expect(await due("order")).toEqual([["2027-06-03", null]])
  })

  it("a completion that began anew is not buried with the one that died", async () => {
    await hold("cart", 2)
    await reserve("cart", "first")
    clock.instant += 11 * MINUTE
    expect(await findUnorderedCarts(knex)).toEqual([{ cart_id: "cart", dead: true }])
    await reserve("cart", "second")
    await buryCompletion(knex, "cart")
    await attachOrder(knex, "cart", "order")
    expect(await states("order")).toEqual(["reserved"])
  })

  it("goods that come back while the overdue are kept stay back", async () => {
    for (let round = 0; round < 12; round++) {
      await order(`cart-${round}`, `order-${round}`, 1)
      await checkOut(ledger, `order-${round}`)
      clock.instant += 5 * DAY
      await Promise.all([
        keepOverdue(ledger, 1),
        checkIn(ledger, `order-${round}`),
        keepOverdue(ledger, 1),
      ])
      expect(await states(`order-${round}`)).toEqual(["returned"])
      clock.instant = START
      await knex.raw("DELETE FROM rental_booking")
    }
    expect(clock.seen).toEqual([])
  })

  it("orders are changed and ended at the same time without a deadlock", async () => {
    for (let round = 0; round < 12; round++) {
      const order_id = `order-${round}`
      const write = { ...lines(order_id, 1), order_id, period: PERIOD }
      await writeOrder(ledger, write)
      await Promise.all([
        deleteOrder(knex, order_id),
        writeOrder(ledger, write),
        cancelOrderBookings(knex, order_id),
        writeOrder(ledger, { ...write, period: periodOf("2027-06-02", "2027-06-04") }),
      ])
      await deleteOrder(knex, order_id)
    }
    expect(clock.seen).toEqual([])
  })

  it("carts that take each other over do not wait for each other", async () => {
    for (let round = 0; round < 8; round++) {
      await hold("a", 1)
      await hold("b", 1)
      await Promise.all(
        [
          ["a", "b"],
          ["b", "a"],
          ["a", "b"],
          ["b", "a"],
        ].map(([cart_id, absorbs]) =>
          writeCart(ledger, {
            ...lines(cart_id!, 1),
            cart_id: cart_id!,
            absorbs,
            period: PERIOD,
            state: "held",
            movesPeriod: false,
          })
        )
      )
    }
    expect(clock.seen).toEqual([])
  })

  it.each([
    ["here", "there"],
    ["there", "here"],
  ])(
    "slots %s and %s are locked in one order when a fleet changes",
    async (one, other) => {
      const places = (quantity: number) =>
        ["here", "there"].map((location_id) => ({ location_id, quantity }))
      const step = { quantity: 9, effective_from: "2027-06-02" }
      await stock("chair", [...places(4), { location_id: one, ...step }])
      await betweenLocks(slots("here", PERIOD), slots("there", PERIOD), () =>
        stock("chair", [...places(4), { location_id: other, ...step }])
      )
      expect(clock.seen).toEqual([])
    }
  )

  it("goods that are out take the days between in the order of all", async () => {
    const late = periodOf("2027-06-10", "2027-06-11")
    await writeOrder(ledger, { ...lines("order", 1), order_id: "order", period: PERIOD })
    await checkOut(ledger, "order")
    const between = slots("here", periodOf("2027-06-06", "2027-06-06"))
    await betweenLocks(between, slots("here", late), () =>
      writeOrder(ledger, { ...lines("order", 1), order_id: "order", period: late })
    )
    expect(clock.seen).toEqual([])
  })

  it("a fleet grows for good on the day a dated step of it is taken back", async () => {
    await stock("chair", [
      { location_id: "here", quantity: 2 },
      { location_id: "here", quantity: 6, effective_from: "2027-06-02" },
    ])
    await hold("cart", 6)
    await stock("chair", [{ location_id: "here", quantity: 6 }])
    const [chair] = await readFreeUnits(knex, PERIOD, "UTC")
    expect(chair).toMatchObject({ available: 0, capacity: 6 })
  })

  it("departures and returns are no units of what a visitor holds", async () => {
    const strict = {
      ...ledger,
      holdLimit: { carts: 1, units: 2 },
      limitedVisits: async () => ({ departures: true, returns: true }),
    }
    await knex.raw("SELECT rental_visits_limit('#departures', 9)")
    await knex.raw("SELECT rental_visits_limit('#returns', 9)")
    const held = writeCart(strict, {
      ...lines("cart", 2),
      cart_id: "cart",
      period: PERIOD,
      state: "held",
      movesPeriod: false,
      visitor: "ada",
    })
    await expect(held).resolves.toMatchObject({ cart_id: "cart" })
  })

  async function stock(
    variant_id: string,
    fleet: { location_id: string; quantity: number; effective_from?: string }[]
  ): Promise<void> {
    await upsertItems(knex, [{ variant_id, product_id: variant_id, fleet }], "UTC")
  }

  /** Someone has locked some slots, and wants others while something waits for the first. */
  async function betweenLocks(
    first: Slots,
    then: Slots,
    meanwhile: () => Promise<unknown>
  ): Promise<void> {
    const lock = `SELECT rental_slots_lock(?::jsonb)`
    const item = (await ledger.items()).values().next().value!.id
    const ranges = (...some: Slots[]) =>
      JSON.stringify(some.map((range) => ({ ...range, item_id: item })))
    await knex.raw(lock, [ranges(first, then)])
    await knex.transaction(async (trx) => {
      await trx.raw(lock, [ranges(first)])
      const waiting = meanwhile()
      await untilSomeoneWaits()
      await trx.raw(lock, [ranges(then)])
      await trx.commit()
      await waiting
    })
  }

  async function untilSomeoneWaits(): Promise<void> {
    for (let waits = false; !waits;) {
      const { rows } = (await knex.raw(
        `SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`
      )) as { rows: unknown[] }
      waits = rows.length > 0
    }
  }

  interface Slots {
    location_id: string
    occupied_from: number
    occupied_to: number
  }

  function slots(location_id: string, period: RentalPeriod): Slots {
    return {
      location_id,
      occupied_from: daySlot(period.start_date),
      occupied_to: daySlot(period.end_date),
    }
  }

  function lines(owner: string, quantity: number) {
    const line_item_id = `${owner}-chair`
    return {
      state: "reserved" as const,
      lines: [{ line_item_id, variant_id: "chair", quantity }],
    }
  }

  async function hold(cart_id: string, quantity: number): Promise<void> {
    await writeCart(ledger, {
      ...lines(cart_id, quantity),
      cart_id,
      period: PERIOD,
      state: "held",
      movesPeriod: false,
    })
  }

  async function reserve(cart_id: string, transaction_id: string): Promise<void> {
    await reserveCart(ledger, {
      cart_id,
      transaction_id,
      period: PERIOD,
      lines: lines(cart_id, 2).lines,
    })
  }

  async function order(cart_id: string, order_id: string, quantity: number) {
    await hold(cart_id, quantity)
    await reserveCart(ledger, {
      cart_id,
      transaction_id: "pay",
      period: PERIOD,
      lines: lines(cart_id, quantity).lines,
    })
    await attachOrder(knex, cart_id, order_id)
  }

  async function states(order_id: string): Promise<string[]> {
    const { rows } = (await knex.raw(
      "SELECT state FROM rental_booking WHERE order_id = ? ORDER BY id",
      [order_id]
    )) as { rows: { state: string }[] }
    return rows.map((row) => row.state)
  }

  async function due(order_id: string): Promise<[string, string | null][]> {
    const { rows } = (await knex.raw(
      `SELECT end_date::text, end_time FROM rental_booking
        WHERE order_id = ? AND state = 'out' ORDER BY id`,
      [order_id]
    )) as { rows: { end_date: string; end_time: string | null }[] }
    return rows.map((row) => [row.end_date, row.end_time])
  }
})
