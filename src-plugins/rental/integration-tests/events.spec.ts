import { checkIn } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { noShow } from "../src/modules/rental/ledger/no-show"
import { sendEvents, type RentalEvent } from "../src/modules/rental/ledger/outbox"
import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(60_000)

const JUNE = periodOf("2027-06-10", "2027-06-12")
const LATER = periodOf("2027-06-20", "2027-06-22")
const line = (quantity: number) => [
  { line_item_id: "line", variant_id: "chair", quantity },
]

ledgerSuite("rental_events_test", {}, ({ service, sql, scenario }) => {
  const open = () =>
    service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        fleet: [{ location_id: "here", quantity: 10 }],
      },
    ])
  const hold = (quantity: number, period = JUNE, cart_id = "c1") =>
    service.holdCart({ cart_id, period, lines: line(quantity), moves_period: true })

  /** Takes what waits in the outbox, as the sender does. */
  async function sent(): Promise<RentalEvent[]> {
    const events: RentalEvent[] = []
    await sendEvents(service.ledger.knex, async (batch) => {
      events.push(...batch)
    })
    return events
  }
  const names = (events: RentalEvent[]) => events.map((event) => event.name)

  scenario("tells each step of a cart's life once", async () => {
    await open()
    await hold(2)
    expect(await sent()).toMatchObject([
      {
        name: "rental.held",
        data: {
          id: expect.stringMatching(/^revt_\d+$/),
          occurred_at: expect.stringMatching(/^20\d\d-.*Z$/),
          cart_id: "c1",
          order_id: null,
          bookings: [
            {
              variant_id: "chair",
              quantity: 2,
              start_date: "2027-06-10",
              end_date: "2027-06-12",
              state: "held",
            },
          ],
        },
      },
    ])
    await hold(2)
    expect(await sent()).toEqual([])
    await hold(3)
    await hold(3, LATER)
    expect(names(await sent())).toEqual(["rental.rescheduled", "rental.rescheduled"])
    const completion = { cart_id: "c1", transaction_id: "t1", period: LATER }
    await service.reserveCart({ ...completion, lines: line(3) })
    expect(await sent()).toEqual([])
    await service.attachOrder("c1", "o1")
    expect(await sent()).toMatchObject([
      { name: "rental.reserved", data: { cart_id: "c1", order_id: "o1" } },
    ])
    await service.cancelOrderBookings("o1")
    expect(names(await sent())).toEqual(["rental.cancelled"])
  })

  scenario("tells of holds that end, by their customer or by time", async () => {
    await open()
    await hold(1)
    await hold(1, JUNE, "c2")
    await sent()
    await service.releaseLines("c1", ["line"])
    await sql().query(
      "UPDATE rental_booking SET expires_at = now() - interval '1 second'"
    )
    await service.reconcileLedger()
    expect(await sent()).toMatchObject([
      { name: "rental.released", data: { cart_id: "c1" } },
      { name: "rental.released", data: { cart_id: "c2" } },
    ])
  })

  scenario("tells of a completion that failed by nothing but its end", async () => {
    await open()
    await hold(1)
    await sent()
    await service.reserveCart({
      cart_id: "c1",
      transaction_id: "t1",
      period: JUNE,
      lines: line(1),
    })
    await service.releaseReservation("c1", "t1")
    expect(await sent()).toEqual([])
  })

  scenario("tells of a payment that failed after the order had the units", async () => {
    await open()
    await hold(2)
    const attempt = { cart_id: "c1", transaction_id: "t1" }
    await service.reserveCart({ ...attempt, period: JUNE, lines: line(2) })
    await service.claimOrder({ ...attempt, order_id: "o1" })
    expect(names(await sent())).toEqual(["rental.held", "rental.reserved"])
    await service.detachOrder("c1", "o1")
    await service.releaseReservation("c1", "t1")
    expect(await sent()).toMatchObject([
      {
        name: "rental.held",
        data: {
          cart_id: "c1",
          order_id: "o1",
          bookings: [{ variant_id: "chair", quantity: 2, state: "held" }],
        },
      },
    ])
    const second = { cart_id: "c1", transaction_id: "t2" }
    await service.reserveCart({ ...second, period: JUNE, lines: line(2) })
    await service.claimOrder({ ...second, order_id: "o2" })
    expect(await sent()).toMatchObject([
      { name: "rental.reserved", data: { cart_id: "c1", order_id: "o2" } },
    ])
  })

  scenario(
    "tells of goods that leave and come back in parts, and of nothing else",
    async () => {
      await open()
      const today = todayIn("UTC")
      const period = periodOf(today, addDays(today, 3))
      await service.writeOrder({
        order_id: "o1",
        period,
        lines: line(5),
        state: "reserved",
      })
      expect(names(await sent())).toEqual(["rental.reserved"])
      const [booking] = await service.readOrderBookings("o1")
      const part = [{ booking_id: booking!.id, quantity: 2 }]
      await checkOut(service.ledger, "o1", part)
      await checkIn(service.ledger, "o1", [{ booking_id: booking!.id, quantity: 1 }])
      expect(await sent()).toMatchObject([
        { name: "rental.out", data: { bookings: [{ quantity: 2, state: "out" }] } },
        {
          name: "rental.returned",
          data: { bookings: [{ quantity: 1, state: "returned" }] },
        },
      ])
      await noShow(service.ledger, "o1")
      expect(await sent()).toMatchObject([
        {
          name: "rental.cancelled",
          data: { order_id: "o1", bookings: [{ quantity: 3, state: "no_show" }] },
        },
      ])
    }
  )

  scenario("tells nothing of what was rolled back", async () => {
    await open()
    await expect(hold(11)).rejects.toMatchObject({ code: "rental_shortage" })
    expect(await sent()).toEqual([])
  })

  scenario("tells of knowing overbooking as a shortage", async () => {
    await open()
    await service.writeOrder({
      order_id: "o1",
      period: JUNE,
      lines: line(12),
      state: "reserved",
      overbook: { author: "user_ada", reason: "Borrowed" },
    })
    expect(await sent()).toMatchObject([
      { name: "rental.reserved", data: { order_id: "o1" } },
      {
        name: "rental.shortage",
        data: { quantity: 2, author: "user_ada", reason: "Borrowed" },
      },
    ])
  })

  scenario("sends again what could not be sent, under the same id", async () => {
    await open()
    await hold(1)
    let seen: string | undefined
    await expect(
      sendEvents(service.ledger.knex, async ([event]) => {
        seen = event?.data.id
        throw new Error("The bus is away")
      })
    ).rejects.toThrow("The bus is away")
    const again = await sent()
    expect(again.map((event) => event.data.id)).toEqual([seen])
    expect(await sent()).toEqual([])
  })

  scenario("is shared by several senders without sending twice", async () => {
    await open()
    for (let cart = 0; cart < 30; cart++) {
      await service.holdCart({
        cart_id: `c${cart}`,
        period: periodOf("2027-01-01", "2027-01-01"),
        lines: cart < 10 ? line(1) : [],
        moves_period: true,
      })
      await service.holdCart({
        cart_id: `d${cart}`,
        period: periodOf(`2027-08-${String(cart + 1).padStart(2, "0")}`, "2027-08-31"),
        lines: cart === 0 ? line(1) : [],
        moves_period: true,
      })
    }
    const batches = await Promise.all([sent(), sent(), sent(), sent()])
    const ids = batches.flat().map((event) => event.data.id)
    expect(ids).toHaveLength(11)
    expect(new Set(ids).size).toBe(11)
  })
})
