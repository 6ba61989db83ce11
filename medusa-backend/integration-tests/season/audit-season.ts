import { expectOk } from "../harness/customer"
import { auditLedger } from "../harness/ledger-audit"
import { freeUnits } from "../harness/staff"
import { addDays, dayAt } from "./calendar"
import {
  compareCharges,
  compareMoney,
  compareOrder,
  comparePaymentEvents,
  compareReports,
  compareRevenue,
  type Reports,
} from "./checks"
import { countEvents, type Count } from "./count-events"
import { countRevenue, type RentedLine } from "./count-revenue"
import { readCharges } from "./decide-charges"
import { skuOf, type Goods, type Life } from "./life"
import { partsOfOrder, readLines } from "./read-lines"
import { checkMoney, readMedusa } from "./read-money"
import { readPapers } from "./read-papers"
import { tale, type LivedSeason } from "./season"
import { readDeposit } from "./settle-deposit"

/** Of one order in so many the papers are opened, and of three at least. */
const PAPERS_OF_ONE_IN = 10

/** Everything that does not agree once a season is over, one line a finding. */
export async function auditSeason(season: LivedSeason): Promise<string[]> {
  const accepted = placedOf(season).filter(({ on }) => on.quoted)
  const count = countEvents(
    season.events,
    season.items,
    season.range,
    (instant) => dayAt(new Date(instant)),
    Object.fromEntries(accepted.map(({ orderId, on }) => [orderId!, on.placed!]))
  )
  const findings = [
    ...(await auditStock(season, count)),
    ...(await auditEvents(season)),
    ...(await auditReports(season, count)),
    ...(await auditChargesOfAll(season, count)),
    ...comparePaymentEvents(season.events, season.lives),
  ]
  const placed = placedOf(season)
  for (const life of placed) {
    const own = [
      ...(await auditOrder(season, life, count)),
      ...(await auditMoney(season, life)),
      ...(await auditCharges(season, life)),
    ]
    findings.push(...own.map((finding) => `${tale(life)}: ${finding}`))
  }
  for (const life of sampleOf(placed)) {
    const own = await readPapers(season, life)
    findings.push(...own.map((finding) => `${tale(life)}: ${finding}`))
  }
  return findings
}

/** Some that were lived to the end, from all over the season. */
function sampleOf(placed: readonly Life[]): Life[] {
  const whole = placed.filter(({ phase }) => phase === "checked")
  const wanted = Math.max(3, placed.length / PAPERS_OF_ONE_IN)
  const step = Math.max(1, Math.floor(whole.length / wanted))
  return whole.filter((_, at) => at % step === 0)
}

function placedOf({ lives }: LivedSeason): Life[] {
  return lives.filter(({ phase }) => phase !== "refused")
}

async function auditStock(season: LivedSeason, count: Count): Promise<string[]> {
  const { shop, today, lives, items } = season
  const drafts = lives.filter(({ plan }) => plan.comesAs !== "cart")
  const ledger = (await auditLedger(shop)).filter(
    // A draft that is placed, as a quote is when it is accepted, completes no cart.
    (finding) =>
      !finding.startsWith("order without a cart") ||
      !drafts.some(({ orderId }) => orderId && finding.includes(orderId))
  )
  const taken = await shop.sql(
    `select item_id, slot, booked from rental_slot
      where booked > 0 and slot >= $1::date - date '1970-01-01'`,
    [today]
  )
  const findings = [
    ...ledger,
    ...taken.map((slot) => `A slot is taken after the season: ${JSON.stringify(slot)}`),
  ]
  for (const { sku, fleet } of items) {
    const counted = count.items[sku]!
    const lost = told(lives, "lost", sku)
    const found = told(lives, "found", sku)
    if (counted.fleet !== fleet - lost + found) {
      findings.push(
        `${sku}: ${fleet} − ${lost} + ${found}, but by events ${counted.fleet}`
      )
    }
    const dates = { start_date: addDays(today, 1), end_date: addDays(today, 2) }
    const free = await freeUnits(shop, season.variants[sku]!, dates)
    const expected = counted.fleet - counted.repair.open
    if (free !== expected) {
      findings.push(`${sku}: ${free} are free in the end, and should be ${expected}`)
    }
  }
  return findings
}

