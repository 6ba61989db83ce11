import { CalendarPlus } from "lucide-react"
import type { Metadata } from "next"
import { Empty } from "@/components/empty"
import { Picture } from "@/components/picture"
import { ShopLink } from "@/components/shop-link"
import { Totals } from "@/components/totals"
import { dates, event, item, order as copy, problems } from "@/copy/en"
import { formatDay, formatPeriod } from "@/lib/dates/format"
import { todayIn } from "@/lib/dates/local-date"
import { formatMoney } from "@/lib/money/format-money"
import { type PlacedOrder, placedOrder } from "@/lib/orders/order"
import { shopTimeZone } from "@/lib/shop/config"

export const metadata: Metadata = { title: copy.metaTitle, robots: { index: false } }

export default async function ConfirmedPage({
  params,
}: PageProps<"/orders/[id]/confirmed">) {
  const { id } = await params
  const order = await placedOrder(id)
  if (!order) {
    return (
      <Empty heading="h1" title={copy.notYoursTitle} text={copy.notYoursText}>
        <ShopLink href="/" className="btn btn-line">
          {problems.home}
        </ShopLink>
      </Empty>
    )
  }
  const thisYear = todayIn(shopTimeZone()).slice(0, 4)
  const first = formatDay(order.period.start, thisYear)
  const last = formatDay(order.period.end, thisYear)
  return (
    <div className="shell pt-10 lg:pt-16">
      <p className="eyebrow" data-testid="order-number">
        {copy.eyebrow(order.number)}
      </p>
      <h1 className="mt-3 text-5xl sm:text-6xl">{copy.title(order.firstName)}</h1>
      <p className="mt-5 max-w-prose text-lg">
        {copy.reserved(formatPeriod(order.period, thisYear))}
        <br />
        <span className="text-muted">{copy.sent(order.email)}</span>
      </p>
      <div className="mt-10 grid gap-10 border-t border-line pt-10 lg:grid-cols-12 lg:gap-14">
        <div className="space-y-8 lg:col-span-5">
          <section aria-labelledby="days-title">
            <h2 id="days-title" className="text-2xl">
              {copy.days}
            </h2>
            <p className="mt-2">{copy.starts(first)}</p>
            <p>{copy.ends(last)}</p>
            <p className="text-muted">{dates.days(order.days)}</p>
            <a
              href={`/orders/${order.id}/calendar.ics`}
              download
              className="btn btn-line mt-4"
            >
              <CalendarPlus aria-hidden size={18} strokeWidth={1.6} />
              {copy.calendar}
            </a>
          </section>
          <section aria-labelledby="place-title">
            <h2 id="place-title" className="text-2xl">
              {copy.place}
            </h2>
            {order.delivery && <p className="mt-2">{order.delivery.name}</p>}
            <address className="mt-1 text-muted not-italic">
              {order.address.map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </address>
          </section>
          <section aria-labelledby="back-title">
            <h2 id="back-title" className="text-2xl">
              {copy.bringBack}
            </h2>
            <p className="mt-2 max-w-prose">{copy.bringBackText(last)}</p>
          </section>
        </div>
        <Lines order={order} />
      </div>
    </div>
  )
}

function Lines({ order }: { order: PlacedOrder }) {
  return (
    <section aria-labelledby="items-title" className="lg:col-span-7">
      <div className="rounded-2xl border border-line bg-card p-6">
        <h2 id="items-title" className="text-2xl">
          {copy.items}
        </h2>
        <ul className="mt-4 space-y-4 border-b border-line pb-5">
          {order.lines.map((line) => (
            <li
              key={line.id}
              className="flex items-center gap-4"
              data-testid="order-line"
            >
              <Picture
                src={line.picture}
                alt=""
                sizes="64px"
                className="w-14 shrink-0 rounded"
              />
              <span className="min-w-0 flex-1">
                {item.component(line.quantity, line.title)}
                {line.variantTitle && (
                  <span className="block text-sm text-muted">{line.variantTitle}</span>
                )}
              </span>
              <span className="tabular-nums">
                {formatMoney(line.total, order.currency, { exact: true })}
              </span>
            </li>
          ))}
        </ul>
        <Totals
          currency={order.currency}
          rows={[
            { label: event.items, amount: order.itemsTotal },
            ...(order.delivery
              ? [{ label: order.delivery.name, amount: order.delivery.amount }]
              : []),
            ...(order.taxTotal > 0 ? [{ label: event.tax, amount: order.taxTotal }] : []),
          ]}
          total={{ label: event.total, amount: order.total }}
        />
      </div>
    </section>
  )
}
