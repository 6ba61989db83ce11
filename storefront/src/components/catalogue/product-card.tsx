import { price } from "@/copy/en"
import { bestAvailability } from "@/lib/availability/availability-words"
import { cheapestVariant, pricesDiffer, type Product } from "@/lib/catalogue/product"
import { formatMoney } from "@/lib/money/format-money"
import type { PeriodFacts } from "@/lib/rental/period-facts"
import { AvailabilityMark } from "../availability-mark"
import { Picture } from "../picture"
import { ShopLink } from "../shop-link"

type Props = {
  product: Product
  currency: string
  facts: PeriodFacts | null
  sizes?: string
  priority?: boolean
}

export const CARD_SIZES = "(min-width: 64rem) 22vw, (min-width: 36rem) 31vw, 46vw"

/** A product in a grid: its picture, what it costs and, with dates, how free it is. */
export function ProductCard({
  product,
  currency,
  facts,
  sizes = CARD_SIZES,
  priority,
}: Props) {
  return (
    <article className="group relative" data-testid="item-card">
      <Picture
        src={product.pictures[0] ?? null}
        alt=""
        sizes={sizes}
        priority={priority}
        className="rounded-lg [&_img]:transition-transform [&_img]:duration-200 group-hover:[&_img]:scale-[1.015]"
      />
      <h3 className="mt-3 font-sans text-[0.9375rem] leading-snug font-medium tracking-normal sm:text-base">
        <ShopLink
          href={`/items/${product.handle}`}
          className="after:absolute after:inset-0 after:content-['']"
        >
          {product.title}
        </ShopLink>
      </h3>
      <p className="mt-0.5 text-sm text-muted">
        <CardPrice product={product} currency={currency} facts={facts} />
      </p>
      {facts && <CardAvailability product={product} facts={facts} />}
    </article>
  )
}

function CardPrice({ product, currency, facts }: Props) {
  const variant = cheapestVariant(product)
  if (!variant) {
    return price.onRequest
  }
  const from = pricesDiffer(product) || !facts ? `${price.from} ` : ""
  const forPeriod = facts?.prices.get(variant.id)
  return forPeriod && facts
    ? `${from}${formatMoney(forPeriod.unitPrice, currency)} ${price.forDays(facts.days)}`
    : `${from}${formatMoney(variant.dayRate!, currency)} ${price.aDay}`
}

function CardAvailability({ product, facts }: { product: Product; facts: PeriodFacts }) {
  const known = product.variants.flatMap(
    (variant) => facts.availability.get(variant.id) ?? []
  )
  if (!known.length) {
    return null
  }
  return (
    <p className="mt-1">
      <AvailabilityMark note={bestAvailability(known)} />
    </p>
  )
}
