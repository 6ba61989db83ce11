import type { Metadata } from "next"
import { ChooseDatesLink } from "@/components/dates/choose-dates-link"
import { Empty } from "@/components/empty"
import { EventLineRow } from "@/components/event/event-line"
import { HoldStatus } from "@/components/event/hold-status"
import { OtherDates } from "@/components/event/other-dates"
import { ShopLink } from "@/components/shop-link"
import { Totals } from "@/components/totals"
import { dates, event } from "@/copy/en"
import type { EventCart } from "@/lib/cart/event-cart"
import { readCart } from "@/lib/cart/read-cart"
import { formatPeriod, formatZonedTime } from "@/lib/dates/format"
import { todayIn } from "@/lib/dates/local-date"
import { samePeriod } from "@/lib/dates/period"
import { visitorPeriod } from "@/lib/dates/visitor-period"
import { rentalItemsOf } from "@/lib/rental/rental-items"
import { shopTimeZone } from "@/lib/shop/config"

export const metadata: Metadata = { title: event.metaTitle, robots: { index: false } }

export default async function EventPage({ searchParams }: PageProps<"/event">) {
  const [cart, seen] = await Promise.all([readCart(), visitorPeriod(searchParams)])
  if (!cart?.lines.length) {
    return (
      <Empty heading="h1" title={event.emptyTitle} text={event.emptyText}>
        <ShopLink href="/items" className="btn btn-solid">
          {event.emptyBrowse}
        </ShopLink>
        <ShopLink href="/vibe" className="btn btn-line">
          {event.emptyVibe}
        </ShopLink>
      </Empty>
    )
  }
  const thisYear = todayIn(shopTimeZone()).slice(0, 4)
  return (
    <div className="shell pt-8 lg:pt-12">
      <h1 className="text-4xl sm:text-5xl">{event.title}</h1>
      {cart.period && (
        <p className="mt-3 flex flex-wrap items-baseline gap-x-4 text-lg">
          <span data-testid="event-period">
            {event.period(formatPeriod(cart.period, thisYear), cart.days)}
          </span>
          <ChooseDatesLink className="link py-1 text-[0.9375rem]">
            {event.changeDates}
          </ChooseDatesLink>
        </p>
      )}
      {seen && cart.period && !samePeriod(seen, cart.period) && (
        <OtherDates period={seen} words={formatPeriod(seen, thisYear)} />
      )}
      <div className="mt-6 grid gap-10 lg:grid-cols-12 lg:gap-14">
        <div className="lg:col-span-8">
          <HoldStatus
            key={cart.heldUntil}
            heldUntil={cart.heldUntil}
            shopTime={
              cart.heldUntil
                ? formatZonedTime(new Date(cart.heldUntil), shopTimeZone())
                : ""
            }
          />
          <Lines cart={cart} />
          <ShopLink href="/items" className="link mt-6 inline-block py-2">
            {event.goOn}
          </ShopLink>
        </div>
        <div className="lg:col-span-4">
          <Summary cart={cart} days={dates.days(cart.days)} />
        </div>
      </div>
    </div>
  )
}

async function Lines({ cart }: { cart: EventCart }) {
  const rental = await rentalItemsOf(cart.lines.map((line) => line.productId))
  return (
    <ul aria-label={event.lines} className="mt-6 border-t border-line">
      {cart.lines.map((line) => (
        <EventLineRow
          key={line.id}
          line={line}
          currency={cart.currency}
          components={rental.get(line.variantId)?.components ?? []}
        />
      ))}
    </ul>
  )
}

function Summary({ cart, days }: { cart: EventCart; days: string }) {
  return (
    <section
      aria-labelledby="summary-title"
      className="rounded-2xl border border-line bg-card p-6 lg:sticky lg:top-24"
    >
      <h2 id="summary-title" className="text-2xl">
        {event.summary}
      </h2>
      <Totals
        currency={cart.currency}
        rows={[
          { label: `${event.items}, ${days}`, amount: cart.itemsTotal },
          { label: event.delivery, words: event.deliveryLater },
        ]}
        total={{ label: event.totalSoFar, amount: cart.itemsTotal }}
      />
      <ShopLink href="/checkout" className="btn btn-solid mt-6 w-full">
        {event.checkout}
      </ShopLink>
      <p className="mt-3 text-center text-sm text-muted">{event.noCard}</p>
    </section>
  )
}
