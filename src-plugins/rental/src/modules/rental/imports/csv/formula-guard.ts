/** Beginnings that spreadsheets take for a formula, half-width and full-width. */
const FORMULA = /^'*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]/

/** A minus before a number makes no formula. */
const NUMBER = /^-\d+(\.\d+)?$/

/**
 * A text as it goes into a cell: one that a spreadsheet would run gets an apostrophe in
 * front. One that has apostrophes before such a beginning gets one more, so that
 * `unguarded` gives every text back as it was.
 */
export function guarded(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

/** What `guarded` was given. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}
