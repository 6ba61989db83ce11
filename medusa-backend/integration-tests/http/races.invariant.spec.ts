import { cloneCart } from "../harness/clone-carts"
import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
  type Period,
} from "../harness/customer"
import { completesSoon } from "../harness/kills"
import { auditLedger } from "../harness/ledger-audit"
import { seededRandom, seeds } from "../harness/random"
import { openShop, type Answer, type Shop } from "../harness/shop"

const CARTS = 200
const CAPACITY = 10
const SEEDS = seeds({ short: [1], long: 20 })

jest.setTimeout(180_000)

describe("two servers on one database: nothing is oversold, whatever races", () => {
  let shop: Shop
  let chair: string
  let deadlocksBefore: number
  let periods = 0

  beforeAll(async () => {
    // All customers come from one address, and twenty seeds leave more carts than one may hold.
    const env = { GATHER_HOLD_LIMIT_CARTS: "1000000" }
    shop = await openShop({ servers: 2, redis: true, env })
    chair = await shop.variantId("GOLD-CHAIR")
    // Twenty seeds touch more days than the two years that can be booked by default.
    await expectOk(shop.admin("POST", "/admin/rental/rules", { horizon_days: 3650 }))
    deadlocksBefore = await deadlocks(shop)
  })
  afterEach(async () => {
    expect(await auditLedger(shop)).toEqual([])
    expect(shop.serverErrors()).toEqual([])
  })
  afterAll(async () => {
    const deadlocksAfter = await deadlocks(shop)
    await shop.close()
    expect(deadlocksAfter).toBe(deadlocksBefore)
  })

  /** Days that no other race has touched. */
  const untouched = (days: number) => period(10 + 10 * periods++, days)

  describe.each(SEEDS)("seed %i", (seed) => {
    it(`${CARTS} carts take one of ${CAPACITY} chairs at once, and order it`, async () => {
      const random = seededRandom(seed)
      const during = untouched(random.whole(1, 5))
      const carts = await cloneCart(shop, await openCart(shop, during), CARTS)

      const answers = await Promise.all(
        carts.map(async (cart) => {
          await pause(random.whole(0, 200))
          return await addItem(shop, cart, chair)
        })
      )
      expect(tally(answers, "rental_shortage")).toEqual({
        done: CAPACITY,
        refused: CARTS - CAPACITY,
        other: [],
      })

      const holders = carts.filter((_, at) => answers[at]?.status === 200)
      await Promise.all(holders.map((cart) => prepareCheckout(shop, cart)))
      const orders = await Promise.all(holders.map((cart) => complete(shop, cart)))
      expect(tally(orders, "rental_shortage")).toEqual(allDone(CAPACITY))
      expect(await ordered(shop, during)).toBe(CAPACITY)
    })

    it(`${CARTS} carts whose holds ran out, of chairs and of packages with one, pay at once`, async () => {
      const random = seededRandom(seed)
      const during = untouched(random.whole(1, 3))
      const { carts, clones } = await cartsWithoutHolds(shop, during, [
        chair,
        await shop.variantId("PACKAGE-DINNER-FOR-EIGHT"),
        await shop.variantId("PACKAGE-LOUNGE-CORNER"),
      ])
      const order = random.shuffle(carts)
      const answers = await Promise.all(
        order.map(async (cart) => {
          await pause(random.whole(0, 100))
          return await complete(shop, cart)
        })
      )
      expect(tally(answers, "rental_hold_expired")).toEqual({
        done: CAPACITY,
        refused: CARTS - CAPACITY,
        other: [],
      })
      expect(await ordered(shop, during)).toBe(CAPACITY)

      const losers = order.filter((_, at) => answers[at]?.status !== 200)
      expect(await authorised(shop, losers)).toEqual([])
      expect(await authorised(shop, order)).toHaveLength(CAPACITY)

      const [loser] = losers.filter((cart) => clones.includes(cart))
      await completesOnOtherDates(shop, loser ?? "", untouched(lengthOf(during)))
    })

    it("carts that move to each other's dates all move wholly or not at all", async () => {
      const random = seededRandom(seed)
      const choices = [untouched(2), untouched(2), untouched(2)]
      const empty = await openCart(shop, choices[0])
      const carts = await cloneCart(shop, empty, 12)
      const starts = carts.map((_, at) => choices[at % 3]!)
      // 2 + 3 + 4 + 1 chairs in each period: every one of them is full.
      const wanted = carts.map((_, at) => [2, 3, 4, 1][Math.floor(at / 3)]!)
      for (const [at, cart] of carts.entries()) {
        await expectOk(
          shop.store("POST", `/store/carts/${cart}/rental-period`, starts[at])
        )
        await expectOk(addItem(shop, cart, chair, wanted[at]))
        await expectOk(addItem(shop, cart, await shop.variantId("BLUE-CHAIR"), 1))
      }

      for (let round = 0; round < 3; round++) {
        const answers = await Promise.all(
          random
            .shuffle(carts)
            .map((cart) =>
              shop.store(
                "POST",
                `/store/carts/${cart}/rental-period`,
                random.pick(choices)
              )
            )
        )
        expect(tally(answers, "rental_shortage").other).toEqual([])
        expect(await auditLedger(shop)).toEqual([])
      }
      const held = await shop.sql<{ cart_id: string; units: number; periods: number }>(
        `select b.cart_id, sum(b.quantity)::int as units,
                count(distinct (b.start_date, c.start_date))::int as periods
           from rental_booking b join rental_cart c on c.cart_id = b.cart_id
          where b.cart_id = any ($1) and b.state = 'held' group by 1`,
        [carts]
      )
      expect(new Map(held.map((row) => [row.cart_id, row.units]))).toEqual(
        new Map(carts.map((cart, at) => [cart, wanted[at]! + 1]))
      )
      expect(held.filter((row) => row.periods !== 1)).toEqual([])
    })

    it("two carts that swap dates which both fill keep what they have", async () => {
      const here = untouched(2)
      const there = untouched(2)
      const carts = await Promise.all([openCart(shop, here), openCart(shop, there)])
      await Promise.all(
        carts.map((cart) => expectOk(addItem(shop, cart, chair, CAPACITY)))
      )
      const answers = await Promise.all(
        [there, here].map((to, at) =>
          shop.store("POST", `/store/carts/${carts[at]}/rental-period`, to)
        )
      )
      expect(tally(answers, "rental_shortage")).toEqual({
        done: 0,
        refused: 2,
        other: [],
      })
      const periods = await shop.sql<{ start_date: string }>(
        `select start_date::text from rental_booking
          where cart_id = any ($1) and state = 'held' order by cart_id = $2 desc`,
        [carts, carts[0]]
      )
      expect(periods.map((row) => row.start_date)).toEqual([
        here.start_date,
        there.start_date,
      ])
    })
  })

  it("a cart that is changed sixty times at once is busy for some, and never broken", async () => {
    const cart = await openCart(shop, untouched(2))
    const { body } = await expectOk(
      addItem(shop, cart, await shop.variantId("BLUE-CHAIR"), 1)
    )
    const line = `/store/carts/${cart}/line-items/${body.cart.items[0].id}`
    const linen = await shop.variantId("WHITE-LINEN")
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        at % 3 === 0
          ? addItem(shop, cart, linen)
          : shop.store("POST", line, { quantity: 1 + (at % 7) })
      )
    )
    const { done, other } = tally(answers, "rental_busy")
    expect(other).toEqual([])
    expect(done).toBeGreaterThan(0)
  })

  it("one cart completed fifty times over both servers becomes one order", async () => {
    const during = untouched(2)
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, chair, 2))
    await prepareCheckout(shop, cart)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => complete(shop, cart))
    )
    expect(tally(answers, "rental_busy").other).toEqual([])
    expect(new Set(answers.flatMap(({ body }) => body.order?.id ?? [])).size).toBe(1)
    expect(await ordered(shop, during)).toBe(2)
    expect(await authorised(shop, [cart])).toEqual([cart])
  })
})

