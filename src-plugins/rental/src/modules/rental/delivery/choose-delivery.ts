import { MathBN, type BigNumber } from "@medusajs/framework/utils"
import { requestError, RentalError } from "../errors/rental-error"
import { windowClosed } from "../ledger/jobs"
import { type Ledger } from "../ledger/ledger"
import { type RentalPeriod } from "../periods/rental-period"
import { spokenAmount } from "../pricing/currency"
import { type ChosenJob, type DeliveryChoice } from "./delivery-choice"
import { DAY_OF_KIND, KIND_WORDS, NEEDS_KIND, type DeliveryKind } from "./delivery-kinds"
import { missingToMinimum, priceDelivery } from "./delivery-price"
import { type DeliverySetup } from "./delivery-setup"
import {
  minimumsOf,
  requirePrices,
  requireZone,
  zoneOf,
  type DeliveryQuery,
} from "./find-delivery"
import { isInTime } from "./free-windows"
import { serves, servesZone, type DeliveryWindow } from "./windows"
import { type Address, type FoundZone, type ZonePrices } from "./zones"

/** A job as a customer asks for it. */
export interface AskedJob {
  readonly kind: DeliveryKind
  readonly window_id?: string
}

/**
 * What a customer wants of delivery, checked: the zone of the address, and an open window for
 * each job. Whether the windows have a job left is for the ledger to say.
 *
 * @throws RentalError naming the field: `rental_zone_unknown`, `rental_minimum_order`,
 *   `rental_window_closed`, `rental_request_invalid`
 */
export async function chooseDelivery(
  ledger: Ledger,
  query: Omit<DeliveryQuery, "owner">,
  asked: {
    jobs: readonly AskedJob[]
    note?: string | null
    /** Staff may be late, and serve small orders. */
    by_staff?: boolean
    now?: Date
  }
): Promise<DeliveryChoice> {
  const setup = await ledger.delivery.current()
  const found = await requireZone(ledger.knex, setup, query.address)
  const prices = requirePrices(found, query.currency_code)
  refuseKinds(asked.jobs, found, prices)
  const now = asked.now ?? new Date()
  const jobs = asked.jobs.map((job, at) =>
    chooseWindow(setup, found, job, `jobs.${at}`, query.period, {
      timezone: ledger.timezone,
      now: asked.by_staff ? null : now,
    })
  )
  refuseOutOfOrder(jobs, "delivery", "set_up")
  refuseOutOfOrder(jobs, "strike", "collection")
  if (!asked.by_staff) {
    refuseSmallOrder(setup, prices, query)
  }
  return {
    zone_id: found.zone.id,
    zone_name: found.zone.name,
    address: query.address,
    distance: found.distance,
    jobs,
    note: asked.note?.trim() || null,
  }
}

/** What a choice costs at the address; null when the shop does not go there, or not so. */
export async function priceChoice(
  ledger: Pick<Ledger, "knex">,
  setup: DeliverySetup,
  choice: { address: Address; jobs: readonly AskedJob[] | null },
  order: { currency_code: string; items_total: BigNumber | number }
): Promise<number | null> {
  const found = await zoneOf(ledger.knex, setup, choice.address)
  const prices = found?.zone.prices.find(
    ({ currency_code }) => currency_code === order.currency_code.toLowerCase()
  )
  if (!found || !prices) {
    return null
  }
  const jobs = choice.jobs ?? offeredByDefault(prices)
  const price = priceDelivery(
    prices,
    jobs.map(({ kind, window_id }) => ({
      kind,
      window: setup.windows.find(({ id }) => id === window_id),
    })),
    {
      distance: found.distance,
      unit: setup.settings.distance_unit,
      itemsTotal: order.items_total,
    }
  )
  return price?.amount ?? null
}

/**
 * Refuses a cart that is about to become an order and goes, or costs, less than the shop takes:
 * the address may be another than when delivery was chosen.
 *
 * @throws RentalError `rental_zone_unknown`, `rental_minimum_order`, `rental_window_closed`
 */
