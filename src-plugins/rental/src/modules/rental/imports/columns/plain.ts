import { parseLocalDate, type LocalDate } from "../../periods/local-date"
import { WrongCell, type CellType } from "./column"

/** Whether a text is in it: says so of one that is not. */
function only<Value>(
  takes: string,
  read: (text: string, decimalComma: boolean) => Value | undefined,
  write: (value: Value) => string = String
): CellType<Value> {
  return {
    takes,
    read: (text, { decimalComma }) =>
      read(text.trim(), decimalComma) ?? new WrongCell(`is not ${takes}`),
    write,
  }
}

/** Text as it stands, spaces around it included. */
export const freeText: CellType<string> = {
  takes: "text",
  read: (text) => text,
  write: (text) => text,
}

/** Text without spaces around it. */
export const plainText = (takes = "text"): CellType<string> => only(takes, (text) => text)

export const wholeNumber = only("a whole number, as 12", (text) =>
  /^[+-]?\d{1,9}$/.test(text) ? Number(text) + 0 : undefined
)

/** In a file with semicolons, a comma is taken for the point. */
export const decimalNumber = only("a number, as 12.5", (text, decimalComma) => {
  const pointed = decimalComma ? text.replace(",", ".") : text
  return /^[+-]?\d{1,12}(\.\d{1,10})?$/.test(pointed) ? Number(pointed) + 0 : undefined
})

const YES = ["yes", "true", "1"]
const NO = ["no", "false", "0"]

export const yesOrNo = only<boolean>(
  "yes or no",
  (text) => {
    const word = text.toLowerCase()
    return YES.includes(word) ? true : NO.includes(word) ? false : undefined
  },
  (value) => (value ? "yes" : "no")
)

export const dayOfYear = only<LocalDate>(
  "a day, YYYY-MM-DD",
  (text) => parseLocalDate(text) ?? undefined
)

/** `8:00` as some spreadsheets have it becomes `08:00`. */
export const timeOfDay = only("a time, HH:MM", (text) =>
  /^\d{1,2}:\d\d$/.test(text) ? text.padStart(5, "0") : undefined
)

export const oneOf = <Word extends string>(words: readonly Word[]): CellType<Word> =>
  only(spoken(words), (text) => words.find((word) => word === text.toLowerCase()))

/** Some of a few words, in their order. */
export const someOf = <Word extends string>(words: readonly Word[]): CellType<Word[]> =>
  only(
    `some of ${words.join(", ")}, with | between them`,
    (text) => {
      const asked = entries(text).map((entry) => entry.toLowerCase())
      const known: readonly string[] = words
      return asked.every((word) => known.includes(word))
        ? words.filter((word) => asked.includes(word))
        : undefined
    },
    (value) => value.join(" | ")
  )

/** Entries of one kind with `|` between them. */
export function listOf<Value>(type: CellType<Value>, takes: string): CellType<Value[]> {
  return {
    takes,
    read(text, reading) {
      const values: Value[] = []
      for (const entry of entries(text)) {
        const value = type.read(entry, reading)
        if (value instanceof WrongCell) {
          return new WrongCell(`has "${entry}", which ${value.why}`)
        }
        values.push(value)
      }
      return values
    },
    write: (values, names) => values.map((value) => type.write(value, names)).join(" | "),
  }
}

/** JSON, written with its keys in order. */
export const json = only<{ of: unknown }>(
  "JSON",
  (text) => {
    try {
      return { of: JSON.parse(text) as unknown }
    } catch {
      return undefined
    }
  },
  ({ of }) => jsonText(of)
)

/** JSON of which the same content has the same text. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, of: unknown) =>
    typeof of === "object" && of !== null && !Array.isArray(of)
      ? Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)))
      : of
  )
}

export function entries(text: string): string[] {
  return text
    .split("|")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
}

function spoken(words: readonly string[]): string {
  return [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" or ")
}
