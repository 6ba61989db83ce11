import { checkIn } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { readGoodsOfDay } from "../src/modules/rental/ledger/goods-of-day"
import { noShow } from "../src/modules/rental/ledger/no-show"
import { type GoodsRequest } from "../src/modules/rental/ledger/order-goods"
import { readPackedUnits } from "../src/modules/rental/ledger/packed-units"
import {
  prepareGoods,
  unprepareGoods,
  type Packing,
  type UnpackRequest,
} from "../src/modules/rental/ledger/prepare"
import { addUnits, readUnits, retireUnit } from "../src/modules/rental/ledger/units"
import { addDays, todayIn } from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { ledgerSuite, refusalOf, sentEvents } from "./ledger-suite"

jest.setTimeout(60_000)

const TODAY = todayIn("UTC")
const NOW = periodOf(TODAY, addDays(TODAY, 3))
const LATER = periodOf(addDays(TODAY, 7), addDays(TODAY, 9))

ledgerSuite("rental_prepare_test", { timezone: "UTC" }, ({ service, sql, scenario }) => {
  const open = () =>
    service.upsertItems([
      {
        variant_id: "chair",
        product_id: "p-chair",
        turnaround_after: 1,
        storage_place: "A-2",
        fleet: [
          { location_id: "here", quantity: 20 },
          { location_id: "there", quantity: 5 },
        ],
      },
      {
        variant_id: "table",
        product_id: "p-table",
        fleet: [{ location_id: "here", quantity: 6 }],
      },
      {
        variant_id: "set",
        product_id: "p-set",
        components: [
          { variant_id: "table", quantity: 1 },
          { variant_id: "chair", quantity: 4 },
        ],
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
  const pack = (id: string, packing?: Packing) =>
    prepareGoods(service.ledger, id, packing)
  const unpack = (id: string, asked?: UnpackRequest[]) =>
    unprepareGoods(service.ledger, id, asked)
  const out = (id: string, asked?: GoodsRequest[] | "prepared") =>
    checkOut(service.ledger, id, asked)

  const bookings = async (id: string) =>
    (await service.readOrderBookings(id)).filter(({ state }) => state !== "cancelled")
  const onlyId = async (id: string, state = "reserved") => {
    const rows = (await bookings(id)).filter((row) => row.state === state)
    expect(rows).toHaveLength(1)
    return rows[0]!.id
  }
  /** `reserved 3/10`: three of ten are packed. */
  const packed = async (id: string) =>
    (await bookings(id))
      .map((row) => `${row.state} ${row.prepared}/${row.quantity}`)
      .sort()
  const serials = async (...names: string[]) =>
    (
      await addUnits(
        service.ledger,
        names.map((serial) => ({ variant_id: "table", serial }))
      )
    ).map(({ id }) => id)
  const whereUnitsAre = async () =>
    (await readUnits(service.ledger.knex, { variant_ids: ["table"] })).map(
      (unit) =>
        `${unit.serial} ${unit.out?.order_id ?? "-"} ${unit.packed?.order_id ?? "-"}`
    )
  const events = () => sentEvents(service)

  scenario("packs everything, once, and takes it out again", async () => {
    await open()
    await order("o1", { set: 2, chair: 3 })
    await events()
    expect(await pack("o1")).toHaveLength(3)
    expect(await pack("o1")).toEqual([])
    expect(await packed("o1")).toEqual(["reserved 2/2", "reserved 3/3", "reserved 8/8"])
    expect(await events()).toEqual(["rental.prepared"])
    expect(await unpack("o1")).toHaveLength(3)
    expect(await unpack("o1")).toEqual([])
    expect(await packed("o1")).toEqual(["reserved 0/2", "reserved 0/3", "reserved 0/8"])
    expect(await events()).toEqual(["rental.unprepared"])
  })

  scenario("says how many are packed in all, more or less than before", async () => {
    await open()
    await order("o1", { chair: 10 })
    const booking_id = await onlyId("o1")
    const say = (quantity: number) => pack("o1", { bookings: [{ booking_id, quantity }] })
    expect(await say(4)).toEqual([booking_id])
    expect(await say(4)).toEqual([])
    expect(await say(7)).toEqual([booking_id])
    expect(await say(2)).toEqual([booking_id])
    expect(await packed("o1")).toEqual(["reserved 2/10"])
    expect(await refusalOf(say(11))).toMatchObject({ details: { field: "quantity" } })
    expect(await say(0)).toEqual([booking_id])
  })

  scenario(
    "hands out what is packed, and the rest keeps what is packed of it",
    async () => {
      await open()
      await order("o1", { chair: 10 })
      const booking_id = await onlyId("o1")
      await pack("o1", { bookings: [{ booking_id, quantity: 6 }] })
      await out("o1", [{ booking_id, quantity: 4 }])
      expect(await packed("o1")).toEqual(["out 0/4", "reserved 2/6"])
      await out("o1", "prepared")
      expect(await packed("o1")).toEqual(["out 0/2", "out 0/4", "reserved 0/4"])
      expect(await out("o1", "prepared")).toEqual([])
      await out("o1")
      expect(await packed("o1")).toEqual(["out 0/2", "out 0/4", "out 0/4"])
    }
  )

  scenario("packs only what is still to leave", async () => {
    await open()
    await order("o1", { chair: 2 })
    const booking_id = await onlyId("o1")
    await out("o1")
    expect(await refusalOf(pack("o1", { bookings: [{ booking_id }] }))).toMatchObject({
      code: "rental_wrong_state",
    })
    expect(await pack("o1")).toEqual([])
    expect(await refusalOf(pack("none"))).toMatchObject({ code: "rental_not_found" })
    const stranger = { bookings: [{ booking_id: "rbook_none" }] }
    expect(await refusalOf(pack("o1", stranger))).toMatchObject({
      details: { field: "booking_id" },
    })
  })

  scenario("unpacks what the order no longer wants", async () => {
    await open()
    await order("o1", { chair: 10, table: 2 })
    await pack("o1")
    await order("o1", { chair: 7, table: 2 })
    expect(await packed("o1")).toEqual(["reserved 2/2", "reserved 7/7"])
    await order("o1", { chair: 9, table: 2 })
    expect(await packed("o1")).toEqual(["reserved 2/2", "reserved 7/9"])
    await order("o1", { table: 2 }, LATER)
    expect(await packed("o1")).toEqual(["reserved 2/2"])
    await service.cancelOrderBookings("o1")
    const rows = await service.readOrderBookings("o1")
    expect(rows.map(({ prepared }) => prepared)).toEqual(rows.map(() => 0))
  })

  describe("serial units", () => {
    scenario("are scanned one by one, and leave without being named again", async () => {
      await open()
      await serials("T-1", "T-2", "T-3")
      await order("o1", { table: 2 })
      expect(await refusalOf(pack("o1"))).toMatchObject({
        details: { field: "unit_ids" },
      })
      await pack("o1", { serials: ["T-2"] })
      await pack("o1", { serials: ["T-2"] })
      expect(await packed("o1")).toEqual(["reserved 1/2"])
      await pack("o1", { serials: ["T-3"] })
      expect(await whereUnitsAre()).toEqual(["T-1 - -", "T-2 - o1", "T-3 - o1"])
      expect(await refusalOf(pack("o1", { serials: ["T-1"] }))).toMatchObject({
        details: { field: "serials" },
      })
      await out("o1")
      expect(await whereUnitsAre()).toEqual(["T-1 - -", "T-2 o1 -", "T-3 o1 -"])
      await checkIn(service.ledger, "o1")
      expect(await whereUnitsAre()).toEqual(["T-1 - -", "T-2 - -", "T-3 - -"])
    })

    scenario("leave in parts, each with what is packed of it", async () => {
      await open()
      const [, t2] = await serials("T-1", "T-2", "T-3", "T-4")
      await order("o1", { table: 4 })
      const booking_id = await onlyId("o1")
      await pack("o1", { serials: ["T-1", "T-2", "T-3"] })
      await out("o1", [{ booking_id, unit_ids: [t2!] }])
      expect(await packed("o1")).toEqual(["out 0/1", "reserved 2/3"])
      await out("o1", "prepared")
      expect(await packed("o1")).toEqual(["out 0/1", "out 0/2", "reserved 0/1"])
      expect(await whereUnitsAre()).toEqual([
        "T-1 o1 -",
        "T-2 o1 -",
        "T-3 o1 -",
        "T-4 - -",
      ])
    })

    scenario(
      "may be others than those packed, which go back to their place",
      async () => {
        await open()
        const [, , t3] = await serials("T-1", "T-2", "T-3")
        await order("o1", { table: 2 })
        const booking_id = await onlyId("o1")
        await pack("o1", { serials: ["T-1"] })
        await pack("o1", { serials: ["T-2"] })
        await out("o1", [{ booking_id, unit_ids: [t3!] }])
        expect(await packed("o1")).toEqual(["out 0/1", "reserved 1/1"])
        expect(await whereUnitsAre()).toEqual(["T-1 - o1", "T-2 - -", "T-3 o1 -"])
      }
    )

    scenario("are packed for one order, whatever races", async () => {
      await open()
      await serials("T-1", "T-2")
      await order("o1", { table: 1 })
      await order("o2", { table: 1 })
      const results = await Promise.allSettled([
        pack("o1", { serials: ["T-1"] }),
        pack("o2", { serials: ["T-1"] }),
      ])
      expect(results.map(({ status }) => status).sort()).toEqual([
        "fulfilled",
        "rejected",
      ])
      const winner = results[0]!.status === "fulfilled" ? "o1" : "o2"
      const loser = winner === "o1" ? "o2" : "o1"
      expect(await refusalOf(pack(loser, { serials: ["T-1"] }))).toMatchObject({
        code: "rental_unit_out",
        message: `Not here: T-1 is packed for ${winner}.`,
      })
      await unpack(winner)
      await pack(loser, { serials: ["T-1"] })
    })

    scenario("are taken out by name, and are not retired while packed", async () => {
      await open()
      const [t1, t2] = await serials("T-1", "T-2")
      await order("o1", { table: 2 })
      const booking_id = await onlyId("o1")
      await pack("o1", { bookings: [{ booking_id, unit_ids: [t1!, t2!] }] })
      expect(await refusalOf(retireUnit(service.ledger, t1!))).toMatchObject({
        code: "rental_unit_out",
      })
      await unpack("o1", [{ booking_id, unit_ids: [t1!] }])
      await unpack("o1", [{ booking_id, unit_ids: [t1!] }])
      expect(await packed("o1")).toEqual(["reserved 1/2"])
      await retireUnit(service.ledger, t1!)
      await noShow(service.ledger, "o1")
      expect((await readPackedUnits(service.ledger.knex, [booking_id])).size).toBe(0)
    })
  })

  scenario(
    "the database refuses more packed than there is, or of what has left",
    async () => {
      await open()
      await order("o1", { chair: 2 })
      const booking_id = await onlyId("o1")
      const write = (prepared: number, state: string) =>
        sql().query(
          "INSERT INTO rental_booking (id, item_id, location_id, quantity, start_date, end_date, occupied_from, occupied_to, state, prepared) SELECT $1, item_id, location_id, quantity, start_date, end_date, occupied_from, occupied_to, $2, $3 FROM rental_booking WHERE id = $4",
          ["rbook_by_hand", state, prepared, booking_id]
        )
      for (const [prepared, state] of [
        [3, "reserved"],
        [-1, "reserved"],
        [1, "out"],
      ] as const) {
        await expect(write(prepared, state)).rejects.toMatchObject({
          constraint: "rental_booking_prepared_check",
        })
      }
    }
  )

  scenario("the goods of a day are those that leave on it, packages apart", async () => {
    await open()
    await order("o1", { set: 1, chair: 2 })
    await order("o2", { chair: 5 }, LATER)
    await order("o3", { chair: 1 })
    await out("o3")
    const leaving = (location_id?: string) =>
      readGoodsOfDay(service.ledger.knex, { day: TODAY, end: "leaving", location_id })
    const rows = await leaving("here")
    expect(
      rows
        .map((r) => `${r.order_id} ${r.line_variant_id} ${r.quantity} ${r.state}`)
        .sort()
    ).toEqual([
      "o1 chair 2 reserved",
      "o1 set 1 reserved",
      "o1 set 4 reserved",
      "o3 chair 1 out",
    ])
    expect(await leaving("there")).toEqual([])
    expect(await leaving()).toHaveLength(4)
    const back = await readGoodsOfDay(service.ledger.knex, {
      day: addDays(TODAY, 3),
      end: "returning",
    })
    expect(back.map((r) => r.order_id)).toEqual(["o3"])
  })

  scenario("a storage place is kept, changed and cleared with its item", async () => {
    await open()
    const place = async () =>
      (await service.snapshotItems(["chair"])).map((item) => item.storage_place)
    const save = (storage_place?: string | null) =>
      service.upsertItems([{ variant_id: "chair", product_id: "p-chair", storage_place }])
    expect(await place()).toEqual(["A-2"])
    await save()
    expect(await place()).toEqual(["A-2"])
    await save("B-10")
    expect(await place()).toEqual(["B-10"])
    await save(null)
    expect(await place()).toEqual([null])
  })
})
