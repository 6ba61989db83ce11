// @ts-check

/**
 * A case of the acceptance format. Intervals are half-open `[start, end)` in the shop's
 * time, or instants where they carry `Z` or an offset.
 *
 * @typedef {object} Scenario
 * @property {string} id
 * @property {string} kind
 * @property {"day" | "hour" | "minute"} [granularity]
 * @property {string} [timezone] IANA zone of the shop; UTC without
 * @property {string} [today]
 * @property {number} [stock]
 * @property {number} [out_of_service]
 * @property {number} [buffer_after_days]
 * @property {number} [buffer_before_days]
 * @property {number} [buffer_after_min]
 * @property {number} [buffer_before_min]
 * @property {Reservation[]} [reservations]
 * @property {Query[]} [queries]
 * @property {Reservation} [own]
 * @property {boolean} [peak_oracle_accepts]
 * @property {Reservation} [reservation]
 * @property {[string, string]} [ask]
 * @property {number} [expect_available]
 * @property {{avail: number, per: number}[]} [components]
 * @property {number} [expect]
 *
 * @typedef {object} Reservation
 * @property {number} qty
 * @property {string} start
 * @property {string} end
 * @property {string} [id]
 * @property {string} [status]
 * @property {number} [returned] units that are back already
 *
 * @typedef {object} Query
 * @property {string} from
 * @property {string} to
 * @property {number} [qty]
 * @property {boolean} [expect_accept]
 * @property {number} [expect_available]
 * @property {boolean} [requester_buffer] false: without the asker's own buffer
 * @property {string} [exclude] a reservation that does not count
 * @property {boolean} [clamp0] below zero is told as zero
 *
 * @typedef {import("./open-ledger.mjs").OpenLedger} OpenLedger
 */

const DAY = 1440
/** What a slot of an item rented by the hour can be, the widest first. */
const WIDTHS = [60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2, 1]

/** @param {Scenario} scenario whether a machine can check it */
export function isCheckable({ kind, queries, reservation, ask, components }) {
  return (
    ((kind === "quantity" || kind === "quantity-divergent") && true) ||
    (kind === "kit" && Array.isArray(components)) ||
    (kind === "overdue" && !!reservation && !!ask) ||
    (kind !== "guard" && Array.isArray(queries))
  )
}

/**
 * Plays a scenario on the ledger, with items of its own.
 *
 * @param {OpenLedger} ledger
 * @param {Scenario} scenario
 * @returns {Promise<string[]>} what was not as expected
 */
export async function checkScenario(ledger, scenario) {
  ledger.setTimezone(scenario.timezone ?? "UTC")
  await ledger.setNow(scenario.today && `${scenario.today.slice(0, 10)}T12:00:00Z`)
  switch (scenario.kind) {
    case "kit":
      return await checkKit(ledger, scenario)
    case "overdue":
      return await checkOverdue(ledger, scenario)
    default:
      return await checkQuantity(ledger, scenario)
  }
}

/**
 * @param {OpenLedger} ledger
 * @param {Scenario} scenario
 */
async function checkQuantity(ledger, scenario) {
  const item = itemOf(scenario)
  await ledger.upsertItems([item])
  if (scenario.out_of_service) {
    await ledger.addDowntime({
      variant_id: item.variant_id,
      quantity: scenario.out_of_service,
      reason: "repair",
      start_date: "1970-01-01",
    })
  }
  const orders = await book(ledger, scenario, item)
  /** @type {string[]} */
  const failures = []
  for (const query of queriesOf(scenario)) {
    const asked = {
      variant_id: item.variant_id,
      period: periodOf(query.from, query.to, scenario),
    }
    // Turnaround is a snapshot on each booking: taking it off concerns the asker alone.
    const bare = query.requester_buffer === false
    await ledger.upsertItems([
      bare ? { ...item, turnaround_before: 0, turnaround_after: 0 } : item,
    ])
    const where = `${query.from} to ${query.to}`
    if (query.expect_available !== undefined) {
      const except = query.exclude && orders.get(query.exclude)
      const signed = await ledger.free(
        asked.variant_id,
        asked.period,
        except || undefined
      )
      const available = query.clamp0 ? Math.max(0, signed) : signed
      if (available !== query.expect_available) {
        failures.push(`${where}: ${available} available, not ${query.expect_available}`)
      }
    }
    if (query.expect_accept !== undefined) {
      const accepted = await ledger.accepts({ ...asked, quantity: query.qty ?? 1 })
      if (accepted !== query.expect_accept) {
        failures.push(`${where}: ${query.qty ?? 1} ${accepted ? "accepted" : "refused"}`)
      }
    }
  }
  return failures
}

/**
 * @param {OpenLedger} ledger
 * @param {Scenario} scenario
 */
async function checkKit(ledger, scenario) {
  const parts = (scenario.components ?? []).map(({ avail, per }, at) => ({
    per,
    item: {
      variant_id: `${scenario.id}-part-${at}`,
      product_id: scenario.id,
      fleet: [{ location_id: "here", quantity: avail }],
    },
  }))
  const kit = {
    variant_id: scenario.id,
    product_id: scenario.id,
    components: parts
      .filter(({ per }) => per > 0)
      .map(({ per, item }) => ({ variant_id: item.variant_id, quantity: per })),
  }
  await ledger.upsertItems([...parts.map(({ item }) => item), kit])
  const available = await ledger.free(kit.variant_id, {
    start_date: "2030-06-01",
    end_date: "2030-06-02",
  })
  return available === scenario.expect
    ? []
    : [`${available} kits, not ${scenario.expect}`]
}

