import { expectOk } from "../harness/customer"
import { setUpDelivery } from "../harness/delivery"
import { openShopWithClock, type ShopClock } from "../harness/shop-clock"
import type { Shop } from "../harness/shop"
import { regionId, sellCandles } from "../harness/staff"
import { addDays, type Day } from "./calendar"
import type { CountedItem, SeasonEvent } from "./count-events"
import { beginLife, type Life, type Season } from "./life"
import { planSeason, WANTED } from "./plan"
import { checkMoney } from "./read-money"
import { isOver, liveDay } from "./steps"
import { balanceDay, baseOf, chargeRules, paymentRules, promotion } from "./terms"

/** The season begins in the week before clocks go forward. */
const FIRST_DAY = "2027-03-08"
/** Orders that are lived at the same moment. */
const AT_ONCE = 4
/** No order takes as long as this after the last one has come in. */
const LONGEST_LIFE = 40
/** Days after the last order is over; by then nothing may take a slot any more. */
const QUIET_DAYS = 12

/** A season that was lived to its end. */
export type LivedSeason = Season & {
  lives: Life[]
  events: SeasonEvent[]
  items: CountedItem[]
  range: { from: Day; to: Day }
}

/**
 * Opens a shop and lives through a season of orders in it, day by day by the shop's own clock,
 * several orders at once.
 *
 * @param told what is said as it goes, for a person who waits
 */
export async function liveSeason(
  seed: number,
  orders: number,
  told: (line: string) => void = () => undefined
): Promise<LivedSeason> {
  const { shop, clock } = await openShopWithClock()
  try {
    const lives = planSeason(seed, orders).map(beginLife)
    const season = await openSeason(shop, clock, { seed, orders })
    const items = await readItems(season)
    const events = new EventReader(shop)
    const failures: string[] = []
    const lastIncoming = lives.at(-1)?.plan.day ?? 0
    let day = 0
    for (; day <= lastIncoming || !lives.every(isOver); day++) {
      if (day > lastIncoming + LONGEST_LIFE) {
        throw new Error(
          `Some orders never end: ${lives.filter((l) => !isOver(l)).map(tale)}`
        )
      }
      await beginDay(season, clock, addDays(FIRST_DAY, day))
      await inTurns(lives, (life) => noteDue(season, life))
      await inTurns(lives, async (life) => {
        try {
          await liveDay(season, life, day)
        } catch (error) {
          // The others go on: a season that fails tells of all that went wrong.
          failures.push(error instanceof Error ? error.message : String(error))
          told(failures.at(-1)!)
          life.phase = "refused"
        }
      })
      await events.readOn()
      told(`${season.today}: ${lives.filter(isOver).length} of ${orders} are over`)
    }
    if (failures.length) {
      throw new Error(failures.join("\n\n"))
    }
    await beginDay(season, clock, addDays(FIRST_DAY, day + QUIET_DAYS))
    const range = { from: addDays(FIRST_DAY, -1), to: season.today }
    return { ...season, lives, events: await events.readOn(), items, range }
  } catch (error) {
    await shop.close()
    throw new Error(`${String(error)}\nThe shop's last words:\n${shop.output()}`, {
      cause: error,
    })
  }
}

/** What became of an order, in one line. */
export function tale({ plan, phase, orderId }: Life): string {
  return `order ${plan.index} (${orderId ?? "never placed"}, ${phase})`
}

async function openSeason(
  shop: Shop,
  clock: ShopClock,
  drawn: Pick<Season, "seed" | "orders">
): Promise<Season> {
  await clock.set(morningOf(FIRST_DAY))
  const variants: Record<string, string> = { CANDLES: await sellCandles(shop) }
  for (const sku of Object.keys(WANTED)) {
    variants[sku] = await shop.variantId(sku)
  }
  await offerChoices(shop, variants)
  const charges = chargeRules(baseOf(drawn.seed))
  await expectOk(shop.admin("POST", "/admin/rental/charges", charges))
  await expectOk(shop.admin("POST", "/admin/rental/payments", paymentRules()))
  await expectOk(shop.admin("POST", "/admin/promotions", promotion()))
  const delivery = await setUpDelivery(shop)
  // What is set holds for all within two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2_100))
  const today = FIRST_DAY
  return { ...drawn, shop, today, variants, regionId: await regionId(shop), delivery }
}

