const DAY_MS = 86_400_000

/** A calendar day of the shop, `YYYY-MM-DD`. */
export type Day = string

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Days from one to the other; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS
}

export function later(a: Day, b: Day): Day {
  return a > b ? a : b
}

export function earlier(a: Day, b: Day): Day {
  return a < b ? a : b
}

/** The day that it is in the shop, which is in New York, at an instant. */
export function dayAt(instant: Date): Day {
  return instant.toLocaleDateString("sv-SE", { timeZone: "America/New_York" })
}
