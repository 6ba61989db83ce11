import { addDays, daysBetween, earlier, later, type Day } from "./calendar"

/*
 * What the shop's reports say, counted from the events of the ledger and nothing else: what a
 * plugin knows that listens to them. It knows of the items only what they are called, how
 * many there were at the start and how long they are cleaned.
 */

/** An event as subscribers get it; `data` is what `docs/rental/ledger.md` says of it. */
export type SeasonEvent = {
  name: string
  data: {
    occurred_at: string
    order_id?: string | null
    bookings?: EventBooking[]
    quantity?: number
    day?: Day
    noticed?: "returned" | "checked"
    amount?: number | null
    out_of_service?: boolean
    repair_until?: Day | null
    /** Of a payment. */
    instalment?: string
    due_on?: Day
    days?: number
  }
}

export type EventBooking = {
  id: string
  item_id: string
  quantity: number
  line_item_id: string
  state: string
  start_date: Day
  end_date: Day
}

export type CountedItem = {
  id: string
  sku: string
  fleet: number
  turnaround: number
  replacementValue: number
}

export type Count = {
  /** By SKU. */
  items: Record<string, ItemCount>
  /** By order: of those that kept something. */
  orders: Record<string, OrderCount>
  due: number
  returnedLate: number
  /** Days, of each order that kept something. */
  leadTimes: number[]
  lengths: number[]
  /** What was charged for damage and loss when it was told. */
  charged: { damage: number; loss: number }
}

export type ItemCount = {
  owned: number
  downtime: number
  out: number
  turnaround: number
  /** Units rented, whether they were fetched or not. */
  rented: number
  repair: { cases: number; units: number; days: number; open: number }
  lost: { cases: number; units: number; open: number; value: number }
  /** Units owned on the last day. */
  fleet: number
}

export type OrderCount = { start: Day; end: Day; units: Record<string, UnitCount> }

/** Where the units of an item are that an order rented. */
export type UnitCount = {
  reserved: number
  out: number
  back: number
  lost: number
  noShow: number
}

/**
 * Counts what a range of days saw.
 *
 * @param accepted when quotes became orders, by order: what a quote keeps it has before that,
 *   and no event of the ledger tells of its acceptance
 */
export function countEvents(
  events: readonly SeasonEvent[],
  items: readonly CountedItem[],
  range: { from: Day; to: Day },
  dayOf: (instant: string) => Day,
  accepted: Readonly<Record<string, Day>> = {}
): Count {
  const counting = new Counting(items, range, dayOf, accepted)
  for (const event of events) {
    try {
      counting.read(event)
    } catch (error) {
      const { order_id } = event.data
      const own = events.filter(({ data }) => order_id && data.order_id === order_id)
      throw new Error(`${error} at ${tell(event)}, of ${own.map(tell).join("\n")}`)
    }
  }
  return counting.result()
}

function tell({ name, data }: SeasonEvent): string {
  const bookings = (data.bookings ?? []).map(
    ({ id, item_id, line_item_id, quantity, state }) =>
      `${quantity} ${item_id} of ${line_item_id} ${state} (${id})`
  )
  return `${data.occurred_at} ${name} ${data.order_id}: ${bookings.join(", ")}`
}

/** Units of an item on a line of an order. */
type Pool = {
  order: string
  item: CountedItem
  start: Day
  end: Day
  reserved: number
  noShow: number
  /** What left together, by its booking; and whether the ledger noticed that it is late. */
  out: { id: string; units: number; from: Day; overdue: boolean }[]
  /** Back, or lost: with a customer from one day to another, due on a third. */
  ended: {
    units: number
    from: Day
    to: Day
    due: Day
    isLost: boolean
    cleaned: number
  }[]
}

class Counting {
  private readonly pools = new Map<string, Pool>()
  /** The day on which each order first had units. */
  private readonly placed = new Map<string, Day>()
  private readonly lastDates = new Map<string, { start: Day; end: Day }>()
  private readonly fleetSteps: { item: CountedItem; day: Day; units: number }[] = []
  private readonly repairs: {
    item: CountedItem
    from: Day
    to: Day | null
    units: number
  }[] = []
  private readonly losses: { item: CountedItem; day: Day; units: number }[] = []
  private readonly found = new Map<string, number>()
  private readonly charged = { damage: 0, loss: 0 }

  constructor(
    private readonly items: readonly CountedItem[],
    private readonly range: { from: Day; to: Day },
    private readonly dayOf: (instant: string) => Day,
    private readonly accepted: Readonly<Record<string, Day>>
  ) {}

  read({ name, data }: SeasonEvent): void {
    const { order_id: order } = data
    if (!order) {
      return
    }
    const today = this.dayOf(data.occurred_at)
    for (const booking of data.bookings ?? []) {
      // The places of departures, returns and deliveries are counted like goods; they are none.
      if (!booking.item_id.startsWith("#")) {
        this.readBooking(name, { ...data, order_id: order }, booking, today)
      }
    }
  }

