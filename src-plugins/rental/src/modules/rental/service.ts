import { type IEventBusModuleService, type Logger } from "@medusajs/framework/types"
import { MedusaService, Modules } from "@medusajs/framework/utils"
import { type SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { type CalendarDay } from "./availability/calendar"
import { combineAvailability, type VariantAvailability } from "./availability/combine"
import { readCalendar } from "./availability/read-calendar"
import { withinRules } from "./availability/within-rules"
import { type DeliveryChoice } from "./delivery/delivery-choice"
import { SavedCharges } from "./charges/saved-charges"
import { DeliverySetupCache } from "./delivery/delivery-setup"
import { notFoundError, requestError, type Shortage } from "./errors/rental-error"
import { Catalogue } from "./items/catalogue"
import {
  byVariant,
  finestSlot,
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
  readCartHoldings,
  readOrderBookings,
  type BookingRow,
} from "./ledger/booking-rows"
import { refuseFarDay } from "./ledger/booking-limits"
import { type CartAdd } from "./ledger/cart-keys"
import { readCart, type CartRow } from "./ledger/cart-rows"
import {
  attachOrder,
  buryCompletion,
  cancelOrderBookings,
  claimOrder,
  deleteOrder,
  detachOrder,
  endGoneOrder,
  releaseReservation,
  reserveCart,
  uncancelBookings,
  type Reservation,
} from "./ledger/complete-cart"
import { choosePlaces } from "./ledger/choose-places"
import {
  endCompletions,
  findPastCompletions,
  forgetCompletions,
  type PastCompletions,
} from "./ledger/ended-completions"
import { currentShortages } from "./ledger/current-shortages"
import {
  addDowntime,
  endDowntime,
  readDowntime,
  type Downtime,
  type DowntimeInput,
} from "./ledger/downtime"
import { bookableIds, readCatalogueUnits } from "./ledger/catalogue-units"
import { readFreeUnits } from "./ledger/free-units"
import { type Ledger } from "./ledger/ledger"
import { readOrder, type OrderRow } from "./ledger/order-rows"
import { orderShortages } from "./ledger/order-shortages"
import { sendEvents } from "./ledger/outbox"
import { keepOverdue } from "./ledger/overdue"
import { type Overbook } from "./ledger/overbook"
import { planBookings, type CartLine } from "./ledger/plan-bookings"
import { SlotMemory } from "./ledger/slot-memory"
import { limitVisits, readFullDays, visitsLimitedBy } from "./ledger/visits"
import {
  findBookedOrders,
  findHoldingCarts,
  findOpenCarts,
  findUnbookedOrders,
  findUnorderedCarts,
  onceAcrossProcesses,
  readReconciliations,
  reconcileLedger,
  recordReconciliation,
  releaseCarts,
  type BookedOrder,
  type Finding,
  type HoldingCart,
  type LedgerReport,
  type Recount,
  type Reconciliation,
  type UnorderedCart,
} from "./ledger/reconcile"
import {
  dropDelivery,
  releaseLines,
  restoreCart,
  writeCart,
  type CartSnapshot,
} from "./ledger/write-cart"
import {
  restoreOrder,
  writeOrder,
  type OrderSnapshot,
  type OrderWrite,
} from "./ledger/write-order"
import { type CsvTable } from "./imports/csv/read-csv"
import { type Cells } from "./imports/csv/write-csv"
import { type ImportKind, type ImportShop } from "./imports/import-kind"
import { type Names } from "./imports/names"
import { runImport, type ImportOutcome } from "./imports/run-import"
import { RentalFleet } from "./models/rental-fleet"
import { RentalItem } from "./models/rental-item"
import { RentalPackageComponent } from "./models/rental-package-component"
import {
  addSignature,
  readSignatures,
  type NewSignature,
  type Signature,
} from "./papers/agreements/signatures"
import {
  creditInvoice,
  issueInvoice,
  readInvoices,
  type Invoice,
  type NewCreditNote,
  type NewInvoice,
} from "./papers/invoices/invoices"
import { samplePaper } from "./papers/sample-papers"
import { SavedPaymentRules } from "./payments/saved-payment-rules"
import { renderPaper } from "./papers/render-paper"
import { completePaperSettings } from "./papers/settings/paper-settings"
import {
  readSavedPaperSettings,
  restorePaperSettings,
  savePaperSettings,
  type SavedPaperSettings,
} from "./papers/settings/saved-settings"
import { readOptions, type RentalOptions, type RentalPluginOptions } from "./options"
import {
  addDays,
  daysBetween,
  parseLocalDate,
  type LocalDate,
} from "./periods/local-date"
import { type RentalPeriod } from "./periods/rental-period"
import {
  deleteChoices,
  withChoices,
  type ChoiceOwner,
  type ChoosingLine,
} from "./packages/choice-rows"
import { daysOfSlots } from "./periods/slots"
import {
  deleteLinePrices,
  readLinePrices,
  writeLinePrices,
  type LinePrice,
} from "./pricing/line-prices"
import { type Pricing } from "./pricing/price-unit"
import { rateCardStore, type RateCardStore } from "./pricing/saved-rate-cards"
import { isClosedDay } from "./rules/closed-days"
import { type ShopRules } from "./rules/period-rules"
import { type RulesChange } from "./rules/rules-change"
import { rulesStore, type RulesStore, type SavedRules } from "./rules/saved-rules"
import { STARTED_EVENT } from "./started-event"

/** The longest stretch of days one calendar call answers, and the most slots it reads. */
export const MAX_CALENDAR_DAYS = 400
const MAX_CALENDAR_SLOTS = 50_000

/** One pass over everything costs about as much as a tenth of the items read alone. */
const MOST_ALONE = 10

interface ModuleContainer {
  manager: SqlEntityManager
  logger?: Logger
  [Modules.EVENT_BUS]?: IEventBusModuleService
}

/** Who has which units on which days, and what that costs. */
export default class RentalModuleService extends MedusaService({
  RentalItem,
  RentalFleet,
  RentalPackageComponent,
}) {
  private readonly options_: RentalOptions
  private readonly logger_: Logger | undefined
  private readonly eventBus_: IEventBusModuleService | undefined
  private readonly ledger_: Ledger
  private readonly catalogue_: Catalogue
  private readonly slots_: SlotMemory
  private readonly rules_: RulesStore
  private readonly charges_: SavedCharges
  private readonly payments_: SavedPaymentRules
  private readonly rateCards_: RateCardStore
  private sending_: Promise<void> | undefined

  private passes_ = new Set<Promise<unknown>>()
  private stopping_ = false

  __hooks = {
    // The database goes away next: a pass cut off in its middle would wait for it in vain.
    onApplicationPrepareShutdown: async (): Promise<void> => {
      this.stopping_ = true
      await Promise.allSettled(this.passes_)
    },
    onApplicationStart: async (): Promise<void> => {
      await this.reconcileAtStart_()
      await this.eventBus_?.emit({ name: STARTED_EVENT, data: {} })
    },
  }

  constructor(container: ModuleContainer, options?: RentalPluginOptions) {
    super(container, options)
    this.options_ = readOptions(options)
    this.logger_ = container.logger
    this.eventBus_ = container[Modules.EVENT_BUS]
    const knex = container.manager.getKnex()
    this.catalogue_ = new Catalogue(knex)
    this.slots_ = new SlotMemory(knex)
    this.rules_ = rulesStore(knex, this.options_.rules, limitVisits)
    this.rateCards_ = rateCardStore(knex, this.options_.rateCards)
    this.charges_ = new SavedCharges(knex)
    this.payments_ = new SavedPaymentRules(knex)
    this.ledger_ = {
      knex,
      items: () => this.catalogue_.read(),
      timezone: this.options_.timezone,
      holdMinutes: this.options_.holdMinutes,
      holdLimit: this.options_.holdLimit,
      limitedVisits: async () => visitsLimitedBy(await this.rules_.current()),
      shopRules: () => this.shopRules(),
      delivery: new DeliverySetupCache(knex),
    }
  }

  /** The options in force, defaults filled in. */
  get options(): RentalOptions {
    return this.options_
  }

  /** What the shop charges beside its prices. */
  get charges(): SavedCharges {
    return this.charges_
  }

  /** When customers pay. */
  get payments(): SavedPaymentRules {
    return this.payments_
  }

  /** For the plugin's own functions that work on the ledger. */
  get ledger(): Ledger {
    return this.ledger_
  }

  /** Creates or changes rental items, all or none. */
  async upsertItems(
    inputs: readonly RentalItemInput[],
    overbook?: Overbook
  ): Promise<void> {
    const { timezone, rateCards, packageLevels } = this.options_
    const { knex } = this.ledger_
    const registered = new Set(rateCards.keys())
    await this.thenSend_(
      upsertItems(knex, inputs, timezone, overbook, registered, packageLevels)
    )
  }

  async snapshotItems(variantIds: readonly string[]): Promise<RentalItemInput[]> {
    return await snapshotItems(this.ledger_.knex, variantIds)
  }

  async removeItems(variantIds: readonly string[]): Promise<void> {
    await removeItems(this.ledger_.knex, variantIds)
  }

  /** Imports a file of one kind, all or nothing; see `imports/`. */
  async importTable(
    kind: ImportKind,
    table: CsvTable,
    {
      names,
      by,
      ...how
    }: {
      names: Names
      by: string | null
      dry: boolean
      beforeCommit?: () => Promise<void>
    }
  ): Promise<ImportOutcome> {
    const shop = this.importShop_(names, by)
    const outcome = await this.thenSend_(runImport(kind, table, shop, how))
    this.charges_.forget()
    this.rateCards_.forget()
    this.ledger_.delivery.forget()
    return outcome
  }

  /** What there is of a kind, as the rows of a file that can be imported. */
  async exportRows(kind: ImportKind, names: Names): Promise<Cells[]> {
    return await kind.read(this.importShop_(names, null))
  }

  private importShop_(names: Names, by: string | null): ImportShop {
    const { rateCards: registered, packageLevels } = this.options_
    return { ledger: this.ledger_, names, registered, packageLevels, by }
  }

  /** Rental items with their fleet and components, the components' own items included. */
  async readItems(filter: ItemFilter = {}): Promise<ItemIndex> {
    return await readItems(this.ledger_.knex, filter)
  }

  /** The rental items among these variants, by variant; plain goods are not in it. */
  async findRentable(variantIds: readonly string[]): Promise<Map<string, ItemRow>> {
    return (await this.readRentable(variantIds)).rentable
  }

  /** Those of the variants that are for rent, among all items of the shop. */
  async readRentable(
    variantIds: readonly string[]
  ): Promise<{ items: ItemIndex; rentable: Map<string, ItemRow> }> {
    if (!variantIds.length) {
      return { items: new Map(), rentable: new Map() }
    }
    const items = await this.ledger_.items()
    const variants = byVariant(items)
    const rentable = variantIds.flatMap((id) => {
      const item = variants.get(id)
      return item ? [[id, item] as const] : []
    })
    return { items, rentable: new Map(rentable) }
  }

  /**
   * Free units of each variant for a period, its turnaround included.
   *
   * @param query.variant_ids the whole catalogue when absent; variants that are not for
   *   rent are left out of the answer
   * @param query.cart_id what this cart holds does not count against it
   */
  async listAvailability(
    query: RentalPeriodInput & { variant_ids?: readonly string[]; cart_id?: string }
  ): Promise<VariantAvailability[]> {
    const { variant_ids, cart_id, ...dates } = query
    const period = dates as RentalPeriod
    if (cart_id) {
      return await this.listAvailabilityFor_(cart_id, period, variant_ids)
    }
    if (!variant_ids) {
      return await this.listAllAvailability_(period)
    }
    const items = await this.ledger_.items()
    const asked = new Set(variant_ids)
    const wanted = [...items.values()].filter((item) => asked.has(item.variant_id))
    const { knex } = this.ledger_
    const { timezone } = this.options_
    const free =
      wanted.length > items.size / MOST_ALONE
        ? (await readCatalogueUnits(knex, items, period, timezone, this.slots_)).free
        : await readFreeUnits(knex, period, timezone, bookableIds(wanted))
    return combineAvailability(items, free, wanted)
  }

  /** What is free for everybody, and the items of the cart read once more without it. */
  private async listAvailabilityFor_(
    cartId: string,
    period: RentalPeriod,
    variantIds?: readonly string[]
  ): Promise<VariantAvailability[]> {
    const answer = await this.listAvailability({ ...period, variant_ids: variantIds })
    const owner = await this.cartThatHolds(cartId)
    const own = owner ? await this.readCartBookings(cartId) : []
    if (!owner || !own.length) {
      return answer
    }
    const items = await this.ledger_.items()
    const held = new Set(own.map((booking) => booking.item_id))
    const asked = new Set(answer.map((row) => row.variant_id))
    const concerned = [...items.values()].filter(
      (item) =>
        asked.has(item.variant_id) &&
        unitsOf(item).some(({ item_id }) => held.has(item_id))
    )
    const ids = bookableIds(concerned)
    const { knex, timezone } = this.ledger_
    const free = await readFreeUnits(knex, period, timezone, ids, owner)
    const theirs = new Map(
      combineAvailability(items, free, concerned).map((row) => [row.variant_id, row])
    )
    return answer.map((row) => theirs.get(row.variant_id) ?? row)
  }

  /** One statement most of the time: it says itself whether the items known are the latest. */
  private async listAllAvailability_(
    period: RentalPeriod
  ): Promise<VariantAvailability[]> {
    const { knex } = this.ledger_
    const { timezone } = this.options_
    const known = this.catalogue_.lastRead()
    if (known) {
      const read = await readCatalogueUnits(
        knex,
        known.items,
        period,
        timezone,
        this.slots_
      )
      if (read.version === known.version) {
        return combineAvailability(known.items, read.free)
      }
    }
    const items = await this.ledger_.items()
    const { free } = await readCatalogueUnits(knex, items, period, timezone, this.slots_)
    return combineAvailability(items, free)
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
    /** What this cart holds does not count against it. */
    cart_id?: string
  }): Promise<CalendarDay[]> {
    const range = this.parseRange_(query.from, query.to)
    const owner = query.cart_id ? await this.cartThatHolds(query.cart_id) : null
    const read = async (items: ItemIndex) => {
      const item = this.require_(byVariant(items), query.variant_id)
      this.refuseLongCalendar_(range, finestSlot(items, item))
      const { timezone } = this.options_
      const quantity = query.quantity ?? 1
      const wanted = { ...range, item, items, quantity, timezone, owner }
      return await readCalendar(this.ledger_.knex, wanted)
    }
    // Read with the items as last known, while it is asked whether they have changed.
    const known = this.catalogue_.lastRead()?.items
    const isKnown = known && byVariant(known).has(query.variant_id)
    const [items, shop, full, early] = await Promise.all([
      this.ledger_.items(),
      this.shopRules(),
      readFullDays(this.ledger_, range),
      isKnown ? read(known) : undefined,
    ])
    const days = early && items === known ? early : await read(items)
    return withinRules(days, shop, new Date(), full)
  }

  /**
   * Lines with what was chosen of those that are packages. Without such a package nothing is
   * asked of the database.
   */
  async withChoices<Line extends ChoosingLine>(
    items: ItemIndex,
    owner: ChoiceOwner,
    lines: readonly Line[]
  ): Promise<(Line & ChoosingLine)[]> {
    return await withChoices(this.ledger_.knex, items, owner, lines)
  }

  /** What these lines would lack for a period, without holding anything. */
  async findShortages(
    lines: readonly CartLine[],
    period: RentalPeriod
  ): Promise<Shortage[]> {
    const items = await this.ledger_.items()
    const wanted = planBookings({
      lines,
      period,
      items,
      timezone: this.options_.timezone,
      state: "reserved",
      visits: { departures: false, returns: false },
    })
    const placed = await choosePlaces(this.ledger_.knex, items, wanted, null)
    return await currentShortages(this.ledger_, null, placed)
  }

  /** What an order would lack with other lines or dates; its own bookings do not count. */
  async findOrderShortages(plan: {
    order_id: string
    period: RentalPeriod
    lines: readonly CartLine[]
  }): Promise<Shortage[]> {
    return await orderShortages(this.ledger_, { ...plan, state: "reserved" })
  }

  /**
   * The cart's period and how far its completion has come; null without a period.
   *
   * @param key tells whether something was added under it, as `known_add`
   */
  async readCart(cartId: string, key?: string): Promise<CartRow | null> {
    return await readCart(this.ledger_.knex, cartId, key)
  }

  /** A cart as one whose holds are its own; null when it has none, or became an order. */
  async cartThatHolds(cartId: string): Promise<{ cart_id: string } | null> {
    const cart = await this.readCart(cartId)
    return cart && !cart.order_id ? { cart_id: cart.cart_id } : null
  }

  /** As `readCartBookings`, with the jobs of delivery, which are booked too. */
  async readCartHoldings(cartId: string): Promise<BookingRow[]> {
    return await readCartHoldings(this.ledger_.knex, cartId)
  }

  /** The cart's live bookings, holds past their expiry included. */
  async readCartBookings(cartId: string): Promise<BookingRow[]> {
    return await readCartBookings(this.ledger_.knex, cartId)
  }

  /**
   * Holds what the lines of a cart need for a period, all or nothing; lines that are left
   * out are released. All holds of the cart run out together, `holdMinutes` from now.
   *
   * @param input.absorbs another cart, whose holds this one takes over
   * @param input.visitor who shops, for the limit of what one can hold
   * @param input.add the key of what is added, noted with the hold
   * @param input.delivery what is chosen of delivery; null for none, absent to leave it
   * @returns what the cart had before, for `restoreCart`
   * @throws RentalError `rental_shortage`, `rental_cart_completed`, `rental_busy`,
   *   `rental_hold_limit`
   */
  async holdCart(input: {
    cart_id: string
    period: RentalPeriod
    lines: readonly CartLine[]
    moves_period?: boolean
    absorbs?: string
    visitor?: string
    add?: CartAdd
    delivery?: DeliveryChoice | null
  }): Promise<CartSnapshot> {
    const { moves_period = false, ...write } = input
    return await this.thenSend_(
      writeCart(this.ledger_, { ...write, state: "held", movesPeriod: moves_period })
    )
  }

  /** Puts a cart back to what `holdCart` returned. */
  async restoreCart(snapshot: CartSnapshot): Promise<void> {
    await this.thenSend_(restoreCart(this.ledger_.knex, snapshot))
  }

  /** Ends a cart's delivery; returns what the cart had before, for `restoreCart`. */
  async dropDelivery(cartId: string): Promise<CartSnapshot | null> {
    return await this.thenSend_(dropDelivery(this.ledger_.knex, cartId))
  }

  /** Releases what some lines hold; returns what the cart had before. */
  async releaseLines(
    cartId: string,
    lineItemIds: readonly string[]
  ): Promise<CartSnapshot> {
    return await this.thenSend_(releaseLines(this.ledger_.knex, cartId, lineItemIds))
  }

  /** Turns a cart's holds into reserved bookings; see `ledger/complete-cart`. */
  async reserveCart(reservation: Reservation): Promise<void> {
    await reserveCart(this.ledger_, reservation)
  }

  async releaseReservation(
    cartId: string,
    transactionId: string,
    contents?: string
  ): Promise<void> {
    await releaseReservation(this.ledger_, cartId, transactionId, contents)
  }

  /** Whether the units of a completion that died are free now; see `ledger/complete-cart`. */
  async buryCompletion(cartId: string): Promise<boolean> {
    return await this.thenSend_(buryCompletion(this.ledger_.knex, cartId))
  }

  /** Gives a cart's bookings to the order a completion made; see `ledger/complete-cart`. */
  async claimOrder(claim: {
    cart_id: string
    transaction_id: string
    order_id: string
  }): Promise<void> {
    await this.thenSend_(claimOrder(this.ledger_.knex, claim))
  }

  /** Whether the order has the cart's bookings now; see `ledger/complete-cart`. */
  async attachOrder(cartId: string, orderId: string): Promise<boolean> {
    return await this.thenSend_(attachOrder(this.ledger_.knex, cartId, orderId))
  }

  async detachOrder(cartId: string, orderId: string): Promise<void> {
    await this.thenSend_(detachOrder(this.ledger_.knex, cartId, orderId))
  }

  async readOrderBookings(orderId: string): Promise<BookingRow[]> {
    return await readOrderBookings(this.ledger_.knex, orderId)
  }

  async cancelOrderBookings(orderId: string): Promise<string[]> {
    return await this.thenSend_(cancelOrderBookings(this.ledger_.knex, orderId))
  }

  /** Ends what an order that is gone still has to get; see `ledger/complete-cart`. */
  async endGoneOrder(orderId: string): Promise<void> {
    await this.thenSend_(endGoneOrder(this.ledger_.knex, orderId))
  }

  async uncancelBookings(ids: readonly string[]): Promise<void> {
    await uncancelBookings(this.ledger_.knex, ids)
  }

  /** The period of an order and the cart it came from; null when nothing in it is rented. */
  async readOrder(orderId: string): Promise<OrderRow | null> {
    return await readOrder(this.ledger_.knex, orderId)
  }

  /** Makes an order's bookings what its lines and period need; see `ledger/write-order`. */
  async writeOrder(write: OrderWrite): Promise<OrderSnapshot> {
    return await this.thenSend_(writeOrder(this.ledger_, write))
  }

  /** Puts an order back to what `writeOrder` returned. */
  async restoreOrder(snapshot: OrderSnapshot): Promise<void> {
    await this.thenSend_(restoreOrder(this.ledger_, snapshot))
  }

  /** Frees what an order still has to get, and forgets it: a draft that is gone. */
  async deleteOrder(orderId: string): Promise<void> {
    await this.thenSend_(deleteOrder(this.ledger_.knex, orderId))
    await deleteLinePrices(this.ledger_.knex, orderId)
    await deleteChoices(this.ledger_.knex, orderId)
  }

  /** Takes units out of service; see `ledger/downtime`. */
  async addDowntime(input: DowntimeInput): Promise<Downtime> {
    return await this.thenSend_(addDowntime(this.ledger_, input))
  }

  async endDowntime(id: string, endDate: LocalDate): Promise<Downtime | null> {
    return await this.thenSend_(endDowntime(this.ledger_, id, endDate))
  }

  async readDowntime(filter: { item_ids?: readonly string[] } = {}): Promise<Downtime[]> {
    return await readDowntime(this.ledger_.knex, filter)
  }

  /**
   * Hands the events that wait in the outbox to the event bus.
   *
   * @returns how many were sent; none where there is no event bus
   */
  async sendEvents(): Promise<number> {
    const bus = this.eventBus_
    return bus
      ? await sendEvents(this.ledger_.knex, async (events) => await bus.emit(events))
      : 0
  }

  /** Ends lapsed holds and mends counters; see `ledger/reconcile`. */
  async reconcileLedger(recount: Recount = "everything"): Promise<LedgerReport> {
    return await reconcileLedger(this.ledger_.knex, recount)
  }

  /** Keeps the slots of goods that are late; see `ledger/overdue`. */
  async keepOverdue(): Promise<Finding[]> {
    return await keepOverdue(this.ledger_, this.options_.overdueDays)
  }

  /** Runs a reconciler's pass unless another process is at it; then null. */
  async onceAcrossProcesses<T>(pass: () => Promise<T>): Promise<T | null> {
    if (this.stopping_) {
      return null
    }
    const running = onceAcrossProcesses(this.ledger_.knex, pass)
    this.passes_.add(running)
    try {
      return await running
    } finally {
      this.passes_.delete(running)
    }
  }

  /** Whether the shop is closing: what goes on in the background ends as soon as it can. */
  get isStopping(): boolean {
    return this.stopping_
  }

  async recordReconciliation(
    report: Parameters<typeof recordReconciliation>[1]
  ): Promise<void> {
    await recordReconciliation(this.ledger_.knex, report)
  }

  /** The latest passes of the reconciler that found something, the newest first. */
  async readReconciliations(limit = 20): Promise<Reconciliation[]> {
    return await readReconciliations(this.ledger_.knex, limit)
  }

  async findOpenCarts(): Promise<string[]> {
    return await findOpenCarts(this.ledger_.knex)
  }

  async findUnbookedOrders(): Promise<string[]> {
    return await findUnbookedOrders(this.ledger_.knex)
  }

  async findUnorderedCarts(): Promise<UnorderedCart[]> {
    return await findUnorderedCarts(this.ledger_.knex)
  }

  async findPastCompletions(): Promise<PastCompletions[]> {
    return await findPastCompletions(this.ledger_.knex)
  }

  async endCompletions(
    cartId: string,
    ended: { transaction_ids: readonly string[]; contents: string | null }
  ): Promise<void> {
    await endCompletions(this.ledger_.knex, cartId, ended)
  }

  async forgetCompletions(past: PastCompletions): Promise<void> {
    await forgetCompletions(this.ledger_.knex, past)
  }

  /** Carts that hold units, those after a cart's id; see `ledger/reconcile`. */
  async findHoldingCarts(after: string): Promise<HoldingCart[]> {
    return await findHoldingCarts(this.ledger_.knex, after)
  }

  /** Orders that have units to come, those after an order's id; see `ledger/reconcile`. */
  async findBookedOrders(after: string): Promise<BookedOrder[]> {
    return await findBookedOrders(this.ledger_.knex, after)
  }

  async releaseCarts(cartIds: readonly string[]): Promise<number> {
    return await releaseCarts(this.ledger_.knex, cartIds)
  }

  /** The rules in force; a change made by another process is heeded within two seconds. */
  async shopRules(): Promise<ShopRules> {
    return { timezone: this.options_.timezone, rules: await this.rules_.current() }
  }

  /** The rules as they are in the database now, and who changed them last. */
  async readRules(): Promise<SavedRules> {
    return await this.rules_.read()
  }

  /** Changes some of the rules, all or nothing; see `rules/saved-rules`. */
  async saveRules(
    change: RulesChange,
    by: string | null
  ): Promise<{ saved: SavedRules; undo: RulesChange }> {
    return await this.rules_.save(change, by)
  }

  /** The rate cards that the shop keeps, and where they can be changed. */
  get rateCards(): RateCardStore {
    return this.rateCards_
  }

  /**
   * What prices are made with; a change made by another process is heeded within two
   * seconds.
   *
   * @param items what is to be priced: the card of each is there
   */
  async pricing(items: Iterable<Pick<ItemRow, "rate_card">> = []): Promise<Pricing> {
    const names = Array.from(items, (item) => item.rate_card)
    const [cards, rules] = await Promise.all([
      this.rateCards_.current(names),
      this.rules_.current(),
    ])
    return { cards, isClosed: (day) => isClosedDay(rules, day) }
  }

  /** What the lines of an order were priced with, by variant. */
  async readLinePrices(orderId: string): Promise<Map<string, LinePrice>> {
    return await readLinePrices(this.ledger_.knex, orderId)
  }

  /** Keeps what the lines of an order, or of a cart that becomes one, are priced with. */
  async writeLinePrices(ownerId: string, prices: readonly LinePrice[]): Promise<void> {
    await writeLinePrices(this.ledger_.knex, ownerId, prices)
  }

  /** What the shop has set for its papers; see `papers/settings`. */
  async readPaperSettings(): Promise<SavedPaperSettings> {
    return await readSavedPaperSettings(this.ledger_.knex)
  }

  /** Changes some of them, all or nothing, if a paper can be printed with them. */
  async savePaperSettings(
    change: Readonly<Record<string, unknown>>,
    by: string | null
  ): Promise<{ saved: SavedPaperSettings; before: SavedPaperSettings }> {
    return await savePaperSettings(this.ledger_.knex, change, by, async (settings) => {
      const { shop, look, texts } = completePaperSettings(settings, "")
      const sample = samplePaper("packing-slip", {
        shop,
        look,
        text: texts["packing-slip"],
        terms: "",
      })
      await renderPaper("packing-slip", sample).catch(() => {
        throw requestError("look.logo", "look.logo cannot be printed")
      })
    })
  }

  /** The signatures under the agreement of an order, the latest first. */
  async readSignatures(orderId: string): Promise<Signature[]> {
    return await readSignatures(this.ledger_.knex, orderId)
  }

  /** Keeps a signature for good; see `papers/agreements`. */
  async addSignature(signature: NewSignature): Promise<Signature> {
    return await addSignature(this.ledger_.knex, signature)
  }

  /** Invoices and credit notes of an order, the latest first. */
  async readInvoices(orderId: string): Promise<Invoice[]> {
    return await readInvoices(this.ledger_.knex, orderId)
  }

  /** Issues an invoice for good; see `papers/invoices`. */
  async issueInvoice(
    invoice: NewInvoice,
    credit: NewCreditNote | null
  ): Promise<Invoice> {
    return await issueInvoice(this.ledger_.knex, invoice, credit)
  }

  /** Takes the invoice of an order back; see `papers/invoices`. */
  async creditInvoice(orderId: string, credit: NewCreditNote): Promise<Invoice> {
    return await creditInvoice(this.ledger_.knex, orderId, credit)
  }

  async restorePaperSettings(before: SavedPaperSettings): Promise<void> {
    await restorePaperSettings(this.ledger_.knex, before)
  }

  private require_(items: ReadonlyMap<string, ItemRow>, variantId: string): ItemRow {
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
    refuseFarDay("to", to)
    if (to < from) {
      throw requestError("to", `to ${to} is before from ${from}`)
    }
    if (addDays(from, MAX_CALENDAR_DAYS - 1) < to) {
      throw requestError("to", `A calendar has at most ${MAX_CALENDAR_DAYS} days`)
    }
    return { from, to }
  }

  private refuseLongCalendar_(
    { from, to }: { from: LocalDate; to: LocalDate },
    slotMinutes: number
  ): void {
    const longest = daysOfSlots(MAX_CALENDAR_SLOTS, slotMinutes)
    if (daysBetween(from, to) >= longest) {
      throw requestError(
        "to",
        `A calendar by ${slotMinutes} minutes has at most ${longest} days`
      )
    }
  }

  /** Runs a write of the plugin's own functions, and sends soon what it has to tell. */
  async thenSend<T>(write: Promise<T>): Promise<T> {
    return await this.thenSend_(write)
  }

  /**
   * After a write, sends what it left in the outbox without making the caller wait. What
   * gets lost here is sent by the job.
   */
  private async thenSend_<T>(write: Promise<T>): Promise<T> {
    const result = await write
    if (this.eventBus_ && !this.sending_) {
      this.sending_ = new Promise((resolve) => setTimeout(resolve, SEND_AFTER_MS))
        .then(async () => {
          this.sending_ = undefined
          await this.sendEvents()
        })
        .catch((error: unknown) => {
          this.logger_?.warn(`Rental events wait in the outbox: ${String(error)}`)
        })
    }
    return result
  }

  private async reconcileAtStart_(): Promise<void> {
    try {
      const report = await this.onceAcrossProcesses(() => this.reconcileLedger())
      if (report && (report.expired_holds || report.mended_slots)) {
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

/** Dates of a request that were checked, or of a caller that is trusted. */
export interface RentalPeriodInput {
  start_date: string
  end_date: string
  start_time?: string
  end_time?: string
}

/** Events of one burst of writes go out together. */
const SEND_AFTER_MS = 250
