import { periodOf } from "../src/modules/rental/periods/rental-period"
import { type LocalDate } from "../src/modules/rental/periods/local-date"
import { ledgerSuite, refusalOf } from "./ledger-suite"

jest.setTimeout(60_000)

const chair = {
  variant_id: "chair",
  product_id: "p-chair",
  turnaround_after: 0,
  fleet: [{ location_id: "here", quantity: 10 }],
}
const date = (text: string) => text as LocalDate

ledgerSuite("rental_supply_test", {}, ({ service, sql, scenario }) => {
  const free = async (start: string, end = start) =>
    (await service.listAvailability({ start_date: start, end_date: end }))[0]?.available

  const book = (order_id: string, quantity: number, start: string, end = start) =>
    service.writeOrder({
      order_id,
      period: periodOf(start, end),
      lines: [{ line_item_id: `${order_id}-line`, variant_id: "chair", quantity }],
      state: "reserved",
    })

  describe("a fleet that changes over time", () => {
    const growing = {
      ...chair,
      fleet: [
        { location_id: "here", quantity: 10 },
        { location_id: "here", quantity: 15, effective_from: "2027-07-01" },
        { location_id: "here", quantity: 4, effective_from: "2027-08-01" },
      ],
    }

    scenario("has on each day what it is then, booked or not", async () => {
      await service.upsertItems([growing])
      expect(await free("2027-06-30")).toBe(10)
      expect(await free("2027-07-01")).toBe(15)
      expect(await free("2027-06-30", "2027-07-02")).toBe(10)
      expect(await free("2027-07-20", "2027-08-01")).toBe(4)
      await book("o1", 3, "2027-06-29", "2027-07-02")
      expect(await free("2027-06-30")).toBe(7)
      expect(await free("2027-07-01", "2027-07-10")).toBe(12)
      await book("o2", 12, "2027-07-02")
      expect(await free("2027-07-02")).toBe(0)
      expect((await refusalOf(book("o3", 1, "2027-07-02"))).code).toBe("rental_shortage")
    })

    scenario("cannot shrink below what is booked from then on", async () => {
      await service.upsertItems([chair])
      await book("o1", 8, "2027-08-10", "2027-08-12")
      expect((await refusalOf(service.upsertItems([growing]))).code).toBe(
        "rental_fleet_in_use"
      )
      await service.upsertItems([{ ...growing, fleet: growing.fleet.slice(0, 2) }])
      expect(await free("2027-08-11")).toBe(7)
    })

    scenario("names a place and day that are listed twice", async () => {
      const twice = { ...growing, fleet: [growing.fleet[1]!, growing.fleet[1]!] }
      expect(await refusalOf(service.upsertItems([twice]))).toMatchObject({
        code: "rental_request_invalid",
        details: { field: "fleet" },
      })
    })

    scenario("has nothing before its first day", async () => {
      await service.upsertItems([{ ...chair, fleet: growing.fleet.slice(1) }])
      expect(await free("2027-06-30")).toBe(0)
      expect(await free("2027-07-01")).toBe(15)
    })
  })

  describe("downtime", () => {
    const down = (quantity: number, start: string, end: string | null) =>
      service.addDowntime({
        variant_id: "chair",
        quantity,
        reason: "repair",
        start_date: date(start),
        end_date: end === null ? null : date(end),
      })

    scenario("takes units away for its days, on days booked before and not", async () => {
      await service.upsertItems([chair])
      await book("o1", 2, "2027-06-11")
      await down(3, "2027-06-10", "2027-06-12")
      expect(await free("2027-06-09")).toBe(10)
      expect(await free("2027-06-10")).toBe(7)
      expect(await free("2027-06-11")).toBe(5)
      await book("o2", 5, "2027-06-11")
      expect((await refusalOf(book("o3", 1, "2027-06-11"))).code).toBe("rental_shortage")
    })

    scenario("without an end lasts until it is given one", async () => {
      await service.upsertItems([chair])
      const { id } = await down(4, "2027-06-10", null)
      expect(await free("2030-01-01")).toBe(6)
      await service.endDowntime(id, date("2027-06-20"))
      expect(await free("2027-06-20")).toBe(6)
      expect(await free("2027-06-21")).toBe(10)
      await service.endDowntime(id, date("2027-06-01"))
      expect(await free("2027-06-15")).toBe(10)
    })

    scenario("adds up, and a day touched by several has all of them", async () => {
      await service.upsertItems([chair])
      await down(3, "2027-06-10", "2027-06-15")
      await down(2, "2027-06-15", "2027-06-20")
      expect(await free("2027-06-15")).toBe(5)
      expect(await free("2027-06-10", "2027-06-20")).toBe(5)
      expect(await refusalOf(down(6, "2027-06-15", null))).toMatchObject({
        code: "rental_request_invalid",
        details: { field: "quantity" },
      })
    })

    scenario(
      "is refused with the bookings in its way, or overbooks knowingly",
      async () => {
        await service.upsertItems([chair])
        await book("o1", 9, "2027-06-11", "2027-06-13")
        const refusal = await refusalOf(down(2, "2027-06-12", "2027-06-20"))
        expect(refusal.code).toBe("rental_fleet_in_use")
        expect(refusal.details.bookings).toMatchObject([
          {
            order_id: "o1",
            quantity: 9,
            start_date: "2027-06-11",
            occupied_to: "2027-06-13",
          },
        ])
        await service.addDowntime({
          variant_id: "chair",
          quantity: 2,
          reason: "missing",
          start_date: date("2027-06-12"),
          overbook: { author: "user_ada", reason: "Two were stolen" },
        })
        const { rows } = await sql().query(
          "SELECT quantity, author, reason, from_slot, to_slot FROM rental_overbooking"
        )
        expect(rows).toMatchObject([
          { quantity: 1, author: "user_ada", reason: "Two were stolen" },
        ])
        expect(await free("2027-06-12")).toBe(0)
      }
    )

    scenario("asks for the place when an item has several", async () => {
      await service.upsertItems([
        {
          ...chair,
          fleet: [
            { location_id: "here", quantity: 10 },
            { location_id: "there", quantity: 2 },
          ],
        },
      ])
      expect(await refusalOf(down(1, "2027-06-12", null))).toMatchObject({
        details: { field: "location_id" },
      })
    })
  })

  describe("overbooking", () => {
    const knowingly = { author: "user_ada", reason: "The supplier lends us two" }
    const overbooked = (order_id: string, quantity: number, start: string, end = start) =>
      service.writeOrder({
        order_id,
        period: periodOf(start, end),
        lines: [{ line_item_id: `${order_id}-line`, variant_id: "chair", quantity }],
        state: "reserved",
        overbook: knowingly,
      })

    scenario("names author and reason, and gives nobody else anything", async () => {
      await service.upsertItems([chair])
      await book("o1", 9, "2027-06-11")
      await overbooked("o2", 3, "2027-06-10", "2027-06-12")
      const { rows } = await sql().query(
        "SELECT quantity, author, reason FROM rental_overbooking"
      )
      expect(rows).toEqual([{ quantity: 2, ...knowingly }])
      expect((await refusalOf(book("o3", 1, "2027-06-11"))).code).toBe("rental_shortage")
      await service.cancelOrderBookings("o1")
      expect(await free("2027-06-11")).toBe(7)
      await book("o4", 7, "2027-06-11")
      expect((await refusalOf(book("o5", 1, "2027-06-11"))).code).toBe("rental_shortage")
    })

    scenario("shrinks with what caused it, and less is always possible", async () => {
      await service.upsertItems([chair])
      await overbooked("o1", 14, "2027-06-11", "2027-06-14")
      await book("o1", 12, "2027-06-11", "2027-06-14")
      await book("o1", 12, "2027-06-12", "2027-06-13")
      expect((await refusalOf(book("o1", 13, "2027-06-12"))).code).toBe("rental_shortage")
      await book("o1", 9, "2027-06-12")
      expect(await free("2027-06-12")).toBe(1)
    })

    scenario("cannot be had without a reason", async () => {
      await service.upsertItems([chair])
      await expect(
        service.writeOrder({
          order_id: "o1",
          period: periodOf("2027-06-11", "2027-06-11"),
          lines: [{ line_item_id: "l", variant_id: "chair", quantity: 11 }],
          state: "reserved",
          overbook: { author: "user_ada", reason: "" },
        })
      ).rejects.toMatchObject({ constraint: "rental_overbooking_reason_check" })
    })

    describe("by SQL", () => {
      const DERIVED = { code: "23001", table: "rental_slot" }

      scenario("writes nothing that is derived", async () => {
        await service.upsertItems([chair])
        await book("o1", 9, "2027-06-11")
        for (const statement of [
          "UPDATE rental_slot SET booked = capacity + 1",
          "UPDATE rental_slot SET booked = 0",
          "UPDATE rental_slot SET overbook = 50",
          "UPDATE rental_slot SET capacity = 50",
          "UPDATE rental_slot SET booked = 11, overbook = 1",
          "UPDATE rental_slot SET slot = slot + 1",
          "DELETE FROM rental_slot",
          `INSERT INTO rental_slot (item_id, location_id, slot, capacity)
           SELECT item_id, location_id, slot + 40, 50 FROM rental_slot`,
          `SELECT rental_slots_apply(array_agg(item_id), array_agg(location_id),
                                     array_agg(slot), array_agg(-1)) FROM rental_slot`,
          "DO $$ BEGIN DELETE FROM rental_slot; END $$",
          "TRUNCATE rental_slot",
        ]) {
          await expect(sql().query(statement)).rejects.toMatchObject(DERIVED)
        }
        for (const statement of [
          "UPDATE rental_supply SET capacity = 50",
          "DELETE FROM rental_supply",
          `INSERT INTO rental_supply (item_id, location_id, from_slot, to_slot, capacity)
           SELECT item_id, 'there', from_slot, to_slot, 50 FROM rental_supply`,
          "TRUNCATE rental_supply",
        ]) {
          await expect(sql().query(statement)).rejects.toMatchObject({
            ...DERIVED,
            table: "rental_supply",
          })
        }
        expect(await free("2027-06-11")).toBe(1)
        expect((await service.reconcileLedger()).findings).toEqual([])
      })

      scenario("leaves no slack, whatever is switched off", async () => {
        await service.upsertItems([chair])
        await book("o1", 9, "2027-06-11")
        await sql().query("SET session_replication_role = replica")
        for (const [change, constraint] of [
          ["booked = capacity + 1", "rental_slot_not_oversold"],
          ["blocked = 2", "rental_slot_not_oversold"],
          ["overbook = 50", "rental_slot_overbook_needed"],
          ["capacity = 8, overbook = 2", "rental_slot_overbook_needed"],
        ]) {
          await expect(
            sql().query(`UPDATE rental_slot SET ${change}`)
          ).rejects.toMatchObject({ constraint })
        }
        await sql().query("SET session_replication_role = origin")
      })

      scenario("empties the ledger as a whole, or not at all", async () => {
        await service.upsertItems([chair])
        await overbooked("o1", 11, "2027-06-11")
        for (const table of ["booking", "fleet", "overbooking", "slot, rental_supply"]) {
          await expect(
            sql().query(`TRUNCATE rental_${table} CASCADE`)
          ).rejects.toMatchObject({ code: "23001" })
        }
        await sql().query(
          `TRUNCATE rental_booking, rental_slot, rental_supply, rental_fleet,
                    rental_downtime, rental_overbooking CASCADE`
        )
      })

      scenario("keeps the record of what was overbooked", async () => {
        await service.upsertItems([chair])
        await overbooked("o1", 11, "2027-06-11")
        for (const statement of [
          "UPDATE rental_overbooking SET author = 'nobody'",
          "DELETE FROM rental_overbooking",
        ]) {
          await expect(sql().query(statement)).rejects.toMatchObject({
            table: "rental_overbooking",
          })
        }
      })

      scenario("is found and mended where it went round the guards", async () => {
        await service.upsertItems([chair])
        await book("o1", 9, "2027-06-11")
        const goRound = async (statement: string) => {
          await sql().query(
            `SET session_replication_role = replica; ${statement};
             SET session_replication_role = origin`
          )
        }
        await goRound("DELETE FROM rental_slot")
        const [missing] = (await service.reconcileLedger()).findings
        expect(missing).toMatchObject({
          kind: "slot_miscounted",
          why: expect.stringContaining("was missing, is 9/0/10"),
        })
        expect(await free("2027-06-11")).toBe(1)

        await goRound("DELETE FROM rental_slot; DELETE FROM rental_supply")
        await service.reconcileLedger()
        expect(await free("2027-06-11")).toBe(1)
        expect(await free("2027-06-20")).toBe(10)

        await goRound("UPDATE rental_supply SET capacity = 50")
        expect((await service.reconcileLedger()).findings).toHaveLength(1)
        expect(await free("2027-06-20")).toBe(10)
        expect((await service.reconcileLedger()).findings).toEqual([])
      })

      scenario("that oversold is overbooked by the mend, on the record", async () => {
        await service.upsertItems([chair])
        await book("o1", 9, "2027-06-11")
        await sql().query(
          `SET session_replication_role = replica;
           UPDATE rental_booking SET quantity = 12;
           SET session_replication_role = origin`
        )
        await service.reconcileLedger()
        const { rows } = await sql().query(
          "SELECT quantity, author, reason FROM rental_overbooking"
        )
        expect(rows).toEqual([
          { quantity: 2, author: "rental", reason: "Slots were counted again" },
        ])
      })
    })

    scenario("lets a fleet be cut below what is booked, knowingly", async () => {
      await service.upsertItems([chair])
      await book("o1", 9, "2027-06-11")
      await service.upsertItems(
        [{ ...chair, fleet: [{ location_id: "here", quantity: 6 }] }],
        knowingly
      )
      expect(await free("2027-06-11")).toBe(0)
      await service.cancelOrderBookings("o1")
      expect(await free("2027-06-11")).toBe(6)
    })
  })
})
