import { createLoader, createParser } from "nuqs/server"
import { type LocalDate, parseLocalDate } from "./local-date"

const parseAsLocalDate = createParser<LocalDate>({
  parse: parseLocalDate,
  serialize: (date) => date,
})

/** The dates in an address: `?start=2027-06-12&end=2027-06-15`. */
export const periodParsers = { start: parseAsLocalDate, end: parseAsLocalDate }

export const loadPeriodParams = createLoader(periodParsers)
