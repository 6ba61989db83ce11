"use client"

import { useState, useSyncExternalStore } from "react"
import { DayPicker } from "react-day-picker"
import { dates } from "@/copy/en"
import { fromBrowserDate, type LocalDate, toBrowserDate } from "@/lib/dates/local-date"
import { firstOfMonth } from "@/lib/dates/month-grid"
import { weekStart } from "@/lib/dates/week-start"

type Props = {
  start: LocalDate | null
  end: LocalDate | null
  today: LocalDate
  onPick: (day: LocalDate) => void
}

/** A calendar in which a first and a last day are tapped one after the other. */
export function RangeCalendar({ start, end, today, onPick }: Props) {
  const wide = useWide()
  const [month, setMonth] = useMonthOf(start ?? today, wide ? 2 : 1)
  const selected = start
    ? { from: toBrowserDate(start), to: toBrowserDate(end ?? start) }
    : undefined
  return (
    <DayPicker
      mode="range"
      aria-label={dates.calendar}
      className="relative mt-5"
      numberOfMonths={wide ? 2 : 1}
      weekStartsOn={weekStart(
        typeof navigator === "undefined" ? undefined : navigator.language
      )}
      startMonth={toBrowserDate(today)}
      month={toBrowserDate(month)}
      onMonthChange={(first) => setMonth(fromBrowserDate(first))}
      disabled={{ before: toBrowserDate(today) }}
      selected={selected}
      onSelect={(_range, day) => onPick(fromBrowserDate(day))}
      labels={{
        labelPrevious: () => dates.previousMonth,
        labelNext: () => dates.nextMonth,
      }}
      classNames={CLASSES}
    />
  )
}

const CLASSES = {
  months: "flex justify-between gap-10",
  month: "w-full",
  month_caption: "flex h-11 items-center justify-center font-display text-lg",
  nav: "absolute inset-x-0 top-0 flex justify-between",
  button_previous:
    "z-10 grid size-11 place-items-center rounded-full hover:bg-sand aria-disabled:opacity-30",
  button_next:
    "z-10 grid size-11 place-items-center rounded-full hover:bg-sand aria-disabled:opacity-30",
  chevron: "size-5 fill-ink",
  month_grid: "w-full border-collapse",
  weekday: "h-9 text-xs font-medium text-muted",
  day: "p-0 text-center",
  day_button:
    "mx-auto grid h-11 w-full place-items-center tabular-nums hover:bg-sand rounded-lg disabled:text-muted/60 disabled:line-through disabled:hover:bg-transparent",
  today: "font-semibold",
  outside: "invisible",
  range_start: "bg-sand rounded-l-lg [&_button]:!bg-accent [&_button]:!text-white",
  range_end: "bg-sand rounded-r-lg [&_button]:!bg-accent [&_button]:!text-white",
  range_middle: "bg-sand [&_button]:rounded-none",
}

/** The first month shown; a day typed out of sight brings its month into view. */
function useMonthOf(
  day: LocalDate,
  shown: number
): [LocalDate, (month: LocalDate) => void] {
  const [month, setMonth] = useState(() => firstOfMonth(day))
  const [seen, setSeen] = useState(day)
  if (seen !== day) {
    setSeen(day)
    if (day < month || day >= firstOfMonth(month, shown)) {
      setMonth(firstOfMonth(day))
    }
  }
  return [month, setMonth]
}

function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(WIDE)
      query.addEventListener("change", changed)
      return () => query.removeEventListener("change", changed)
    },
    () => window.matchMedia(WIDE).matches,
    () => false
  )
}

const WIDE = "(min-width: 48rem)"
