import { generateEntityId } from "@medusajs/framework/utils"
import { type Knex } from "@medusajs/framework/mikro-orm/knex"
import { RentalError, requestError } from "../errors/rental-error"
import { refuseFarDay } from "../ledger/booking-limits"
import { expireHolds } from "../ledger/expire-holds"
import { overbookKnowingly, type Overbook } from "../ledger/overbook"
import { execute, rowsOf } from "../ledger/query"
import { CapacityExceeded, ledgerTransaction } from "../ledger/transaction"
import { type LocalDate } from "../periods/local-date"
import { DAY_SLOT, firstSlotOf } from "../periods/slots"
import {
  refusePackages,
  variantsInside,
  writePackages,
  type ItemIds,
  type PackageInput,
} from "../packages/write-packages"
import { byVariant, readItems, type FleetStep, type ItemRow } from "./item-rows"
import { requireRateCards } from "./require-rate-cards"

/** The cards of a shop that has written none in code. */
const BUILT_IN: ReadonlySet<string> = new Set(["per_day"])

/** What a shop says about a rentable variant. What is left out stays as it is. */
export interface RentalItemInput extends PackageInput {
  variant_id: string
  product_id: string
  /** 1440 (by the day, the default), or 60 or a divisor of it. Fixed while units are booked. */
  slot_minutes?: number
  /** In slots of the item. */
  turnaround_before?: number
  turnaround_after?: number
  /** Major units of `currency_code`. */
  replacement_value?: number | string | null
  currency_code?: string | null
  rate_card?: string
  /** Where it is kept, in the shop's own words: `A-12-3`. */
  storage_place?: string | null
  /**
   * All places with units, each as it is from a day on (from the beginning without
   * `effective_from`); a place that is left out loses its units.
   */
  fleet?: FleetStep[]
}

/**
 * Creates or changes rental items, all or none, in one transaction.
 *
 * @throws RentalError `rental_fleet_in_use` when a fleet would become smaller than what is
 *   booked; it names the bookings in the way
 * @throws RentalError `rental_request_invalid` when a component is not a rental item, or is
 *   a package that contains itself, or when there is no such rate card
 * @param registered names of the rate cards written in code
 * @param deepest levels of packages within packages: 1 is packages of plain items
 */
export async function upsertItems(
  knex: Knex,
  inputs: readonly RentalItemInput[],
  timezone: string,
  overbook?: Overbook,
  registered: ReadonlySet<string> = BUILT_IN,
  deepest = 1
): Promise<void> {
  if (!inputs.length) {
    return
  }
  refuseLists(inputs)
  const attempt = async () =>
    await ledgerTransaction(knex, async (trx) => {
      await overbookKnowingly(trx, overbook)
      await lockItems(trx, inputs)
      await takeUpDatedFleet(trx, inputs)
      await requireRateCards(
        trx,
        inputs.flatMap((input) => input.rate_card ?? []),
        registered
      )
      await writeItems(trx, inputs)
      const ids = await readIds(trx, inputs)
      await writePackages(trx, inputs, ids, deepest)
      await writeFleet(trx, inputs, ids, timezone)
    })
  try {
    await attempt()
  } catch (error) {
    if (!(error instanceof CapacityExceeded)) {
      throw translate(error)
    }
    const ids = [...(await readIds(knex, inputs)).values()]
    const fleets = inputs.filter((input) => input.fleet !== undefined)
    if (!(await expireHolds(knex, ids))) {
      throw await fleetInUse(knex, fleets, timezone)
    }
    await attempt().catch(async (again: unknown) => {
      throw again instanceof CapacityExceeded
        ? await fleetInUse(knex, fleets, timezone)
        : translate(again)
    })
  }
}

