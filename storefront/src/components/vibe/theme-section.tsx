import { board as copy } from "@/copy/en"
import type { Product } from "@/lib/catalogue/product"
import type { RentalPeriod } from "@/lib/dates/period"
import type { PeriodPrice } from "@/lib/rental/quote"
import type { BoardTheme } from "@/lib/vibe/board"
import { MatchCard } from "./match-card"
import { ThemeForm } from "./theme-form"

type Props = {
  theme: BoardTheme
  products: Map<string, Product>
  prices: Map<string, PeriodPrice>
  period: RentalPeriod | null
  currency: string
}

/** One mood of a board: its name, its colours, and what belongs with it. */
export function ThemeSection({ theme, products, prices, period, currency }: Props) {
  const shown = theme.matches.flatMap((match) => {
    const product = products.get(match.product_id)
    const variant =
      product?.variants.find(({ id }) => id === match.variant_id) ?? product?.variants[0]
    return product && variant ? [{ match, product, variant }] : []
  })
  const close = shown
    .filter(({ match }) => !match.weak && match.available !== 0)
    .map(({ variant }) => variant.id)
  return (
    <section
      aria-labelledby={`theme-${theme.id}`}
      className="mt-14 border-t border-line pt-10"
      data-testid="theme"
    >
      <ThemeHead theme={theme} />
      {shown.length ? (
        <ThemeForm period={period} close={close}>
          <ul className="grid grid-cols-2 gap-x-4 gap-y-9 sm:grid-cols-3 sm:gap-x-6 lg:grid-cols-4 lg:gap-y-12">
            {shown.map(({ match, product, variant }) => (
              <li key={variant.id}>
                <MatchCard
                  match={match}
                  product={product}
                  variant={variant}
                  price={prices.get(variant.id)}
                  period={period}
                  currency={currency}
                />
              </li>
            ))}
          </ul>
        </ThemeForm>
      ) : (
        <p className="mt-6 text-lg text-muted">
          {period ? copy.noMatchesForDates : copy.noMatches}
        </p>
      )}
    </section>
  )
}

function ThemeHead({ theme }: { theme: BoardTheme }) {
  return (
    <div className="mb-8 grid gap-6 lg:grid-cols-12 lg:items-end">
      <div className="lg:col-span-6">
        <h2 id={`theme-${theme.id}`} className="text-3xl sm:text-4xl">
          {theme.name}
        </h2>
        <p className="mt-2 text-muted">
          {copy.share(Math.round(theme.weight * 100))},{" "}
          {copy.fromPictures(theme.image_count)}
        </p>
      </div>
      <ul
        aria-label={copy.palette}
        className="flex h-16 overflow-hidden rounded-xl sm:h-20 lg:col-span-6"
      >
        {theme.palette.map((colour) => (
          <li
            key={colour.hex}
            title={`${colour.name}, ${colour.hex}`}
            style={{
              backgroundColor: colour.hex,
              flexGrow: Math.max(8, colour.share * 100),
            }}
            className="min-w-8 basis-0"
          >
            <span className="sr-only">{colour.name}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