describe("two servers that have no lock in common", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop({ servers: 2 })
  })
  afterAll(() => shop.close())

  it.each(SEEDS)("still make one order of a cart: seed %i", async (seed) => {
    const random = seededRandom(seed)
    const base = await openCart(shop, period(10 + seed * 5, 2))
    await expectOk(addItem(shop, base, await shop.variantId("WHITE-LINEN"), 1))
    await prepareCheckout(shop, base)
    const carts = await cloneCart(shop, base, 8)
    for (const cart of carts) {
      await Promise.all(
        shop.servers.map(async (server) => {
          await pause(random.whole(0, 20))
          await complete(server, cart)
        })
      )
    }
    for (const cart of carts) {
      await completesSoon(shop, cart)
    }
    expect(shop.serverErrors()).toEqual([])
    expect(await auditLedger(shop)).toEqual([])
    const payments = await shop.sql(
      `select c.cart_id from cart_payment_collection c
         join payment p on p.payment_collection_id = c.payment_collection_id
        group by 1 having count(*) > 1`
    )
    expect(payments).toEqual([])
  })
})

/** Counts successes and refusals of one code that say what is missing; the rest in words. */
function tally(answers: Answer[], refusal: string) {
  const isDone = ({ status }: Answer) => status === 200
  const isRefused = ({ status, body }: Answer) =>
    status === 409 &&
    body.code === refusal &&
    (refusal === "rental_busy" || body.shortages?.length > 0)
  return {
    done: answers.filter(isDone).length,
    refused: answers.filter(isRefused).length,
    other: answers
      .filter((answer) => !isDone(answer) && !isRefused(answer))
      .map(({ status, body }) => `${status} ${JSON.stringify(body).slice(0, 300)}`),
  }
}

