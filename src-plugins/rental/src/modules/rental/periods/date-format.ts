/**
 * Formatters of one kind, by time zone: making one takes a hundred times as long as using it.
 * They write years, months and days as numbers of the ISO calendar.
 *
 * @throws RangeError when asked for a time zone that is unknown
 */
export function dateFormats(
  options: Intl.DateTimeFormatOptions = {}
): (timezone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (timezone) => {
    let format = made.get(timezone)
    if (!format) {
      format = new Intl.DateTimeFormat("en-US", {
        timeZone: timezone,
        calendar: "iso8601",
        numberingSystem: "latn",
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        ...options,
      })
      made.set(timezone, format)
    }
    return format
  }
}
