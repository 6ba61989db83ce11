import { readAffected } from "../src/modules/rental/ledger/affected"
import {
  addCharge,
  decideCharge,
  readCharges,
  sumOpen,
} from "../src/modules/rental/ledger/charges"
import { checkGoods, type CheckGoods } from "../src/modules/rental/ledger/check-goods"
import { takeBack, type TakeBack } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { foundAgain, type Found } from "../src/modules/rental/ledger/found-again"
import { goodsState } from "../src/modules/rental/ledger/goods-state"
import { readIncidents } from "../src/modules/rental/ledger/incidents"
import { addPhoto, readPhotos } from "../src/modules/rental/ledger/photos"
import { prepareGoods } from "../src/modules/rental/ledger/prepare"
import { addUnits, readUnits } from "../src/modules/rental/ledger/units"
import {
  addDays,
  todayIn,
  type LocalDate,
} from "../src/modules/rental/periods/local-date"
import { periodOf, type RentalPeriod } from "../src/modules/rental/periods/rental-period"
import { readLosses } from "../src/modules/rental/reports/losses"
import { ledgerSuite, refusalOf, sentEvents } from "./ledger-suite"

jest.setTimeout(60_000)

const TODAY = todayIn("UTC")
const day = (offset: number) => addDays(TODAY, offset)
const NOW = periodOf(TODAY, day(3))
const LATER = periodOf(day(7), day(9))
const STAFF = { author: "user_ada", currency_code: "usd" }

