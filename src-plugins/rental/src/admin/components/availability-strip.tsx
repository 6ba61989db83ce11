import { Text, Tooltip, TooltipProvider } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { type CalendarDay, readCalendar } from "../lib/rental-api"
import { dayAfter } from "../lib/day-after"
import { formatDay } from "../lib/format-day"

const DAYS = 30

interface AvailabilityStripProps {
  variantId: string
  /** Of the shop, `YYYY-MM-DD`: the first day. */
  today: string
}

/** The next 30 days of a variant, one bar a day: the fuller the bar, the more is free. */
export const AvailabilityStrip = ({ variantId, today: from }: AvailabilityStripProps) => {
  const to = dayAfter(from, DAYS - 1)
  const { data: days, error } = useQuery({
    queryKey: ["rental", "calendar", variantId, from],
    queryFn: () => readCalendar(variantId, from, to),
  })
  if (error) {
    return (
      <Text size="xsmall" className="text-ui-fg-error">
        {error.message}
      </Text>
    )
  }
  if (!days) {
    return <div className="bg-ui-bg-component h-8 animate-pulse rounded" />
  }
  return (
    <div>
      <TooltipProvider>
        <ol
          className="flex h-8 items-end gap-x-0.5"
          aria-label="Free in the next 30 days"
        >
          {days.map((day) => (
            <Tooltip key={day.date} content={describe(day)}>
              <li
                className="bg-ui-bg-component relative h-full flex-1 overflow-hidden rounded-sm"
                aria-label={describe(day)}
              >
                <span
                  className={`absolute inset-x-0 bottom-0 ${colour(day)}`}
                  style={{ height: `${share(day) * 100}%` }}
                />
              </li>
            </Tooltip>
          ))}
        </ol>
      </TooltipProvider>
      <div className="mt-1 flex justify-between">
        <Text size="xsmall" className="text-ui-fg-muted">
          {formatDay(from)}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted">
          {summary(days)}
        </Text>
        <Text size="xsmall" className="text-ui-fg-muted">
          {formatDay(to)}
        </Text>
      </div>
    </div>
  )
}

const describe = (day: CalendarDay): string =>
  `${formatDay(day.date)}: ${day.available} of ${day.capacity} free`

/** A day with nothing left still shows a sliver, so that it reads as full and not as absent. */
const share = (day: CalendarDay): number =>
  day.available > 0 && day.capacity > 0 ? day.available / day.capacity : 0.08

const colour = (day: CalendarDay): string =>
  day.available === 0
    ? "bg-ui-tag-red-icon"
    : day.available < day.capacity
      ? "bg-ui-tag-orange-icon"
      : "bg-ui-tag-green-icon"

const summary = (days: CalendarDay[]): string => {
  const least = Math.min(...days.map((day) => day.available))
  return least === days[0]?.capacity ? "all free" : `at least ${least} free`
}
