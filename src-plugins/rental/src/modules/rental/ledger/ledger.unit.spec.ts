import fc from "fast-check"
import { type ItemIndex, type ItemRow } from "../items/item-rows"
import { type LocalDate } from "../periods/local-date"
import { periodOf } from "../periods/rental-period"
import { DAY_SLOT, daySlot } from "../periods/slots"
import { type BookingContent, type BookingRow } from "./booking-rows"
import { diffBookings } from "./diff-bookings"
import { findShortages } from "./find-shortages"
import { type FreeSlot } from "./free-slots"
import { inLockOrder, planBookings, type CartLine } from "./plan-bookings"

const item = (id: string, rest: Partial<ItemRow> = {}): ItemRow => ({
  id,
  variant_id: `v-${id}`,
  product_id: `p-${id}`,
  slot_minutes: DAY_SLOT,
  turnaround_before: 0,
  turnaround_after: 0,
  replacement_value: null,
  currency_code: null,
  rate_card: "per_day",
  storage_place: null,
  fleet: [{ location_id: "here", quantity: 10 }],
  components: [],
  ...rest,
})

const index = (...items: ItemRow[]): ItemIndex => new Map(items.map((i) => [i.id, i]))

const items = index(
  item("chair", { turnaround_after: 1 }),
  item("table", { turnaround_before: 2 }),
  item("bare", { fleet: [] }),
  item("set", {
    fleet: [],
    components: [
      { item_id: "table", quantity: 1 },
      { item_id: "chair", quantity: 4 },
    ],
  })
)

const plan = (
  lines: CartLine[],
  period = periodOf("2027-06-10", "2027-06-11"),
  visits = { departures: false, returns: false }
) =>
  planBookings({
    lines,
    period,
    items,
    timezone: "America/New_York",
    state: "held",
    visits,
  })
const day = (date: string): number => daySlot(date as LocalDate)
const line = (id: string, variant: string, quantity: number): CartLine => ({
  line_item_id: id,
  variant_id: `v-${variant}`,
  quantity,
})
const asRows = (contents: BookingContent[]): BookingRow[] =>
  contents.map((content, at) => ({
    ...content,
    id: `rbook-${at}`,
    cart_id: "cart",
    order_id: null,
  }))

describe("planBookings", () => {
  it("explodes a package and gives each component its own turnaround", () => {
    expect(plan([line("l", "set", 2)])).toMatchObject([
      {
        item_id: "chair",
        quantity: 8,
        line_variant_id: "v-set",
        line_quantity: 2,
        occupied_from: day("2027-06-10"),
        occupied_to: day("2027-06-12"),
      },
      {
        item_id: "table",
        quantity: 2,
        occupied_from: day("2027-06-08"),
        occupied_to: day("2027-06-11"),
      },
    ])
  })

  it("leaves out lines of nothing, and refuses what is not for rent", () => {
    expect(plan([line("l", "chair", 0)])).toEqual([])
    expect(() => plan([line("l", "sofa", 1)])).toThrow("v-sofa is not rentable")
  })

  it("books the ends of a rental where the shop limits them a day", () => {
    const visits = { departures: true, returns: true }
    expect(plan([line("l", "chair", 2)], undefined, visits)).toMatchObject([
      { item_id: "#departures", quantity: 1, occupied_from: day("2027-06-10") },
      { item_id: "#returns", quantity: 1, occupied_from: day("2027-06-11") },
      { item_id: "chair", quantity: 2 },
    ])
    expect(plan([], undefined, visits)).toEqual([])
  })

  it("puts bookings in the order of locks, whatever the order of the lines", () => {
    const lines = [line("a", "table", 1), line("b", "set", 1), line("c", "chair", 2)]
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: 3 }), (shuffled) => {
        const planned = plan(shuffled)
        expect([...planned].sort(inLockOrder)).toEqual(planned)
        expect(planned.map((b) => b.item_id)).toEqual([
          "chair",
          "chair",
          "table",
          "table",
        ])
      })
    )
  })
})

