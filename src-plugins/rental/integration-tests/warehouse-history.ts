import { type BookingRow } from "../src/modules/rental/ledger/booking-rows"
import { checkGoods } from "../src/modules/rental/ledger/check-goods"
import { takeBack } from "../src/modules/rental/ledger/check-in"
import { checkOut } from "../src/modules/rental/ledger/check-out"
import { foundAgain } from "../src/modules/rental/ledger/found-again"
import { readIncidents } from "../src/modules/rental/ledger/incidents"
import { noShow } from "../src/modules/rental/ledger/no-show"
import { prepareGoods, unprepareGoods } from "../src/modules/rental/ledger/prepare"
import { rowsOf } from "../src/modules/rental/ledger/query"
import { type ReturnRequest } from "../src/modules/rental/ledger/returns"
import { addUnits } from "../src/modules/rental/ledger/units"
import {
  addDays,
  todayIn,
  type LocalDate,
} from "../src/modules/rental/periods/local-date"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import type RentalModuleService from "../src/modules/rental/service"
import { Random } from "../simulator/random"
import { VirtualClock } from "../simulator/virtual-clock"

export const OWNED = { chair: 40, table: 8 }
export const VALUE = { chair: 50, table: 300 }

export type Variant = keyof typeof OWNED

const STAFF = { author: "user_ada", currency_code: "usd" }
const DAY_MS = 86_400_000

/** What became of units by what was told, apart from what the database says of it. */
export interface Told {
  lost: number
  found: number
  inRepair: number
}

/**
 * Days of a warehouse, drawn at random: orders, packing, goods that leave and come back in
 * parts, damage, loss, what turns up again, repair, late goods. Half of it is told twice at
 * once. Tables have serial numbers, chairs have none.
 */
export class WarehouseHistory {
  readonly told: Record<Variant, Told> = {
    chair: { lost: 0, found: 0, inRepair: 0 },
    table: { lost: 0, found: 0, inRepair: 0 },
  }
  /** Units of each order's line. */
  readonly ordered = new Map<string, number>()
  private readonly random: Random
  private readonly clock: VirtualClock
  private variants = new Map<string, Variant>()

  constructor(
    private readonly service: RentalModuleService,
    seed: number
  ) {
    this.random = new Random(seed)
    this.clock = new VirtualClock(service.ledger.knex, Date.parse("2027-06-01T10:00:00Z"))
  }

  get today(): LocalDate {
    return todayIn("UTC", new Date(this.clock.instant))
  }

  async open(): Promise<void> {
    const variants = Object.keys(OWNED) as Variant[]
    await this.service.upsertItems(
      variants.map((variant_id) => ({
        variant_id,
        product_id: `p-${variant_id}`,
        turnaround_after: 2,
        replacement_value: VALUE[variant_id],
        fleet: [{ location_id: "here", quantity: OWNED[variant_id] }],
      }))
    )
    await addUnits(
      this.service.ledger,
      Array.from({ length: OWNED.table }, (_, at) => ({
        variant_id: "table",
        serial: `T-${at + 1}`,
      }))
    )
    const items = await this.service.ledger.items()
    this.variants = new Map(
      [...items.values()].map((item) => [item.id, item.variant_id as Variant])
    )
  }

  /** Something happens. @returns what, or null when there was nothing to do */
  async step(): Promise<string | null> {
    const [name, act] = this.random.weighted<[string, () => Promise<boolean>]>([
      [5, ["order", () => this.order()]],
      [4, ["pack", () => this.pack()]],
      [1, ["unpack", () => this.unpack()]],
      [7, ["leave", () => this.leave()]],
      [7, ["return", () => this.comeBack()]],
      [5, ["check", () => this.lookOver()]],
      [2, ["find", () => this.find()]],
      [2, ["repair", () => this.repair()]],
      [1, ["no show", () => this.stayAway()]],
      [3, ["sleep", () => this.sleep()]],
    ])
    return (await act()) ? name : null
  }