  private readBooking(
    name: string,
    data: SeasonEvent["data"] & { order_id: string },
    booking: EventBooking,
    today: Day
  ): void {
    const pool = this.poolOf(data.order_id, booking)
    const units = booking.quantity
    switch (name) {
      case "rental.reserved":
      case "rental.rescheduled":
        return this.book(pool, booking, today)
      case "rental.held":
        pool.reserved = 0
        return
      case "rental.cancelled":
        pool.reserved -= units
        pool.noShow += booking.state === "no_show" ? units : 0
        return
      case "rental.out":
        pool.reserved -= units
        pool.out.push({
          id: booking.id,
          units,
          from: earlier(pool.start, today),
          overdue: false,
        })
        return
      case "rental.overdue":
        // Noticed as the day began: what leaves after that is not late with it.
        pool.out.forEach((part) => (part.overdue = true))
        return
      case "rental.returned":
        return this.comeBack(pool, booking, today, false)
      case "rental.damaged":
        return this.damage(pool, units, data)
      case "rental.lost":
        return this.lose(pool, booking, data, today)
      case "rental.found":
        return this.find(pool, data)
    }
  }

  private poolOf(
    order: string,
    { line_item_id, item_id, ...booking }: EventBooking
  ): Pool {
    const key = `${order} ${line_item_id} ${item_id}`
    const known = this.pools.get(key)
    if (known) {
      return known
    }
    const item = this.items.find(({ id }) => id === item_id)
    if (!item) {
      throw new Error(`An event has item ${item_id}, which the shop does not rent`)
    }
    const made: Pool = {
      order,
      item,
      start: booking.start_date,
      end: booking.end_date,
      reserved: 0,
      noShow: 0,
      out: [],
      ended: [],
    }
    this.pools.set(key, made)
    return made
  }

  /** A line has one booking of an item that is still to leave: its quantity is all of it. */
  private book(pool: Pool, booking: EventBooking, today: Day): void {
    if (booking.state === "reserved") {
      pool.reserved = booking.quantity
    }
    pool.start = booking.start_date
    pool.end = booking.end_date
    this.lastDates.set(pool.order, { start: pool.start, end: pool.end })
    if (!this.placed.has(pool.order)) {
      this.placed.set(pool.order, today)
    }
  }

  private comeBack(
    pool: Pool,
    { id, quantity }: Pick<EventBooking, "id" | "quantity">,
    today: Day,
    isLost: boolean
  ): void {
    // What is set apart of a booking has an id of its own, which no event has named.
    const own = pool.out.filter((part) => part.id === id)
    const out = [...own, ...pool.out.filter((part) => part.id !== id)]
    for (const { units: taken, from, overdue } of take(out, quantity)) {
      const to = today > pool.end && !overdue ? pool.end : today
      pool.ended.push({
        units: taken,
        from,
        to: later(from, to),
        due: pool.end,
        isLost,
        cleaned: isLost ? 0 : pool.item.turnaround,
      })
    }
  }

  /** Damaged units have been told to be back already; in repair, nobody cleans them. */
  private damage(pool: Pool, units: number, data: SeasonEvent["data"]): void {
    this.charged.damage += data.amount ?? 0
    if (!data.out_of_service) {
      return
    }
    const { item } = pool
    this.repairs.push({ item, from: data.day!, to: data.repair_until ?? null, units })
    if (data.noticed === "returned") {
      const back = pool.ended.filter(({ isLost }) => !isLost)
      const parts = take(back, units, "last")
      pool.ended.push(...parts.map((part) => ({ ...part, cleaned: 0 })))
      pool.ended = pool.ended.filter((part) => part.units > 0)
    }
  }

  private lose(
    pool: Pool,
    booking: EventBooking,
    data: SeasonEvent["data"],
    today: Day
  ): void {
    const units = booking.quantity
    this.charged.loss += data.amount ?? 0
    const { item } = pool
    this.losses.push({ item, day: data.day!, units })
    this.fleetSteps.push({ item, day: data.day!, units: -units })
    if (data.noticed === "returned") {
      this.comeBack(pool, booking, today, true)
      return
    }
    const back = pool.ended.filter(({ isLost }) => !isLost)
    const parts = take(back, units, "last")
    pool.ended.push(...parts.map((part) => ({ ...part, isLost: true })))
    pool.ended = pool.ended.filter((part) => part.units > 0)
  }

  private find({ item }: Pool, data: SeasonEvent["data"]): void {
    const units = data.quantity ?? 0
    this.fleetSteps.push({ item, day: data.day!, units })
    this.found.set(item.sku, (this.found.get(item.sku) ?? 0) + units)
  }