function allDone(count: number) {
  return { done: count, refused: 0, other: [] }
}

/** Gold chairs that orders have for a period. */
async function ordered(shop: Shop, during: Period): Promise<number> {
  const [row] = await shop.sql<{ units: number }>(
    `select coalesce(sum(b.quantity), 0)::int as units
       from rental_booking b
       join rental_item i on i.id = b.item_id
       join order_cart c on c.order_id = b.order_id and c.cart_id = b.cart_id
      where i.variant_id = $1 and b.start_date = $2 and b.state = 'reserved'`,
    [await shop.variantId("GOLD-CHAIR"), during.start_date]
  )
  return row?.units ?? 0
}

/** Those of the carts whose payment was authorised, or tried. */
async function authorised(shop: Shop, carts: string[]): Promise<string[]> {
  const rows = await shop.sql<{ cart_id: string }>(
    `select distinct c.cart_id
       from cart_payment_collection c
       join payment_session s on s.payment_collection_id = c.payment_collection_id
       left join payment p on p.payment_session_id = s.id
      where c.cart_id = any ($1)
        and (s.status <> 'pending' or s.authorized_at is not null or p.id is not null)`,
    [carts]
  )
  return rows.map((row) => row.cart_id)
}

/** Carts ready to be paid for, each wanting one of the variants, none holding a unit. */
async function cartsWithoutHolds(
  shop: Shop,
  during: Period,
  variants: string[]
): Promise<{ carts: string[]; clones: string[] }> {
  const carts: string[] = []
  const share = Math.ceil((CARTS - variants.length) / variants.length)
  for (const variant of variants) {
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, variant))
    await prepareCheckout(shop, cart)
    carts.push(cart)
  }
  const clones = (
    await Promise.all(carts.map((cart) => cloneCart(shop, cart, share)))
  ).flat()
  await shop.sql(
    "update rental_booking set expires_at = now() - interval '1 minute' where cart_id = any ($1)",
    [carts]
  )
  return { carts: [...carts, ...clones].slice(0, CARTS), clones }
}

/** A customer who came too late pays for other days, with the payment that is open. */
async function completesOnOtherDates(
  shop: Shop,
  cart: string,
  dates: Period
): Promise<void> {
  const session = await openSession(shop, cart)
  await expectOk(shop.store("POST", `/store/carts/${cart}/rental-period`, dates))
  const { body } = await expectOk(complete(shop, cart))
  expect(body.type).toBe("order")
  const [payment] = await shop.sql<{ payment_session_id: string }>(
    `select p.payment_session_id from payment p
       join order_payment_collection c on c.payment_collection_id = p.payment_collection_id
      where c.order_id = $1`,
    [body.order.id]
  )
  expect(payment?.payment_session_id).toBe(session)
}

async function openSession(shop: Shop, cart: string): Promise<string | undefined> {
  const [row] = await shop.sql<{ id: string }>(
    `select s.id from payment_session s
       join cart_payment_collection c on c.payment_collection_id = s.payment_collection_id
      where c.cart_id = $1 and s.deleted_at is null`,
    [cart]
  )
  return row?.id
}

async function deadlocks(shop: Shop): Promise<number> {
  const [row] = await shop.sql<{ deadlocks: string }>(
    "select deadlocks from pg_stat_database where datname = current_database()"
  )
  return Number(row?.deadlocks)
}

function lengthOf({ start_date, end_date }: Period): number {
  return (Date.parse(end_date) - Date.parse(start_date)) / 86_400_000 + 1
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