  private async order(): Promise<boolean> {
    const order_id = `o${this.ordered.size}`
    const variant_id = this.random.pick(Object.keys(OWNED) as Variant[])!
    const quantity = this.random.between(1, variant_id === "chair" ? 12 : 4)
    const start = addDays(this.today, this.random.between(0, 2))
    try {
      await this.service.writeOrder({
        order_id,
        period: periodOf(start, addDays(start, this.random.between(0, 4))),
        state: "reserved",
        lines: [{ line_item_id: `${order_id}-l`, variant_id, quantity }],
      })
    } catch (error) {
      if ((error as { code?: string }).code === "rental_shortage") {
        return false
      }
      throw error
    }
    this.ordered.set(order_id, quantity)
    return true
  }

  private async pack(): Promise<boolean> {
    const row = await this.drawBooking("b.state = 'reserved'")
    if (!row) {
      return false
    }
    const more = this.random.between(1, row.quantity)
    const unit_ids = (await this.unitsInStore(row)).slice(0, more)
    const isTable = this.variantOf(row) === "table"
    if (isTable && (!unit_ids.length || row.prepared + unit_ids.length > row.quantity)) {
      return false
    }
    const request = isTable
      ? { booking_id: row.id, unit_ids }
      : { booking_id: row.id, quantity: more }
    await this.twice(() =>
      prepareGoods(this.service.ledger, row.order_id!, { bookings: [request] })
    )
    return true
  }

  private async unpack(): Promise<boolean> {
    const row = await this.drawBooking("b.prepared > 0")
    if (row) {
      await this.twice(() =>
        unprepareGoods(this.service.ledger, row.order_id!, [{ booking_id: row.id }])
      )
    }
    return !!row
  }

  private async leave(): Promise<boolean> {
    const row = await this.drawBooking(
      `b.state = 'reserved' AND b.start_date <= '${this.today}'`
    )
    if (!row) {
      return false
    }
    const variant = this.variantOf(row)
    if (variant === "chair") {
      const quantity = Math.min(
        this.random.between(1, row.quantity),
        await this.chairsInStore()
      )
      if (quantity < 1) {
        return false
      }
      const asked = [{ booking_id: row.id, quantity }]
      await this.twice(() => checkOut(this.service.ledger, row.order_id!, asked))
      return true
    }
    const here = [...(await this.packedFor(row)), ...(await this.unitsInStore(row))]
    const unit_ids = here.slice(0, this.random.between(1, row.quantity))
    if (!unit_ids.length) {
      return false
    }
    const asked = [{ booking_id: row.id, unit_ids }]
    await this.twice(() => checkOut(this.service.ledger, row.order_id!, asked))
    return true
  }

  private async comeBack(): Promise<boolean> {
    const row = await this.drawBooking("b.state = 'out'")
    if (!row) {
      return false
    }
    const request = await this.drawReturn(row)
    await this.twice(() =>
      takeBack(this.service.ledger, row.order_id!, { bookings: [request] }, STAFF)
    )
    this.note(row, request)
    return true
  }

  private async lookOver(): Promise<boolean> {
    const row = await this.drawBooking(
      `b.state = 'returned' AND b.checked_at IS NULL AND b.condition IS DISTINCT FROM 'lost'
       AND b.condition IS DISTINCT FROM 'damaged'`
    )
    if (!row) {
      return false
    }
    const request = await this.drawReturn(row)
    const ready = this.random.chance(0.5)
    await this.twice(() =>
      checkGoods(
        this.service.ledger,
        row.order_id!,
        { bookings: [request], ready },
        STAFF
      )
    )
    this.note(row, request)
    return true
  }

  private async find(): Promise<boolean> {
    const lost = (await readIncidents(this.service.ledger.knex, { kind: "loss" })).filter(
      ({ found, quantity }) => found < quantity
    )
    const incident = this.random.pick(lost)
    if (!incident) {
      return false
    }
    const found = this.random.between(incident.found + 1, incident.quantity)
    await this.twice(() =>
      foundAgain(this.service.ledger, incident.id, { found }, STAFF.author)
    )
    this.told[this.variants.get(incident.item_id)!].found += found - incident.found
    return true
  }

  private async repair(): Promise<boolean> {
    const open = (await this.service.readDowntime()).filter(({ end_date }) => !end_date)
    const downtime = this.random.pick(open)
    if (!downtime) {
      return false
    }
    await this.service.endDowntime(downtime.id, addDays(this.today, -1))
    this.told[this.variants.get(downtime.item_id)!].inRepair -= downtime.quantity
    return true
  }

