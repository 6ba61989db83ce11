import { plural } from "./plural"

export const item = {
  gallery: (title: string) => `Pictures of ${title}`,
  picture: (title: string, n: number, of: number) => `${title}, picture ${n} of ${of}`,
  back: "All items",
  quantity: "Quantity",
  fewer: "One fewer",
  more: "One more",
  add: "Add to event",
  adding: "Adding",
  added: (n: number) => (n === 1 ? "Added to your event." : `${n} added to your event.`),
  heldUntil: (time: string) => `Held for you until ${time}.`,
  see: "See your event",
  pickDates: "Choose dates to add this",
  total: (quantity: number) => `${quantity} for the whole period`,
  other: (words: string) => `Your event is on ${words}.`,
  otherText:
    "An event has one set of dates. Move the whole event, or look at its dates instead.",
  move: "Change dates for the event",
  keep: "Look at my event's dates",
  notFree: "Not free on these days. The calendar shows when it is.",
  contains: "What is in it",
  component: (quantity: number, title: string) => `${quantity} × ${title}`,
  about: "About this piece",
  calendar: "Free, day by day",
  calendarText:
    "How many we have free on each day, with time to clean and move them taken off.",
  dayFree: (day: string, free: number, of: number) => `${day}: ${free} of ${of} free`,
  dayNone: (day: string) => `${day}: not free`,
  dayPast: (day: string) => `${day}: past`,
  yourDays: "your dates",
  replacement: (amount: string) => `Replacement value ${amount} each.`,
  turnaround: (n: number) =>
    `We keep ${plural(n, "day", "days")} between events to clean and check it.`,
  related: "From the same shelf",
  tags: "Style and material",
}
