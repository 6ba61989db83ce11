import { type Distribution } from "../src/modules/rental/reports/distribution"
import { periodOf } from "../src/modules/rental/periods/rental-period"
import { type LocalDate } from "../src/modules/rental/periods/local-date"
import { readIdleItems } from "../src/modules/rental/reports/idle-stock"
import { readReturns } from "../src/modules/rental/reports/late-returns"
import { readLosses } from "../src/modules/rental/reports/losses"
import {
  readLeadTimes,
  readRentalLengths,
} from "../src/modules/rental/reports/order-distributions"
import { type ReportScope } from "../src/modules/rental/reports/report-range"
import { readRentedParts } from "../src/modules/rental/reports/revenue"
import { readUsage } from "../src/modules/rental/reports/utilisation"
import { Random } from "../simulator/random"
import {
  countIdle,
  countLate,
  countLeadTimes,
  countLengths,
  countLosses,
  countParts,
  countUsage,
  readBooks,
  type Books,
} from "./count-by-hand"
import { ledgerSuite } from "./ledger-suite"

jest.setTimeout(180_000)

const TIMEZONE = "America/New_York"
/** 2027-07-01 12:00 in New York. */
const NOW = Date.parse("2027-07-01T16:00:00Z")
const SEEDS = [1, 2, 3]
const ORDERS_A_SEED = 60
const date = (text: string) => text as LocalDate

const fleet = (quantity: number) => [
  { location_id: "here", quantity },
  { location_id: "here", quantity: quantity + 70, effective_from: "2027-03-10" },
  { location_id: "there", quantity: 500, effective_from: "2027-04-02" },
]

const ITEMS = [
  { variant_id: "chair", turnaround_before: 1, turnaround_after: 2, fleet: fleet(4000) },
  { variant_id: "table", turnaround_after: 1, fleet: fleet(2000) },
  { variant_id: "linen", fleet: fleet(1000) },
  {
    variant_id: "heater",
    slot_minutes: 60,
    turnaround_before: 1,
    turnaround_after: 3,
    fleet: fleet(1000),
  },
  {
    variant_id: "booth",
    slot_minutes: 30,
    turnaround_after: 1,
    replacement_value: "99.95",
    currency_code: "usd",
    fleet: [{ location_id: "here", quantity: 1000 }],
  },
  {
    variant_id: "statue",
    replacement_value: "1250.5",
    currency_code: "usd",
    fleet: [{ location_id: "there", quantity: 3 }],
  },
  {
    variant_id: "dinner",
    components: [
      { variant_id: "table", quantity: 1 },
      { variant_id: "chair", quantity: 8 },
    ],
  },
].map((item) => ({ product_id: `p-${item.variant_id}`, ...item }))

