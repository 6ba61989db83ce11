"use server"

import { revalidatePath } from "next/cache"
import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { dates as dateWords, item as itemWords, problems } from "@/copy/en"
import { formatPeriod } from "../dates/format"
import { parseLocalDate, todayIn } from "../dates/local-date"
import {
  parsePeriod,
  periodToCookie,
  type RentalPeriod,
  samePeriod,
  withPeriod,
} from "../dates/period"
import { PERIOD_COOKIE, PERIOD_COOKIE_OPTIONS } from "../dates/period-cookie"
import { StoreError } from "../medusa/store-error"
import { shopTimeZone } from "../shop/config"
import { cartId } from "./cart-cookie"
import { type EventCart, fittingQuantities } from "./event-cart"
import {
  addItem,
  createCart,
  renewHold,
  setPeriod,
  setQuantity,
  shrinkLines,
} from "./mutate-cart"
import { type CartProblem, shortageWords, toCartProblem } from "./problem"
import { readCart } from "./read-cart"

/** What a form about the event answers. `at` tells two equal answers apart. */
export type EventFormState = {
  at?: number
  done?: string
  heldUntil?: string | null
  problem?: CartProblem
  field?: "start" | "end" | "quantity"
  /** Days the event already has, when the form's are others. */
  otherPeriod?: { start: string; end: string; words: string }
  /** Set when taking out what does not fit would let the change through. */
  canFit?: boolean
}

/**
 * Chooses the event's dates, for the visitor and for their cart. When the cart's
 * items are not all free on them nothing changes and the answer lists what is
 * missing; sent again with `fit`, those are taken out first.
 */
export async function chooseDates(
  _previous: EventFormState,
  form: FormData
): Promise<EventFormState> {
  const back = localPath(form.get("back"))
  if (form.get("clear")) {
    const jar = await cookies()
    jar.delete(PERIOD_COOKIE)
    redirect(withPeriod(back, null))
  }
  const read = readPeriod(form)
  if ("refused" in read) {
    return answer(read.refused)
  }
  const refused = await moveEvent(read.period, form.get("fit") === "1")
  if (refused) {
    return answer(refused)
  }
  const jar = await cookies()
  jar.set(PERIOD_COOKIE, periodToCookie(read.period), PERIOD_COOKIE_OPTIONS)
  revalidatePath("/", "layout")
  redirect(withPeriod(back, read.period))
}

/** Adds units to the event and holds them; `add` names one variant, or is "all". */
export async function addToEvent(
  _previous: EventFormState,
  form: FormData
): Promise<EventFormState> {
  const read = readPeriod(form)
  if ("refused" in read) {
    return answer(read.refused)
  }
  const wanted = readWanted(form)
  if (!wanted.length) {
    return answer({
      problem: { message: problems.quantity, missing: [] },
      field: "quantity",
    })
  }
  const cart = await readCart()
  if (cart?.lines.length && cart.period && !samePeriod(cart.period, read.period)) {
    return answer({ otherPeriod: { ...cart.period, words: words(cart.period) } })
  }
  return answer(await addAll(cart, wanted, read.period))
}

/** Sets the quantity of a line; 0 takes it out. */
export async function changeQuantity(
  _previous: EventFormState,
  form: FormData
): Promise<EventFormState> {
  const id = await cartId()
  const quantity = Number(form.get("quantity"))
  const lineId = String(form.get("line") ?? "")
  if (
    !id ||
    !lineId ||
    !Number.isInteger(quantity) ||
    quantity < 0 ||
    quantity > 100_000
  ) {
    return answer({
      problem: { message: problems.quantity, missing: [] },
      field: "quantity",
    })
  }
  try {
    await setQuantity(id, lineId, quantity)
  } catch (error) {
    return answer({ problem: toCartProblem(error), field: "quantity" })
  } finally {
    revalidatePath("/", "layout")
  }
  return answer({})
}