/** What the items are now, in the form that `upsertItems` takes: for compensation. */
export async function snapshotItems(
  knex: Knex,
  variantIds: readonly string[]
): Promise<RentalItemInput[]> {
  const items = await readItems(knex, { variant_ids: variantIds })
  const wanted = new Set(variantIds)
  return [...items.values()].filter((item) => wanted.has(item.variant_id)).map(toInput)

  function toInput(item: ItemRow): RentalItemInput {
    const { id: _id, number: _n, components: _c, package: terms, add_ons, ...rest } = item
    return {
      ...rest,
      package_pricing: terms?.pricing,
      package_percent_off: terms?.percent_off,
      components: (terms?.parts ?? []).map((part) => ({
        variant_id: part.variant_id,
        quantity: part.quantity,
        optional: part.is_optional,
        selected: part.is_default,
        charge: part.charge,
        replacements: part.replacements.map(({ variant_id, charge }) => ({
          variant_id,
          charge,
        })),
      })),
      add_ons: (add_ons ?? []).map(({ variant_id, is_required, quantity, per }) => ({
        variant_id,
        required: is_required,
        quantity,
        per,
      })),
    }
  }
}

/** Removes rental items; refused while units are booked. Packages first. */
export async function removeItems(
  knex: Knex,
  variantIds: readonly string[]
): Promise<void> {
  try {
    await ledgerTransaction(knex, async (trx) => {
      await execute(
        trx,
        `DELETE FROM rental_package_component WHERE package_item_id IN (
           SELECT id FROM rental_item WHERE variant_id = ANY (?::text[])
         )`,
        [variantIds]
      )
      await execute(trx, `DELETE FROM rental_item WHERE variant_id = ANY (?::text[])`, [
        variantIds,
      ])
    })
  } catch (error) {
    throw error instanceof CapacityExceeded
      ? await fleetInUse(
          knex,
          variantIds.map((variant_id) => ({ variant_id, product_id: "", fleet: [] })),
          "UTC"
        )
      : error
  }
}

/** @throws RentalError naming the list in which something stands twice, or too far ahead */
function refuseLists(inputs: readonly RentalItemInput[]): void {
  const twice = (ids: string[]) => ids.find((id, at) => ids.indexOf(id) !== at)
  refusePackages(inputs)
  for (const { fleet = [] } of inputs) {
    fleet.forEach((step) => refuseFarDay("fleet.effective_from", step.effective_from))
    const place = twice(
      fleet.map(({ location_id, effective_from = "" }) =>
        `${location_id} ${effective_from}`.trim()
      )
    )
    if (place) {
      throw requestError("fleet", `Stock location ${place} is listed twice`)
    }
  }
  const variant = twice(inputs.map((input) => input.variant_id))
  if (variant) {
    throw requestError("variant_id", `Variant ${variant} is listed twice`)
  }
}

/** The `from_slot` of a fleet that has no first day. */
const FROM_THE_BEGINNING = -2_147_483_648

/**
 * Everyone who writes items queues for the catalogue; then come items and their slots, in
 * the order in which bookings take them. What follows takes them in orders of its own.
 */
async function lockItems(
  trx: Knex.Transaction,
  inputs: readonly RentalItemInput[]
): Promise<void> {
  const variants = (some: readonly RentalItemInput[]) => some.map((i) => i.variant_id)
  await execute(trx, `SELECT 1 FROM rental_catalogue FOR NO KEY UPDATE`)
  await execute(
    trx,
    `SELECT 1 FROM rental_item WHERE variant_id = ANY (?::text[])
      ORDER BY id FOR NO KEY UPDATE`,
    [variants(inputs)]
  )
  await execute(
    trx,
    `
    SELECT 1
      FROM rental_slot s
      JOIN rental_item i ON i.id = s.item_id
     WHERE i.variant_id = ANY (?::text[])
       AND s.slot >= rental_oldest_open_slot(i.slot_minutes)
     ORDER BY s.item_id, s.location_id, s.slot
       FOR NO KEY UPDATE OF s
    `,
    [variants(inputs.filter((input) => input.fleet !== undefined))]
  )
}

