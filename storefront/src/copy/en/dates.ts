import { plural } from "./plural"

export const dates = {
  choose: "Choose your dates",
  chosen: (period: string) => `Your dates: ${period}. Change dates`,
  title: "When is your event?",
  intro:
    "The first day is when things leave us, the last is when they come back. Set-up and clearing-up days count.",
  first: "First day",
  last: "Last day",
  days: (n: number) => plural(n, "day", "days"),
  use: "Use these dates",
  using: "Checking your dates",
  clear: "Clear dates",
  close: "Close",
  calendar: "Calendar",
  pickLast: "Now the last day",
  pickFirst: "Pick the first day",
  needStart: "Choose the first day.",
  needEnd: "Choose the last day.",
  past: "That day has passed. Choose today or later.",
  swapped: "The last day comes before the first. Swap them, or choose a later one.",
  misfit: "Not everything in your event is free on those days",
  misfitKept: "Nothing has changed yet: your items are still held for the dates you had.",
  fit: "Take out what is not free and change dates",
  previousMonth: "Previous month",
  nextMonth: "Next month",
}
