import { ChevronLeft, ChevronRight } from "lucide-react"
import { dates, item } from "@/copy/en"
import { formatDay, formatMonth } from "@/lib/dates/format"
import type { LocalDate } from "@/lib/dates/local-date"
import {
  firstOfMonth,
  lastOfMonth,
  monthGrid,
  weekdayNames,
} from "@/lib/dates/month-grid"
import type { RentalPeriod } from "@/lib/dates/period"
import type { Weekday } from "@/lib/dates/week-start"
import { type CalendarDay, rentalCalendar } from "@/lib/rental/calendar"
import { ShopLink } from "../shop-link"

type Props = {
  variantId: string
  /** The item page with its variant; the month is added. */
  href: string
  month: LocalDate
  today: LocalDate
  startsOn: Weekday
  period: RentalPeriod | null
}

/** How many are free on each day of a month, as a table that needs no script. */
export async function FreeCalendar(props: Props) {
  const { month, today, startsOn } = props
  const from = month < today ? today : month
  const days = await rentalCalendar(props.variantId, from, lastOfMonth(month))
  return (
    <section aria-labelledby="calendar-title" id="calendar">
      <h2 id="calendar-title" className="text-2xl">
        {item.calendar}
      </h2>
      <p className="mt-2 text-[0.9375rem] text-muted">{item.calendarText}</p>
      <MonthHead {...props} />
      <table className="mt-1 w-full table-fixed border-separate border-spacing-1">
        <caption className="sr-only">{formatMonth(month)}</caption>
        <thead>
          <tr>
            {weekdayNames(startsOn).map((name) => (
              <th
                key={name.long}
                scope="col"
                className="h-8 text-xs font-medium text-muted"
              >
                <abbr title={name.long} className="no-underline">
                  {name.short}
                </abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthGrid(month, startsOn).map((week, index) => (
            <tr key={index}>
              {week.map((date, column) => (
                <Day
                  key={column}
                  date={date}
                  day={date ? days.get(date) : undefined}
                  today={today}
                  period={props.period}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function MonthHead({ href, month, today }: Props) {
  const step = (by: number) =>
    `${href}&month=${firstOfMonth(month, by).slice(0, 7)}#calendar`
  const button = "grid size-11 place-items-center rounded-full hover:bg-sand"
  return (
    <div className="mt-4 flex items-center justify-between">
      {month > firstOfMonth(today) ? (
        <ShopLink
          href={step(-1)}
          scroll={false}
          replace
          className={button}
          aria-label={dates.previousMonth}
        >
          <ChevronLeft aria-hidden size={20} strokeWidth={1.6} />
        </ShopLink>
      ) : (
        <span className="size-11" />
      )}
      <p className="font-display text-lg">{formatMonth(month)}</p>
      <ShopLink
        href={step(1)}
        scroll={false}
        replace
        className={button}
        aria-label={dates.nextMonth}
      >
        <ChevronRight aria-hidden size={20} strokeWidth={1.6} />
      </ShopLink>
    </div>
  )
}

type DayProps = {
  date: LocalDate | null
  day: CalendarDay | undefined
  today: LocalDate
  period: RentalPeriod | null
}

function Day({ date, day, today, period }: DayProps) {
  if (!date) {
    return <td />
  }
  const chosen = period !== null && date >= period.start && date <= period.end
  const free = day?.available ?? 0
  const look = chosen
    ? "bg-card shadow-[inset_0_0_0_2px_var(--color-accent)]"
    : free > 0
      ? "bg-card"
      : "bg-sand"
  return (
    <td className={`h-14 rounded-lg p-0 text-center align-middle ${look}`}>
      <span className="sr-only">
        {dayWords(date, day, today)}
        {chosen ? `, ${item.yourDays}` : ""}
      </span>
      <span aria-hidden className="block leading-tight">
        <span
          className={`block text-xs ${day && free > 0 ? "text-muted" : "text-muted line-through"}`}
        >
          {Number(date.slice(8))}
        </span>
        <span className="block font-medium tabular-nums">{day ? free : "·"}</span>
      </span>
    </td>
  )
}

function dayWords(
  date: LocalDate,
  day: CalendarDay | undefined,
  today: LocalDate
): string {
  const name = formatDay(date, today.slice(0, 4))
  if (!day) {
    return item.dayPast(name)
  }
  return day.available > 0
    ? item.dayFree(name, day.available, day.capacity)
    : item.dayNone(name)
}