/**
 * The days of a fleet are slots of its item: where these change, and the fleet is written
 * too, its dated steps are written anew. Items whose slots cannot change keep theirs.
 */
async function takeUpDatedFleet(
  trx: Knex.Transaction,
  inputs: readonly RentalItemInput[]
): Promise<void> {
  const rows = inputs.flatMap(({ variant_id, slot_minutes, fleet }) =>
    slot_minutes !== undefined && fleet ? [{ variant_id, slot_minutes }] : []
  )
  if (!rows.length) {
    return
  }
  await execute(
    trx,
    `
    DELETE FROM rental_fleet f
     USING rental_item i
      JOIN jsonb_to_recordset(?::jsonb) AS r (variant_id text, slot_minutes integer)
        ON r.variant_id = i.variant_id AND r.slot_minutes <> i.slot_minutes
     WHERE f.item_id = i.id AND f.effective_from IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM rental_booking b
                        WHERE b.item_id = i.id
                          AND (b.state IN ('held', 'reserved', 'out')
                               OR (b.state = 'returned' AND b.occupied_to
                                   >= rental_oldest_open_slot(b.slot_minutes))))
       AND NOT EXISTS (SELECT 1 FROM rental_downtime d WHERE d.item_id = i.id)
    `,
    [JSON.stringify(rows)]
  )
}

async function writeItems(
  trx: Knex.Transaction,
  inputs: readonly RentalItemInput[]
): Promise<void> {
  const rows = inputs.map((input) => ({
    id: generateEntityId(undefined, "ritem"),
    variant_id: input.variant_id,
    product_id: input.product_id,
    slot_minutes: input.slot_minutes,
    turnaround_before: input.turnaround_before,
    turnaround_after: input.turnaround_after,
    replacement_value: input.replacement_value,
    keeps_value: input.replacement_value === undefined,
    raw_replacement_value:
      input.replacement_value == null
        ? null
        : { value: String(input.replacement_value), precision: 20 },
    currency_code: input.currency_code,
    rate_card: input.rate_card,
    storage_place: input.storage_place,
    keeps_place: input.storage_place === undefined,
  }))
  await execute(
    trx,
    `
    INSERT INTO rental_item AS i (
      id, variant_id, product_id, slot_minutes, turnaround_before, turnaround_after,
      replacement_value, raw_replacement_value, currency_code, rate_card,
      storage_place
    )
    SELECT r.id, r.variant_id, r.product_id, coalesce(r.slot_minutes, o.slot_minutes, 1440),
           coalesce(r.turnaround_before, o.turnaround_before, 0),
           coalesce(r.turnaround_after, o.turnaround_after, 0),
           CASE WHEN r.keeps_value THEN o.replacement_value ELSE r.replacement_value END,
           CASE WHEN r.keeps_value THEN o.raw_replacement_value
                ELSE r.raw_replacement_value END,
           coalesce(r.currency_code, o.currency_code),
           coalesce(r.rate_card, o.rate_card, 'per_day'),
           CASE WHEN r.keeps_place THEN o.storage_place ELSE r.storage_place END
      FROM jsonb_to_recordset(?::jsonb) AS r (
             id text, variant_id text, product_id text, slot_minutes integer,
             turnaround_before integer, turnaround_after integer,
             replacement_value numeric, keeps_value boolean, raw_replacement_value jsonb, currency_code text, rate_card text,
             storage_place text, keeps_place boolean
           )
      LEFT JOIN rental_item o ON o.variant_id = r.variant_id
     ORDER BY r.variant_id
    ON CONFLICT (variant_id) DO UPDATE
      SET product_id = excluded.product_id,
          slot_minutes = excluded.slot_minutes,
          turnaround_before = excluded.turnaround_before,
          turnaround_after = excluded.turnaround_after,
          replacement_value = excluded.replacement_value,
          raw_replacement_value = excluded.raw_replacement_value,
          currency_code = excluded.currency_code,
          rate_card = excluded.rate_card,
          storage_place = excluded.storage_place,
          deleted_at = NULL,
          updated_at = rental_now()
    `,
    [JSON.stringify(rows)]
  )
}