function told(lives: readonly Life[], what: keyof Life["told"], sku: string): number {
  return lives.reduce((units, life) => units + (life.told[what][sku] ?? 0), 0)
}

/** All events went to the bus; nothing had to be mended but what was late. */
async function auditEvents({ shop }: LivedSeason): Promise<string[]> {
  const unsent = await shop.sql(
    "select id, name from rental_outbox where sent_at is null"
  )
  const mended = await shop.sql<{ finding: { kind: string } }>(
    `select f as finding from rental_reconciliation, jsonb_array_elements(findings) f
      where f ->> 'kind' <> 'booking_overdue'`
  )
  return [
    ...unsent.map((event) => `An event was not sent: ${JSON.stringify(event)}`),
    ...mended.map(
      ({ finding }) => `The reconciler had to mend ${JSON.stringify(finding)}`
    ),
    ...shop.serverErrors(),
  ]
}

async function auditReports(season: LivedSeason, count: Count): Promise<string[]> {
  const reports = await readReports(season)
  const earning = placedOf(season).filter(({ phase }) => phase !== "cancelled")
  const lines: RentedLine[] = []
  for (const life of earning) {
    for (const { variant_id, quantity, total } of (await readLines(season, life)).items) {
      const sku = variant_id ? skuOf(season, variant_id) : null
      if (sku && sku !== "CANDLES") {
        const parts = partsOf(life, sku).map(([part, each]): [string, number] => [
          part,
          each * quantity,
        ])
        lines.push({ orderId: life.orderId!, amount: total, parts })
      }
    }
  }
  return [
    ...compareReports(count, reports),
    ...compareRevenue(reports.revenue, countRevenue(lines, DAY_RATES)),
  ]
}

/** What a unit of each thing rents for on a day, in the test's catalogue. */
const DAY_RATES = {
  "GOLD-CHAIR": 6.5,
  "BLUE-CHAIR": 5,
  "TERRACOTTA-VASE": 4,
  "WHITE-LINEN": 12,
  "OAK-TABLE": 35,
}

async function readReports({ shop, range }: LivedSeason): Promise<Reports> {
  const names = [
    "utilisation",
    "revenue",
    "losses",
    "idle-stock",
    "late-returns",
    "lead-times",
    "rental-lengths",
  ]
  const query = new URLSearchParams(range)
  const reports = await Promise.all(
    names.map(async (name) => {
      const path = `/admin/rental/reports/${name}?${query}`
      return [name, (await expectOk(shop.admin("GET", path))).body.report] as const
    })
  )
  return Object.fromEntries(reports) as Reports
}

/** What was charged for damage and loss is what the events said. */
async function auditChargesOfAll({ shop }: LivedSeason, count: Count): Promise<string[]> {
  const rows = await shop.sql<{ kind: "damage" | "loss"; amount: string }>(
    `select kind, sum(amount) as amount from rental_charge
      where kind in ('damage', 'loss') group by kind`
  )
  return (["damage", "loss"] as const).flatMap((kind) => {
    const charged = Number(rows.find((row) => row.kind === kind)?.amount ?? 0)
    return charged === count.charged[kind]
      ? []
      : [`${kind}: ${charged} is charged, by the events ${count.charged[kind]}`]
  })
}

async function auditOrder(
  season: LivedSeason,
  life: Life,
  count: Count
): Promise<string[]> {
  const { shop } = season
  const { body } = await expectOk(
    shop.admin("GET", `/admin/rental/orders/${life.orderId}`)
  )
  const order = await readLines(season, life)
  const goods: Goods[] = body.rental.lines.flatMap(
    (line: { bookings: Goods[] }) => line.bookings
  )
  return compareOrder({
    phase: life.phase,
    lines: units(
      order.items
        .filter(({ variant_id }) => variant_id)
        .map(({ variant_id, quantity }) => [skuOf(season, variant_id!), quantity])
    ),
    toldLines: units([...life.lines, ["CANDLES", life.candles]]),
    toldUnits: units(
      [...life.lines].flatMap(([sku, quantity]) =>
        partsOf(life, sku).map(([part, each]): [string, number] => [
          part,
          each * quantity,
        ])
      )
    ),
    toldLost: units(Object.entries(life.told.lost)),
    toldFound: units(Object.entries(life.told.found)),
    toldDates: { start: life.start, end: life.end },
    counted: count.orders[life.orderId!],
    goods: goods.map(({ variant_id, state, quantity }) => ({
      sku: skuOf(season, variant_id),
      state,
      quantity,
    })),
  })
}

