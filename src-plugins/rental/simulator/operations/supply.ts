import { upsertItems } from "../../src/modules/rental/items/upsert-items"
import { addDowntime, endDowntime } from "../../src/modules/rental/ledger/downtime"
import { type LocalDate } from "../../src/modules/rental/periods/local-date"
import { type Overbook } from "../../src/modules/rental/ledger/overbook"
import { type FleetStep, type ShopItem } from "../shop"
import { dateOfDay, dayNumber } from "../model/local-clock"
import { type Model } from "../model/model"
import { refusedAs, type Draw, type Operation } from "./operation"

const KNOWINGLY: Overbook = { author: "simulator", reason: "it has to be" }

/** Units go out of service. */
export function takeOutOfService(draw: Draw): Operation {
  const { model, random, name } = draw
  const { variant } = random.pick(ownedItems(model))!
  const place = random.pick(model.placesOf(variant))!
  const quantity = random.between(1, 2)
  const start = dayNumber(model.today()) + random.between(0, 6)
  const start_date = dateOfDay(start)
  const end_date = random.chance(0.3) ? null : dateOfDay(start + random.between(0, 4))
  const overbooks = random.chance(0.3)
  return {
    says:
      `${quantity} ${variant} of ${place} out of service ${start_date} to ${end_date}` +
      (overbooks ? ", overbooking" : ""),
    owners: [`item:${variant}`],
    short: overbooks ? [] : ["rental_fleet_in_use"],
    run: async (ledger) =>
      await addDowntime(ledger, {
        variant_id: variant,
        location_id: place,
        quantity,
        reason: "repair",
        start_date: start_date as LocalDate,
        end_date: end_date as LocalDate | null,
        overbook: overbooks ? KNOWINGLY : undefined,
      }),
    expect: (after) => {
      after.downtimes = [
        ...after.downtimes,
        { id: name, variant, place, quantity, start_date, end_date },
      ]
      return after.isOverblocked(variant, place)
        ? refusedAs("rental_request_invalid")
        : undefined
    },
    settle: (after, answer) => {
      const { id } = answer as { id: string }
      after.downtimes = after.downtimes.map((d) => (d.id === name ? { ...d, id } : d))
    },
  }
}

/** Units come back into service, sooner or later than was thought. */
export function bringIntoService(draw: Draw): Operation | undefined {
  const { model, random } = draw
  const down = random.pick(model.downtimes)
  if (!down) {
    return undefined
  }
  const end_date = dateOfDay(dayNumber(model.today()) + random.between(-1, 4))
  return {
    says: `end of ${down.id} (${down.variant}) on ${end_date}`,
    owners: [`item:${down.variant}`],
    short: ["rental_fleet_in_use"],
    run: async (ledger) => await endDowntime(ledger, down.id, end_date as LocalDate),
    expect: (after) => {
      after.downtimes = after.downtimes.flatMap((d) =>
        d.id !== down.id ? [d] : end_date < d.start_date ? [] : [{ ...d, end_date }]
      )
      return after.isOverblocked(down.variant, down.place)
        ? refusedAs("rental_request_invalid")
        : undefined
    },
  }
}

/** The shop buys and sells, now and from some day on. */
export function changeFleet(draw: Draw): Operation {
  const { model, random } = draw
  const item = random.pick(ownedItems(model))!
  const fleet = drawFleet(draw, item)
  const overbooks = random.chance(0.3)
  return {
    says:
      `fleet of ${item.variant}: ` +
      fleet
        .map(
          (f) => `${f.quantity} in ${f.location_id} from ${f.effective_from ?? "ever"}`
        )
        .join(", ") +
      (overbooks ? ", overbooking" : ""),
    owners: [`item:${item.variant}`],
    short: overbooks ? [] : ["rental_fleet_in_use"],
    run: async (ledger) =>
      await upsertItems(
        ledger.knex,
        [{ variant_id: item.variant, product_id: item.variant, fleet }],
        ledger.timezone,
        overbooks ? KNOWINGLY : undefined
      ),
    expect: (after) => {
      changeItem(after, item.variant, { fleet })
      return after
        .placesOf(item.variant)
        .some((p) => after.isOverblocked(item.variant, p))
        ? refusedAs("rental_request_invalid")
        : undefined
    },
  }
}

/** Cleaning takes longer from now on; what is booked keeps what it was promised. */
export function changeTurnaround(draw: Draw): Operation {
  const { model, random } = draw
  const item = random.pick(ownedItems(model))!
  const before = random.between(0, 1)
  const after = random.between(0, 2)
  return {
    says: `turnaround of ${item.variant}: ${before} before, ${after} after`,
    // What is booked at the same time may be planned with either.
    composite: true,
    owners: [`item:${item.variant}`],
    short: [],
    run: async (ledger) =>
      await upsertItems(
        ledger.knex,
        [
          {
            variant_id: item.variant,
            product_id: item.variant,
            turnaround_before: before,
            turnaround_after: after,
          },
        ],
        ledger.timezone
      ),
    expect: (changed) => changeItem(changed, item.variant, { before, after }),
  }
}

function drawFleet({ model, random }: Draw, item: ShopItem): FleetStep[] {
  return model.placesOf(item.variant).flatMap((location_id) => {
    const [now] = item.fleet.filter(
      (f) => f.location_id === location_id && f.effective_from === undefined
    )
    const quantity = Math.max(1, (now?.quantity ?? 2) + random.between(-1, 1))
    const dated = item.fleet.filter(
      (f) => f.location_id === location_id && f.effective_from !== undefined
    )
    const from = dayNumber(model.today()) + random.between(1, 6)
    const steps = random.chance(0.5)
      ? random.some(dated, 0.5)
      : [
          {
            location_id,
            quantity: random.between(1, 6),
            effective_from: dateOfDay(from),
          },
        ]
    return [{ location_id, quantity }, ...steps]
  })
}

function ownedItems(model: Model): ShopItem[] {
  return model.items.filter((item) => item.fleet.length > 0)
}

function changeItem(model: Model, variant: string, change: Partial<ShopItem>): void {
  model.items = model.items.map((item) =>
    item.variant === variant ? { ...item, ...change } : item
  )
}
