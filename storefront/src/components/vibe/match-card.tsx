import { availability, board as copy, price as priceWords } from "@/copy/en"
import { type Product, type Variant, variantWords } from "@/lib/catalogue/product"
import { periodDays, type RentalPeriod } from "@/lib/dates/period"
import { formatMoney } from "@/lib/money/format-money"
import type { PeriodPrice } from "@/lib/rental/quote"
import type { BoardMatch } from "@/lib/vibe/board"
import { whyWords } from "@/lib/vibe/why-words"
import { CARD_SIZES } from "../catalogue/product-card"
import { Picture } from "../picture"
import { QuantityStepper } from "../quantity-stepper"
import { ShopLink } from "../shop-link"

type Props = {
  match: BoardMatch
  product: Product
  variant: Variant
  price: PeriodPrice | undefined
  period: RentalPeriod | null
  currency: string
}

/** An item that goes with a theme: why, for how much, and the way to add it. */
export function MatchCard({ match, product, variant, price, period, currency }: Props) {
  const kind = variantWords(product, variant)
  const name = kind ? `${product.title}, ${kind}` : product.title
  const why = whyWords(match.why)
  const addable = period !== null && match.available !== 0 && price !== undefined
  return (
    <article data-testid="match" data-strength={match.weak ? "loose" : "close"}>
      <ShopLink
        href={`/items/${product.handle}?variant=${variant.id}`}
        className="block"
        aria-label={name}
      >
        <Picture
          src={variant.picture ?? product.pictures[0] ?? null}
          alt=""
          sizes={CARD_SIZES}
          className="rounded-lg"
        />
      </ShopLink>
      <p className="mt-3 min-h-5 text-sm text-muted">
        {match.weak ? copy.loose : why ? copy.because(why) : copy.close}
      </p>
      <h3 className="mt-0.5 font-sans text-base leading-snug font-medium tracking-normal">
        {product.title}
        {kind && <span className="font-normal text-muted">, {kind}</span>}
      </h3>
      <p className="mt-0.5 text-sm">
        {price && period
          ? `${formatMoney(price.unitPrice, currency)} ${priceWords.forDays(periodDays(period))}`
          : variant.dayRate
            ? `${formatMoney(variant.dayRate, currency)} ${priceWords.aDay}`
            : priceWords.onRequest}
        {match.available !== null && (
          <span className="text-muted">
            {" · "}
            {match.available > 0 ? copy.freeCount(match.available) : availability.none}
          </span>
        )}
      </p>
      {addable && (
        <div className="mt-3 grid justify-items-start gap-2 sm:flex sm:flex-wrap sm:items-center">
          <QuantityStepper
            compact
            name={`quantity:${variant.id}`}
            label={copy.quantityOf(name)}
            max={match.available ?? undefined}
          />
          <button
            name="add"
            value={variant.id}
            aria-label={copy.addItem(name)}
            className="btn btn-small btn-line max-sm:w-full"
          >
            {copy.add}
          </button>
        </div>
      )}
    </article>
  )
}
