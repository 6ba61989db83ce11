import { byVariant } from "../src/modules/rental/items/item-rows"
import { readFreeSlots } from "../src/modules/rental/ledger/free-slots"
import { readFreeUnits } from "../src/modules/rental/ledger/free-units"
import { type Ledger } from "../src/modules/rental/ledger/ledger"
import { type Model } from "./model/model"
import { drawPeriod, inWords, toLedger } from "./operations/periods"
import { type Random } from "./random"

/** Asks the ledger what is free, and the model; says where they disagree. */
export async function findWrongRead(
  ledger: Ledger,
  model: Model,
  random: Random
): Promise<string | undefined> {
  return random.chance(0.5)
    ? await compareUnits(ledger, model, random)
    : await compareSlots(ledger, model, random)
}

async function compareUnits(
  ledger: Ledger,
  model: Model,
  random: Random
): Promise<string | undefined> {
  const period = drawPeriod(model, random)
  const items = await ledger.items()
  const asked = random.chance(0.5)
    ? undefined
    : [...items.values()].filter(() => random.chance(0.5)).map((item) => item.id)
  const rows = await readFreeUnits(ledger.knex, toLedger(period), ledger.timezone, asked)
  for (const { item_id, location_id, available, capacity } of rows) {
    const variant = items.get(item_id)!.variant_id
    const { from } = model.occupied(model.item(variant), period)
    if (from < model.oldestOpenSlot(model.item(variant).minutes)) {
      continue
    }
    const { free, owned } = model.freeFor(variant, location_id, period)
    if (free !== available || owned !== capacity) {
      return (
        `${variant} of ${location_id}, ${inWords(period)}: the ledger has ${available} ` +
        `of ${capacity} free, the model ${free} of ${owned}`
      )
    }
  }
  const places = [...items.values()]
    .filter((item) => asked?.includes(item.id) ?? true)
    .flatMap((item) => model.placesOf(item.variant_id))
  return rows.length === places.length
    ? undefined
    : `${rows.length} places answered, there are ${places.length}`
}

async function compareSlots(
  ledger: Ledger,
  model: Model,
  random: Random
): Promise<string | undefined> {
  const period = drawPeriod(model, random)
  const item = random.pick(model.items.filter((i) => i.fleet.length))!
  const place = random.pick(model.placesOf(item.variant))!
  const id = byVariant(await ledger.items()).get(item.variant)!.id
  const { from, to } = model.occupied(item, period)
  const cart = random.chance(0.3) ? random.pick([...model.carts.keys()]) : undefined
  const order = cart ? undefined : random.pick([...model.orders.keys()])
  const spared = cart ? { cart_id: cart } : order ? { order_id: order } : null
  const stretch = {
    item_id: id,
    location_id: place,
    occupied_from: from,
    occupied_to: to,
  }
  for (const slot of await readFreeSlots(ledger.knex, [stretch], spared)) {
    if (slot.slot < model.oldestOpenSlot(item.minutes)) {
      continue
    }
    const own = model.booked(item.variant, place, slot.slot, (b) =>
      b.state === "returned"
        ? false
        : cart !== undefined
          ? b.cart === cart
          : order !== undefined && b.order === order
    )
    const free = model.free(item.variant, place, slot.slot) + own
    if (slot.free !== free) {
      return (
        `${item.variant} of ${place}, slot ${slot.slot}, sparing ${cart ?? order}: ` +
        `the ledger has ${slot.free} free, the model ${free}`
      )
    }
  }
  return undefined
}
