import {
  addItem,
  complete,
  expectOk,
  openCart,
  openPayment,
  period,
  prepareCheckout,
  type Period,
} from "../harness/customer"
import { seededRandom, seeds, type Random } from "../harness/random"
import { openShop, type Shop } from "../harness/shop"
import { addGoods, changeOrder, placeOrder, sellCandles } from "../harness/staff"
import { startStripe, type StripeServer } from "../harness/stripe-server"

const CARD = "pp_stripe_local"
const MANUAL = "pp_system_default"
/** The job runs every minute. */
const PATIENCE_MS = 90_000

type Money = {
  total: number
  paid: number
  refunded: number
  authorised: number
  owed_now: number
  owed_later: number
  overpaid: number
  deposit: { agreed: number; held: number; owed: number } | null
  instalments: { kind: string; amount: number; owed: number; due_on: string }[]
}

/* The chair costs 5 dollars a day: 15 for three days. */
describe("payment now and later", () => {
  let stripe: StripeServer
  let shop: Shop
  let chair: string
  let candles: string
  let start = 60

  beforeAll(async () => {
    stripe = await startStripe()
    shop = await openShop({ env: stripe.env })
    chair = await shop.variantId("BLUE-CHAIR")
    candles = await sellCandles(shop)
    const [region] = await shop.sql<{ id: string }>("select id from region")
    await expectOk(
      shop.admin("POST", `/admin/regions/${region?.id}`, {
        payment_providers: [MANUAL, CARD],
      })
    )
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
    await stripe.close()
  })

  const half = {
    share: { percent: 50 },
    balance_days: 7,
    remind_before: [3],
    remind_after: [1],
    collects: false,
  }
  const setRules = (change: object) =>
    expectOk(shop.admin("POST", "/admin/rental/payments", change))
  beforeEach(async () => {
    stripe.declines = false
    await setRules(half)
  })

  /** Days that no other test has. */
  const dates = (): Period => period((start += 4), 3)
  const cartWith = async (during: Period, chairs = 4) => {
    const cart = await openCart(shop, during)
    await expectOk(addItem(shop, cart, chair, chairs))
    return cart
  }
  const readCart = async (cart: string) =>
    (await expectOk(shop.store("GET", `/store/carts/${cart}`))).body.cart
  const plannedFor = async (cart: string) =>
    (await expectOk(shop.store("GET", `/store/carts/${cart}/rental`))).body.rental.payment
  const dayBefore = (day: string, days: number) =>
    new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

  /** The money of an order; it always adds up, and agrees with Medusa's own books. */
  const moneyOf = async (order: string): Promise<Money> => {
    const { body } = await expectOk(
      shop.admin("GET", `/admin/rental/orders/${order}/payments`)
    )
    const money = body.payments as Money
    const { total, overpaid, paid, refunded, authorised, owed_now, owed_later } = money
    expect(paid - refunded + authorised + owed_now + owed_later).toBeCloseTo(
      total + overpaid,
      6
    )
    const medusa = (await expectOk(shop.admin("GET", `/admin/orders/${order}`))).body
      .order
    if (medusa.status !== "canceled") {
      expect(total).toBeCloseTo(medusa.total, 6)
      expect(medusa.summary.pending_difference).toBeCloseTo(
        authorised + owed_now + owed_later - overpaid,
        6
      )
    }
    return money
  }
  const collectionsOf = (order: string) =>
    shop.sql<{ amount: string; status: string }>(
      `select p.amount, p.status from payment_collection p
         join order_payment_collection o on o.payment_collection_id = p.id
        where o.order_id = $1 and o.deleted_at is null order by p.created_at`,
      [order]
    )
  const eventsOf = async (order: string) =>
    (
      await shop.sql<{ name: string }>(
        `select name from rental_outbox
          where data->>'order_id' = $1 and name like 'rental.payment%' order by id`,
        [order]
      )
    ).map(({ name }) => name)
  const until = async <T>(read: () => Promise<T>, isThere: (value: T) => boolean) => {
    for (const end = Date.now() + PATIENCE_MS; ;) {
      const value = await read()
      if (isThere(value) || Date.now() > end) {
        return value
      }
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  /** As if the balance fell due so many days before today. */
  const letDue = async (order: string, daysAgo = 0) => {
    const { body } = await shop.store("GET", "/store/rental/rules")
    const values = [order, body.rules.today]
    await shop.sql(
      `update rental_payment_schedule s
          set balance_days = o.start_date - $2::date + $3::int,
              placed_on = $2::date - 30
         from rental_order o where o.order_id = s.order_id and s.order_id = $1`,
      [...values, daysAgo]
    )
    await shop.sql(
      "update rental_instalment set due_on = $2::date where order_id = $1",
      values
    )
  }
  /** What the job does, by several at one moment, without waiting for it. */
  const chase = () =>
    Promise.all(
      [1, 2, 3].map(() => expectOk(shop.admin("POST", "/admin/rental/payments/due")))
    )
  /** Lets it be a time of the shop's own for the whole shop, and stand still; null: now. */
  const moveClock = async (time: string | null) => {
    await shop.sql(
      `do $$ begin execute format('alter database %I set rental.now = %L',
         current_database(), ${time ? `'${time}'::timestamp at time zone 'America/New_York'` : "''"});
       end $$`
    )
    await shop.crashAndRestart()
  }
  const staffPays = (order: string, body: object) =>
    shop.admin("POST", `/admin/rental/orders/${order}/payments`, body)

  describe("the rules", () => {
    it("are read and changed in part", async () => {
      const { body } = await setRules({ balance_days: 14 })
      expect(body.payments).toEqual({
        ...half,
        share: { percent: 50, minimum: null },
        balance_days: 14,
      })
      expect((await setRules({ share: null })).body.payments.share).toBeNull()
    })

    it.each([
      [{ share: { percent: 120 } }, "share.percent"],
      [{ balance_days: -1 }, "balance_days"],
      [{ remind_before: [1.5] }, "remind_before.0"],
      [{ collects: 1 }, "collects"],
    ])("refuse %j", async (change, field) => {
      expect(await shop.admin("POST", "/admin/rental/payments", change)).toMatchObject({
        status: 400,
        body: { code: "rental_request_invalid", field },
      })
    })
  })

  describe("a cart", () => {
    it("asks for its share, whichever call changes it; the order keeps what was agreed", async () => {
      const during = dates()
      const cart = await cartWith(during)
      await prepareCheckout(shop, cart)
      const { total, payment_collection } = await readCart(cart)
      expect(payment_collection.amount).toBeCloseTo(total / 2)
      expect(await plannedFor(cart)).toEqual({
        now: payment_collection.amount,
        later: total - payment_collection.amount,
        later_due_on: dayBefore(during.start_date, 7),
      })

      await expectOk(addItem(shop, cart, chair, 2))
      await openPayment(shop, cart)
      const grown = await readCart(cart)
      expect(grown.total).toBeCloseTo(total + 30)
      expect(grown.payment_collection.amount).toBeCloseTo(grown.total / 2)
      const { body } = await expectOk(complete(shop, cart))
      const order = body.order.id as string

      await setRules({ share: { percent: 10 }, balance_days: 1 })
      const money = await moneyOf(order)
      expect(money).toMatchObject({
        total: grown.total,
        authorised: grown.total / 2,
        owed_now: 0,
        owed_later: grown.total / 2,
        instalments: [
          { kind: "share", owed: 0 },
          { kind: "balance", due_on: dayBefore(during.start_date, 7) },
        ],
      })
      expect(await collectionsOf(order)).toHaveLength(1)
      const own = await expectOk(
        shop.store("GET", `/store/orders/${order}/rental-payment`, undefined, {
          "x-cart-id": cart,
        })
      )
      expect(own.body.payments).toEqual(money)
      expect(
        await shop.store("GET", `/store/orders/${order}/rental-payment`)
      ).toMatchObject({ status: 404 })
    })

    it("goodshuffle-02-balance-already-due: inside the window, all is paid at once", async () => {
      await setRules({ balance_days: 300 })
      const cart = await cartWith(dates())
      await prepareCheckout(shop, cart)
      const { total, payment_collection } = await readCart(cart)
      expect(payment_collection.amount).toBe(total)
      expect(await plannedFor(cart)).toEqual({ now: total, later: 0, later_due_on: null })
      const { body } = await expectOk(complete(shop, cart))
      expect(await moneyOf(body.order.id)).toMatchObject({ owed_later: 0, owed_now: 0 })
    })

    it("pays goods for sale in full, and a deposit apart", async () => {
      await expectOk(
        shop.admin("POST", "/admin/rental/charges", {
          deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: 80 }] },
        })
      )
      const cart = await cartWith(dates())
      await expectOk(addGoods(shop, cart, candles, 2))
      await prepareCheckout(shop, cart)
      const { total, payment_collection } = await readCart(cart)
      expect(payment_collection.amount).toBeCloseTo(18 + (total - 18) / 2)
      const { body } = await expectOk(complete(shop, cart))
      await expectOk(shop.admin("POST", "/admin/rental/charges", { deposit: null }))
      expect((await moneyOf(body.order.id)).deposit).toMatchObject({
        agreed: 80,
        owed: 80,
      })
      await expectOk(
        shop.admin("POST", `/admin/rental/orders/${body.order.id}/deposit`, {
          kind: "held",
          amount: 50,
        })
      )
      expect(await moneyOf(body.order.id)).toMatchObject({
        total,
        deposit: { agreed: 80, held: 50, owed: 30 },
      })
    })

    it("with a payment that is not for its share is not completed", async () => {
      const cart = await cartWith(dates())
      await prepareCheckout(shop, cart)
      await setRules({ share: { percent: 25 } })
      expect(await complete(shop, cart)).toMatchObject({
        status: 409,
        body: { code: "rental_price_changed" },
      })
      await openPayment(shop, cart)
      const { body } = await expectOk(complete(shop, cart))
      const { authorised, total } = await moneyOf(body.order.id)
      expect(authorised).toBeCloseTo(total / 4)
    })

    it("of goods alone is paid at once", async () => {
      const cart = await openCart(shop)
      await expectOk(addGoods(shop, cart, candles, 2))
      await prepareCheckout(shop, cart)
      const { total, payment_collection } = await readCart(cart)
      expect(payment_collection.amount).toBe(total)
      await expectOk(complete(shop, cart))
    })
  })

  describe("a quote", () => {
    it("says what is paid on accepting, and the order keeps it", async () => {
      const during = dates()
      const cart = await cartWith(during)
      await prepareCheckout(shop, cart)
      const { body } = await expectOk(
        shop.admin("POST", "/admin/rental/quotes", { cart_id: cart })
      )
      const { total, order_id } = body.quote
      expect(body.quote.payment).toEqual({
        now: total / 2,
        later: total / 2,
        later_due_on: dayBefore(during.start_date, 7),
      })
      await expectOk(
        shop.store("POST", `/store/orders/${order_id}/rental/quote/accept`, undefined, {
          "x-order-token": body.order_token,
        })
      )
      expect(await moneyOf(order_id)).toMatchObject({
        owed_now: total / 2,
        owed_later: total / 2,
      })
    })
  })

  describe("an order", () => {
    const order = async () => await placeOrder(shop, dates(), [[chair, 4]])

    it("is paid by staff, in parts, and never more than it owes", async () => {
      const id = await order()
      const { total, owed_later } = await moneyOf(id)
      expect(await staffPays(id, { amount: owed_later + 0.01 })).toMatchObject({
        status: 400,
        body: { field: "amount" },
      })
      expect(await staffPays(id, { amount: 0.001 })).toMatchObject({ status: 400 })
      await expectOk(staffPays(id, { amount: 10 }))
      expect(await moneyOf(id)).toMatchObject({ paid: 10, owed_later: owed_later - 10 })
      await expectOk(staffPays(id, {}))
      expect(await moneyOf(id)).toMatchObject({ paid: total / 2, owed_later: 0 })
      const { body } = await expectOk(staffPays(id, {}))
      expect(body.payments).toMatchObject({ paid: total / 2, overpaid: 0 })
    })

    it("of ten who pay it at one moment, one pays it", async () => {
      const id = await order()
      const { owed_later } = await moneyOf(id)
      await Promise.all(Array.from({ length: 10 }, () => staffPays(id, { all: true })))
      expect(await moneyOf(id)).toMatchObject({ paid: owed_later, overpaid: 0 })
    })

    it("is paid by its customer, through a provider of the region", async () => {
      const cart = await cartWith(dates())
      await prepareCheckout(shop, cart)
      const id = (await expectOk(complete(shop, cart))).body.order.id as string
      const pay = (provider_id: string, headers: Record<string, string>) =>
        shop.store("POST", `/store/orders/${id}/rental-payment`, { provider_id }, headers)
      const mine = { "x-cart-id": cart }
      expect(await pay(CARD, {})).toMatchObject({ status: 404 })
      expect(await pay("pp_other", mine)).toMatchObject({
        status: 400,
        body: { field: "provider_id" },
      })
      const { body } = await expectOk(pay(CARD, mine))
      expect(body.payment_session).toMatchObject({ provider_id: CARD, status: "pending" })
      expect((await moneyOf(id)).owed_later).toBeGreaterThan(0)
      stripe.confirm(body.payment_session.data.id)
      const paid = await expectOk(pay(CARD, mine))
      expect(paid.body).toMatchObject({
        payment_session: null,
        payments: { owed_later: 0, paid: body.payments.owed_later },
      })
      expect(stripe.calls).toContain(`capture ${body.payment_session.data.id}`)
    })

    it("that changes asks for no more and no less than it comes to", async () => {
      const during = dates()
      const id = await placeOrder(shop, during, [[chair, 4]])
      const before = await moneyOf(id)
      const [share] = await shop.sql<{ id: string }>(
        `select p.id from payment p join order_payment_collection o
           on o.payment_collection_id = p.payment_collection_id where o.order_id = $1`,
        [id]
      )
      await expectOk(shop.admin("POST", `/admin/payments/${share!.id}/capture`, {}))
      await expectOk(
        changeOrder(shop, id, { items: [{ variant_id: chair, quantity: 6 }] })
      )
      const grown = await moneyOf(id)
      expect(grown.total).toBeCloseTo(before.total + 30)
      expect(grown).toMatchObject({ owed_now: 0, owed_later: before.owed_later + 30 })
      const later = period(200, 3)
      await expectOk(changeOrder(shop, id, later))
      expect((await moneyOf(id)).instalments[1]!.due_on).toBe(
        dayBefore(later.start_date, 7)
      )
      await expectOk(
        changeOrder(shop, id, { items: [{ variant_id: chair, quantity: 1 }] })
      )
      const { total, overpaid, paid } = await moneyOf(id)
      expect(overpaid).toBeCloseTo(Math.max(0, paid - total))
      // Nothing is due: nothing is asked for.
      expect(
        (await collectionsOf(id)).filter(({ status }) => status === "not_paid")
      ).toEqual([])
    })

    it("that is cancelled is asked for nothing more", async () => {
      const id = await order()
      await expectOk(shop.admin("POST", `/admin/orders/${id}/cancel`, {}))
      expect(await moneyOf(id)).toMatchObject({ owed_now: 0, owed_later: 0 })
      await letDue(id)
      await chase()
      expect(
        await shop.sql(
          "select distinct state from rental_instalment where order_id = $1",
          [id]
        )
      ).toEqual([{ state: "cancelled" }])
      expect(await eventsOf(id)).toEqual([])
      expect(await staffPays(id, { amount: 1 })).toMatchObject({ status: 400 })
    })

    it("adds up at each step of a random history", async () => {
      for (const seed of seeds({ short: [7, 8], long: 20 })) {
        const random = seededRandom(seed)
        const id = await order()
        for (let step = 0; step < 8; step++) {
          await moveMoney(
            random,
            id,
            random.pick(["pay", "pay", "capture", "refund", "change", "move"])
          )
        }
        await moneyOf(id)
      }
    })

    const setCharges = (rules: object) =>
      expectOk(shop.admin("POST", "/admin/rental/charges", rules))
    afterEach(() => setCharges({ deposit: null, cancellation: null }))

    it("with a deposit, charges and a cancellation adds up at each step, too", async () => {
      await setCharges({
        deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: AGREED }] },
        cancellation: { tiers: [{ days_before: 0, percent: 50 }] },
      })
      for (const seed of seeds({ short: [3, 4], long: 20 })) {
        const random = seededRandom(seed)
        const id = await order()
        const books = bookKeeper(random, id)
        for (let step = 0; step < 14; step++) {
          const what = random.pick([...MOVES, ...BESIDE, ...BESIDE])
          const before = await books.check()
          if (isMove(what)) {
            await moveMoney(random, id, what)
          } else {
            await books.note(what)
            // What is left, kept or charged beside the order is no part of its total.
            expect(await books.check()).toMatchObject({ ...before, deposit: {} })
          }
        }
        const before = await books.check()
        await expectOk(shop.admin("POST", `/admin/orders/${id}/cancel`, {}))
        books.returnsAll()
        const after = await books.check()
        const [sums] = await shop.sql<{ paid: string; refund: string; kept: string }>(
          "select paid, refund, kept from rental_cancellation where order_id = $1",
          [id]
        )
        const had = before.paid - before.refunded + before.authorised
        expect(Number(sums?.paid)).toBeCloseTo(had, 6)
        expect(Number(sums?.refund) + Number(sums?.kept)).toBeCloseTo(had, 6)
        expect(after.paid - after.refunded).toBeCloseTo(Number(sums?.kept), 6)
        expect(after).toMatchObject({ owed_now: 0, owed_later: 0, authorised: 0 })
      }
    })

    const AGREED = 80
    const MOVES = ["pay", "capture", "refund", "change", "move"] as const
    const BESIDE = ["held", "kept", "returned", "charge", "settle", "waive"] as const
    type Move = (typeof MOVES)[number]
    const isMove = (what: string): what is Move =>
      (MOVES as readonly string[]).includes(what)

    /** Money of an order comes or goes, or what it comes to changes. */
    const moveMoney = async (random: Random, id: string, what: Move) => {
      const money = await moneyOf(id)
      const owed = money.owed_now + money.owed_later
      const payments = await shop.sql<{ id: string; taken: string; back: string }>(
        `select p.id,
                coalesce((select sum(amount) from capture c
                           where c.payment_id = p.id and c.deleted_at is null), 0) as taken,
                coalesce((select sum(amount) from refund r
                           where r.payment_id = p.id and r.deleted_at is null), 0) as back
           from payment p join order_payment_collection o
             on o.payment_collection_id = p.payment_collection_id
          where o.order_id = $1 and o.deleted_at is null and p.canceled_at is null`,
        [id]
      )
      const payment = payments.length ? random.pick(payments) : undefined
      const left = payment ? Number(payment.taken) - Number(payment.back) : 0
      if (what === "pay" && owed > 0) {
        const amount = Number((owed * random.pick([0.25, 0.5, 1])).toFixed(2))
        await expectOk(staffPays(id, { amount }))
      } else if (what === "capture" && payment && Number(payment.taken) === 0) {
        await expectOk(shop.admin("POST", `/admin/payments/${payment.id}/capture`, {}))
      } else if (what === "refund" && payment && left > 1) {
        await expectOk(
          shop.admin("POST", `/admin/payments/${payment.id}/refund`, {
            amount: random.whole(1, Math.floor(left)),
          })
        )
      } else if (what === "change") {
        const quantity = random.whole(1, 8)
        await expectOk(
          changeOrder(shop, id, { items: [{ variant_id: chair, quantity }] })
        )
      } else if (what === "move") {
        await expectOk(changeOrder(shop, id, period(random.whole(230, 320), 3)))
      }
    }

    /** Deposit and charges of an order, kept a second time by hand. */
    const bookKeeper = (random: Random, id: string) => {
      const deposit = { held: 0, kept: 0, returned: 0 }
      const charges: { id: string; amount: number; state: string }[] = []
      const move = (kind: string, amount: number) =>
        shop.admin("POST", `/admin/rental/orders/${id}/deposit`, {
          kind,
          amount,
          ...(kind === "kept" ? { reason: "A broken leg" } : {}),
        })

      const note = async (what: (typeof BESIDE)[number]) => {
        const open = charges.filter(({ state }) => state === "open")
        if (what === "charge") {
          const amount = random.whole(1, 9_000) / 100
          const { body } = await expectOk(
            shop.admin("POST", "/admin/rental/order-charges", {
              order_id: id,
              kind: "damage",
              amount,
              reason: "A stain",
            })
          )
          charges.push({ id: body.charge.id, amount, state: "open" })
        } else if (what === "settle" || what === "waive") {
          const charge = open.length ? random.pick(open) : undefined
          if (charge) {
            const url = `/admin/rental/order-charges/${charge.id}/${what}`
            const word = what === "settle" ? { reference: "cash" } : { reason: "Snow" }
            await expectOk(shop.admin("POST", url, word))
            charge.state = what === "settle" ? "settled" : "waived"
          }
        } else {
          await moveDeposit(what)
        }
      }
      const moveDeposit = async (kind: "held" | "kept" | "returned") => {
        const open = deposit.held - deposit.kept - deposit.returned
        const most = kind === "held" ? AGREED - deposit.held : open
        if (most < 1) {
          return
        }
        if (kind !== "held") {
          expect(await move(kind, most + 0.01)).toMatchObject({ status: 409 })
        }
        const amount = random.pick([most, random.whole(100, most * 100) / 100])
        await expectOk(move(kind, amount))
        deposit[kind] = Number((deposit[kind] + amount).toFixed(2))
      }

      const check = async (): Promise<Money> => {
        const money = await moneyOf(id)
        const owed = Number((AGREED - deposit.held).toFixed(2))
        const read = async (path: string) =>
          (await expectOk(shop.admin("GET", path))).body
        const account = (await read(`/admin/rental/orders/${id}/deposit`)).deposit
        expect(money.deposit).toMatchObject({ ...deposit, agreed: AGREED })
        expect(money.deposit!.owed).toBeCloseTo(owed, 6)
        expect(account).toMatchObject({ ...deposit, agreed: AGREED })
        expect(account.open).toBeCloseTo(
          deposit.held - deposit.kept - deposit.returned,
          6
        )
        for (const kind of ["held", "kept", "returned"] as const) {
          const entries = account.entries.filter(
            (entry: { kind: string }) => entry.kind === kind
          )
          expect(sumOf(entries)).toBeCloseTo(deposit[kind], 6)
        }
        for (const state of ["open", "settled", "waived"]) {
          const url = `/admin/rental/order-charges?order_id=${id}&state=${state}`
          const noted = charges.filter((charge) => charge.state === state)
          expect(sumOf((await read(url)).charges)).toBeCloseTo(sumOf(noted), 6)
        }
        return money
      }
      return {
        note,
        check,
        /** As a cancellation does, when no goods are out. */
        returnsAll: () => {
          deposit.returned = Number((deposit.held - deposit.kept).toFixed(2))
        },
      }
    }
  })

  describe("a balance that falls due", () => {
    it("is asked for once, by an event and a payment collection; and again when it is late", async () => {
      const id = await placeOrder(shop, dates(), [[chair, 4]])
      const { owed_later } = await moneyOf(id)
      await letDue(id)
      expect(
        await until(
          () => eventsOf(id),
          (names) => names.length > 0
        )
      ).toEqual(["rental.payment_due"])
      expect(await moneyOf(id)).toMatchObject({ owed_now: owed_later, owed_later: 0 })
      const [, asked] = await until(
        () => collectionsOf(id),
        (collections) => collections.length > 1
      )
      expect(asked).toMatchObject({ status: "not_paid" })
      expect(Number(asked!.amount)).toBeCloseTo(owed_later)

      await letDue(id, 1)
      await chase()
      expect(await eventsOf(id)).toEqual(["rental.payment_due", "rental.payment_overdue"])
      await expectOk(staffPays(id, {}))
      const collections = await collectionsOf(id)
      expect(collections.map(({ status }) => status)).toEqual(["authorized", "completed"])
    })

    it("is due on the day that the ledger's clock says", async () => {
      const id = await placeOrder(shop, dates(), [[chair, 4]])
      const { owed_later, instalments } = await moneyOf(id)
      const due = instalments[1]!.due_on
      await moveClock(`${dayBefore(due, 1)} 23:30`)
      expect(await moneyOf(id)).toMatchObject({ owed_now: 0, owed_later })
      await chase()
      expect(await eventsOf(id)).toEqual(["rental.payment_reminder"])
      await moveClock(`${due} 00:30`)
      expect(await moneyOf(id)).toMatchObject({ owed_now: owed_later, owed_later: 0 })
      await chase()
      expect(await eventsOf(id)).toEqual([
        "rental.payment_reminder",
        "rental.payment_due",
      ])
      const [effect] = await shop.sql<{ on: string }>(
        `select (ended_at at time zone 'America/New_York')::date::text as on
           from rental_payment_effect where order_id = $1 and notice = 'due'`,
        [id]
      )
      expect(effect?.on).toBe(due)
      await moveClock(null)
    })

    /** An order whose share a signed-in customer has paid by card. */
    const paidByCard = async (email: string) => {
      const headers = await signUp(shop, email)
      const cart = await cartWith(dates())
      await prepareCheckout(shop, cart)
      await expectOk(shop.store("POST", `/store/carts/${cart}/customer`, {}, headers))
      const { body } = await expectOk(
        shop.store("POST", "/store/payment-collections", { cart_id: cart }, headers)
      )
      const opened = await expectOk(
        shop.store(
          "POST",
          `/store/payment-collections/${body.payment_collection.id}/payment-sessions`,
          { provider_id: CARD },
          headers
        )
      )
      stripe.confirm(opened.body.payment_collection.payment_sessions[0].data.id)
      const done = await expectOk(complete(shop, cart))
      return done.body.order.id as string
    }
    const confirmed = () => stripe.calls.filter((call) => call.startsWith("confirm"))

    it("is collected from the card that the customer has left, once", async () => {
      const id = await paidByCard("ada.balance@example.com")
      const { owed_later, authorised } = await moneyOf(id)
      expect(authorised).toBeGreaterThan(0)
      await setRules({ collects: true })
      const already = confirmed().length
      await letDue(id)
      await chase()
      expect(await eventsOf(id)).toEqual(["rental.payment_collected"])
      expect(await moneyOf(id)).toMatchObject({ paid: owed_later, owed_now: 0 })
      expect(confirmed()).toHaveLength(already + 1)
    })

    it("that is refused stays owed, and is told; staff are not stopped by it", async () => {
      const id = await paidByCard("eve.balance@example.com")
      const { owed_later } = await moneyOf(id)
      await setRules({ collects: true })
      stripe.declines = true
      await letDue(id)
      await chase()
      expect(await eventsOf(id)).toEqual(["rental.payment_failed", "rental.payment_due"])
      expect(await moneyOf(id)).toMatchObject({ owed_now: owed_later })
      await expectOk(staffPays(id, {}))
      expect(await moneyOf(id)).toMatchObject({ paid: owed_later, owed_now: 0 })
    })

    it("goes on with the session it had, where a process died while it collected", async () => {
      const id = await paidByCard("bea.balance@example.com")
      const { owed_later } = await moneyOf(id)
      await setRules({ collects: true })
      await letDue(id)
      // As a process leaves it that dies after the provider has the money and before it is noted.
      const already = confirmed().length
      await chase()
      await shop.sql(
        `update rental_payment_effect set outcome = 'begun', ended_at = null,
                payment_session_id = null where order_id = $1`,
        [id]
      )
      await shop.sql("delete from rental_outbox where data->>'order_id' = $1", [id])
      await chase()
      expect(await eventsOf(id)).toEqual(["rental.payment_collected"])
      expect(await moneyOf(id)).toMatchObject({ paid: owed_later, overpaid: 0 })
      expect(confirmed()).toHaveLength(already + 1)
    })
  })
})

async function signUp(shop: Shop, email: string): Promise<Record<string, string>> {
  const credentials = { email, password: "long-enough-a-password" }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const { body } = await expectOk(
    shop.store("POST", "/auth/customer/emailpass/register", credentials)
  )
  await expectOk(shop.store("POST", "/store/customers", { email }, bearer(body.token)))
  const signedIn = await expectOk(
    shop.store("POST", "/auth/customer/emailpass", credentials)
  )
  return bearer(signedIn.body.token)
}

function sumOf(rows: readonly { amount: number }[]): number {
  return rows.reduce((sum, { amount }) => sum + amount, 0)
}
