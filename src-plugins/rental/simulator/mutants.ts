import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { type Rewrite } from "./virtual-clock"

/** A ledger that is broken on purpose: the simulator has to notice. */
export interface Mutant {
  name: string
  /** Changes the database before the run. */
  alter?: (knex: Knex) => Promise<void>
  /** Changes statements on their way. */
  rewrite?: Rewrite
  /** Throws when the change has never met what it changes: then nothing was tried. */
  verify?: () => void
}

/** No CHECK refuses to sell a slot twice. */
export const withoutCheck = (): Mutant => ({
  name: "the CHECK of slots is dropped",
  alter: async (knex) => {
    await knex.raw("ALTER TABLE rental_slot DROP CONSTRAINT rental_slot_not_oversold")
  },
})

/** Everybody takes the slots of a statement in an order of their own. */
export const withoutSlotOrder = (): Mutant => ({
  name: "slots are locked in any order",
  alter: async (knex) => {
    await alterFunction(knex, "rental_slots_ready", [
      ["ORDER BY s.item_id, s.location_id, s.slot", "ORDER BY random()"],
      ["ORDER BY n.item_id, n.location_id, n.slot", "ORDER BY random()"],
    ])
    await alterFunction(knex, "rental_booking_inserted", [
      ["ORDER BY 1, 2, 3", "ORDER BY random()"],
    ])
  },
})

/** Changes of several statements do not take all their slots first. */
export const withoutLockingFirst = (): Mutant => ({
  name: "slots are not locked before the first statement",
  alter: async (knex) =>
    await alterFunction(knex, "rental_slots_lock", [
      ["PERFORM rental_slots_ready(items, locations, slots);", "NULL;"],
    ]),
})

/** A hold that has run out still counts, and one that runs is dropped. */
export const withExpiryTurned = (): Mutant =>
  rewriting("expiry is compared the wrong way round", [
    [/expires_at <= rental_now\(\)/g, "expires_at > rental_now()"],
  ])

/** Holds live for a minute longer than they say. */
export const withExpiryShifted = (): Mutant =>
  rewriting("expiry is a minute late", [
    [/expires_at <= rental_now\(\)/g, "expires_at <= rental_now() - interval '1 minute'"],
  ])

/** A hold is still good at the very instant at which it runs out. */
export const withExpiryOffByOne = (): Mutant =>
  rewriting("expiry leaves out its own instant", [
    [/expires_at <= rental_now\(\)/g, "expires_at < rental_now()"],
  ])

/** A second message of the same completion does not see what the first has reserved. */
export const withoutIdempotency = (): Mutant => ({
  ...rewriting("a repeated completion books again", [
    [
      /WHERE cart_id = (\$\d+) AND state IN \('draft', 'held', 'reserved', 'out'\) ORDER/g,
      "WHERE cart_id = $1 AND state IN ('draft', 'held') ORDER",
    ],
  ]),
  alter: async (knex) => {
    await knex.raw("DROP INDEX rental_booking_live_line_unique")
  },
})

/** Two writers of one cart do not wait for each other, and no index stops the second. */
export const withoutCartLock = (): Mutant => ({
  ...rewriting("writers of one cart do not take turns", [
    [/(FROM rental_cart WHERE cart_id = \$\d+) FOR UPDATE/g, "$1"],
  ]),
  alter: async (knex) => {
    await knex.raw("DROP INDEX rental_booking_live_line_unique")
  },
})

/** Units are booked for the period alone, as if nobody had to clean them. */
export const withoutTurnaround = (): Mutant =>
  rewriting("turnaround is not booked", [
    [
      /r\.turnaround_before, r\.turnaround_after, r\.occupied_from,\s+r\.occupied_to, r\.state/g,
      "r.turnaround_before, r.turnaround_after, r.occupied_from + r.turnaround_before, " +
        "r.occupied_to - r.turnaround_after, r.state",
    ],
  ])

/** Availability forgets the turnaround that a new rental would need. */
export const withoutTurnaroundInReads = (): Mutant =>
  rewriting("turnaround is not asked for", [
    [/ - i\.turnaround_before/g, ""],
    [/ \+ i\.turnaround_after/g, ""],
  ])

/** What was overbooked once stays open to everybody. */
export const withSlackOverbooking = (): Mutant => ({
  name: "overbooking is left behind as slack",
  alter: async (knex) => {
    await knex.raw("ALTER TABLE rental_slot DROP CONSTRAINT rental_slot_overbook_needed")
    await alterFunction(knex, "rental_slots_apply", [
      ["WHEN overbooks OR w.delta < 0", "WHEN overbooks"],
    ])
  },
})

/** Deleted and moved bookings keep their slots. */
export const withoutRelease = (): Mutant => ({
  name: "what is given back is not counted",
  alter: async (knex) =>
    await alterFunction(knex, "rental_slots_apply", [
      ["SET booked = s.booked + w.delta", "SET booked = s.booked + greatest(w.delta, 0)"],
    ]),
})

/** New supply is not brought to slots that exist. */
export const withoutResupply = (): Mutant => ({
  name: "slots keep the supply they were made with",
  alter: async (knex) =>
    await alterFunction(knex, "rental_supply_rebuild", [
      ["PERFORM rental_slots_resupply(items, locations);", "NULL;"],
    ]),
})

/** Replaces parts of a function's source; each has to be in it. */
async function alterFunction(
  knex: Knex,
  name: string,
  changes: readonly (readonly [from: string, to: string])[]
): Promise<void> {
  const { rows } = (await knex.raw(
    "SELECT pg_get_functiondef(oid) AS source FROM pg_proc WHERE proname = ?",
    [name]
  )) as { rows: { source: string }[] }
  let source = rows[0]?.source ?? ""
  for (const [from, to] of changes) {
    if (!source.includes(from)) {
      throw new Error(`${name} has no "${from}" to change`)
    }
    source = source.replaceAll(from, to)
  }
  await knex.raw(source.replaceAll("?", "\\?"))
}

function rewriting(
  name: string,
  changes: readonly (readonly [pattern: RegExp, to: string])[]
): Mutant {
  const met = changes.map(() => false)
  return {
    name,
    rewrite: (sql) =>
      changes.reduce((text, [pattern, to], at) => {
        const changed = text.replace(pattern, to)
        met[at] ||= changed !== text
        return changed
      }, sql),
    verify: () => {
      const missed = changes.find((_change, at) => !met[at])
      if (missed) {
        throw new Error(`No statement has ${String(missed[0])} to change`)
      }
    },
  }
}
