"use client"

import { dates, home } from "@/copy/en"
import { formatPeriod } from "@/lib/dates/format"
import { ChooseDatesLink } from "../dates/choose-dates-link"
import { useDates } from "../dates/dates-provider"
import { ShopLink } from "../shop-link"

/** The question the shop opens with, and the way in for those who skip it. */
export function HomeDates() {
  const { period, today } = useDates()
  return (
    <div className="mt-8 flex flex-wrap items-center gap-3">
      <ChooseDatesLink className={`btn ${period ? "btn-line" : "btn-solid"}`}>
        {period ? formatPeriod(period, today.slice(0, 4)) : dates.choose}
        {period && <span className="sr-only">. {dates.title}</span>}
      </ChooseDatesLink>
      <ShopLink href="/items" className={`btn ${period ? "btn-solid" : "btn-line"}`}>
        {home.browse}
      </ShopLink>
    </div>
  )
}