  private async stayAway(): Promise<boolean> {
    const row = await this.drawBooking(
      `b.state = 'reserved' AND b.start_date < '${this.today}'`
    )
    if (row) {
      await this.twice(() => noShow(this.service.ledger, row.order_id!, [row.id]))
    }
    return !!row
  }

  private async sleep(): Promise<boolean> {
    this.clock.instant += DAY_MS
    await this.service.keepOverdue()
    return true
  }

  /** Some or all of a booking, of which some is damaged and some is lost. */
  private async drawReturn(row: BookingRow): Promise<ReturnRequest> {
    const quantity = this.random.between(1, row.quantity)
    const damaged = this.random.chance(0.3) ? this.random.between(1, quantity) : 0
    const lost = this.random.chance(0.3) ? this.random.between(0, quantity - damaged) : 0
    if (this.variantOf(row) === "chair") {
      return {
        booking_id: row.id,
        quantity,
        damaged: damaged ? [{ quantity: damaged }] : [],
        lost: lost ? [{ quantity: lost }] : [],
      }
    }
    const units = (await this.unitsOf(row)).slice(0, quantity)
    const bad = units.slice(0, damaged)
    const gone = units.slice(damaged, damaged + lost)
    return {
      booking_id: row.id,
      unit_ids: units,
      damaged: bad.length ? [{ unit_ids: bad }] : [],
      lost: gone.length ? [{ unit_ids: gone }] : [],
    }
  }

  private note(row: BookingRow, { damaged = [], lost = [] }: ReturnRequest): void {
    const told = this.told[this.variantOf(row)]
    const units = (
      parts: readonly { quantity?: number; unit_ids?: readonly string[] }[]
    ) =>
      parts.reduce((sum, part) => sum + (part.unit_ids?.length ?? part.quantity ?? 1), 0)
    told.inRepair += units(damaged)
    told.lost += units(lost)
  }

  private async twice(act: () => Promise<unknown>): Promise<void> {
    await Promise.all(this.random.chance(0.5) ? [act(), act()] : [act()])
  }

  private variantOf(row: BookingRow): Variant {
    return this.variants.get(row.item_id)!
  }

  private async drawBooking(where: string): Promise<BookingRow | undefined> {
    const ids = await rowsOf<{ order_id: string; id: string }>(
      this.service.ledger.knex,
      `SELECT b.order_id, b.id FROM rental_booking b WHERE ${where} ORDER BY b.order_id, b.created_at, b.id`
    )
    const drawn = this.random.pick(ids)
    return (
      drawn &&
      (await this.service.readOrderBookings(drawn.order_id)).find(
        ({ id }) => id === drawn.id
      )
    )
  }

  private async chairsInStore(): Promise<number> {
    const { lost, found, inRepair } = this.told.chair
    const [row] = await rowsOf<{ out: number }>(
      this.service.ledger.knex,
      `SELECT coalesce(sum(b.quantity), 0)::integer AS out
         FROM rental_booking b JOIN rental_item i ON i.id = b.item_id
        WHERE b.state = 'out' AND i.variant_id = 'chair'`
    )
    return OWNED.chair - lost + found - inRepair - row!.out
  }

  private async unitsInStore(row: BookingRow): Promise<string[]> {
    return await this.unitIds(
      `u.item_id = '${row.item_id}' AND u.retired_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM rental_unit_assignment a
                        WHERE a.unit_id = u.id AND a.returned_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM rental_downtime d
                        WHERE d.unit_id = u.id AND d.end_date IS NULL)`
    )
  }

  private async packedFor(row: BookingRow): Promise<string[]> {
    return await this.unitIds(
      `u.id IN (SELECT unit_id FROM rental_unit_assignment
                 WHERE booking_id = '${row.id}' AND out_at IS NULL)`
    )
  }

  private async unitsOf(row: BookingRow): Promise<string[]> {
    return await this.unitIds(
      `u.id IN (SELECT unit_id FROM rental_unit_assignment WHERE booking_id = '${row.id}')`
    )
  }

  private async unitIds(where: string): Promise<string[]> {
    const rows = await rowsOf<{ id: string }>(
      this.service.ledger.knex,
      `SELECT u.id FROM rental_unit u WHERE ${where} ORDER BY u.serial`
    )
    return rows.map(({ id }) => id)
  }
}
