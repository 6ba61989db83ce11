import { periodError } from "../errors/rental-error"
import { type Ledger } from "../ledger/ledger"
import { type RentalOptions } from "../options"
import { type RentalPeriod } from "../periods/rental-period"
import { nextAvailable, withinItems, type NextAvailableQuery } from "./next-available"
import { type ShopRules } from "./period-rules"
import { type PeriodRefusal } from "./refusal"
import { readPeriod, refusePeriod, type PeriodInput } from "./refuse-period"

/** The module's service, as far as rules are concerned. */
export interface RulesKeeper {
  readonly options: Pick<RentalOptions, "holdMinutes">
  readonly ledger: Ledger
  shopRules(): Promise<ShopRules>
}

/** What the period is for, so that a refusal can name one that works. */
export type WantedFor = Pick<NextAvailableQuery, "lines" | "owner" | "now">

const MINUTE_MS = 60_000

/**
 * Reads the period of a request by the rules of the shop.
 *
 * @throws RentalError `rental_period_invalid` naming the field, the rule and the nearest
 *   period that works
 */
export async function requirePeriod(
  rental: RulesKeeper,
  input: PeriodInput,
  wanted: WantedFor
): Promise<RentalPeriod> {
  const shop = await rulesFor(rental, wanted)
  const reading = readPeriod(input, shop, wanted.now ?? new Date())
  return reading.refusal
    ? await refuse(rental, shop, reading.refusal, reading.asked, wanted)
    : reading.period
}

/** @throws RentalError as `requirePeriod`, when the period can no longer be rented */
export async function requireOpenPeriod(
  rental: RulesKeeper,
  period: RentalPeriod,
  wanted: WantedFor
): Promise<void> {
  const shop = await rulesFor(rental, wanted)
  const refusal = refusePeriod(period, shop, wanted.now ?? new Date())
  if (refusal) {
    await refuse(rental, shop, refusal, period, wanted)
  }
}

/**
 * As `requireOpenPeriod`, for a cart that holds its units. The lead time counts from the
 * earliest moment at which a hold that still runs can have been taken: a customer who was in
 * time when choosing is in time when paying.
 */
export async function requireHeldPeriod(
  rental: RulesKeeper,
  period: RentalPeriod,
  wanted: WantedFor
): Promise<void> {
  const shop = await rental.shopRules()
  const now = wanted.now ?? new Date()
  const takenAt = new Date(now.getTime() - rental.options.holdMinutes * MINUTE_MS)
  const refusal = refusePeriod(period, shop, now, takenAt)
  if (refusal) {
    await refuse(rental, shop, refusal, period, wanted)
  }
}

async function rulesFor(rental: RulesKeeper, { lines }: WantedFor): Promise<ShopRules> {
  const shop = await rental.shopRules()
  return lines.length ? withinItems(shop, await rental.ledger.items(), lines) : shop
}

async function refuse(
  rental: RulesKeeper,
  shop: ShopRules,
  refusal: PeriodRefusal,
  asked: RentalPeriod | null,
  wanted: WantedFor
): Promise<never> {
  throw periodError(
    refusal,
    asked && (await nextAvailable(rental.ledger, { ...wanted, asked, shop }))
  )
}
