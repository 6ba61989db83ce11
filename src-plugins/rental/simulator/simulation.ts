import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { Catalogue } from "../src/modules/rental/items/catalogue"
import { upsertItems } from "../src/modules/rental/items/upsert-items"
import { type Ledger } from "../src/modules/rental/ledger/ledger"
import { RentalError } from "../src/modules/rental/errors/rental-error"
import { addUnits } from "../src/modules/rental/ledger/units"
import { limitVisits, visitsLimitedBy } from "../src/modules/rental/ledger/visits"
import { openRules, type PeriodRules } from "../src/modules/rental/rules/period-rules"
import { rulesStore } from "../src/modules/rental/rules/saved-rules"
import { type LedgerState } from "./check-ledger"
import { LocalClock } from "./model/local-clock"
import { Model } from "./model/model"
import { type Random } from "./random"
import { DEPARTURES, openShop, RETURNS, type Shop } from "./shop"
import { connect, type SimulatorDatabases } from "./simulator-database"
import { VirtualClock } from "./virtual-clock"
import { type Mutant } from "./mutants"

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const WEEKS_OF_READINGS = 200

/** Something went wrong that must not: the ledger and the model disagree. */
export class Disagreement extends Error {}

/** How an operation ended: an answer, or the code of a refusal. */
export type Ended = { answer: unknown } | { code: string }

/** One shop, its ledger in Postgres, and the model beside it. */
export class Simulation {
  private constructor(
    readonly database: string,
    readonly ledger: Ledger,
    readonly clock: VirtualClock,
    public model: Model
  ) {}

  static async open(
    databases: SimulatorDatabases,
    seed: number,
    options: { connections: number; mutant?: Mutant }
  ): Promise<Simulation> {
    const shop = openShop(seed)
    const database = await databases.create()
    const knex = connect(database, options.connections)
    await options.mutant?.alter?.(knex)
    const clock = new VirtualClock(knex, shop.start, options.mutant?.rewrite)
    await stock(knex, shop)
    const rules = await limitDays(knex, shop)
    const catalogue = new Catalogue(knex)
    const ledger: Ledger = {
      knex,
      items: () => catalogue.read(),
      timezone: shop.timezone,
      holdMinutes: shop.holdMinutes,
      holdLimit: shop.holdLimit,
      limitedVisits: async () => visitsLimitedBy(rules),
      shopRules: async () => ({ rules, timezone: shop.timezone }),
    }
    const readings = new LocalClock(
      shop.timezone,
      shop.start - 10 * DAY,
      WEEKS_OF_READINGS
    )
    const model = new Model(shop, readings)
    model.units = await numberUnits(ledger, shop)
    return new Simulation(database, ledger, clock, model)
  }

  /** Lets time pass: a little, or to the instant at which a hold runs out. */
  passTime(random: Random): void {
    const expiries = this.model.bookings
      .map((b) => b.expires ?? 0)
      .filter((at) => at > this.model.now)
    const next = Math.min(...expiries)
    const passed = random.weighted([
      [30, random.between(1, 60) * 1000],
      [8, random.between(1, 12) * MINUTE],
      [5, next - this.model.now],
      [3, next - this.model.now - 1],
      [3, this.model.shop.holdMinutes * MINUTE],
      [4, random.between(1, 5) * 60 * MINUTE],
      [4, random.between(6, 30) * 60 * MINUTE],
    ])
    if (Number.isFinite(passed) && passed > 0) {
      this.model.now += passed
      this.clock.instant = this.model.now
    }
  }

  async close(databases: SimulatorDatabases): Promise<void> {
    await this.ledger.knex.destroy()
    await databases.drop(this.database)
  }
}

/** Runs something of the ledger; what it refuses is an answer too, all else is thrown. */
export async function outcomeOf(run: () => Promise<unknown>): Promise<Ended> {
  try {
    return { answer: await run() }
  } catch (error) {
    if (error instanceof RentalError && error.code) {
      return { code: error.code }
    }
    const { code, constraint, message } = error as {
      code?: string
      constraint?: string
      message?: string
    }
    throw new Disagreement(
      `the ledger threw ${code ?? ""} ${constraint ?? ""} ${message ?? String(error)}`
    )
  }
}

/** @throws Disagreement when one of the checks found something */
export function demand(...findings: (string | undefined | void)[]): void {
  for (const finding of findings) {
    if (finding) {
      throw new Disagreement(finding)
    }
  }
}

/** Deadlocks, serialisation failures and lock timeouts, whether or not tried again. */
export function findContention(clock: VirtualClock): string | undefined {
  const seen = clock.seen.find(({ code }) => ["40P01", "40001", "55P03"].includes(code))
  return (
    seen &&
    `Postgres said ${seen.code} (${seen.message}) to:\n${seen.sql}\n${seen.detail}`
  )
}

export type { LedgerState }

async function numberUnits(ledger: Ledger, shop: Shop): Promise<Map<string, string>> {
  const units = shop.serials.flatMap(({ variant, count }) =>
    Array.from({ length: count }, (_, at) => ({
      variant_id: variant,
      serial: `${variant}-${at + 1}`,
    }))
  )
  const added = units.length ? await addUnits(ledger, units) : []
  return new Map(added.map((unit) => [unit.id, unit.variant_id]))
}

/** Sets the limits of the shop, as its staff would. */
async function limitDays(knex: Knex, { visits }: Shop): Promise<PeriodRules> {
  const perDay = (name: string) =>
    visits.find(({ variant }) => variant === name)?.fleet[0]?.quantity ?? null
  const defaults = openRules({ max_days: 60, horizon_days: 730 })
  const { saved } = await rulesStore(knex, defaults, limitVisits).save(
    { departures_per_day: perDay(DEPARTURES), returns_per_day: perDay(RETURNS) },
    null
  )
  return saved.rules
}

async function stock(knex: Knex, shop: Shop): Promise<void> {
  await upsertItems(
    knex,
    shop.items.map((item) => ({
      variant_id: item.variant,
      product_id: item.variant,
      slot_minutes: item.minutes,
      turnaround_before: item.before,
      turnaround_after: item.after,
      ...(item.components.length
        ? {
            components: item.components.map(({ variant, quantity }) => ({
              variant_id: variant,
              quantity,
            })),
          }
        : { fleet: item.fleet }),
    })),
    shop.timezone
  )
}
