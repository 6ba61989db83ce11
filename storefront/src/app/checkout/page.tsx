import type { Metadata } from "next"
import { CheckoutForm } from "@/components/checkout/checkout-form"
import { Empty } from "@/components/empty"
import { Picture } from "@/components/picture"
import { ShopLink } from "@/components/shop-link"
import { checkout, event, item } from "@/copy/en"
import type { EventCart } from "@/lib/cart/event-cart"
import { readCart } from "@/lib/cart/read-cart"
import { deliveryOptions } from "@/lib/checkout/delivery-options"
import { formatPeriod } from "@/lib/dates/format"
import { todayIn } from "@/lib/dates/local-date"
import { formatMoney } from "@/lib/money/format-money"
import { shopTimeZone } from "@/lib/shop/config"

export const metadata: Metadata = { title: checkout.title, robots: { index: false } }

export default async function CheckoutPage() {
  const cart = await readCart()
  if (!cart?.lines.length) {
    return (
      <Empty heading="h1" title={event.emptyTitle} text={event.emptyText}>
        <ShopLink href="/items" className="btn btn-solid">
          {event.emptyBrowse}
        </ShopLink>
      </Empty>
    )
  }
  const options = await deliveryOptions(cart.id)
  return (
    <div className="shell pt-6 lg:pt-10">
      <ShopLink
        href="/event"
        className="eyebrow inline-flex min-h-10 items-center hover:underline"
      >
        {checkout.back}
      </ShopLink>
      <h1 className="mt-1 text-4xl sm:text-5xl">{checkout.title}</h1>
      <CheckoutForm
        currency={cart.currency}
        itemsTotal={cart.itemsTotal}
        taxTotal={cart.taxTotal}
        email={cart.email}
        options={options}
        initialOption={cart.shippingOptionId}
        lines={<Lines cart={cart} />}
      />
    </div>
  )
}

function Lines({ cart }: { cart: EventCart }) {
  return (
    <>
      {cart.period && (
        <p className="mt-2">
          {event.period(
            formatPeriod(cart.period, todayIn(shopTimeZone()).slice(0, 4)),
            cart.days
          )}
        </p>
      )}
      <ul aria-label={event.lines} className="mt-4 space-y-3 border-b border-line pb-4">
        {cart.lines.map((line) => (
          <li key={line.id} className="flex items-center gap-3 text-[0.9375rem]">
            <Picture
              src={line.picture}
              alt=""
              sizes="48px"
              className="w-11 shrink-0 rounded"
            />
            <span className="min-w-0 flex-1">
              {item.component(line.quantity, line.title)}
              {line.variantTitle && (
                <span className="text-muted">, {line.variantTitle}</span>
              )}
            </span>
            <span className="tabular-nums">
              {formatMoney(line.total, cart.currency, { exact: true })}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
