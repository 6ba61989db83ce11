import {
  periodError,
  requestError,
  type RentalError,
} from "../../modules/rental/errors/rental-error"
import {
  LAST_DAY,
  parseLocalDate,
  type LocalDate,
} from "../../modules/rental/periods/local-date"
import { periodDays, type RentalPeriod } from "../../modules/rental/periods/rental-period"
import { LONGEST_DAYS } from "../../modules/rental/periods/slots"
import { parseLocalTime } from "../../modules/rental/periods/shop-time"

/** What staff may say of a period; what is left out stays as it is. */
export interface PeriodRequest {
  start_date?: string
  end_date?: string
  /** `HH:MM`, for items rented by the hour; both times, or `null` for whole days. */
  start_time?: string | null
  end_time?: string | null
}

/**
 * The period that staff ask for. The rules a shop has for its customers (lead time, week
 * days, shortest and longest rental) do not bind staff; only what cannot be is refused.
 *
 * @param current the period as it is; a start that does not change may lie in the past
 * @throws RentalError `rental_period_invalid` naming field and rule
 */
export function readStaffPeriod(
  request: PeriodRequest,
  current: RentalPeriod | null,
  today: LocalDate
): RentalPeriod {
  const start_date = parseLocalDate(request.start_date ?? current?.start_date)
  if (!start_date) {
    throw refuse("start_date_invalid", "start_date must be a day, YYYY-MM-DD")
  }
  const end_date = parseLocalDate(request.end_date ?? current?.end_date)
  if (!end_date) {
    throw refuse("end_date_invalid", "end_date must be a day, YYYY-MM-DD")
  }
  const period = { start_date, end_date, ...readTimes(request, current) }
  if (end_date < start_date || endsBeforeItStarts(period)) {
    throw refuse(
      "ends_before_start",
      `end_date ${end_date} is before start_date ${start_date}`
    )
  }
  if (start_date < today && start_date !== current?.start_date) {
    throw refuse("past", `start_date ${start_date} is past: today is ${today}`)
  }
  if (periodDays(period) > LONGEST_DAYS) {
    throw refuse(
      "too_long",
      `A rental lasts at most ${LONGEST_DAYS} days, not ${periodDays(period)}`
    )
  }
  if (end_date > LAST_DAY) {
    throw refuse("too_far_ahead", `end_date must not be after ${LAST_DAY}`)
  }
  return period
}

function readTimes(
  request: PeriodRequest,
  current: RentalPeriod | null
): Pick<RentalPeriod, "start_time" | "end_time"> {
  const start =
    request.start_time === undefined ? current?.start_time : request.start_time
  const end = request.end_time === undefined ? current?.end_time : request.end_time
  if (start == null && end == null) {
    return {}
  }
  const start_time = parseLocalTime(start)
  if (!start_time) {
    throw requestError("start_time", "start_time must be a time, HH:MM, as end_time is")
  }
  const end_time = parseLocalTime(end)
  if (!end_time) {
    throw requestError("end_time", "end_time must be a time, HH:MM, as start_time is")
  }
  return { start_time, end_time }
}

function endsBeforeItStarts(period: RentalPeriod): boolean {
  const { start_date, end_date, start_time, end_time } = period
  return (
    start_date === end_date &&
    start_time !== undefined &&
    end_time !== undefined &&
    end_time <= start_time
  )
}

function refuse(
  rule: Parameters<typeof periodError>[0]["rule"],
  message: string
): RentalError {
  const field =
    rule === "start_date_invalid" || rule === "past" ? "start_date" : "end_date"
  return periodError({ rule, field, message })
}