/**
 * @param {OpenLedger} ledger
 * @param {Scenario} scenario
 */
async function checkOverdue(ledger, scenario) {
  const { reservation, ask, expect_available } = scenario
  if (!reservation || !ask) {
    return ["The scenario lacks its reservation"]
  }
  const item = itemOf(scenario)
  await ledger.upsertItems([item])
  await ledger.setNow(`${reservation.start.slice(0, 10)}T12:00:00Z`)
  const order = await ledger.book({
    variant_id: item.variant_id,
    quantity: reservation.qty,
    period: periodOf(reservation.start, reservation.end, scenario),
  })
  await ledger.checkOut(order)
  await ledger.setNow(`${ask[0].slice(0, 10)}T12:00:00Z`)
  await ledger.keepOverdue(7)
  const available = await ledger.free(item.variant_id, periodOf(ask[0], ask[1], scenario))
  return available === expect_available
    ? []
    : [`${available} available, not ${expect_available}`]
}

/**
 * @param {OpenLedger} ledger
 * @param {Scenario} scenario
 * @param {ReturnType<typeof itemOf>} item
 * @returns {Promise<Map<string, string>>} orders by the reservation's id
 */
async function book(ledger, scenario, { variant_id }) {
  const orders = new Map()
  const own = scenario.own ? [scenario.own] : []
  const ids = own.map(({ id }) => id)
  for (const reservation of scenario.reservations ?? []) {
    const { qty, start, end, id, status = "reserved", returned = 0 } = reservation
    const period = periodOf(start, end, scenario)
    const quantity = qty - returned
    if (ids.includes(id) || quantity <= 0) {
      continue
    }
    const state = /draft|concept|quote/i.test(status) ? "draft" : "reserved"
    const order = await ledger.book({ variant_id, quantity, period, state })
    if (/void|cancel|expired|declined/i.test(status)) {
      await ledger.cancel(order)
    }
    orders.set(id, order)
  }
  return orders
}

/** @param {Scenario} scenario @returns {Query[]} */
function queriesOf({ kind, own, peak_oracle_accepts, queries = [] }) {
  return kind === "quantity-divergent" && own
    ? [
        {
          from: own.start,
          to: own.end,
          qty: own.qty,
          expect_accept: peak_oracle_accepts,
        },
      ]
    : queries
}

/** @param {Scenario} scenario */
function itemOf(scenario) {
  const slot_minutes = slotMinutesOf(scenario)
  const slots = (/** @type {number} */ days, /** @type {number} */ minutes) =>
    Math.ceil((days * DAY + minutes) / slot_minutes)
  return {
    variant_id: scenario.id,
    product_id: scenario.id,
    slot_minutes,
    turnaround_before: slots(
      scenario.buffer_before_days ?? 0,
      scenario.buffer_before_min ?? 0
    ),
    turnaround_after: slots(
      scenario.buffer_after_days ?? 0,
      scenario.buffer_after_min ?? 0
    ),
    fleet: [{ location_id: "here", quantity: scenario.stock ?? 0 }],
  }
}

/**
 * A day; or, for what is rented by the hour, the widest slot that all times fall on.
 *
 * @param {Scenario} scenario
 */
function slotMinutesOf(scenario) {
  const { granularity = "day", reservations = [], queries = [], own } = scenario
  if (granularity === "day") {
    return DAY
  }
  const times = [
    ...[...reservations, ...(own ? [own] : [])].flatMap(({ start, end }) => [start, end]),
    ...queries.flatMap(({ from, to }) => [from, to]),
  ].map((time) => Number(time.slice(14, 16) || 0))
  const minutes = [
    ...times,
    scenario.buffer_before_min ?? 0,
    scenario.buffer_after_min ?? 0,
  ]
  return WIDTHS.find((width) => minutes.every((minute) => minute % width === 0)) ?? 1
}

/**
 * A half-open interval as a period of the shop.
 *
 * @param {string} start
 * @param {string} end
 * @param {Scenario} scenario
 */
function periodOf(start, end, { granularity = "day", timezone = "UTC" }) {
  const from = localTime(start, timezone)
  const to = localTime(end, timezone)
  if (granularity === "day") {
    return {
      start_date: from.slice(0, 10),
      end_date: to.slice(11) === "00:00" ? dayBefore(to.slice(0, 10)) : to.slice(0, 10),
    }
  }
  return {
    start_date: from.slice(0, 10),
    end_date: to.slice(0, 10),
    start_time: from.slice(11),
    end_time: to.slice(11),
  }
}

/**
 * @param {string} text a day, a local time, or an instant
 * @param {string} timezone
 * @returns {string} `YYYY-MM-DDTHH:MM` on the shop's clock
 */
function localTime(text, timezone) {
  if (!/(Z|[+-]\d\d:?\d\d)$/.test(text) || text.length <= 10) {
    return `${text}T00:00`.slice(0, 16)
  }
  return new Date(text)
    .toLocaleString("sv-SE", { timeZone: timezone })
    .slice(0, 16)
    .replace(" ", "T")
}

/** @param {string} date */
function dayBefore(date) {
  return new Date(Date.parse(`${date}T00:00:00Z`) - DAY * 60_000)
    .toISOString()
    .slice(0, 10)
}
