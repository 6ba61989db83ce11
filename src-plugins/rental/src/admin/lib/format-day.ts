const LONG = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
})

/** A calendar day for reading. Days have no time zone: UTC keeps them from shifting. */
export const formatDay = (day: string): string =>
  day ? LONG.format(new Date(`${day}T00:00:00Z`)) : ""