export async function requireDelivery(
  ledger: Ledger,
  choice: DeliveryChoice | null,
  order: {
    address: Address | null
    currency_code: string
    items_total: BigNumber | number
  }
): Promise<void> {
  const setup = await ledger.delivery.current()
  if (!choice) {
    refuseSmallOrder(setup, null, order)
    return
  }
  const found = await requireZone(ledger.knex, setup, order.address ?? choice.address)
  const prices = requirePrices(found, order.currency_code)
  refuseKinds(choice.jobs, found, prices)
  const zone_id = found.zone.id
  for (const { kind, window } of choice.jobs) {
    const known = setup.windows.find(({ id }) => id === window?.id)
    if (known && !servesZone(known, { kind, zone_id })) {
      throw requestError(
        "jobs",
        `${KIND_WORDS[kind]}: ${known.name} is not for ${found.zone.name}. ` +
          "Choose again with POST /store/carts/:id/rental-delivery."
      )
    }
  }
  refuseSmallOrder(setup, prices, order)
}

function refuseKinds(
  jobs: readonly AskedJob[],
  { zone }: FoundZone,
  prices: ZonePrices
): void {
  const offered = Object.keys(prices.kinds)
  jobs.forEach(({ kind }, at) => {
    if (!prices.kinds[kind]) {
      throw requestError(
        `jobs.${at}.kind`,
        `${zone.name} has no ${KIND_WORDS[kind].toLowerCase()}, only ${offered.join(", ")}`
      )
    }
    if (jobs.findIndex((other) => other.kind === kind) < at) {
      throw requestError(`jobs.${at}.kind`, `${kind} is there twice`)
    }
    const needed = NEEDS_KIND[kind]
    if (needed && !jobs.some((other) => other.kind === needed)) {
      throw requestError(`jobs.${at}.kind`, `${kind} is only to be had with ${needed}`)
    }
  })
}

function chooseWindow(
  { windows }: DeliverySetup,
  { zone }: FoundZone,
  { kind, window_id }: AskedJob,
  at: string,
  period: RentalPeriod,
  clock: { timezone: string; now: Date | null }
): ChosenJob {
  const forZone = windows.filter((window) =>
    servesZone(window, { kind, zone_id: zone.id })
  )
  if (window_id === undefined) {
    if (forZone.length) {
      throw requestError(
        `${at}.window_id`,
        `Choose a window for ${kind}: GET /store/rental/delivery lists those of a day`
      )
    }
    return { kind, window: null }
  }
  const date = period[DAY_OF_KIND[kind]]
  const refuse = (why: string) =>
    windowClosed(`${at}.window_id`, { kind, window_id, date }, why)
  const window = windows.find(({ id }) => id === window_id)
  if (!window) {
    throw refuse("there is no such window")
  }
  if (!serves(window, { kind, zone_id: zone.id, date })) {
    throw refuse(`the window ${window.name} is not open for it`)
  }
  if (clock.now && !isInTime(window, date, clock.timezone, clock.now)) {
    throw refuse(
      window.lead_hours
        ? `it has to be chosen ${window.lead_hours} hours before ${window.start_time}`
        : "it has begun already"
    )
  }
  return { kind, window: shownOf(window) }
}

function shownOf({
  id,
  name,
  start_time,
  end_time,
}: DeliveryWindow): ChosenJob["window"] {
  return { id, name, start_time, end_time }
}

function refuseOutOfOrder(
  jobs: readonly ChosenJob[],
  first: DeliveryKind,
  second: DeliveryKind
): void {
  const before = jobs.find(({ kind }) => kind === first)?.window
  const after = jobs.findIndex(({ kind }) => kind === second)
  const then = jobs[after]?.window
  if (before && then && then.start_time < before.start_time) {
    throw requestError(
      `jobs.${after}.window_id`,
      `${KIND_WORDS[second]} at ${then.start_time} would be before ` +
        `${KIND_WORDS[first].toLowerCase()} at ${before.start_time}`
    )
  }
}

function refuseSmallOrder(
  setup: DeliverySetup,
  prices: ZonePrices | null,
  order: { currency_code: string; items_total: BigNumber | number }
): void {
  const small = missingToMinimum(
    minimumsOf(setup, prices, order.currency_code),
    order.items_total
  )
  if (small) {
    const spoken = (amount: number) =>
      spokenAmount(MathBN.convert(amount), order.currency_code)
    throw new RentalError(
      "rental_minimum_order",
      `An order has to come to ${spoken(small.minimum)} at least, before tax: ` +
        `${spoken(small.missing)} is missing.`,
      { field: "items", minimum: small.minimum, missing: small.missing }
    )
  }
}

/** What is priced while nothing is chosen: bringing and fetching. */
function offeredByDefault({ kinds }: ZonePrices): AskedJob[] {
  return (["delivery", "collection"] as const)
    .filter((kind) => kinds[kind])
    .map((kind) => ({ kind }))
}
