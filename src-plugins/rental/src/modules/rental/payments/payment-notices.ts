import { addDays, type LocalDate } from "../periods/local-date"
import { type PaymentRules } from "./payment-rules"

export type NoticeKind = "reminder" | "due" | "overdue"

/** Something to be said once about an instalment: so many days before or after it is due. */
export interface Notice {
  notice: NoticeKind
  days: number
}

/**
 * What is to be said today about an instalment that is owed: the latest of all that has come
 * due. What should have been said before it is said with it. A reminder whose day was over when
 * the order was placed is none.
 */
export function noticeOn(
  rules: Pick<PaymentRules, "remind_before" | "remind_after">,
  { due_on, placed_on }: { due_on: LocalDate; placed_on: LocalDate },
  today: LocalDate
): Notice | null {
  const before = rules.remind_before
    .filter((days) => addDays(due_on, -days) > placed_on)
    .map((days) => ({ notice: "reminder" as const, days, on: addDays(due_on, -days) }))
  const after = rules.remind_after.map((days) => ({
    notice: "overdue" as const,
    days,
    on: addDays(due_on, days),
  }))
  const [latest] = [...before, { notice: "due" as const, days: 0, on: due_on }, ...after]
    .filter(({ on }) => on <= today)
    .sort((a, b) => (a.on < b.on ? 1 : -1))
  return latest ? { notice: latest.notice, days: latest.days } : null
}

/** The days on which instalments have to be due for something to be said of them today. */
export function daysOfNotices(
  rules: Pick<PaymentRules, "remind_before" | "remind_after">,
  today: LocalDate
): { from: LocalDate; to: LocalDate } {
  return {
    from: addDays(today, -Math.max(0, ...rules.remind_after) - DAYS_A_JOB_CAN_BE_LATE),
    to: addDays(today, Math.max(0, ...rules.remind_before)),
  }
}

const DAYS_A_JOB_CAN_BE_LATE = 14