/** The things that leave the shop for a line, as the catalogue of the season has them. */
function partsOf(life: Life, sku: string): [sku: string, each: number][] {
  const without = life.withoutOptional.get(sku as never) ?? false
  switch (sku) {
    case "PACKAGE-DINNER-FOR-EIGHT":
      return [
        ["OAK-TABLE", 1],
        [without ? "BLUE-CHAIR" : "GOLD-CHAIR", 1],
      ]
    case "PACKAGE-LOUNGE-CORNER":
      return [
        ["GOLD-CHAIR", 1],
        ...(without ? [] : [["TERRACOTTA-VASE", 2] as [string, number]]),
      ]
    default:
      return [[sku, 1]]
  }
}

function units(entries: readonly (readonly [string, number])[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const [sku, quantity] of entries) {
    if (quantity) {
      sums[sku] = (sums[sku] ?? 0) + quantity
    }
  }
  return sums
}

async function auditMoney(season: LivedSeason, life: Life): Promise<string[]> {
  // Says by itself what does not add up.
  await checkMoney(season, life)
  const medusa = await readMedusa(season, life)
  const order = await readLines(season, life)
  const payments = medusa.payment_collections.flatMap((collection) => collection.payments)
  const sum = (rows: readonly { amount?: number; total?: number }[]) =>
    rows.reduce((all, row) => all + Number(row.amount ?? row.total), 0)
  const { deposit } = await readDeposit(season, life)
  return compareMoney({
    isCancelled: medusa.status === "canceled",
    total: medusa.total,
    lines: sum(partsOfOrder(season, order)),
    credited: order.credit_line_total,
    captured: sum(payments.flatMap(({ captures }) => captures)),
    refunded: sum(payments.flatMap(({ refunds }) => refunds)),
    pending: medusa.summary.pending_difference,
    toldPaid: life.paid,
    toldRefunded: life.refunded,
    deposit: deposit ?? { held: 0, kept: 0, returned: 0, open: 0 },
    toldDeposit: life.deposited,
    depositTaken: await readDepositTaken(season, life),
  })
}

/** What the provider has taken of a deposit and not given back. */
async function readDepositTaken(
  { shop }: LivedSeason,
  { orderId, plan, deposited }: Life
): Promise<number | null> {
  if (plan.deposit !== "online" || deposited.held === 0) {
    return null
  }
  const [row] = await shop.sql<{ taken: string }>(
    `select coalesce(sum((select sum(c.amount) from capture c
                           where c.payment_id = p.id and c.deleted_at is null)), 0)
          - coalesce(sum((select sum(r.amount) from refund r
                           where r.payment_id = p.id and r.deleted_at is null)), 0) as taken
       from rental_deposit d
       join payment p on p.payment_collection_id = d.payment_collection_id
      where d.order_id = $1`,
    [orderId]
  )
  return Number(row!.taken)
}

async function auditCharges(season: LivedSeason, life: Life): Promise<string[]> {
  const toldStates = new Map<string, string>(life.decided)
  for (const { chargeId, isFound } of life.lost) {
    if (chargeId && isFound && !toldStates.has(chargeId)) {
      toldStates.set(chargeId, "waived")
    }
  }
  const hasPackage = [...life.lines.keys()].some((sku) => sku.startsWith("PACKAGE-"))
  return compareCharges({
    charges: await readCharges(season, life),
    toldStates,
    told: life.toldCharges,
    late: hasPackage
      ? null
      : life.cameLate.reduce(
          (all, { variantId, units, days }) =>
            all + (life.latePerDay.get(variantId) ?? 0) * units * days,
          0
        ),
  })
}
