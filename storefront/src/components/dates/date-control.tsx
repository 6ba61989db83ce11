"use client"

import { CalendarDays } from "lucide-react"
import { dates } from "@/copy/en"
import { formatPeriod, formatPeriodShort } from "@/lib/dates/format"
import { ChooseDatesLink } from "./choose-dates-link"
import { useDates } from "./dates-provider"

/** The event's dates in the header of every page. */
export function DateControl() {
  const { period, today } = useDates()
  const words = period && formatPeriod(period, today.slice(0, 4))
  return (
    <ChooseDatesLink className="btn btn-small btn-line min-h-11 max-w-full min-w-0 justify-self-end bg-card px-3.5 text-[0.9375rem] whitespace-nowrap">
      <CalendarDays aria-hidden size={17} strokeWidth={1.6} className="shrink-0" />
      {words ? (
        <span className="truncate" data-testid="chosen-dates">
          <span className="sr-only">{dates.chosen(words)}</span>
          <span aria-hidden className="max-sm:hidden">
            {words}
          </span>
          <span aria-hidden className="sm:hidden">
            {formatPeriodShort(period, today.slice(0, 4))}
          </span>
        </span>
      ) : (
        dates.choose
      )}
    </ChooseDatesLink>
  )
}
