import { availability as availabilityWords, dates, item, price } from "@/copy/en"
import { availabilityNote } from "@/lib/availability/availability-words"
import type { Variant } from "@/lib/catalogue/product"
import { formatPeriod } from "@/lib/dates/format"
import type { LocalDate } from "@/lib/dates/local-date"
import { periodDays, type RentalPeriod } from "@/lib/dates/period"
import { formatMoney } from "@/lib/money/format-money"
import { availabilityOf } from "@/lib/rental/availability"
import { periodPrices } from "@/lib/rental/quote"
import { AvailabilityMark } from "../availability-mark"
import { ChooseDatesLink } from "../dates/choose-dates-link"
import { AddForm } from "./add-form"

type Props = {
  variant: Variant
  period: RentalPeriod | null
  currency: string
  today: LocalDate
}

/** What a variant costs and whether it is free for the dates, with the form to add it. */
export async function PeriodOffer({ variant, period, currency, today }: Props) {
  if (variant.dayRate === null) {
    return <p className="mt-7 text-lg">{price.onRequest}</p>
  }
  if (!period) {
    return (
      <div className="mt-7">
        <p className="text-lg">
          <span className="font-display text-3xl">
            {formatMoney(variant.dayRate, currency)}
          </span>{" "}
          {price.aDay}
        </p>
        <ChooseDatesLink className="btn btn-solid mt-5 w-full">
          {item.pickDates}
        </ChooseDatesLink>
      </div>
    )
  }
  const [free, prices] = await Promise.all([
    availabilityOf([variant.id], period),
    periodPrices([variant.id], period),
  ])
  const { available, capacity } = free.get(variant.id) ?? { available: 0, capacity: 0 }
  const offer = prices.get(variant.id)
  return (
    <div className="mt-7">
      {offer && (
        <>
          <p className="text-lg">
            <span className="font-display text-3xl" data-testid="period-price">
              {formatMoney(offer.unitPrice, currency)}
            </span>{" "}
            {price.each} {price.forDays(periodDays(period))}
          </p>
          <p className="mt-1 text-[0.9375rem] text-muted">
            {offer.words ??
              price.breakdown(formatMoney(offer.rate, currency), offer.days)}
          </p>
        </>
      )}
      <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1">
        <AvailabilityMark note={availabilityNote(available, capacity)} />
        {available > 0 && (
          <span className="text-sm text-muted">
            {availabilityWords.left(available, capacity)}
          </span>
        )}
        <ChooseDatesLink className="link py-1 text-sm">
          {formatPeriod(period, today.slice(0, 4))}
          <span className="sr-only">. {dates.title}</span>
        </ChooseDatesLink>
      </p>
      <div className="mt-5">
        {available > 0 && offer ? (
          <AddForm
            key={variant.id}
            variantId={variant.id}
            period={period}
            available={available}
            unitPrice={offer.unitPrice}
            currency={currency}
          />
        ) : (
          <p className="text-[0.9375rem]">{item.notFree}</p>
        )}
      </div>
    </div>
  )
}
