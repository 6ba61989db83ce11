/*
 * The model's own time arithmetic, slow and plain on purpose: it looks at the shop's clock
 * every quarter of an hour, and searches. The ledger computes; here is looked up.
 */

const QUARTER = 15 * 60_000
const DAY = 24 * 60 * 60_000

/** What the shop's clocks show over some weeks, one reading each quarter of an hour. */
export class LocalClock {
  private readonly readings: string[] = []
  private readonly known = new Map<string, number>()
  private readonly start: number

  /**
   * @param from instant at which the readings begin; whole days of UTC
   * @param days how many days of readings
   */
  constructor(
    readonly timezone: string,
    from: number,
    days: number
  ) {
    this.start = Math.floor(from / DAY) * DAY
    const clock = new Intl.DateTimeFormat("sv-SE", {
      timeZone: timezone,
      dateStyle: "short",
      timeStyle: "short",
    })
    for (let at = this.start; at < this.start + days * DAY; at += QUARTER) {
      this.readings.push(clock.format(at))
    }
  }

  /** `YYYY-MM-DD` in the shop. */
  dateAt(instant: number): string {
    return this.reading(instant).slice(0, 10)
  }

  /** Whether the clocks ever show a time: they jump over some. */
  shows(wall: string): boolean {
    return this.readings.includes(wall)
  }

  /** The number of the slot that an instant falls into. */
  slotAt(instant: number, minutes: number): number {
    return minutes === 1440
      ? dayNumber(this.dateAt(instant))
      : Math.floor((instant / 60_000 + this.phase(minutes)) / minutes)
  }

  /** The first and last slot that a period touches. */
  slotsOf(
    period: {
      start_date: string
      end_date: string
      start_time?: string
      end_time?: string
    },
    minutes: number
  ): { first: number; last: number } {
    if (minutes === 1440) {
      return { first: dayNumber(period.start_date), last: dayNumber(period.end_date) }
    }
    const begins = this.firstAt(`${period.start_date} ${period.start_time ?? "00:00"}`)
    const ends = this.lastBefore(`${period.end_date} ${period.end_time ?? "24:00"}`)
    return {
      first: this.slotAt(begins, minutes),
      last: Math.max(this.slotAt(begins, minutes), this.slotAt(ends, minutes)),
    }
  }

  /** The first quarter at which clocks show a time or a later one. */
  private firstAt(wall: string): number {
    return this.remember(`first ${wall}`, () =>
      this.readings.findIndex((reading) => reading >= wall)
    )
  }

  /** The last quarter at which clocks still show an earlier time. */
  private lastBefore(wall: string): number {
    return this.remember(`last ${wall}`, () =>
      this.readings.findLastIndex((reading) => reading < wall)
    )
  }

  private remember(key: string, search: () => number): number {
    let found = this.known.get(key)
    if (found === undefined) {
      const index = search()
      if (index < 0 || index >= this.readings.length - 1) {
        throw new Error(`${key} lies outside of the simulated weeks`)
      }
      found = this.start + index * QUARTER
      this.known.set(key, found)
    }
    return found
  }

  private reading(instant: number): string {
    const reading = this.readings[Math.floor((instant - this.start) / QUARTER)]
    if (reading === undefined) {
      throw new Error(`${new Date(instant).toISOString()} is outside of the simulation`)
    }
    return reading
  }

  /* How far into a slot of UTC the shop's hours begin: 30 minutes in India. */
  private phase(minutes: number): number {
    const [hours, past] = this.readings[0]!.slice(11).split(":").map(Number)
    return ((hours ?? 0) * 60 + (past ?? 0)) % minutes
  }
}

/** Days since 1970-01-01. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T12:00:00Z`) / DAY - 0.5
}

/** `YYYY-MM-DD` of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}
