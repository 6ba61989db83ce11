import {
  type Amounts,
  type DepositRule,
  type ItemCharges,
  type LateFeeRule,
} from "../../charges/charge-rules"
import { WrongCell, type CellType } from "./column"
import { entries, jsonText } from "./plain"

type Amount = Amounts[number]

const AMOUNT = /^(\d{1,12}(?:\.\d{1,10})?) ?([a-z]{3})$/i
const AMOUNTS = "amounts with their currency, as 50 usd | 45 eur"

/** Amounts in currencies. */
export const amounts: CellType<Amount[]> = {
  takes: AMOUNTS,
  read: (text) => readAmounts(entries(text)) ?? new WrongCell(`is not ${AMOUNTS}`),
  write: writeAmounts,
}

const PERCENT_OF = /^(\d{1,6}(?:\.\d{1,10})?) ?% of (rental|value)$/i

/** A deposit of an item. */
export const depositRule = rule<NonNullable<ItemCharges["deposit"]>>(
  "none, a share as 20% of rental or 20% of value, or amounts for a unit as 50 usd",
  (text): DepositRule | "none" | undefined => {
    const [, percent, of] = PERCENT_OF.exec(text) ?? []
    if (text.toLowerCase() === "none") {
      return "none"
    }
    if (percent !== undefined) {
      const type =
        of?.toLowerCase() === "rental" ? "percent_of_rental" : "percent_of_value"
      return { type, percent: Number(percent) }
    }
    const fixed = readAmounts(entries(text))
    return fixed && { type: "fixed", amounts: fixed }
  },
  (deposit) => {
    if (deposit === "none") {
      return "none"
    }
    if (deposit.type === "fixed") {
      return writeAmounts(deposit.amounts)
    }
    const of = deposit.type === "percent_of_rental" ? "rental" : "value"
    return `${deposit.percent}% of ${of}`
  }
)

const PERCENT = /^(\d{1,6}(?:\.\d{1,10})?) ?%$/
const GRACE = /^grace (\d{1,6}) ?h$/i
const MOST = /^at most (\d{1,6}) days?$/i

/** A fee for each day late. */
export const lateFeeRule = rule<NonNullable<ItemCharges["late_fee"]>>(
  "none, a share of a day's price as 150%, or amounts for a unit and day as 10 usd; after " +
    "it, where wanted, | grace 2 h and | at most 5 days",
  (text): LateFeeRule | "none" | undefined => {
    if (text.toLowerCase() === "none") {
      return "none"
    }
    const parts = entries(text)
    const found = (pattern: RegExp) =>
      parts.flatMap((part) => pattern.exec(part)?.[1] ?? [])
    const rest = parts.filter((part) => !GRACE.test(part) && !MOST.test(part))
    const [grace = "0", ...graces] = found(GRACE)
    const [most, ...mosts] = found(MOST)
    const terms = {
      grace_hours: Number(grace),
      most_days: most === undefined ? null : Number(most),
    }
    const [, percent] = PERCENT.exec(rest.join(" | ")) ?? []
    const fixed = readAmounts(rest)
    if (graces.length || mosts.length || (percent === undefined && !fixed)) {
      return undefined
    }
    return percent === undefined
      ? { type: "fixed", amounts: fixed ?? [], ...terms }
      : { type: "percent", percent: Number(percent), ...terms }
  },
  (fee) =>
    fee === "none"
      ? "none"
      : [
          fee.type === "percent" ? `${fee.percent}%` : writeAmounts(fee.amounts),
          ...(fee.grace_hours ? [`grace ${fee.grace_hours} h`] : []),
          ...(fee.most_days === null ? [] : [`at most ${fee.most_days} days`]),
        ].join(" | ")
)

/** A rule in words; one that the words do not say all of is JSON. */
function rule<Rule>(
  takes: string,
  read: (text: string) => Rule | undefined,
  write: (value: Rule) => string
): CellType<Rule> {
  return {
    takes,
    read: (text) =>
      readJson<Rule>(text.trim()) ??
      read(text.trim()) ??
      new WrongCell(`is not ${takes}`),
    write(value) {
      if (!isComplete(value)) {
        return jsonText(value)
      }
      const words = write(value)
      const said = read(words)
      return said !== undefined && jsonText(said) === jsonText(value)
        ? words
        : jsonText(value)
    },
  }
}

/** What it says is for the rule's own schema to check. */
function readJson<Rule>(text: string): Rule | undefined {
  if (!text.startsWith("{")) {
    return undefined
  }
  try {
    return JSON.parse(text) as Rule
  } catch {
    return undefined
  }
}

/** Whether it has what every rule has, as far as words look at it. */
function isComplete(value: unknown): boolean {
  if (value === "none") {
    return true
  }
  const { type, amounts: fixed } = (value ?? {}) as { type?: unknown; amounts?: unknown }
  return typeof type === "string" && (type !== "fixed" || isAmounts(fixed))
}

function isAmounts(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((entry: unknown) => typeof entry === "object" && entry !== null)
  )
}

function readAmounts(parts: readonly string[]): Amount[] | undefined {
  const read = parts.map((part) => AMOUNT.exec(part))
  return parts.length && read.every((match) => match !== null)
    ? read.map((match) => ({
        currency_code: (match?.[2] ?? "").toLowerCase(),
        amount: Number(match?.[1]),
      }))
    : undefined
}

function writeAmounts(values: Amounts): string {
  return values
    .map(({ amount, currency_code }) => `${amount} ${currency_code}`)
    .join(" | ")
}
