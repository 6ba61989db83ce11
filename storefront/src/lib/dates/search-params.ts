import { createLoader, createParser } from "nuqs/server"
import { type LocalDate, parseLocalDate } from "./local-date"

const parseAsLocalDate = createParser<LocalDate>({
  parse: parseLocalDate,
  serialize: (date) => date,
})

/** The dates in an address: `?start=2027-06-12&end=2027-06-15`. */
export const loadPeriodParams = createLoader({
  start: parseAsLocalDate,
  end: parseAsLocalDate,
})