ledgerSuite(
  "rental_reports_test",
  { timezone: TIMEZONE },
  ({ service, sql, scenario }) => {
    scenario("equal a count by hand, on random histories", async () => {
      await service.upsertItems(ITEMS)
      await sql().query("UPDATE rental_item SET created_at = '2027-01-05T03:00:00Z'")
      for (const seed of SEEDS) {
        await live(new Random(seed), seed)
      }
      const books = await readBooks(sql(), TIMEZONE)
      expect(books.bookings.length).toBeGreaterThan(250)
      for (const scope of scopesOf(books)) {
        expect(await read(scope)).toEqual(count(books, scope))
      }
    })

    scenario("are zeros where there is nothing", async () => {
      const scope = scopeOf("2027-01-01", "2027-12-31")
      const { late, ...empty } = await readReturns(service.ledger.knex, scope, NOW)
      const none = { bookings: 0, units: 0 }
      expect(empty).toEqual({ due: none, returned_late: none, still_out_late: none })
      expect(late).toEqual([])
      expect(await readUsage(service.ledger.knex, scope)).toEqual([])
      expect(await readLeadTimes(service.ledger.knex, scope)).toMatchObject({
        count: 0,
        median: null,
        percentile_90: null,
      })
    })

    async function read(scope: ReportScope): Promise<ReturnType<typeof count>> {
      const { knex } = service.ledger
      const returns = await readReturns(knex, scope, NOW)
      const parts = await readRentedParts(knex, scope)
      return {
        usage: Object.fromEntries(
          (await readUsage(knex, scope)).map((row) => [
            row.variant_id,
            [
              row.owned_minutes,
              row.downtime_minutes,
              row.out_minutes,
              row.turnaround_minutes,
            ],
          ])
        ),
        idle: Object.fromEntries(
          (await readIdleItems(knex, scope)).map((row) => [
            row.variant_id,
            [row.owned, row.last_rented, row.idle_since],
          ])
        ),
        losses: Object.fromEntries(
          (await readLosses(knex, scope)).map((row) => [
            `${row.variant_id} ${row.reason}`,
            [
              row.cases,
              row.units,
              row.out_of_service * (row.unit === "day" ? 1440 : 60),
              row.open_units,
              row.replacement_value ?? 0,
            ],
          ])
        ),
        lead: ranksIn(await readLeadTimes(knex, scope)),
        lengths: ranksIn(await readRentalLengths(knex, scope)),
        returns: {
          due: returns.due.bookings,
          late: Object.fromEntries(
            returns.late.map((row) => [
              row.booking_id,
              row.late_by * (row.unit === "day" ? 1440 : 60),
            ])
          ),
        },
        parts: parts
          .map((part) =>
            [
              part.order_id,
              part.line_variant_id,
              part.item_id,
              part.location_id,
              part.quantity,
            ].join(" ")
          )
          .sort(),
      }
    }

    /** Orders that are placed and meet one of many fates, and units that break. */
    async function live(random: Random, seed: number): Promise<void> {
      for (let at = 0; at < ORDERS_A_SEED; at++) {
        await liveOneOrder(random, `o${seed}-${at}`)
      }
      for (const { variant_id } of ITEMS.filter((item) => "fleet" in item)) {
        for (let at = 0; at < 4; at++) {
          const start = someDay(random)
          await service
            .addDowntime({
              variant_id,
              location_id: variant_id === "statue" ? "there" : "here",
              quantity: variant_id === "statue" ? 1 : random.between(1, 20),
              reason: random.pick([
                "maintenance",
                "repair",
                "missing",
                "other",
              ] as const)!,
              start_date: start,
              end_date:
                random.chance(0.3) && variant_id !== "statue"
                  ? null
                  : plusDays(start, random.between(0, 2)),
            })
            .catch(ignoreTooMany)
        }
      }
      await sql().query(
        `INSERT INTO rental_unit (id, item_id, location_id, serial, retired_at)
         SELECT 'unit-' || $1 || n, i.id, 'here', 'S' || $1 || n,
                CASE WHEN n % 3 > 0 THEN '2027-03-01'::timestamptz + n * interval '31 hours' END
           FROM rental_item i, generate_series(1, 40) n WHERE i.variant_id = 'linen'`,
        [String(seed)]
      )
    }

    async function liveOneOrder(random: Random, order_id: string): Promise<void> {
      const start = someDay(random)
      const timed = random.chance(0.5)
      const end = plusDays(start, timed ? random.between(0, 1) : random.between(0, 9))
      const hours = [
        `0${random.between(4, 9)}:30`,
        `${random.between(10, 23)}:15`,
      ] as const
      const rentable = ["chair", "table", "linen", "heater", "booth", "dinner"]
      const lines = random.some(rentable, 0.4).map((variant_id, at) => ({
        line_item_id: `${order_id}-${at}`,
        variant_id,
        quantity: random.between(1, 5),
      }))
      if (!lines.length) {
        return
      }
      const isDraft = random.chance(0.1)
      await service.writeOrder({
        order_id,
        period: periodOf(start, end, ...(timed ? hours : [])),
        lines,
        ...(isDraft ? draft(random.chance(0.5)) : { state: "reserved" }),
      })
      await sql().query(PLACED, [
        order_id,
        new Date(
          Date.parse(`${start}T02:00:00Z`) - random.between(-12, 4000) * 3_600_000
        ),
      ])
      if (!isDraft) {
        await meetFate(random, order_id)
      }
    }

    async function meetFate(random: Random, order_id: string): Promise<void> {
      const fate = random.weighted([
        [3, "stays"],
        [1, "cancelled"],
        [1, "no_show"],
        [2, "out"],
        [5, "returned"],
      ] as const)
      if (fate === "cancelled") {
        await service.cancelOrderBookings(order_id)
      } else if (fate !== "stays") {
        // Early and late returns give slots back, or take more, as check-in writes them.
        await sql().query(
          `UPDATE rental_booking
              SET state = $2,
                  occupied_to = CASE WHEN $2 = 'returned'
                    THEN greatest(occupied_from, occupied_to + $3::integer) ELSE occupied_to END
            WHERE order_id = $1 AND state = 'reserved'`,
          [order_id, fate, random.pick([0, 0, -1, -2, 1, 3, 30])]
        )
      }
    }
  }
)

