import { type DeliveryChoice } from "../src/modules/rental/delivery/delivery-choice"
import { type DeliveryKind } from "../src/modules/rental/delivery/delivery-kinds"
import { readDeliverySetup } from "../src/modules/rental/delivery/delivery-setup"
import {
  deleteWindow,
  savePostalPlaces,
  saveWindow,
  saveZone,
} from "../src/modules/rental/delivery/save-setup"
import { type WindowChange } from "../src/modules/rental/delivery/setup-fields"
import { type DeliveryWindow } from "../src/modules/rental/delivery/windows"
import { checkIn } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const dates = periodOf("2027-06-10", "2027-06-12")
const later = periodOf("2027-06-17", "2027-06-19")
const chair = {
  variant_id: "chair",
  product_id: "p-chair",
  fleet: [{ location_id: "here", quantity: 1000 }],
}

ledgerSuite("rental_delivery_test", {}, ({ service, sql, scenario }) => {
  const window = async (change: WindowChange = {}): Promise<DeliveryWindow> =>
    await saveWindow(service.ledger, {
      name: "Morning",
      kinds: ["delivery", "set_up", "strike", "collection"],
      start_time: "08:00",
      end_time: "12:00",
      capacity: 2,
      ...change,
    })

  const choice = (
    jobs: readonly [DeliveryKind, DeliveryWindow][],
    zone_id = "dzone_1"
  ): DeliveryChoice => ({
    zone_id,
    zone_name: "Town",
    address: { country_code: "us", postal_code: "12534" },
    distance: null,
    jobs: jobs.map(([kind, { id, name, start_time, end_time }]) => ({
      kind,
      window: { id, name, start_time, end_time },
    })),
    note: null,
  })

  const hold = async (
    cart: string,
    more: Partial<Parameters<typeof service.holdCart>[0]> = {}
  ) => {
    const lines = [{ line_item_id: `l-${cart}`, variant_id: "chair", quantity: 1 }]
    return await service.holdCart({ cart_id: cart, period: dates, lines, ...more })
  }

  /** What is taken of windows, by day. */
  const taken = async (): Promise<Record<string, number>> => {
    const { rows } = await sql().query<{ day: string; booked: number }>(
      `SELECT (DATE '1970-01-01' + slot)::text AS day, sum(booked)::integer AS booked
         FROM rental_slot WHERE item_id LIKE '#window:%' AND booked > 0
        GROUP BY 1 ORDER BY 1`
    )
    return Object.fromEntries(rows.map(({ day, booked }) => [day, booked]))
  }

  const order = async (cart: string, delivery: DeliveryChoice): Promise<string> => {
    await hold(cart, { delivery })
    const lines = [{ line_item_id: `l-${cart}`, variant_id: "chair", quantity: 1 }]
    const attempt = { cart_id: cart, transaction_id: `t-${cart}` }
    await service.reserveCart({ ...attempt, period: dates, lines })
    await service.claimOrder({ ...attempt, order_id: `o-${cart}` })
    return `o-${cart}`
  }

  beforeEach(async () => {
    await service.upsertItems([chair])
  })

  describe("jobs of a window", () => {
    scenario("are held with the cart, each on its day", async () => {
      const morning = await window()
      await hold("c1", {
        delivery: choice([
          ["delivery", morning],
          ["set_up", morning],
          ["collection", morning],
        ]),
      })
      expect(await taken()).toEqual({ "2027-06-10": 2, "2027-06-12": 1 })
      expect((await service.readCart("c1"))?.delivery?.jobs).toHaveLength(3)
      expect(await service.readCartBookings("c1")).toHaveLength(1)
      expect(await service.readCartHoldings("c1")).toHaveLength(4)
    })

    scenario("are as many as it takes, of forty carts at once", async () => {
      const morning = await window({ capacity: 3 })
      const delivery = choice([["delivery", morning]])
      const answers = await Promise.allSettled(
        Array.from({ length: 40 }, (_, at) => hold(`c${at}`, { delivery }))
      )
      const refused = answers.flatMap((a) => (a.status === "rejected" ? [a.reason] : []))
      expect(refused).toHaveLength(37)
      for (const error of refused) {
        expect(error).toMatchObject({ code: "rental_window_full" })
      }
      expect(await taken()).toEqual({ "2027-06-10": 3 })
    })

    scenario("are counted by the database, whoever writes them", async () => {
      const morning = await window({ capacity: 1 })
      await hold("c1", { delivery: choice([["delivery", morning]]) })
      const again = sql().query(
        `INSERT INTO rental_booking (id, cart_id, line_item_id, item_id, location_id, quantity,
                                     start_date, end_date, occupied_from, occupied_to, state,
                                     expires_at)
         SELECT 'rbook_mine', 'c2', line_item_id, item_id, location_id, quantity, start_date,
                end_date, occupied_from, occupied_to, state, expires_at
           FROM rental_booking WHERE item_id LIKE '#window:%'`
      )
      await expect(again).rejects.toMatchObject({
        code: "23514",
        constraint: "rental_slot_not_oversold",
      })
    })

    scenario("that are full name the windows that are free next", async () => {
      const morning = await window({ capacity: 1, weekdays: ["thursday", "friday"] })
      const noon = await window({ name: "Noon", start_time: "12:00", end_time: "15:00" })
      await hold("c1", { delivery: choice([["delivery", morning]]) })
      const error = await refusalOf(
        hold("c2", { delivery: choice([["delivery", morning]]) })
      )
      expect(error).toMatchObject({ code: "rental_window_full", status: 409 })
      expect(error.details).toMatchObject({
        field: "jobs",
        kind: "delivery",
        window_id: morning.id,
        date: "2027-06-10",
        next: [
          { window_id: noon.id, date: "2027-06-10", start_time: "12:00" },
          { window_id: morning.id, date: "2027-06-11" },
          { window_id: noon.id, date: "2027-06-11" },
          { window_id: noon.id, date: "2027-06-12" },
          { window_id: noon.id, date: "2027-06-13" },
        ],
      })
      expect(error.message).toContain("Thursday 10 June 2027")
      expect(await service.readCart("c2")).toBeNull()
    })

    scenario("go with a hold that has run out, and are taken by others", async () => {
      const morning = await window({ capacity: 1 })
      const delivery = choice([["delivery", morning]])
      await hold("c1", { delivery })
      await sql().query(
        `UPDATE rental_booking SET expires_at = rental_now() - interval '1 second'`
      )
      await hold("c2", { delivery })
      expect(await taken()).toEqual({ "2027-06-10": 1 })
      // The first comes back: its chair is there, its window is not.
      expect(await refusalOf(hold("c1"))).toMatchObject({ code: "rental_window_full" })
      await service.dropDelivery("c1")
      await hold("c1")
      expect(await service.readCartBookings("c1")).toMatchObject([{ state: "held" }])
    })

    scenario("move with the dates of the cart, or nothing does", async () => {
      const morning = await window({ capacity: 1 })
      const delivery = choice([
        ["delivery", morning],
        ["collection", morning],
      ])
      await hold("c1", { delivery })
      await hold("c1", { period: later, moves_period: true })
      expect(await taken()).toEqual({ "2027-06-17": 1, "2027-06-19": 1 })
      await hold("c2", { delivery })
      const move = hold("c2", { period: later, moves_period: true })
      expect(await refusalOf(move)).toMatchObject({
        code: "rental_window_full",
        details: { kind: "delivery", date: "2027-06-17" },
      })
      expect((await service.readCart("c2"))?.period).toEqual(dates)
      expect(await taken()).toEqual({
        "2027-06-10": 1,
        "2027-06-12": 1,
        "2027-06-17": 1,
        "2027-06-19": 1,
      })
    })

    scenario("change window and end without touching the goods", async () => {
      const morning = await window()
      const noon = await window({ name: "Noon", start_time: "12:00", end_time: "15:00" })
      await hold("c1", { delivery: choice([["delivery", morning]]) })
      const before = await hold("c1", { delivery: choice([["delivery", noon]]) })
      const holdings = async () =>
        (await service.readCartHoldings("c1")).map(({ item_id }) => item_id)
      expect(await holdings()).toContain(`#window:${noon.id}`)
      await service.restoreCart(before)
      expect(await holdings()).toContain(`#window:${morning.id}`)
      expect((await service.readCart("c1"))?.delivery?.jobs[0]?.window?.id).toBe(
        morning.id
      )
      const dropped = await service.dropDelivery("c1")
      expect(await taken()).toEqual({})
      expect(await service.readCartBookings("c1")).toHaveLength(1)
      await service.restoreCart(dropped!)
      expect(await taken()).toEqual({ "2027-06-10": 1 })
    })

    scenario("go when the cart is emptied", async () => {
      const morning = await window()
      await hold("c1", { delivery: choice([["delivery", morning]]) })
      await service.releaseLines("c1", ["l-c1"])
      expect(await taken()).toEqual({})
    })
  })

  describe("jobs of an order", () => {
    scenario("are the cart's, end when it is cancelled, and can come back", async () => {
      const morning = await window({ capacity: 1 })
      const delivery = choice([
        ["delivery", morning],
        ["collection", morning],
      ])
      const id = await order("c1", delivery)
      expect((await service.readOrder(id))?.delivery).toEqual(delivery)
      expect(await taken()).toEqual({ "2027-06-10": 1, "2027-06-12": 1 })
      const ids = await service.cancelOrderBookings(id)
      expect(await taken()).toEqual({})
      await service.uncancelBookings(ids)
      expect(await taken()).toEqual({ "2027-06-10": 1, "2027-06-12": 1 })
    })

    scenario("move with its dates, or nothing does", async () => {
      const morning = await window({ capacity: 1 })
      const delivery = choice([["delivery", morning]])
      const id = await order("c1", delivery)
      await hold("c2", { period: later, moves_period: true, delivery })
      const write = (period: typeof dates) =>
        service.writeOrder({
          order_id: id,
          period,
          lines: [{ line_item_id: "l", variant_id: "chair", quantity: 2 }],
          state: "reserved",
        })
      expect(await refusalOf(write(later))).toMatchObject({ code: "rental_window_full" })
      expect((await service.readOrder(id))?.period).toEqual(dates)
      await service.dropDelivery("c2")
      const before = await write(later)
      expect(await taken()).toEqual({ "2027-06-17": 1 })
      await service.restoreOrder(before)
      expect(await taken()).toEqual({ "2027-06-10": 1 })
    })

    scenario("are over when its goods are back", async () => {
      const morning = await window({ capacity: 1 })
      const today = todayIn("UTC")
      const period = { start_date: today, end_date: addDays(today, 3) }
      await hold("c1", {
        period,
        delivery: choice([
          ["delivery", morning],
          ["collection", morning],
        ]),
      })
      await service.attachOrder("c1", "o1")
      await checkOut(service.ledger, "o1")
      expect(await taken()).toEqual({ [today]: 1, [period.end_date]: 1 })
      await checkIn(service.ledger, "o1")
      // Fetched today: nobody has to come again.
      expect(await taken()).toEqual({ [today]: 1 })
    })
  })

  describe("a window", () => {
    scenario(
      "is closed on other weekdays, for other kinds and zones, and days",
      async () => {
        const zone = await saveZone(service.ledger, {
          name: "Town",
          country_code: "us",
          prices: [
            { currency_code: "usd", kinds: {}, minimum_order: null, free_from: null },
          ],
        })
        for (const change of [
          { weekdays: ["monday" as const] },
          { kinds: ["collection" as const] },
          { zone_ids: [zone.id] },
          { days: [{ date: dates.start_date, capacity: 0 }] },
          { capacity: 0 },
        ]) {
          const closed = await window(change)
          const call = hold("c1", { delivery: choice([["delivery", closed]]) })
          expect(await refusalOf(call)).toMatchObject({
            code: "rental_window_closed",
            status: 400,
            details: { field: "jobs", kind: "delivery", date: "2027-06-10" },
          })
        }
        expect(await taken()).toEqual({})
      }
    )

    scenario("keeps what is in it when it is deleted or made smaller", async () => {
      const morning = await window({ capacity: 2 })
      const delivery = choice([["delivery", morning]])
      await hold("c1", { delivery })
      await hold("c2", { delivery })
      await saveWindow(service.ledger, { id: morning.id, capacity: 1 })
      expect(await taken()).toEqual({ "2027-06-10": 2 })
      const { rows } = await sql().query(
        `SELECT author, reason, quantity FROM rental_overbooking`
      )
      expect(rows).toEqual([
        { author: "rental", reason: "A window was given fewer jobs", quantity: 1 },
      ])
      await hold("c1")
      expect(await refusalOf(hold("c3", { delivery }))).toMatchObject({
        code: "rental_window_full",
      })
      await deleteWindow(service.ledger, morning.id)
      await hold("c1")
      const again = { delivery, period: later, moves_period: true }
      expect(await refusalOf(hold("c1", again))).toMatchObject({
        code: "rental_window_closed",
      })
    })

    scenario("has other numbers on single days", async () => {
      const morning = await window({
        capacity: 1,
        days: [
          { date: dates.start_date, capacity: 3 },
          { date: addDays(dates.start_date, 1), capacity: 0 },
        ],
      })
      const delivery = choice([["delivery", morning]])
      for (const cart of ["c1", "c2", "c3"]) {
        await hold(cart, { delivery })
      }
      expect(await refusalOf(hold("c4", { delivery }))).toMatchObject({
        code: "rental_window_full",
      })
      await saveWindow(service.ledger, { id: morning.id, days: [] })
      const { rows } = await sql().query(
        `SELECT capacity, overbook FROM rental_slot WHERE item_id LIKE '#window:%'`
      )
      expect(rows).toEqual([{ capacity: 1, overbook: 2 }])
    })

    scenario("never takes more than its latest capacity while both change", async () => {
      const morning = await window({ capacity: 8 })
      const delivery = choice([["delivery", morning]])
      await Promise.all([
        ...Array.from({ length: 30 }, (_, at) =>
          hold(`c${at}`, { delivery }).catch(() => undefined)
        ),
        ...[7, 6, 5, 4].map((capacity) =>
          saveWindow(service.ledger, { id: morning.id, capacity })
        ),
      ])
      await saveWindow(service.ledger, { id: morning.id, capacity: 4 })
      const { rows } = await sql().query<{ capacity: number }>(
        `SELECT capacity FROM rental_slot WHERE item_id LIKE '#window:%'`
      )
      expect(rows).toEqual([{ capacity: 4 }])
      expect((await service.reconcileLedger()).findings).toEqual([])
    })
  })

  describe("the setup", () => {
    scenario("is changed in part, and refuses what cannot be, by name", async () => {
      const zone = await saveZone(service.ledger, {
        name: "Town",
        country_code: "us",
        postal_codes: ["125*"],
        prices: [
          { currency_code: "usd", kinds: {}, minimum_order: null, free_from: null },
        ],
      })
      await saveZone(service.ledger, { id: zone.id, distance_from: 20 })
      const call = saveZone(service.ledger, { id: zone.id, distance_to: 10 })
      expect(await refusalOf(call)).toMatchObject({
        code: "rental_request_invalid",
        details: { field: "distance_to" },
      })
      expect((await readDeliverySetup(service.ledger.knex)).zones).toEqual([
        { ...zone, distance_from: 20 },
      ])
      expect(await refusalOf(saveZone(service.ledger, { id: "no" }))).toMatchObject({
        code: "rental_not_found",
      })
      expect(await refusalOf(saveZone(service.ledger, {}))).toMatchObject({
        details: { field: "name" },
      })
      expect(await refusalOf(window({ end_time: "07:00" }))).toMatchObject({
        details: { field: "end_time" },
      })
      expect(await refusalOf(window({ zone_ids: ["dzone_no"] }))).toMatchObject({
        details: { field: "zone_ids" },
      })
      const surcharge = { currency_code: "usd", amount: 5 }
      expect(
        await refusalOf(window({ surcharges: [surcharge, surcharge] }))
      ).toMatchObject({ details: { field: "surcharges.1.currency_code" } })
      const places = [{ country_code: "us", postal_code: "?", latitude: 1, longitude: 1 }]
      expect(await refusalOf(savePostalPlaces(service.ledger, places))).toMatchObject({
        details: { field: "postal_codes.0.postal_code" },
      })
    })
  })
})
