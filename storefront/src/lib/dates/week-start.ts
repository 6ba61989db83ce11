export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

type WeekInfo = { firstDay: number }
type LocaleWithWeek = Intl.Locale & {
  getWeekInfo?: () => WeekInfo
  weekInfo?: WeekInfo
}

// CLDR's regions that do not start on Monday, for engines without week data.
const SUNDAY =
  "AG AS AU BD BR BS BT BW BZ CA CN CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split(
    " "
  )
const SATURDAY = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split(" ")

/** The day a week starts with where `locale` is spoken; 0 is Sunday. */
export function weekStart(locale: string | undefined): Weekday {
  try {
    const parsed: LocaleWithWeek = new Intl.Locale(locale || "en-US").maximize()
    const info = parsed.getWeekInfo?.() ?? parsed.weekInfo
    return info ? ((info.firstDay % 7) as Weekday) : weekStartOfRegion(parsed.region)
  } catch {
    return 0
  }
}

/** The same from a table, for a two-letter region. */
export function weekStartOfRegion(region: string | undefined): Weekday {
  if (!region || SUNDAY.includes(region)) {
    return 0
  }
  return SATURDAY.includes(region) ? 6 : 1
}

/** The first language of an `Accept-Language` header. */
export function firstLanguage(header: string | null): string | undefined {
  const language = header?.split(",")[0]?.split(";")[0]?.trim()
  return language && language !== "*" ? language : undefined
}