async function readIds(knex: Knex, inputs: readonly RentalItemInput[]): Promise<ItemIds> {
  const variantIds = inputs.flatMap((input) => [
    input.variant_id,
    ...variantsInside(input),
  ])
  const rows = await rowsOf<{ id: string; variant_id: string }>(
    knex,
    `SELECT id, variant_id FROM rental_item WHERE variant_id = ANY (?::text[])`,
    [variantIds]
  )
  return new Map(rows.map((row) => [row.variant_id, row.id]))
}

function idOf(ids: ItemIds, input: RentalItemInput): string {
  const id = ids.get(input.variant_id)
  if (!id) {
    throw new Error(`Rental item of ${input.variant_id} was not written`)
  }
  return id
}

async function writeFleet(
  trx: Knex.Transaction,
  inputs: readonly RentalItemInput[],
  ids: ItemIds,
  timezone: string
): Promise<void> {
  const owners = inputs.filter((input) => input.fleet !== undefined)
  if (!owners.length) {
    return
  }
  const widths = await readWidths(trx, owners)
  const rows = owners.flatMap((input) =>
    (input.fleet ?? []).map((place) => ({
      id: generateEntityId(undefined, "rfleet"),
      item_id: idOf(ids, input),
      ...place,
      from_slot: fromSlot(place, widths.get(input.variant_id), timezone),
    }))
  )
  const packageWithFleet = owners.find(
    (input) => input.components?.length && input.fleet?.length
  )
  if (packageWithFleet) {
    throw requestError("fleet", "A package has no fleet of its own")
  }
  // One statement: in between, a fleet would be smaller than it was and than it shall be,
  // and the slots would be locked twice over.
  await execute(
    trx,
    `
    WITH r AS (
      SELECT *
        FROM jsonb_to_recordset(?::jsonb) AS r (
               id text, item_id text, location_id text, quantity integer,
               effective_from date, from_slot integer
             )
    ),
    gone AS (
      DELETE FROM rental_fleet f
       WHERE f.item_id = ANY (?::text[])
         AND NOT EXISTS (
           SELECT 1 FROM r
            WHERE r.item_id = f.item_id AND r.location_id = f.location_id
              AND r.from_slot = f.from_slot
         )
    )
    INSERT INTO rental_fleet (id, item_id, location_id, quantity, effective_from, from_slot)
    SELECT r.id, r.item_id, r.location_id, r.quantity, r.effective_from, r.from_slot
      FROM r
     ORDER BY r.item_id, r.location_id, r.from_slot
    ON CONFLICT (item_id, location_id, from_slot) DO UPDATE
      SET quantity = excluded.quantity, deleted_at = NULL, updated_at = rental_now()
      WHERE rental_fleet.quantity <> excluded.quantity OR rental_fleet.deleted_at IS NOT NULL
    `,
    [JSON.stringify(rows), owners.map((input) => idOf(ids, input))]
  )
}

function fromSlot(
  { effective_from }: FleetStep,
  slotMinutes = DAY_SLOT,
  timezone: string
): number {
  return effective_from
    ? firstSlotOf(effective_from as LocalDate, slotMinutes, timezone)
    : FROM_THE_BEGINNING
}

async function readWidths(
  trx: Knex.Transaction,
  inputs: readonly RentalItemInput[]
): Promise<Map<string, number>> {
  const rows = await rowsOf<{ variant_id: string; slot_minutes: number }>(
    trx,
    `SELECT variant_id, slot_minutes FROM rental_item WHERE variant_id = ANY (?::text[])`,
    [inputs.map((input) => input.variant_id)]
  )
  return new Map(rows.map((row) => [row.variant_id, row.slot_minutes]))
}