/** A draft that keeps its units from others, or that does not. */
function draft(keeps: boolean): { state: "draft" | "reserved"; is_draft: boolean } {
  return { state: keeps ? "reserved" : "draft", is_draft: true }
}

/** When an order was placed; it was asked for a month before. */
const PLACED = `
  UPDATE rental_order
     SET created_at = $2::timestamptz - interval '30 days',
         placed_at = CASE WHEN placed_at IS NOT NULL THEN $2::timestamptz END
   WHERE order_id = $1
`

function count(books: Books, scope: ReportScope) {
  return {
    usage: countUsage(books, scope),
    idle: countIdle(books, scope),
    losses: countLosses(books, scope),
    lead: ranks(countLeadTimes(books, scope)),
    lengths: ranks(countLengths(books, scope)),
    returns: countLate(books, scope, NOW),
    parts: countParts(books, scope),
  }
}

/** Whole seasons, the days on which clocks change alone, one place, and some of the items. */
function scopesOf(books: Books): ReportScope[] {
  const some = books.items
    .filter(({ variant_id }) => ["chair", "booth", "statue"].includes(variant_id))
    .map(({ id }) => id)
  return [
    scopeOf("2027-03-01", "2027-04-30"),
    scopeOf("2027-03-14", "2027-03-14"),
    scopeOf("2027-11-06", "2027-11-08"),
    scopeOf("2027-03-05", "2027-04-10", { location_id: "here" }),
    scopeOf("2027-03-30", "2027-04-20", { location_id: "there" }),
    scopeOf("2027-10-20", "2027-11-20", { item_ids: some }),
    scopeOf("2027-04-01", "2027-04-02", { item_ids: [] }),
    scopeOf("2029-01-01", "2029-01-02"),
  ]
}

function scopeOf(from: string, to: string, rest: Partial<ReportScope> = {}): ReportScope {
  return {
    from: date(from),
    to: date(to),
    timezone: TIMEZONE,
    location_id: null,
    item_ids: null,
    ...rest,
  }
}

/** By rank, as one would find them with a finger on the sorted list. */
function ranks(sorted: readonly number[]): (number | null)[] {
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null
  return [sorted.length, sorted[0] ?? null, at(0.5), at(0.9), sorted.at(-1) ?? null]
}

function ranksIn(found: Distribution): (number | null)[] {
  const inClasses = found.histogram.reduce((sum, { count }) => sum + count, 0)
  return [inClasses, found.least, found.median, found.percentile_90, found.most]
}

/** Days around both changes of the clocks, and around steps of the fleet. */
function someDay(random: Random): LocalDate {
  return random.chance(0.6)
    ? plusDays(date("2027-02-20"), random.between(0, 60))
    : plusDays(date("2027-10-15"), random.between(0, 40))
}

function plusDays(day: LocalDate, days: number): LocalDate {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000
  return date(new Date(time).toISOString().slice(0, 10))
}

/** There are three statues: the fourth that breaks is refused. */
function ignoreTooMany(error: { code?: string }): void {
  expect(error.code).toBe("rental_request_invalid")
}
