import fc from "fast-check"
import { shareShortage, type WaitingBooking } from "./share-shortage"

const booking = (
  id: string,
  quantity: number,
  occupied_from: number,
  occupied_to: number,
  since = id
): WaitingBooking => ({ id, quantity, occupied_from, occupied_to, since })

describe("who goes short", () => {
  it("is who booked last", () => {
    const waiting = [booking("first", 3, 1, 3), booking("second", 3, 2, 5)]
    expect(shareShortage(waiting, new Map([[2, 1]]))).toEqual([
      { id: "second", short: 1, slots: [2] },
    ])
  })

  it("is who came before, too, where the last has not enough to give", () => {
    const waiting = [booking("first", 3, 1, 3), booking("second", 1, 2, 5)]
    expect(shareShortage(waiting, new Map([[2, 2]]))).toEqual([
      { id: "second", short: 1, slots: [2] },
      { id: "first", short: 1, slots: [2] },
    ])
  })

  it("is short by the worst of its slots, and in each of them", () => {
    const oversold = new Map([
      [4, 1],
      [2, 2],
    ])
    expect(shareShortage([booking("only", 3, 1, 9)], oversold)).toEqual([
      { id: "only", short: 2, slots: [2, 4] },
    ])
  })

  it("is short of no more than is missing, nor than it wants", () => {
    const anyBooking = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(5), fc.nat(20))
      .map(([quantity, from, days, since]) => ({
        ...booking("", quantity, from, from + days),
        since: String(since).padStart(2, "0"),
      }))
    fc.assert(
      fc.property(
        fc.array(anyBooking, { maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(15), fc.integer({ min: 1, max: 30 }))),
        (bookings, slots) => {
          const waiting = bookings.map((row, at) => ({ ...row, id: `b${at}` }))
          const oversold = new Map(slots)
          const short = shareShortage(waiting, oversold)
          for (const one of short) {
            const row = waiting.find(({ id }) => id === one.id)!
            expect(one.short).toBeLessThanOrEqual(row.quantity)
            expect(one.short).toBeGreaterThan(0)
            for (const slot of one.slots) {
              expect(oversold.has(slot)).toBe(true)
              expect(row.occupied_from <= slot && slot <= row.occupied_to).toBe(true)
            }
          }
          for (const [slot, units] of oversold) {
            const there = waiting.filter(
              (row) => row.occupied_from <= slot && slot <= row.occupied_to
            )
            const wanted = there.reduce((sum, row) => sum + row.quantity, 0)
            const named = there.filter(({ id }) =>
              short.some((one) => one.id === id && one.slots.includes(slot))
            )
            const served = there.filter((row) => !named.includes(row))
            const units_named = named.reduce((sum, row) => sum + row.quantity, 0)
            expect(units_named).toBeGreaterThanOrEqual(Math.min(units, wanted))
            for (const row of served) {
              expect(named.every((one) => one.since >= row.since)).toBe(true)
            }
          }
        }
      )
    )
  })
})