describe("diffBookings", () => {
  it("writes nothing when nothing changes", () => {
    const planned = plan([line("a", "set", 1), line("b", "chair", 2)])
    const diff = diffBookings(asRows(planned), planned)
    expect(diff).toEqual({ insert: [], update: [], cancel: [], locksFirst: false })
  })

  it("updates what stays, inserts what is new, cancels what is gone", () => {
    const before = asRows(plan([line("a", "chair", 1), line("b", "table", 1)]))
    const diff = diffBookings(
      before,
      plan([line("a", "chair", 3), line("c", "table", 1)])
    )
    expect(diff.update).toMatchObject([{ id: "rbook-0", line_item_id: "a", quantity: 3 }])
    expect(diff.insert).toMatchObject([{ line_item_id: "c" }])
    expect(diff.cancel).toMatchObject([{ line_item_id: "b" }])
    expect(diff.locksFirst).toBe(true)
  })

  it("locks first only when several statements change slots", () => {
    const before = asRows(plan([line("a", "chair", 1), line("b", "table", 1)]))
    const longer = before.map((row) => ({ ...row, expires_at: "2027-01-01T00:00:00Z" }))
    const renewed = diffBookings(before, longer)
    expect(renewed).toMatchObject({ insert: [], cancel: [], locksFirst: false })
    expect(renewed.update).toHaveLength(2)

    const [added] = plan([line("c", "chair", 1)])
    expect(diffBookings(before, [...longer, added!]).locksFirst).toBe(false)
    const moved = longer.map((row) => ({ ...row, quantity: row.quantity + 1 }))
    expect(diffBookings(before, moved).locksFirst).toBe(false)
    expect(diffBookings(before, [...moved, added!]).locksFirst).toBe(true)
  })

  it("gets from any bookings to any others", () => {
    const someLines = fc.uniqueArray(
      fc.record({
        line_item_id: fc.constantFrom("a", "b", "c", "d"),
        variant_id: fc.constantFrom("v-chair", "v-table", "v-set"),
        quantity: fc.integer({ min: 1, max: 9 }),
      }),
      { selector: (l) => l.line_item_id }
    )
    fc.assert(
      fc.property(someLines, someLines, (from, to) => {
        const current = asRows(plan(from))
        const wanted = plan(to)
        const { insert, update, cancel } = diffBookings(current, wanted)
        const gone = new Set(cancel.map((row) => row.id))
        const changed = new Map(update.map((row) => [row.id, row]))
        const after = [
          ...current
            .filter((row) => !gone.has(row.id))
            .map((r) => changed.get(r.id) ?? r),
          ...insert,
        ]
        const say = (b: BookingContent) =>
          `${b.line_item_id} ${b.item_id} ${b.quantity} ${b.occupied_from} ${b.occupied_to}`
        expect(after.map(say).sort()).toEqual(wanted.map(say).sort())
      })
    )
  })
})

describe("findShortages", () => {
  /** Ten of everything are free in every slot, but for those given. */
  const freeBut =
    (given: [item: string, date: string, free: number][]) =>
    (wanted: readonly BookingContent[]): FreeSlot[] =>
      wanted.flatMap((booking) => {
        const { item_id, location_id, occupied_from, occupied_to } = booking
        return Array.from({ length: occupied_to - occupied_from + 1 }, (_, at) => {
          const slot = occupied_from + at
          const known = given.find(([id, date]) => id === item_id && day(date) === slot)
          const free = location_id === "" ? 0 : (known?.[2] ?? 10)
          return { item_id, location_id, slot, free, capacity: 10 }
        })
      })
  const shortagesOf = (
    lines: CartLine[],
    given: [item: string, date: string, free: number][] = []
  ) => {
    const wanted = plan(lines)
    return findShortages(wanted, freeBut(given)(wanted), "America/New_York")
  }

  it("finds none when all fits", () => {
    expect(shortagesOf([line("a", "chair", 10)])).toEqual([])
  })

  it("names the line, what is free, and the days", () => {
    expect(
      shortagesOf(
        [line("a", "chair", 4)],
        [
          ["chair", "2027-06-11", 3],
          ["chair", "2027-06-12", 5],
        ]
      )
    ).toEqual([
      { variant_id: "v-chair", requested: 4, available: 3, slots: ["2027-06-11"] },
    ])
  })

  it("says how many packages their scarcest component allows", () => {
    expect(shortagesOf([line("a", "set", 2)], [["chair", "2027-06-10", 7]])).toEqual([
      { variant_id: "v-set", requested: 2, available: 1, slots: ["2027-06-10"] },
    ])
  })

  it("blames the line that asks for too much, not the small one beside it", () => {
    const lines = [line("a", "chair", 9), line("b", "set", 1)]
    expect(shortagesOf(lines)).toMatchObject([
      { variant_id: "v-chair", requested: 9, available: 6 },
    ])
  })

  it("knows that an item without a fleet has nothing", () => {
    expect(shortagesOf([line("a", "bare", 1)])).toMatchObject([
      { variant_id: "v-bare", available: 0 },
    ])
  })

  it("agrees with a count of every slot", () => {
    const someLines = fc.uniqueArray(
      fc.record({
        line_item_id: fc.constantFrom("a", "b", "c"),
        variant_id: fc.constantFrom("v-chair", "v-table", "v-set"),
        quantity: fc.integer({ min: 1, max: 6 }),
      }),
      { selector: (l) => l.line_item_id, minLength: 1 }
    )
    const frees = fc.array(
      fc.record({
        item_id: fc.constantFrom("chair", "table"),
        slot: fc.constantFrom("2027-06-09", "2027-06-10", "2027-06-11"),
        free: fc.integer({ min: 0, max: 10 }),
      })
    )
    fc.assert(
      fc.property(someLines, frees, (lines, given) => {
        const wanted = plan(lines)
        const known = given.map(
          ({ item_id, slot, free }) =>
            [item_id, slot, free] as [item: string, date: string, free: number]
        )
        const slots = freeBut(known)(wanted)
        const oversold = slots.some(({ item_id, slot, free }) => {
          const asked = wanted
            .filter(
              (b) =>
                b.item_id === item_id && b.occupied_from <= slot && slot <= b.occupied_to
            )
            .reduce((sum, b) => sum + b.quantity, 0)
          return asked > free
        })
        const shortages = findShortages(wanted, slots, "America/New_York")
        expect(shortages.length > 0).toBe(oversold)
        for (const shortage of shortages) {
          expect(shortage.available).toBeLessThan(shortage.requested)
          expect(shortage.slots.length).toBeGreaterThan(0)
        }
      })
    )
  })
})