/** A dinner may have a blue chair instead, at the difference; a corner needs no vases. */
async function offerChoices(
  shop: Shop,
  variants: Readonly<Record<string, string>>
): Promise<void> {
  const write = async (sku: string, components: object[]) => {
    const variant_id = variants[sku]!
    const { body } = await expectOk(
      shop.admin("GET", `/admin/rental/items?variant_id=${variant_id}`)
    )
    const item = { variant_id, product_id: body.items[0].product_id, components }
    await expectOk(shop.admin("POST", "/admin/rental/items", { items: [item] }))
  }
  const gold = { variant_id: variants["GOLD-CHAIR"], quantity: 1 }
  const blue = { variant_id: variants["BLUE-CHAIR"], charge: "difference" }
  const table = { variant_id: variants["OAK-TABLE"], quantity: 1 }
  const vases = { variant_id: variants["TERRACOTTA-VASE"], quantity: 2, optional: true }
  await write("PACKAGE-DINNER-FOR-EIGHT", [table, { ...gold, replacements: [blue] }])
  await write("PACKAGE-LOUNGE-CORNER", [gold, vases])
}

/** Sets both clocks to the morning, and lets the shop see what is late and what is due. */
async function beginDay(season: Season, clock: ShopClock, day: Day): Promise<void> {
  await clock.set(morningOf(day))
  season.today = day
  await reconcile(season.shop)
  await expectOk(season.shop.admin("POST", "/admin/rental/payments/due"))
}

/** Whoever owes the balance on the day it is due has to be told so. */
async function noteDue(season: Season, life: Life): Promise<void> {
  const { placed } = life.on
  const isLive = placed && ["placed", "out", "back"].includes(life.phase)
  if (isLive && balanceDay(life.start, placed) === season.today) {
    const { instalments } = await checkMoney(season, life)
    const balance = instalments.find(({ kind }) => kind === "balance")
    if (balance && balance.owed > 0) {
      life.toldDue.push(season.today)
    }
  }
}

/** Waits for the shop's own half-minutely pass, should one be under way. */
async function reconcile(shop: Shop): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const answer = await shop.admin("POST", "/admin/rental/reconciler")
    if (answer.status !== 409 || attempt === 50) {
      await expectOk(Promise.resolve(answer))
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Ten or eleven in the shop's morning: the same day there and in Greenwich. */
function morningOf(day: Day): Date {
  return new Date(`${day}T15:00:00Z`)
}

/** Runs for each of a list, a few at once. */
async function inTurns<Row>(
  rows: readonly Row[],
  run: (row: Row) => Promise<void>
): Promise<void> {
  const left = [...rows]
  const work = async () => {
    for (let row = left.shift(); row; row = left.shift()) {
      await run(row)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** Reads the outbox on from where it was, as one who may miss no event does. */
class EventReader {
  private last = "0"
  private readonly events: SeasonEvent[] = []

  constructor(private readonly shop: Shop) {}

  async readOn(): Promise<SeasonEvent[]> {
    const rows = await this.shop.sql<{
      id: string
      name: string
      at: Date
      data: object
    }>(
      `select id::text, name, created_at as at, data from rental_outbox o
        where o.id > $1::bigint order by o.id`,
      [this.last]
    )
    for (const { id, name, at, data } of rows) {
      this.last = id
      this.events.push({ name, data: { ...data, occurred_at: at.toISOString() } })
    }
    return this.events
  }
}

/** What is known of the items before anything happens. */
async function readItems({ shop, variants }: Season): Promise<CountedItem[]> {
  const rows = await shop.sql<CountedItem & { variant: string }>(
    `select i.id, i.variant_id as variant, i.turnaround_after as turnaround,
            i.replacement_value::float as "replacementValue",
            (select sum(quantity)::int from rental_fleet f
              where f.item_id = i.id and f.deleted_at is null) as fleet
       from rental_item i where i.deleted_at is null`
  )
  const skus = new Map(Object.entries(variants).map(([sku, id]) => [id, sku]))
  return rows
    .filter(({ fleet }) => fleet !== null)
    .map(({ variant, ...item }) => ({ ...item, sku: skus.get(variant) ?? variant }))
}