/** Holds everything for a fresh while; sent with `fit`, what is gone is taken out first. */
export async function holdAgain(
  _previous: EventFormState,
  form: FormData
): Promise<EventFormState> {
  const cart = await readCart()
  if (!cart) {
    return answer({ problem: { message: problems.noEvent, missing: [] } })
  }
  const refused = await fitting(cart, form.get("fit") === "1", () => renewHold(cart.id))
  revalidatePath("/", "layout")
  return answer(refused ?? {})
}

async function addAll(
  cart: EventCart | null,
  wanted: { variantId: string; quantity: number }[],
  period: RentalPeriod
): Promise<EventFormState> {
  const id = cart?.id ?? (await createCart())
  const missing: string[] = []
  let added = 0
  try {
    if (!samePeriod(cart?.period ?? null, period)) {
      await setPeriod(id, period)
    }
    for (const item of wanted) {
      try {
        await addItem(id, item, period)
        added += item.quantity
      } catch (error) {
        if (!(error instanceof StoreError) || !error.isShortage) {
          throw error
        }
        missing.push(...error.shortages.map(shortageWords))
      }
    }
  } catch (error) {
    return { problem: toCartProblem(error) }
  }
  revalidatePath("/", "layout")
  const heldUntil = added ? ((await readCart())?.heldUntil ?? null) : null
  return {
    done: added ? itemWords.added(added) : undefined,
    heldUntil,
    problem: missing.length ? { message: problems.shortage, missing } : undefined,
  }
}

async function moveEvent(
  period: RentalPeriod,
  fit: boolean
): Promise<EventFormState | null> {
  const cart = await readCart()
  if (!cart || samePeriod(cart.period, period)) {
    return null
  }
  if (!cart.lines.length) {
    try {
      await setPeriod(cart.id, period)
      return null
    } catch (error) {
      return { problem: toCartProblem(error) }
    }
  }
  return fitting(cart, fit, () => setPeriod(cart.id, period))
}

/** Runs a change of the whole event; on a shortage, makes room when asked to and tries again. */
async function fitting(
  cart: EventCart,
  makeRoom: boolean,
  change: () => Promise<void>
): Promise<EventFormState | null> {
  try {
    await change()
    return null
  } catch (error) {
    const shortages = error instanceof StoreError ? error.shortages : []
    const room = fittingQuantities(cart.lines, shortages)
    if (!makeRoom || !room.length) {
      return { problem: toCartProblem(error), canFit: room.length > 0 }
    }
    await shrinkLines(cart, room)
    const smaller = await readCart()
    return smaller ? fitting(smaller, false, change) : null
  }
}

function readPeriod(
  form: FormData
): { period: RentalPeriod } | { refused: EventFormState } {
  const start = parseLocalDate(String(form.get("start") ?? ""))
  const end = parseLocalDate(String(form.get("end") ?? ""))
  if (!start) {
    return refuse("start", dateWords.needStart)
  }
  if (!end) {
    return refuse("end", dateWords.needEnd)
  }
  if (start < todayIn(shopTimeZone())) {
    return refuse("start", dateWords.past)
  }
  const period = parsePeriod(start, end)
  return period ? { period } : refuse("end", dateWords.swapped)
}

function refuse(field: "start" | "end", message: string): { refused: EventFormState } {
  return { refused: { problem: { message, missing: [] }, field } }
}

function readWanted(form: FormData): { variantId: string; quantity: number }[] {
  const add = String(form.get("add") ?? "")
  const ids = add === "all" ? form.getAll("all").map(String) : [add]
  const wanted = ids.filter(Boolean).map((variantId) => ({
    variantId,
    quantity: Number(form.get(`quantity:${variantId}`) ?? 1),
  }))
  const valid = wanted.every(
    ({ quantity }) => Number.isInteger(quantity) && quantity > 0 && quantity <= 100_000
  )
  return valid ? wanted : []
}

/** A path on this site to go back to; never another host. */
function localPath(value: FormDataEntryValue | null): string {
  const path = String(value ?? "")
  return /^\/(?![/\\])/.test(path) ? path : "/items"
}

function words(period: RentalPeriod): string {
  return formatPeriod(period, todayIn(shopTimeZone()).slice(0, 4))
}

function answer(state: EventFormState): EventFormState {
  return { ...state, at: Date.now() }
}
