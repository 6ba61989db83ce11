import { type Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import { type Knex, type SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { calendarDays, type CalendarDay } from "./availability/calendar"
import { combineAvailability, type VariantAvailability } from "./availability/combine"
import { notFoundError, requestError, type Shortage } from "./errors/rental-error"
import {
  byVariant,
  readItems,
  unitsOf,
  type ItemFilter,
  type ItemIndex,
  type ItemRow,
} from "./items/item-rows"
import {
  removeItems,
  snapshotItems,
  upsertItems,
  type RentalItemInput,
} from "./items/upsert-items"
import {
  readCartBookings,
  readOrderBookings,
  type BookingRow,
} from "./ledger/booking-rows"
import { readCart, type CartRow } from "./ledger/cart-rows"
import {
  attachOrder,
  buryCompletion,
  cancelOrderBookings,
  detachOrder,
  releaseReservation,
  reserveCart,
  uncancelBookings,
  type Reservation,
} from "./ledger/complete-cart"
import { readFreeSlots, readFreeUnits } from "./ledger/free-units"
import { planBookings, type CartLine } from "./ledger/plan-bookings"
import {
  findHoldingCarts,
  findUnorderedCarts,
  reconcileLedger,
  releaseCarts,
  type ReconcileReport,
  type UnorderedCart,
} from "./ledger/reconcile"
import {
  currentShortages,
  releaseLines,
  restoreCart,
  writeCart,
  type CartSnapshot,
} from "./ledger/write-cart"
import { holdExpiry } from "./house-rules"
import { RentalFleet } from "./models/rental-fleet"
import { RentalItem } from "./models/rental-item"
import { RentalPackageComponent } from "./models/rental-package-component"
import { readOptions, type RentalOptions, type RentalPluginOptions } from "./options"
import { addDays, parseLocalDate, todayIn, type LocalDate } from "./periods/local-date"
import { type RentalPeriod } from "./periods/rental-period"

/** The longest stretch of days one calendar call answers. */
export const MAX_CALENDAR_DAYS = 400

interface ModuleContainer {
  manager: SqlEntityManager
  logger?: Logger
}

/** Who has which units on which days, and what that costs. */
export default class RentalModuleService extends MedusaService({
  RentalItem,
  RentalFleet,
  RentalPackageComponent,
}) {
  private readonly knex_: Knex
  private readonly options_: RentalOptions
  private readonly logger_: Logger | undefined

  __hooks = {
    onApplicationStart: async (): Promise<void> => await this.reconcileAtStart_(),
  }

  constructor(container: ModuleContainer, options?: RentalPluginOptions) {
    super(container, options)
    this.knex_ = container.manager.getKnex()
    this.options_ = readOptions(options)
    this.logger_ = container.logger
  }

  /** The options in force, defaults filled in. */
  get options(): RentalOptions {
    return this.options_
  }

  /** Creates or changes rental items, all or none. */
  async upsertItems(inputs: readonly RentalItemInput[]): Promise<void> {
    for (const { rate_card } of inputs) {
      if (rate_card !== undefined && !this.options_.rateCards.has(rate_card)) {
        throw requestError("rate_card", `There is no rate card named "${rate_card}"`)
      }
    }
    await upsertItems(this.knex_, inputs)
  }

  async snapshotItems(variantIds: readonly string[]): Promise<RentalItemInput[]> {
    return await snapshotItems(this.knex_, variantIds)
  }

  async removeItems(variantIds: readonly string[]): Promise<void> {
    await removeItems(this.knex_, variantIds)
  }

  /** Rental items with their fleet and components, the components' own items included. */
  async readItems(filter: ItemFilter = {}): Promise<ItemIndex> {
    return await readItems(this.knex_, filter)
  }

  /** The rental items among these variants, by variant; plain goods are not in it. */
  async findRentable(variantIds: readonly string[]): Promise<Map<string, ItemRow>> {
    if (!variantIds.length) {
      return new Map()
    }
    const items = byVariant(await this.readItems({ variant_ids: variantIds }))
    return new Map([...items].filter(([variantId]) => variantIds.includes(variantId)))
  }

  /**
   * Free units of each variant for a period, its turnaround included.
   *
   * @param query.variant_ids the whole catalogue when absent; variants that are not for
   *   rent are left out of the answer
   */
  async listAvailability(query: {
    start_date: string
    end_date: string
    variant_ids?: readonly string[]
  }): Promise<VariantAvailability[]> {
    const { variant_ids } = query
    const items = await this.readItems({ variant_ids })
    const asked = variant_ids && new Set(variant_ids)
    const wanted = [...items.values()].filter(
      (item) => asked?.has(item.variant_id) ?? true
    )
    const free = await readFreeUnits(
      this.knex_,
      query,
      variant_ids ? [...items.keys()] : undefined
    )
    return combineAvailability(items, free, wanted)
  }

  /**
   * A variant's calendar, day by day.
   *
   * @throws RentalError `rental_request_invalid` or `rental_not_found`, naming the field
   */
  async getCalendar(query: {
    variant_id: string
    from: string
    to: string
    quantity?: number
  }): Promise<CalendarDay[]> {
    const { from, to } = this.parseRange_(query.from, query.to)
    const items = await this.readItems({ variant_ids: [query.variant_id] })
    const item = this.require_(byVariant(items), query.variant_id)
    const parts = unitsOf(item).flatMap((unit) => {
      const part = items.get(unit.item_id)
      return part ? [{ ...unit, part }] : []
    })
    const before = Math.max(...parts.map(({ part }) => part.turnaround_before))
    const after = Math.max(...parts.map(({ part }) => part.turnaround_after))
    const slots = await readFreeSlots(
      this.knex_,
      parts.map(({ part }) => part.id),
      addDays(from, -before),
      addDays(to, after)
    )
    const today = todayIn(this.options_.timezone)
    return calendarDays(
      {
        from,
        to,
        quantity: query.quantity ?? 1,
        firstDay: today,
        lastDay: addDays(today, this.options_.rules.horizonDays),
      },
      parts.map(({ part, quantity }) => {
        const place = largestPlace(part)
        return {
          perUnit: quantity,
          fleet: place?.quantity ?? 0,
          turnaround_before: part.turnaround_before,
          turnaround_after: part.turnaround_after,
          free: new Map(
            slots
              .filter(
                (s) => s.item_id === part.id && s.location_id === place?.location_id
              )
              .map((s) => [s.slot, s.free])
          ),
        }
      })
    )
  }

  /** What these lines would lack for a period, without holding anything. */
  async findShortages(
    lines: readonly CartLine[],
    period: RentalPeriod
  ): Promise<Shortage[]> {
    const items = await this.readItems({ variant_ids: lines.map((l) => l.variant_id) })
    const largest = new Map(
      [...items.values()].map((item) => [item.id, largestPlace(item)?.location_id ?? ""])
    )
    const wanted = planBookings(lines, period, items, largest, {
      state: "reserved",
      expires_at: null,
    })
    return await currentShortages(this.knex_, null, wanted, items)
  }

  /** The cart's period and how far its completion has come; null without a period. */
  async readCart(cartId: string): Promise<CartRow | null> {
    return await readCart(this.knex_, cartId)
  }

  /** The cart's live bookings, holds past their expiry included. */
  async readCartBookings(cartId: string): Promise<BookingRow[]> {
    return await readCartBookings(this.knex_, cartId)
  }

  /**
   * Holds what the lines of a cart need for a period, all or nothing; lines that are left
   * out are released. All holds of the cart run out together, `holdMinutes` from now.
   *
   * @returns what the cart had before, for `restoreCart`
   * @throws RentalError `rental_shortage`, `rental_cart_completed`, `rental_busy`
   */
  async holdCart(input: {
    cart_id: string
    period: RentalPeriod
    lines: readonly CartLine[]
    moves_period?: boolean
  }): Promise<CartSnapshot> {
    return await writeCart(this.knex_, {
      cart_id: input.cart_id,
      period: input.period,
      lines: input.lines,
      planned: { state: "held", expires_at: holdExpiry(this.options_).toISOString() },
      movesPeriod: input.moves_period ?? false,
    })
  }

  /** Puts a cart back to what `holdCart` returned. */
  async restoreCart(snapshot: CartSnapshot): Promise<void> {
    await restoreCart(this.knex_, snapshot)
  }

  /** Releases what some lines hold; returns what the cart had before. */
  async releaseLines(
    cartId: string,
    lineItemIds: readonly string[]
  ): Promise<CartSnapshot> {
    return await releaseLines(this.knex_, cartId, lineItemIds)
  }

  /** Turns a cart's holds into reserved bookings; see `ledger/complete-cart`. */
  async reserveCart(reservation: Reservation): Promise<void> {
    await reserveCart(this.knex_, reservation)
  }

  async releaseReservation(cartId: string, transactionId: string): Promise<void> {
    await releaseReservation(this.knex_, cartId, transactionId, holdExpiry(this.options_))
  }

  async buryCompletion(cartId: string): Promise<void> {
    await buryCompletion(this.knex_, cartId)
  }

  async attachOrder(cartId: string, orderId: string): Promise<void> {
    await attachOrder(this.knex_, cartId, orderId)
  }

  async detachOrder(cartId: string, orderId: string): Promise<void> {
    await detachOrder(this.knex_, cartId, orderId)
  }

  async readOrderBookings(orderId: string): Promise<BookingRow[]> {
    return await readOrderBookings(this.knex_, orderId)
  }

  async cancelOrderBookings(orderId: string): Promise<string[]> {
    return await cancelOrderBookings(this.knex_, orderId)
  }

  async uncancelBookings(ids: readonly string[]): Promise<void> {
    await uncancelBookings(this.knex_, ids)
  }

  /** Ends lapsed holds and mends counters; see `ledger/reconcile`. */
  async reconcileLedger(): Promise<ReconcileReport> {
    return await reconcileLedger(this.knex_)
  }

  async findUnorderedCarts(): Promise<UnorderedCart[]> {
    return await findUnorderedCarts(this.knex_)
  }

  async findHoldingCarts(): Promise<string[]> {
    return await findHoldingCarts(this.knex_)
  }

  async releaseCarts(cartIds: readonly string[]): Promise<number> {
    return await releaseCarts(this.knex_, cartIds)
  }

  private require_(items: Map<string, ItemRow>, variantId: string): ItemRow {
    const item = items.get(variantId)
    if (!item) {
      throw notFoundError("variant_id", `Variant ${variantId} is not for rent`)
    }
    return item
  }

  private parseRange_(
    fromText: string,
    toText: string
  ): { from: LocalDate; to: LocalDate } {
    const from = parseLocalDate(fromText)
    if (!from) {
      throw requestError("from", "from must be a day, YYYY-MM-DD")
    }
    const to = parseLocalDate(toText)
    if (!to) {
      throw requestError("to", "to must be a day, YYYY-MM-DD")
    }
    if (to < from) {
      throw requestError("to", `to ${to} is before from ${from}`)
    }
    if (addDays(from, MAX_CALENDAR_DAYS - 1) < to) {
      throw requestError("to", `A calendar has at most ${MAX_CALENDAR_DAYS} days`)
    }
    return { from, to }
  }

  private async reconcileAtStart_(): Promise<void> {
    try {
      const report = await this.reconcileLedger()
      if (report.expired_holds || report.mended_slots) {
        this.logger_?.info(
          `Rental ledger at start: ${report.expired_holds} holds ended, ` +
            `${report.mended_slots} slots mended`
        )
      }
    } catch (error) {
      this.logger_?.warn(`Rental ledger could not be checked at start: ${String(error)}`)
    }
  }
}

function largestPlace(item: ItemRow): ItemRow["fleet"][number] | undefined {
  return [...item.fleet].sort((a, b) => b.quantity - a.quantity)[0]
}
