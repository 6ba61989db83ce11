import { event, item } from "@/copy/en"
import type { EventLine } from "@/lib/cart/event-cart"
import { formatMoney } from "@/lib/money/format-money"
import type { RentalItem } from "@/lib/rental/rental-items"
import { Picture } from "../picture"
import { ShopLink } from "../shop-link"
import { LineForm } from "./line-form"

type Props = { line: EventLine; currency: string; components: RentalItem["components"] }

/** One line of the event: what it is, how many, what it costs, and the way out. */
export function EventLineRow({ line, currency, components }: Props) {
  const name = line.variantTitle ? `${line.title}, ${line.variantTitle}` : line.title
  return (
    <li
      className="grid grid-cols-[5.5rem_1fr] gap-4 border-b border-line py-5 sm:grid-cols-[7rem_1fr] sm:gap-6"
      data-testid="event-line"
    >
      <Picture src={line.picture} alt="" sizes="112px" className="rounded-lg" />
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 className="font-sans text-lg font-medium tracking-normal">
            <ShopLink
              href={`/items/${line.handle}?variant=${line.variantId}`}
              className="hover:underline underline-offset-4"
            >
              {line.title}
            </ShopLink>
          </h2>
          <p className="text-lg tabular-nums">
            {formatMoney(line.total, currency, { exact: true })}
          </p>
        </div>
        <p className="text-[0.9375rem] text-muted">
          {line.variantTitle && <span>{line.variantTitle}. </span>}
          {event.each(formatMoney(line.unitPrice, currency))}
        </p>
        {components.length > 0 && (
          <p className="mt-1 text-sm text-muted">
            {event.contains}{" "}
            {components
              .map((part) => item.component(part.quantity, part.title))
              .join(", ")}
          </p>
        )}
        <LineForm
          key={line.quantity}
          lineId={line.id}
          name={name}
          quantity={line.quantity}
        />
      </div>
    </li>
  )
}
