import { Suspense } from "react"
import { layout, shop } from "@/copy/en"
import { PACKAGES } from "@/lib/catalogue/categories"
import { DateControl } from "../dates/date-control"
import { ShopLink } from "../shop-link"
import { EventCount, EventLink } from "./event-link"

/** The head of every page: the name, the dates, the event, and where to go. */
export function Header() {
  return (
    <header className="sticky top-0 z-40 border-b border-line bg-paper">
      <div className="shell grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 py-2.5 lg:grid-cols-[auto_1fr_auto_auto] lg:gap-x-8 lg:py-3.5">
        <ShopLink
          href="/"
          className="font-display text-[1.625rem] leading-none font-[480] tracking-tight"
        >
          {shop.name}
        </ShopLink>
        <nav
          aria-label={layout.menu}
          className="order-last col-span-3 -mb-1 flex gap-6 text-[0.9375rem] lg:order-none lg:col-span-1 lg:mb-0"
        >
          <NavLink href="/items">{layout.items}</NavLink>
          <NavLink href={`/items?category=${PACKAGES}`}>{layout.packages}</NavLink>
          <NavLink href="/vibe">{layout.vibe}</NavLink>
        </nav>
        <DateControl />
        <Suspense fallback={<EventLink count={0} />}>
          <EventCount />
        </Suspense>
      </div>
    </header>
  )
}

function NavLink({ href, children }: { href: string; children: string }) {
  return (
    <ShopLink
      href={href}
      className="inline-flex min-h-10 items-center underline-offset-[0.4em] hover:underline"
    >
      {children}
    </ShopLink>
  )
}
