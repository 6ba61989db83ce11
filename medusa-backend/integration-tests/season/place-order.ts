import { addGoods } from "../harness/staff"
import { chooseDelivery, sendTo } from "../harness/delivery"
import { complete, openCart, openPayment, prepareCheckout } from "../harness/customer"
import { addDays } from "./calendar"
import { ask, NOT_FREE, readToken, tell, type Life, type Season } from "./life"
import { agree } from "./pay-order"
import type { OrderPlan, Sku } from "./plan"

/** The customer, or staff for them, orders. What is not free is left out of the order. */
export async function place(season: Season, life: Life): Promise<void> {
  const { plan } = life
  life.start = addDays(season.today, plan.startsIn)
  life.end = addDays(life.start, plan.days - 1)
  life.phase = "refused"
  if (plan.comesAs === "draft") {
    return await writeDraft(season, life)
  }
  const cart = await fillCart(season, life)
  if (cart === null) {
    return
  }
  if (plan.comesAs !== "cart") {
    return await quote(season, life, cart)
  }
  const call = () => complete(season.shop, cart)
  const refusals = [...NOT_FREE, "rental_hold_expired"]
  const [body] = await tell(season, life, "complete", call, refusals)
  if (body) {
    await begin(season, life, body.order.id)
  }
}

/** The customer says yes to a quote; or it is too late. */
export async function accept(season: Season, life: Life): Promise<void> {
  const path = `/store/orders/${life.orderId}/rental/quote/accept`
  const headers = { "x-order-token": await readToken(season, life) }
  const call = () => season.shop.store("POST", path, undefined, headers)
  const [body] = await tell(season, life, "accept", call, [
    ...NOT_FREE,
    "rental_quote_ended",
  ])
  if (body?.quote.status === "accepted") {
    await begin(season, life, life.orderId!)
    return
  }
  await ask(
    season,
    life,
    "withdraw",
    () => season.shop.admin("DELETE", `/admin/rental/quotes/${life.orderId}`),
    ["rental_quote_ended"]
  )
  life.phase = "refused"
  life.orderId = null
}

async function begin(season: Season, life: Life, orderId: string): Promise<void> {
  life.orderId = orderId
  life.phase = "placed"
  life.on.placed = season.today
  life.owes = true
  await agree(season, life)
}

/** @returns the cart, ready to be completed; null when nothing of it was free */
async function fillCart(season: Season, life: Life): Promise<string | null> {
  const { shop } = season
  const { plan } = life
  const dates = { start_date: life.start, end_date: life.end }
  const cart = await openCart(shop, dates)
  for (const { sku, quantity, withoutOptional } of plan.lines) {
    const item = {
      variant_id: season.variants[sku],
      quantity,
      choices: choicesOf(season, sku, withoutOptional),
    }
    const add = () => shop.store("POST", `/store/carts/${cart}/rental-items`, item)
    if (await ask(season, life, `add ${quantity} ${sku}`, add, NOT_FREE)) {
      life.lines.set(sku, quantity)
      life.withoutOptional.set(sku, withoutOptional)
    }
  }
  if (!life.lines.size) {
    return null
  }
  if (plan.candles) {
    const candles = season.variants.CANDLES!
    await ask(season, life, `add ${plan.candles} candles`, () =>
      addGoods(shop, cart, candles, plan.candles)
    )
    life.candles = plan.candles
  }
  if (plan.waiver) {
    await ask(season, life, "take the waiver", () =>
      shop.store("POST", `/store/carts/${cart}/rental-waiver`, { accepted: true })
    )
  }
  await chooseHowItComes(season, life, cart)
  return cart
}

async function chooseHowItComes(season: Season, life: Life, cart: string): Promise<void> {
  const { shop, delivery } = season
  const { plan } = life
  if (plan.delivery !== "none") {
    const window_id = delivery[plan.delivery]
    const jobs = ["delivery", "collection"].map((kind) => ({ kind, window_id }))
    await ask(season, life, "send it to Hudson", () => sendTo(shop, cart, "12534"))
    const choose = () => chooseDelivery(shop, cart, jobs)
    const refusals = ["rental_window_full", "rental_minimum_order"]
    if (await ask(season, life, `choose the ${plan.delivery}`, choose, refusals)) {
      return await openPayment(shop, cart)
    }
  }
  await prepareCheckout(shop, cart)
}

async function quote(season: Season, life: Life, cart: string): Promise<void> {
  const hold = life.plan.comesAs === "held quote"
  const body = await ask(
    season,
    life,
    hold ? "quote and hold" : "quote",
    () => season.shop.admin("POST", "/admin/rental/quotes", { cart_id: cart, hold }),
    NOT_FREE
  )
  if (body) {
    life.orderId = body.quote.order_id
    life.phase = "quoted"
    life.on.quoted = season.today
  }
}

async function writeDraft(season: Season, life: Life): Promise<void> {
  const { shop } = season
  const { plan } = life
  const draft = {
    start_date: life.start,
    end_date: life.end,
    region_id: season.regionId,
    email: `order${plan.index}@example.com`,
    reserve: true,
    items: plan.lines.map(({ sku, quantity, withoutOptional }) => ({
      variant_id: season.variants[sku],
      quantity,
      choices: choicesOf(season, sku, withoutOptional),
    })),
  }
  const make = () => shop.admin("POST", "/admin/rental/draft-orders", draft)
  const made = await ask(season, life, "write it down", make, NOT_FREE)
  if (!made) {
    return
  }
  const id = made.draft_order.id as string
  await ask(season, life, "place it", () =>
    shop.admin("POST", `/admin/draft-orders/${id}/convert-to-order`)
  )
  for (const { sku, quantity, withoutOptional } of plan.lines) {
    life.lines.set(sku, quantity)
    life.withoutOptional.set(sku, withoutOptional)
  }
  await begin(season, life, id)
}

/** What may be chosen of a package: a corner without its vases, a dinner with blue chairs. */
export function choicesOf(
  season: Season,
  sku: Sku,
  without: OrderPlan["lines"][number]["withoutOptional"]
): object[] | undefined {
  const { variants } = season
  if (sku === "PACKAGE-LOUNGE-CORNER") {
    return [{ variant_id: variants["TERRACOTTA-VASE"], include: !without }]
  }
  return sku === "PACKAGE-DINNER-FOR-EIGHT"
    ? [
        {
          variant_id: variants["GOLD-CHAIR"],
          replace_with: without ? variants["BLUE-CHAIR"] : null,
        },
      ]
    : undefined
}