  result(): Count {
    const ended = [...this.pools.values()].flatMap((pool) => pool.ended)
    const due = ended.filter((part) => this.isWithin(part.due))
    const late = due.filter(({ to, due: day }) => to > day)
    const orders = this.orders()
    return {
      items: Object.fromEntries(this.items.map((item) => [item.sku, this.itemOf(item)])),
      orders,
      due: sum(due, ({ units }) => units),
      returnedLate: sum(late, ({ units }) => units),
      leadTimes: Object.entries(orders).map(([id, { start }]) =>
        daysBetween(this.accepted[id] ?? this.placed.get(id)!, start)
      ),
      lengths: Object.values(orders).map(({ start, end }) => daysBetween(start, end) + 1),
      charged: this.charged,
    }
  }

  private itemOf(item: CountedItem): ItemCount {
    const pools = [...this.pools.values()].filter((pool) => pool.item === item)
    const parts = pools.flatMap((pool) => [
      ...pool.ended,
      ...pool.out.map(({ units, from }) => openPart(pool, units, from)),
      openPart(pool, pool.reserved, pool.start),
    ])
    const repairs = this.repairs.filter((repair) => repair.item === item)
    const losses = this.losses.filter((loss) => loss.item === item)
    const lost = sum(losses, ({ units }) => units)
    const open = lost - (this.found.get(item.sku) ?? 0)
    const downtime = sum(repairs, ({ units, from, to }) => units * this.daysIn(from, to))
    return {
      owned: this.ownedDays(item),
      downtime,
      out: sum(parts, ({ units, from, to }) => units * this.daysIn(from, to)),
      turnaround: sum(
        parts,
        ({ units, to, cleaned }) =>
          units * this.daysIn(addDays(to, 1), addDays(to, cleaned))
      ),
      rented: sum(pools, (pool) => sum(Object.values(unitsOf(pool)), (units) => units)),
      repair: {
        cases: repairs.length,
        units: sum(repairs, ({ units }) => units),
        days: downtime,
        open: sum(
          repairs.filter(({ to }) => to === null || to > this.range.to),
          ({ units }) => units
        ),
      },
      lost: {
        cases: losses.length,
        units: lost,
        open,
        value: open * item.replacementValue,
      },
      fleet: this.fleetOn(item, this.range.to),
    }
  }

  private orders(): Record<string, OrderCount> {
    const orders: Record<string, OrderCount> = {}
    for (const pool of this.pools.values()) {
      const counts = unitsOf(pool)
      if (Object.values(counts).some((units) => units !== 0)) {
        const order = (orders[pool.order] ??= {
          ...this.lastDates.get(pool.order)!,
          units: {},
        })
        const before = order.units[pool.item.sku]
        order.units[pool.item.sku] = before ? add(before, counts) : counts
      }
    }
    return orders
  }

  private ownedDays(item: CountedItem): number {
    let units = 0
    for (let day = this.range.from; day <= this.range.to; day = addDays(day, 1)) {
      units += this.fleetOn(item, day)
    }
    return units
  }

  private fleetOn(item: CountedItem, day: Day): number {
    const steps = this.fleetSteps.filter((step) => step.item === item && step.day <= day)
    return item.fleet + sum(steps, ({ units }) => units)
  }

  private daysIn(from: Day, to: Day | null): number {
    const last = earlier(to ?? this.range.to, this.range.to)
    return Math.max(0, daysBetween(later(from, this.range.from), last) + 1)
  }

  private isWithin(day: Day): boolean {
    return this.range.from <= day && day <= this.range.to
  }
}

function openPart(pool: Pool, units: number, from: Day): Pool["ended"][number] {
  const { turnaround } = pool.item
  return { units, from, to: pool.end, due: pool.end, isLost: false, cleaned: turnaround }
}

function unitsOf(pool: Pool): UnitCount {
  const ended = (isLost: boolean) =>
    sum(
      pool.ended.filter((part) => part.isLost === isLost),
      ({ units }) => units
    )
  return {
    reserved: pool.reserved,
    out: sum(pool.out, ({ units }) => units),
    back: ended(false),
    lost: ended(true),
    noShow: pool.noShow,
  }
}

function add(a: UnitCount, b: UnitCount): UnitCount {
  return {
    reserved: a.reserved + b.reserved,
    out: a.out + b.out,
    back: a.back + b.back,
    lost: a.lost + b.lost,
    noShow: a.noShow + b.noShow,
  }
}

/** Takes units out of parts, and says from which. More than there are is an error. */
function take<Part extends { units: number }>(
  parts: Part[],
  units: number,
  which: "first" | "last" = "first"
): Part[] {
  const taken: Part[] = []
  let left = units
  for (const part of which === "first" ? parts : [...parts].reverse()) {
    const now = Math.min(left, part.units)
    if (now > 0) {
      taken.push({ ...part, units: now })
      part.units -= now
      left -= now
    }
  }
  if (left > 0) {
    throw new Error(`The events tell of ${left} units more than there were`)
  }
  return taken
}

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0)
}
