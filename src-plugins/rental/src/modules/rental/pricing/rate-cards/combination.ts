import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { amountField, type Valued } from "../amount"
import { type Decimal } from "../decimal"
import { plural, type Charge, type ChargeContext } from "./charge"

const HOURS_OF = { hours: 1, days: 24, weeks: 7 * 24, months: 30 * 24 } as const
const UNITS = ["hours", "days", "weeks", "months"] as const

type Unit = (typeof UNITS)[number]

const lineField = z
  .strictObject({
    hours: z.number().int().min(1).max(8784).optional(),
    days: z.number().int().min(1).max(366).optional(),
    weeks: z.number().int().min(1).max(52).optional(),
    /** Of 30 days. */
    months: z.number().int().min(1).max(12).optional(),
    price: amountField,
  })
  .refine((line) => UNITS.filter((unit) => line[unit] !== undefined).length === 1, {
    message: "has one length: hours, days, weeks or months",
  })

/** Prices of several lengths, put together to cover the rental. */
export const combinationParams = z.strictObject({
  /**
   * `combination`: whatever covers the rental for the least, also when that pays for more
   * days than are rented. `single`: one line only, as often as needed, the cheapest of them.
   * `longest_first`: as many of the longest as fit, then of the next, one more of the
   * shortest for a rest.
   */
  mode: z.enum(["combination", "single", "longest_first"]).default("combination"),
  lines: z
    .array(lineField)
    .min(1)
    .max(20)
    .superRefine((lines, context) => {
      const hours = lines.map(hoursOf)
      const again = hours.findIndex((length, at) => hours.indexOf(length) < at)
      if (again >= 0) {
        const message = "is as long as a line before it"
        context.addIssue({ code: "custom", path: [again], message })
      }
    }),
})

type Line = z.output<typeof lineField>

export function chargeCombination(
  { mode, lines }: z.output<typeof combinationParams>,
  { days, minutes, value }: ChargeContext
): Charge[] {
  const byHours = lines.some((line) => line.hours !== undefined)
  const wanted = byHours ? Math.max(1, Math.ceil(minutes / 60)) : days.length
  const blocks = lines
    .map((line): Block => {
      const valued = value(line.price, nameOf(line, 1))
      const length = byHours ? hoursOf(line) : hoursOf(line) / HOURS_OF.days
      return { ...valued, line, length, cost: exactly(valued) }
    })
    .sort((a, b) => b.length - a.length)
  const counts = CHOICES[mode](scaled(blocks), wanted)
  const lengthOfDay = byHours ? HOURS_OF.days : 1
  let begun = 0
  return blocks.flatMap((block, at) =>
    Array.from({ length: counts[at] ?? 0 }, () => {
      const from = Math.min(Math.floor(begun), days.length - 1)
      begun += block.length / lengthOfDay
      return aBlock(block, days.slice(from, Math.max(from + 1, Math.ceil(begun))))
    })
  )
}

/** @param dates the charged days it covers */
function aBlock({ line, rate, factor }: Block, dates: Charge["dates"]): Charge {
  return {
    rate,
    factor,
    what: "blocks",
    unit: "units",
    count: 1,
    name: (count) => nameOf(line, count),
    dates,
  }
}

interface Block extends Valued {
  line: Line
  /** In the unit that the rental is measured in. */
  length: number
  cost: Decimal
}

/** A block as the choice sees it: whole numbers, so that nothing is lost and sums are fast. */
interface Option {
  length: number
  cost: bigint
}

const CHOICES = { combination: cheapest, single, longest_first: longestFirst } as const

/**
 * How many of each cover a length for the least: the classic unbounded covering problem, by
 * dynamic programming over the length that is still to cover. Of equal sums the one with
 * fewer blocks, then the one with longer ones.
 */
function cheapest(options: readonly Option[], wanted: number): number[] {
  const step = options.map((option) => option.length).reduce(gcd)
  const cells = Math.ceil(wanted / step)
  const cost: bigint[] = [0n]
  const blocks: number[] = [0]
  const chosen: number[] = [-1]
  for (let cell = 1; cell <= cells; cell++) {
    let best = -1
    for (let at = 0; at < options.length; at++) {
      const before = Math.max(0, cell - options[at]!.length / step)
      const sum = cost[before]! + options[at]!.cost
      const many = blocks[before]! + 1
      const better =
        best < 0 || sum < cost[cell]! || (sum === cost[cell] && many < blocks[cell]!)
      if (better) {
        best = at
        cost[cell] = sum
        blocks[cell] = many
      }
    }
    chosen[cell] = best
  }
  const counts = options.map(() => 0)
  for (let cell = cells; cell > 0;) {
    const at = chosen[cell]!
    counts[at]!++
    cell = Math.max(0, cell - options[at]!.length / step)
  }
  return counts
}

function single(options: readonly Option[], wanted: number): number[] {
  const times = options.map(({ length }) => Math.ceil(wanted / length))
  const cost = options.map((option, at) => option.cost * BigInt(times[at]!))
  const best = options.reduce(
    (found, _option, at) => (cost[at]! < cost[found]! ? at : found),
    0
  )
  return options.map((_option, at) => (at === best ? times[at]! : 0))
}

function longestFirst(options: readonly Option[], wanted: number): number[] {
  let left = wanted
  const counts = options.map(({ length }) => {
    const count = Math.floor(left / length)
    left -= count * length
    return count
  })
  if (left > 0) {
    counts[counts.length - 1]!++
  }
  return counts
}

function scaled(blocks: readonly Block[]): Option[] {
  const places = Math.max(...blocks.map(({ cost }) => cost.decimalPlaces() ?? 0))
  return blocks.map(({ length, cost }) => ({
    length,
    cost: BigInt(cost.shiftedBy(places).toFixed(0)),
  }))
}

function exactly({ rate, factor }: Valued): Decimal {
  return MathBN.mult(rate, factor)
}

function hoursOf(line: Line): number {
  return UNITS.reduce((sum, unit) => sum + (line[unit] ?? 0) * HOURS_OF[unit], 0)
}

/** `1 week`, `2 weeks`; `2 × 3 days` where a block is several of its unit already. */
function nameOf(line: Line, count: number): string {
  const unit = UNITS.find((each) => line[each] !== undefined) ?? "days"
  const many = line[unit] ?? 1
  const each = (number: number) => plural(number, WORDS[unit], unit)
  return many === 1 ? each(count) : count === 1 ? each(many) : `${count} × ${each(many)}`
}

const WORDS: Record<Unit, string> = {
  hours: "hour",
  days: "day",
  weeks: "week",
  months: "month",
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}
