const DAY_MS = 24 * 60 * 60 * 1000

/** The day so many days after one, both `YYYY-MM-DD`, whatever clocks do in between. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