ledgerSuite("rental_returns_test", { timezone: "UTC" }, ({ service, sql, scenario }) => {
  const open = (chairs = 20) =>
    service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        turnaround_after: 2,
        replacement_value: "49.90",
        fleet: [{ location_id: "here", quantity: chairs }],
      },
      {
        variant_id: "table",
        product_id: "p-table",
        replacement_value: 300,
        currency_code: "EUR",
        fleet: [{ location_id: "here", quantity: 3 }],
      },
    ])
  const order = (order_id: string, lines: Record<string, number>, period = NOW) =>
    service.writeOrder({
      order_id,
      period,
      state: "reserved",
      lines: Object.entries(lines).map(([variant_id, quantity]) => ({
        line_item_id: `${order_id}-${variant_id}`,
        variant_id,
        quantity,
      })),
    })
  const leave = async (id: string, lines: Record<string, number>, period = NOW) => {
    await order(id, lines, period)
    await checkOut(service.ledger, id)
    return (await bookings(id))[0]!.id
  }
  const back = (id: string, said: TakeBack = {}) =>
    takeBack(service.ledger, id, said, STAFF)
  const check = (id: string, said: CheckGoods = {}) =>
    checkGoods(service.ledger, id, said, STAFF)
  const found = (id: string, said: Found) =>
    foundAgain(service.ledger, id, said, STAFF.author)
  const bookings = async (id: string) =>
    (await service.readOrderBookings(id)).filter(({ state }) => state !== "cancelled")
  const states = async (id: string) =>
    (await bookings(id)).map((row) => `${goodsState(row)} ${row.quantity}`).sort()
  const free = async (date: LocalDate, variant = "chair") =>
    (
      await service.listAvailability({
        ...periodOf(date, date),
        variant_ids: [variant],
      })
    )[0]?.available
  const incidents = (order_id: string) => readIncidents(service.ledger.knex, { order_id })
  const charges = async (order_id: string) =>
    (await readCharges(service.ledger.knex, { order_id })).map(
      ({ kind, state, amount, quantity }) => `${kind} ${state} ${amount} for ${quantity}`
    )
  const events = () => sentEvents(service)

  scenario("and what follows from it is told", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 10 })
    const told = async (name: string) =>
      (
        await sql().query(
          "SELECT data FROM rental_outbox WHERE name = $1 ORDER BY id DESC LIMIT 1",
          [name]
        )
      ).rows[0].data
    const damaged = [{ quantity: 2, charge: { amount: 30.5 }, repair_until: day(4) }]
    const { incident_ids } = await back("o1", {
      bookings: [{ booking_id, damaged, lost: [{ quantity: 1 }] }],
    })
    expect(await told("rental.damaged")).toMatchObject({
      charge_id: expect.stringMatching(/^rcharge_/),
      amount: 30.5,
      currency_code: "usd",
      day: day(1),
      noticed: "returned",
      out_of_service: true,
      repair_until: day(4),
    })
    const lost = await told("rental.lost")
    expect(lost).toMatchObject({ amount: 49.9, day: day(1), noticed: "returned" })
    expect(lost).not.toHaveProperty("out_of_service")
    await found(incident_ids[1]!, { found: 1 })
    expect(await told("rental.found")).toMatchObject({ quantity: 1, day: day(1) })
  })

  scenario("some come back well, some damaged, some not at all", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 10 })
    await events()
    const said = {
      bookings: [
        {
          booking_id,
          quantity: 8,
          condition: "dirty" as const,
          damaged: [{ quantity: 2, note: "torn", charge: { amount: 30.5 } }],
          lost: [{ quantity: 1 }],
        },
      ],
    }
    const result = await back("o1", said)
    expect(result).toMatchObject({ changed: [booking_id] })
    expect(result.incident_ids).toHaveLength(2)
    expect(await states("o1")).toEqual(["lost 1", "out 2", "returned 2", "returned 5"])
    expect((await bookings("o1")).map((row) => row.condition).sort()).toEqual([
      "damaged",
      "dirty",
      "lost",
      null,
    ])
    expect(await charges("o1")).toEqual(
      expect.arrayContaining(["damage open 30.5 for 2", "loss open 49.9 for 1"])
    )
    expect(await events()).toEqual(["rental.returned", "rental.damaged", "rental.lost"])

    // Five are in turnaround for two days, two in repair, one is gone, two are still out.
    expect(await free(TODAY)).toBe(10)
    expect(await free(day(1))).toBe(20 - 5 - 2 - 1 - 2)
    expect(await free(day(6))).toBe(20 - 2 - 1)

    const again = await back("o1", said)
    expect(again).toEqual({ changed: [], incident_ids: [], charge_ids: [] })
    expect(await incidents("o1")).toHaveLength(2)
  })

  scenario("goods come back in several trips, on different days", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 9 })
    await back("o1", { bookings: [{ booking_id, quantity: 3 }] })
    const rest = (await bookings("o1")).find((row) => row.state === "out")!
    await back("o1", { bookings: [{ booking_id: rest.id, quantity: 4 }] })
    expect(await states("o1")).toEqual(["out 2", "returned 3", "returned 4"])
    await back("o1")
    expect(await states("o1")).toEqual(["returned 2", "returned 3", "returned 4"])
  })

  scenario("told twice at once under one key, it is done once", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 5 })
    const said = {
      bookings: [{ booking_id, lost: [{ quantity: 5 }] }],
      key: { key: "k1", request_hash: "a" },
    }
    const [one, other] = await Promise.all([back("o1", said), back("o1", said)])
    expect(one).toEqual(other)
    expect(await incidents("o1")).toHaveLength(1)
    expect(await free(day(6))).toBe(15)
    const reused = { ...said, key: { key: "k1", request_hash: "b" } }
    expect(await refusalOf(back("o1", reused))).toMatchObject({
      code: "rental_key_reused",
    })
  })

  scenario("a loss is never refused: who goes short by it is named", async () => {
    await open(10)
    const booking_id = await leave("o1", { chair: 4 })
    await order("o2", { chair: 7 }, LATER)
    await order("o3", { chair: 3 }, LATER)
    await back("o1", { bookings: [{ booking_id, lost: [{ quantity: 2 }] }] })
    expect(await readAffected(service.ledger)).toMatchObject([
      { order_id: "o3", quantity: 3, short: 2, location_id: "here" },
    ])
    const { rows } = await sql().query(
      "SELECT DISTINCT author, reason FROM rental_overbooking"
    )
    expect(rows).toEqual([
      { author: "user_ada", reason: "Units were damaged or lost with order o1" },
    ])
    // Who was short is not, once others want less.
    await order("o2", { chair: 5 }, LATER)
    expect(await readAffected(service.ledger)).toEqual([])
  })

  scenario("a cart that has lapsed is not in the way of a loss", async () => {
    await open(4)
    const booking_id = await leave("o1", { chair: 1 })
    await service.holdCart({
      cart_id: "c1",
      period: LATER,
      lines: [{ line_item_id: "l", variant_id: "chair", quantity: 4 }],
    })
    await sql().query("UPDATE rental_booking SET expires_at = now() WHERE cart_id = 'c1'")
    await back("o1", { bookings: [{ booking_id, lost: [{}] }] })
    expect((await sql().query("SELECT 1 FROM rental_overbooking")).rowCount).toBe(0)
  })

  scenario("planned steps of the fleet fall with a loss, and rise again", async () => {
    await open()
    await service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        fleet: [
          { location_id: "here", quantity: 20 },
          { location_id: "here", quantity: 30, effective_from: day(30) },
          { location_id: "here", quantity: 0, effective_from: day(60) },
        ],
      },
    ])
    const booking_id = await leave("o1", { chair: 3 })
    await back("o1", { bookings: [{ booking_id, lost: [{ quantity: 3 }] }] })
    expect([await free(day(10)), await free(day(40)), await free(day(70))]).toEqual([
      17, 27, 0,
    ])
    const [loss] = await incidents("o1")
    await found(loss!.id, { found: 2 })
    await found(loss!.id, { found: 2 })
    expect([await free(day(10)), await free(day(40)), await free(day(70))]).toEqual([
      19, 29, 0,
    ])
    expect(await charges("o1")).toEqual(["loss open 149.7 for 3"])
    expect(await refusalOf(found(loss!.id, { found: 1 }))).toMatchObject({
      details: { field: "found" },
    })
    await found(loss!.id, { found: 3 })
    expect(await charges("o1")).toEqual(["loss waived 149.7 for 3"])
    expect(await states("o1")).toEqual(["returned 3"])
    expect(await free(day(10))).toBe(20)
  })

  scenario("a charge that was paid stays paid when the goods turn up", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 1 })
    await back("o1", { bookings: [{ booking_id, lost: [{}] }] })
    const [charge] = await readCharges(service.ledger.knex, { order_id: "o1" })
    const pay = { state: "settled" as const, by: "user_ada", reference: "pay_1" }
    await decideCharge(service.ledger.knex, charge!.id, pay)
    await decideCharge(service.ledger.knex, charge!.id, pay)
    const waive = { state: "waived" as const, by: "user_ada" }
    expect(
      await refusalOf(decideCharge(service.ledger.knex, charge!.id, waive))
    ).toMatchObject({ code: "rental_wrong_state" })
    const [loss] = await incidents("o1")
    await found(loss!.id, { found: 1 })
    expect(await charges("o1")).toEqual(["loss settled 49.9 for 1"])
  })

  scenario("what has a value in another currency is charged by hand", async () => {
    await open()
    const booking_id = await leave("o1", { table: 2 })
    await back("o1", {
      bookings: [{ booking_id, quantity: 1, lost: [{}] }],
    })
    expect(await charges("o1")).toEqual([])
    await back("o1", {
      bookings: [
        {
          booking_id: (await bookings("o1")).find((row) => row.state === "out")!.id,
          lost: [{ charge: { amount: "320.10", reason: "Bought anew" } }],
        },
      ],
    })
    expect(await charges("o1")).toEqual(["loss open 320.10 for 1"])
  })

  scenario("charges of a key are one, and open ones add up by currency", async () => {
    await open()
    const { knex } = service.ledger
    const input = {
      order_id: "o1",
      kind: "late" as const,
      amount: "0.1",
      currency_code: "USD",
      reason: "A day late",
    }
    const key = { key: "late-1", request_hash: "x" }
    const one = await addCharge(knex, input, key)
    expect(await addCharge(knex, input, key)).toEqual(one)
    await addCharge(knex, { ...input, amount: "0.2" })
    await addCharge(knex, { ...input, amount: 5, currency_code: "eur" })
    expect(sumOpen(await readCharges(knex, { order_id: "o1" }))).toEqual({
      usd: "0.3",
      eur: "5",
    })
    expect(
      await refusalOf(addCharge(knex, input, { ...key, request_hash: "y" }))
    ).toMatchObject({ code: "rental_key_reused" })
    await expect(addCharge(knex, { ...input, amount: 0 })).rejects.toMatchObject({
      code: "23514",
    })
  })

  describe("looking goods over", () => {
    scenario("days later, in parts, leaves the day on which they came back", async () => {
      await open()
      const booking_id = await leave("o1", { chair: 6 })
      await back("o1")
      await sql().query(
        "UPDATE rental_booking SET returned_at = returned_at - interval '3 days'"
      )
      await check("o1", {
        bookings: [{ booking_id, quantity: 4, damaged: [{}], lost: [{}] }],
      })
      expect(await states("o1")).toEqual([
        "checked 1",
        "checked 2",
        "lost 1",
        "returned 2",
      ])
      const { rows } = await sql().query<{ days: number }>(
        `SELECT DISTINCT extract(day FROM now() - returned_at)::integer AS days
           FROM rental_booking WHERE state = 'returned'`
      )
      expect(rows).toEqual([{ days: 3 }])
    })

    scenario("frees what is left of the turnaround, if they are ready", async () => {
      await open()
      const booking_id = await leave("o1", { chair: 6 })
      await back("o1")
      expect(await free(day(1))).toBe(14)
      await check("o1", { bookings: [{ booking_id, quantity: 2 }] })
      expect(await free(day(1))).toBe(14)
      expect(await states("o1")).toEqual(["checked 2", "returned 4"])
      const again = { bookings: [{ booking_id, quantity: 2 }] }
      expect(await check("o1", again)).toMatchObject({ changed: [] })
      await check("o1", { ready: true })
      expect(await free(day(1))).toBe(18)
      expect(await states("o1")).toEqual(["checked 2", "checked 4"])
      expect(await check("o1", { ready: true })).toMatchObject({ changed: [] })
    })

    scenario("finds what is damaged or missing after all", async () => {
      await open()
      const booking_id = await leave("o1", { chair: 6 })
      await back("o1")
      await events()
      const said = {
        bookings: [{ booking_id, damaged: [{ quantity: 1 }], lost: [{ quantity: 2 }] }],
        ready: true,
      }
      await check("o1", said)
      expect(await states("o1")).toEqual(["checked 1", "checked 3", "lost 2"])
      expect(await free(day(1))).toBe(20 - 1 - 2)
      expect(await events()).toEqual(["rental.checked", "rental.damaged", "rental.lost"])
      expect(await check("o1", said)).toMatchObject({ changed: [], incident_ids: [] })
    })

    scenario("is not done with what is still out", async () => {
      await open()
      const booking_id = await leave("o1", { chair: 1 })
      expect(await refusalOf(check("o1", { bookings: [{ booking_id }] }))).toMatchObject({
        code: "rental_wrong_state",
      })
      expect(await check("o1")).toMatchObject({ changed: [] })
    })
  })

  describe("serial units", () => {
    const tables = async () =>
      (
        await addUnits(
          service.ledger,
          ["T-1", "T-2", "T-3"].map((serial) => ({ variant_id: "table", serial }))
        )
      ).map(({ id }) => id)

    scenario("are damaged and lost by name; in repair they do not leave", async () => {
      await open()
      const [t1, t2, t3] = await tables()
      await order("o1", { table: 3 })
      await prepareGoods(service.ledger, "o1", { serials: ["T-1", "T-2", "T-3"] })
      await checkOut(service.ledger, "o1")
      const booking_id = (await bookings("o1"))[0]!.id
      const say = (more: object) => back("o1", { bookings: [{ booking_id, ...more }] })
      expect(await refusalOf(say({ lost: [{ quantity: 1 }] }))).toMatchObject({
        details: { field: "unit_ids" },
      })
      expect(
        await refusalOf(
          say({ lost: [{ unit_ids: [t1] }], damaged: [{ unit_ids: [t1] }] })
        )
      ).toMatchObject({ details: { field: "unit_ids" } })
      await say({ damaged: [{ unit_ids: [t1] }], lost: [{ unit_ids: [t2] }] })
      const units = await readUnits(service.ledger.knex, { ids: [t1!, t2!, t3!] })
      expect(units.map((unit) => [unit.serial, unit.retired_at !== null])).toEqual([
        ["T-1", false],
        ["T-2", true],
        ["T-3", false],
      ])
      expect(await free(day(1), "table")).toBe(1)

      await order("o2", { table: 1 }, LATER)
      expect(
        await refusalOf(prepareGoods(service.ledger, "o2", { serials: ["T-1"] }))
      ).toMatchObject({
        code: "rental_unit_out",
        message: "Out of service: T-1 (repair).",
      })
      const [repair] = await service.readDowntime()
      await service.endDowntime(repair!.id, day(-1))
      await prepareGoods(service.ledger, "o2", { serials: ["T-1"] })

      const loss = (await incidents("o1")).find(({ kind }) => kind === "loss")!
      await found(loss.id, { found: 1 })
      const [again] = await readUnits(service.ledger.knex, { ids: [t2!] })
      expect(again?.retired_at).toBeNull()
    })
  })

  scenario("photos show what they are said to show, and one thing only", async () => {
    await open()
    const { knex } = service.ledger
    const photo = async () =>
      (
        await addPhoto(knex, {
          file_id: "file_1",
          mime_type: "image/jpeg",
          bytes: 9,
          created_by: "user_ada",
        })
      ).id
    await order("o1", { chair: 2 })
    const [row] = await bookings("o1")
    const booking_id = row!.id
    const [asItLeft, torn] = [await photo(), await photo()]
    await checkOut(service.ledger, "o1", [
      { booking_id, condition: "worn", note: "a scratch", photo_ids: [asItLeft] },
    ])
    expect((await bookings("o1"))[0]).toMatchObject({
      condition_out: "worn",
      goods_note: "a scratch",
    })
    const twice = { bookings: [{ booking_id, photo_ids: [asItLeft] }] }
    expect(await refusalOf(back("o1", twice))).toMatchObject({
      details: { field: "photo_ids" },
    })
    expect(await states("o1")).toEqual(["out 2"])
    await back("o1", { bookings: [{ booking_id, damaged: [{ photo_ids: [torn] }] }] })
    const [damage] = await incidents("o1")
    expect(damage).toMatchObject({ photo_ids: [torn], quantity: 1 })
    expect(await readPhotos(knex, { booking_ids: [booking_id] })).toMatchObject([
      { id: asItLeft, moment: "out" },
    ])
  })

  scenario("reports count what was lost, and not what was found since", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 4 })
    await back("o1", {
      bookings: [{ booking_id, damaged: [{}], lost: [{ quantity: 3 }] }],
    })
    const scope = {
      ...{ from: TODAY, to: day(9), timezone: "UTC" },
      ...{ location_id: null, item_ids: null },
    }
    const losses = async () =>
      (await readLosses(service.ledger.knex, scope)).map(
        ({ reason, units, open_units, replacement_value }) =>
          `${reason} ${units}, open ${open_units}, ${replacement_value}`
      )
    expect(await losses()).toEqual(["lost 3, open 3, 149.7", "repair 1, open 1, null"])
    const loss = (await incidents("o1")).find(({ kind }) => kind === "loss")!
    await found(loss.id, { found: 2 })
    expect(await losses()).toEqual(["lost 3, open 1, 49.9", "repair 1, open 1, null"])
  })

  scenario(
    "by the hour, too: until the day is over, then gone or in repair",
    async () => {
      await service.upsertItems([
        {
          variant_id: "van",
          product_id: "p-van",
          slot_minutes: 60,
          turnaround_after: 1,
          fleet: [{ location_id: "here", quantity: 5 }],
        },
      ])
      const booking_id = await leave("o1", { van: 4 })
      await back("o1", {
        bookings: [{ booking_id, quantity: 3, damaged: [{}], lost: [{ quantity: 1 }] }],
      })
      // One is out until the period ends; one is back, one in repair, one is gone. What came
      // back late in the evening is cleaned until after midnight.
      expect(await free(day(2), "van")).toBe(5 - 1 - 1 - 1)
      expect(await free(day(5), "van")).toBe(5 - 1 - 1)
      const late = { start_time: "21:00", end_time: "21:30" }
      const [row] = await service.listAvailability({
        ...periodOf(TODAY, TODAY),
        ...late,
        variant_ids: ["van"],
      })
      expect(row?.capacity).toBe(5)
    }
  )

  scenario("what does not add up is refused, and changes nothing", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 3 })
    const say = (more: object) => back("o1", { bookings: [{ booking_id, ...more }] })
    const fieldOf = async (call: Promise<unknown>) =>
      (await refusalOf(call)).details.field
    expect(await fieldOf(say({ quantity: 2, lost: [{ quantity: 3 }] }))).toBe("quantity")
    expect(
      await fieldOf(say({ damaged: [{ quantity: 2 }], lost: [{ quantity: 2 }] }))
    ).toBe("quantity")
    expect(await fieldOf(say({ lost: [{ unit_ids: ["runit_none"] }] }))).toBe("unit_ids")
    expect(await fieldOf(say({ damaged: [{ repair_until: day(-5) }] }))).toBe(
      "repair_until"
    )
    expect(await states("o1")).toEqual(["out 3"])
    expect(await incidents("o1")).toEqual([])
  })

  scenario("damage that can be rented as it is goes to no repair", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 2 })
    await back("o1", {
      bookings: [{ booking_id, damaged: [{ out_of_service: false }] }],
    })
    expect(await service.readDowntime()).toEqual([])
    expect(await free(day(6))).toBe(20)
    expect(await free(day(1))).toBe(18)
  })

  scenario("an order whose goods were lost can still change", async () => {
    await open()
    const booking_id = await leave("o1", { chair: 4 })
    await back("o1", {
      bookings: [{ booking_id, quantity: 2, lost: [{ quantity: 1 }] }],
    })
    const longer: RentalPeriod = periodOf(TODAY, day(5))
    await order("o1", { chair: 4 }, longer)
    expect(await states("o1")).toEqual(["lost 1", "out 2", "returned 1"])
  })
})
