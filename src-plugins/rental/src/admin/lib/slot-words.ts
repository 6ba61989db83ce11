/** What an item can be rented by, the coarsest first. */
export const SLOT_MINUTES = [1440, 60, 30, 20, 15, 12, 10, 6, 5, 4, 3, 2, 1]

const NAMES = new Map([
  [1440, "day"],
  [60, "hour"],
  [1, "minute"],
])

/** How an item is rented: `by the day`, `by the hour`, `by 15 minutes`. */
export const rentedBy = (minutes: number): string => {
  const name = NAMES.get(minutes)
  return name ? `by the ${name}` : `by ${minutes} minutes`
}

/** What turnaround counts in: `days`, `hours`, `times 15 minutes`. */
export const slotUnits = (minutes: number): string => {
  const name = NAMES.get(minutes)
  return name ? `${name}s` : `times ${minutes} minutes`
}
