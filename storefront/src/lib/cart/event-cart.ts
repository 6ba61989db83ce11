import type { HttpTypes } from "@medusajs/types"
import { pictureSrc } from "../catalogue/picture"
import { parsePeriod, type RentalPeriod } from "../dates/period"
import type { Shortage } from "../medusa/store-error"

/** What the ledger says of a cart. */
export type CartRental = {
  start_date: string
  end_date: string
  days: number
  hold_expires_at: string | null
  lines: {
    line_item_id: string
    variant_id: string
    quantity: number
    state: string
    components?: { variant_id: string; quantity: number; title?: string }[]
  }[]
}

/** A line of the customer's event. Prices are for the whole period, major units. */
export type EventLine = {
  id: string
  variantId: string
  productId: string
  handle: string
  title: string
  variantTitle: string
  picture: string | null
  quantity: number
  unitPrice: number
  total: number
  componentVariantIds: string[]
}

/** The customer's event: a Medusa cart with its period and holds. */
export type EventCart = {
  id: string
  email: string
  currency: string
  period: RentalPeriod | null
  days: number
  /** ISO instant until which everything is held; null when nothing is. */
  heldUntil: string | null
  lines: EventLine[]
  itemsTotal: number
  deliveryTotal: number
  taxTotal: number
  total: number
  shippingOptionId: string | null
}

/** Medusa's cart and the ledger's word on it as the customer's event. */
export function toEventCart(
  cart: HttpTypes.StoreCart,
  rental: CartRental | null
): EventCart {
  const rentalLines = new Map(rental?.lines?.map((line) => [line.line_item_id, line]))
  // Medusa moves a changed line to the end; ids keep the order of adding.
  const items = [...(cart.items ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))
  const lines = items.map((item) => ({
    id: item.id,
    variantId: item.variant_id ?? "",
    productId: item.product_id ?? "",
    handle: item.product_handle ?? "",
    title: item.product_title ?? item.title,
    variantTitle: meaningful(item.variant_title),
    picture: pictureSrc(item.thumbnail),
    quantity: Number(item.quantity),
    unitPrice: Number(item.unit_price),
    total: Number(item.total ?? Number(item.unit_price) * Number(item.quantity)),
    componentVariantIds:
      rentalLines.get(item.id)?.components?.map((part) => part.variant_id) ?? [],
  }))
  return {
    id: cart.id,
    email: cart.email ?? "",
    currency: cart.currency_code,
    period: parsePeriod(rental?.start_date, rental?.end_date),
    days: rental?.days ?? 0,
    heldUntil: rental?.hold_expires_at ?? null,
    lines,
    itemsTotal: Number(cart.item_total ?? 0),
    deliveryTotal: Number(cart.shipping_total ?? 0),
    taxTotal: Number(cart.tax_total ?? 0),
    total: Number(cart.total ?? 0),
    shippingOptionId: cart.shipping_methods?.[0]?.shipping_option_id ?? null,
  }
}

/** The line of a shortage's variant, be it the line's own or a component of it. */
export function lineShortOf(
  lines: EventLine[],
  shortage: Shortage
): EventLine | undefined {
  return (
    lines.find((line) => line.variantId === shortage.variant_id) ??
    lines.find((line) => line.componentVariantIds.includes(shortage.variant_id))
  )
}

/**
 * The quantity each short line must come down to so that the rest fits. A line
 * short of a component goes altogether: how many of it still fit is the
 * ledger's to say, not ours to guess.
 */
export function fittingQuantities(
  lines: EventLine[],
  shortages: Shortage[]
): { line: EventLine; quantity: number }[] {
  const wanted = new Map<EventLine, number>()
  for (const shortage of shortages) {
    const line = lineShortOf(lines, shortage)
    if (!line) {
      continue
    }
    const own = line.variantId === shortage.variant_id
    const quantity = own
      ? Math.max(0, Math.min(shortage.available, line.quantity - 1))
      : 0
    wanted.set(line, Math.min(wanted.get(line) ?? Infinity, quantity))
  }
  return [...wanted].map(([line, quantity]) => ({ line, quantity }))
}

function meaningful(title: string | null | undefined): string {
  return title && !/^default/i.test(title) ? title : ""
}
