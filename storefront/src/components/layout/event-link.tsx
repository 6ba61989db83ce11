import { ShoppingBasket } from "lucide-react"
import { layout } from "@/copy/en"
import { readCart } from "@/lib/cart/read-cart"
import { ShopLink } from "../shop-link"

/** The link to the visitor's event with how many units are in it. */
export async function EventCount() {
  // A header must stand even when the cart cannot be read; the event page says why.
  const cart = await readCart().catch(() => null)
  const count = cart?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0
  return <EventLink count={count} />
}

export function EventLink({ count }: { count: number }) {
  return (
    <ShopLink
      href="/event"
      aria-label={count ? layout.eventCount(count) : layout.event}
      className="relative grid size-11 shrink-0 place-items-center rounded-full hover:bg-sand"
    >
      <ShoppingBasket aria-hidden size={22} strokeWidth={1.5} />
      {count > 0 && (
        <span
          aria-hidden
          data-testid="event-count"
          className="absolute -top-0.5 -right-1 grid h-5 min-w-5 place-items-center rounded-full bg-ink px-1 text-[0.6875rem] font-semibold text-white tabular-nums"
        >
          {count}
        </span>
      )}
    </ShopLink>
  )
}
