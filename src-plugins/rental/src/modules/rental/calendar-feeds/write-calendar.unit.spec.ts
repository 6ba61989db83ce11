import nodeIcal, { type VEvent } from "node-ical"
import { periodOf } from "../periods/rental-period"
import { type FeedGoods, type FeedOrder } from "./feed-orders"
import { writeCalendar, type CalendarInput } from "./write-calendar"

const goods = (item: string, quantity: number, more: Partial<FeedGoods> = {}) => ({
  item_id: item,
  variant_id: item,
  product_id: item,
  location_id: "sloc_1",
  quantity,
  state: "reserved" as const,
  ...more,
})

const order = (more: Partial<FeedOrder> = {}): FeedOrder => ({
  order_id: "order_1",
  period: periodOf("2027-06-12", "2027-06-14"),
  is_cancelled: false,
  is_timed: false,
  goods: [goods("Gold chair", 8), goods("Oak table", 1)],
  created_at: new Date("2027-05-01T10:00:00.500Z"),
  changed_at: new Date("2027-05-02T10:00:07.750Z"),
  ...more,
})

const write = (orders: FeedOrder[], more: Partial<CalendarInput> = {}): string =>
  writeCalendar({
    feed_id: "rfeed_1",
    name: "Rentals",
    timezone: "America/New_York",
    orders,
    labelOf: () => ({ number: "#1042", is_draft: false }),
    titleOf: ({ item_id }) => item_id,
    locationOf: () => "Warehouse",
    ...more,
  })

const read = (text: string): VEvent[] =>
  Object.values(nodeIcal.sync.parseICS(text)).filter(
    (part): part is VEvent => part?.type === "VEVENT"
  )

const readOne = (...given: Parameters<typeof write>): VEvent => {
  const events = read(write(...given))
  expect(events).toHaveLength(1)
  return events[0]!
}

describe("a calendar of rentals", () => {
  it("has one event an order, on whole days, whose end is the day after", () => {
    const event = readOne([order()])
    expect(event).toMatchObject({
      uid: "order_1.rfeed_1@gather-rental",
      summary: "#1042: 8 × Gold chair, 1 × Oak table",
      location: "Warehouse",
      status: "CONFIRMED",
      transparency: "TRANSPARENT",
      datetype: "date",
    })
    expect([event.start, event.end].map(dayOf)).toEqual(["2027-06-12", "2027-06-15"])
    const text = write([order()])
    expect(text).toContain("DTSTART;VALUE=DATE:20270612\r\n")
    expect(text).toContain("DTEND;VALUE=DATE:20270615\r\n")
    expect(event.description).toBe(
      "Leaves: 2027-06-12\nComes back: 2027-06-14\n" +
        "8 × Gold chair (to leave, Warehouse)\n1 × Oak table (to leave, Warehouse)"
    )
  })

  it.each([
    ["23 hours", "2027-03-13", "2027-03-14", "2027-03-13T15:30", "2027-03-14T14:15"],
    ["25 hours", "2027-11-06", "2027-11-07", "2027-11-06T14:30", "2027-11-07T15:15"],
  ])("has the instants of hours, on a day of %s", (_day, start, end, leaves, back) => {
    const event = readOne([
      order({ is_timed: true, period: periodOf(start, end, "10:30", "10:15") }),
    ])
    expect(event.datetype).toBe("date-time")
    expect(event.start.toISOString()).toBe(`${leaves}:00.000Z`)
    expect(event.end?.toISOString()).toBe(`${back}:00.000Z`)
  })

  it("tells apart the hour that comes twice: from the first, to the last", () => {
    const event = readOne([
      order({
        is_timed: true,
        period: periodOf("2027-11-07", "2027-11-07", "01:00", "01:30"),
      }),
    ])
    expect(event.start.toISOString()).toBe("2027-11-07T05:00:00.000Z")
    expect(event.end?.toISOString()).toBe("2027-11-07T06:30:00.000Z")
  })

  it("takes whole days for times when something in it goes by the day", () => {
    const period = periodOf("2027-06-12", "2027-06-12", "10:30", "18:00")
    const event = readOne([order({ period, is_timed: false })])
    expect(event.datetype).toBe("date")
    expect(event.description).toContain("Leaves: 2027-06-12 10:30")
  })

  it("keeps its UID, and says that it changed by SEQUENCE and LAST-MODIFIED", () => {
    const before = readOne([order()])
    const after = readOne([
      order({
        period: periodOf("2027-06-13", "2027-06-14"),
        changed_at: new Date("2027-05-02T10:00:09Z"),
      }),
    ])
    expect(after.uid).toBe(before.uid)
    expect(Number(after.sequence)).toBeGreaterThan(Number(before.sequence))
    expect(after.lastmodified?.toISOString()).toBe("2027-05-02T10:00:09.000Z")
    expect(write([order()])).toBe(write([order()]))
  })

  it("says what is cancelled, and what is not placed yet", () => {
    const cancelled = readOne([order({ is_cancelled: true, goods: [] })])
    expect(cancelled).toMatchObject({ status: "CANCELLED", summary: "#1042: cancelled" })
    const draft = readOne([order()], {
      labelOf: () => ({ number: "#7", is_draft: true }),
    })
    expect(draft.status).toBe("TENTATIVE")
  })

  it("names three goods in its title, adds up places, and counts the rest", () => {
    const event = readOne([
      order({
        goods: [
          goods("Vase", 1),
          goods("Chair", 3, { state: "out" }),
          goods("Chair", 2, { location_id: "sloc_2", state: "returned" }),
          goods("Table", 1),
          goods("Arch", 1),
          goods("Bench", 4),
        ],
      }),
    ])
    expect(event.summary).toBe("#1042: 1 × Arch, 4 × Bench, 5 × Chair and 2 more")
    expect(event.description).toContain("3 × Chair (out, Warehouse)")
    expect(event.description).toContain("2 × Chair (back, Warehouse)")
  })

  it("keeps text text, whatever is in it, in lines of at most 75 bytes", () => {
    const title = 'Ärch; "gold", 2\\3\r\nBEGIN:VEVENT\u0000 – ' + "söm ".repeat(40)
    const text = write([order({ goods: [goods(title, 1)] })])
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(1)
    expect(readOne([order({ goods: [goods(title, 1)] })]).summary).toContain(
      'Ärch; "gold", 2\\3'
    )
    const lines = text.split("\r\n")
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(text).not.toMatch(/[^\r]\n/)
  })

  it("is a calendar also without events", () => {
    const text = write([])
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2.0\r\n[^]*END:VCALENDAR$/)
    expect(text).toContain("X-WR-TIMEZONE:America/New_York")
    expect(read(text)).toEqual([])
  })
})

/** node-ical reads a day as midnight here. */
function dayOf(date: Date | undefined): string | undefined {
  return date?.toLocaleDateString("sv-SE")
}