function translate(error: unknown): unknown {
  const { constraint } = (error ?? {}) as { constraint?: string }
  if (constraint === "rental_item_slot_minutes_fixed") {
    return requestError(
      "slot_minutes",
      "slot_minutes cannot change while units are booked, cleaned or out of service, " +
        "nor without the fleet where that has dates"
    )
  }
  return constraint === "rental_supply_not_overblocked"
    ? requestError("fleet", "The fleet would be smaller than what is out of service")
    : error
}

/** The refusal of a fleet that is too small, with the bookings that stand in the way. */
async function fleetInUse(
  knex: Knex,
  inputs: readonly RentalItemInput[],
  timezone: string
): Promise<RentalError> {
  const items = byVariant(
    await readItems(knex, { variant_ids: inputs.map((input) => input.variant_id) })
  )
  const asked = inputs.flatMap(({ variant_id, fleet = [] }) => {
    const item = items.get(variant_id)
    const gone = (item?.fleet ?? []).map(({ location_id }) => ({
      location_id,
      quantity: 0,
    }))
    return [
      ...gone.map((place) => ({ ...place, from_slot: FROM_THE_BEGINNING - 1 })),
      ...fleet.map((step) => ({
        ...step,
        from_slot: fromSlot(step, item?.slot_minutes, timezone),
      })),
    ].map((step) => ({ ...step, item_id: item?.id }))
  })
  const blocking = await readBlocking(knex, asked)
  const needed = Math.max(0, ...blocking.map((row) => row.needed))
  const first = blocking[0]
  return new RentalError(
    "rental_fleet_in_use",
    first
      ? `${needed} units are booked at once (first ${first.start_date} to ${first.end_date}): ` +
          "the fleet cannot be smaller until those bookings end or change."
      : "Units of this fleet are booked: it cannot be made this small.",
    { field: "fleet", bookings: blocking }
  )
}

/**
 * Bookings in open slots that have more of them than a fleet would own.
 *
 * @param asked steps of the fleet; the latest at a slot counts there
 */
async function readBlocking(
  knex: Knex,
  asked: readonly {
    item_id?: string
    location_id: string
    quantity: number
    from_slot: number
  }[]
): Promise<{ needed: number; start_date: string; end_date: string }[]> {
  return await rowsOf(
    knex,
    `
    WITH asked AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(?::jsonb) AS r (
        item_id text, location_id text, quantity integer, from_slot bigint
      )
    ),
    place AS (SELECT DISTINCT item_id, location_id FROM asked),
    short AS (
      SELECT s.item_id, s.location_id, s.slot, s.booked + s.blocked AS needed
        FROM place
        JOIN rental_slot s USING (item_id, location_id)
        JOIN rental_item i ON i.id = s.item_id
       CROSS JOIN LATERAL (
         SELECT a.quantity FROM asked a
          WHERE a.item_id = s.item_id AND a.location_id = s.location_id
            AND a.from_slot <= s.slot
          ORDER BY a.from_slot DESC LIMIT 1
       ) step
       WHERE s.slot >= rental_oldest_open_slot(i.slot_minutes)
         AND s.booked + s.blocked > step.quantity + s.overbook
    )
    SELECT i.variant_id, b.order_id, b.quantity, b.state, b.start_date::text,
           b.end_date::text, max(short.needed) AS needed
      FROM short
      JOIN rental_item i ON i.id = short.item_id
      JOIN rental_booking b ON b.item_id = short.item_id AND b.location_id = short.location_id
       AND short.slot BETWEEN b.occupied_from AND b.occupied_to AND rental_occupies(b.state)
     GROUP BY i.variant_id, b.id
     ORDER BY b.start_date, b.id
     LIMIT 50
    `,
    [JSON.stringify(asked)]
  )
}
