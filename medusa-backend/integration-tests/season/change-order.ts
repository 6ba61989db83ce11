import { addDays, daysBetween } from "./calendar"
import { atOrder, NOT_FREE, tell, type Life, type Season } from "./life"
import { choicesOf } from "./place-order"
import type { PlannedChange, Sku } from "./plan"
import { checkMoney, readMedusa } from "./read-money"

/** The customer changes their mind, while everything is still in the shop. */
export async function change(season: Season, life: Life): Promise<void> {
  const due = life.changes.filter((one) => isDue(season, life, one))
  life.changes = life.changes.filter((one) => !due.includes(one))
  for (const one of due) {
    const wish = wishOf(season, life, one)
    if (wish && (await grant(season, life, one.kind, wish.body))) {
      wish.apply()
      life.owes = true
      await followChange(season, life)
    }
  }
}

export function isDue(season: Season, life: Life, one: PlannedChange): boolean {
  return life.phase === "placed" && addDays(life.on.placed!, one.after) <= season.today
}

/**
 * What was promised with the order and not taken, Medusa may let go of when its lines change:
 * it is owed again. All else stays as it was told.
 */
async function followChange(season: Season, life: Life): Promise<void> {
  if (life.authorised > 0) {
    const { payment_collections } = await readMedusa(season, life)
    const isLetGo = payment_collections
      .flatMap(({ payments }) => payments)
      .every(({ canceled_at, captures }) => canceled_at || captures.length)
    life.authorised = isLetGo ? 0 : life.authorised
  }
  await checkMoney(season, life)
}

type Wish = { body: object; apply: () => void }

async function grant(
  season: Season,
  life: Life,
  kind: string,
  body: object
): Promise<boolean> {
  const what = `${kind} ${JSON.stringify(body)}`
  const call = () => atOrder(season, life, "change", body)
  return (await tell(season, life, what, call, NOT_FREE)).length > 0
}

/** What is asked for, and what is so once it was granted; null where it makes no sense. */
function wishOf(season: Season, life: Life, one: PlannedChange): Wish | null {
  const [first] = life.lines.keys()
  switch (one.kind) {
    case "move":
      return dates(life, addDays(life.start, one.by), addDays(life.end, one.by))
    case "lengthen":
      return daysBetween(life.start, life.end) + one.by < 0
        ? null
        : dates(life, life.start, addDays(life.end, one.by))
    case "quantity":
      return first ? units(season, life, first, life.lines.get(first)! + one.more) : null
    case "add":
      return life.lines.has(one.sku) ? null : units(season, life, one.sku, 1)
    case "remove":
      return first && life.lines.size > 1 ? units(season, life, first, 0) : null
    case "choose again":
      return chooseAgain(season, life)
  }
}

function dates(life: Life, start_date: string, end_date: string): Wish {
  return {
    body: { start_date, end_date },
    apply: () => {
      life.start = start_date
      life.end = end_date
    },
  }
}

function units(season: Season, life: Life, sku: Sku, wanted: number): Wish {
  const quantity = Math.max(0, wanted)
  const isLast = quantity === 0 && life.lines.size === 1
  const kept = isLast ? 1 : quantity
  return {
    body: { items: [{ variant_id: season.variants[sku], quantity: kept }] },
    apply: () => {
      if (kept === 0) {
        life.lines.delete(sku)
        life.withoutOptional.delete(sku)
      } else {
        life.lines.set(sku, kept)
      }
    },
  }
}

function chooseAgain(season: Season, life: Life): Wish | null {
  const [sku] = [...life.lines.keys()].filter((one) => choicesOf(season, one, true))
  if (!sku) {
    return null
  }
  const without = !life.withoutOptional.get(sku)
  const item = {
    variant_id: season.variants[sku],
    quantity: life.lines.get(sku),
    choices: choicesOf(season, sku, without),
  }
  return {
    body: { items: [item] },
    apply: () => life.withoutOptional.set(sku, without),
  }
}
