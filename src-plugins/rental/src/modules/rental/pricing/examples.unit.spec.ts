import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { readdirSync, readFileSync } from "fs"
import path from "path"
import { periodOf } from "../periods/rental-period"
import { definitionSchema } from "./definition"
import { rateCardOf } from "./price-by-definition"
import { priceUnit, type UnitPrice } from "./price-unit"

/** A price rule that a shop or a system has published, and what it makes of some rentals. */
interface Example {
  id: string
  source: { title: string; url: string }
  /** Whether the source gives the prices, or only the rule that they are worked out from. */
  expected: "published" | "worked"
  /** The rule in our words. */
  rule: string
  card: unknown
  base_rate: string
  currency_code: string
  note?: string
  cases: Case[]
}

interface Case {
  start_date: string
  end_date: string
  start_time?: string
  end_time?: string
  quantity?: number
  unit_price?: string
  line_total: string
  days_charged?: number
}

const FOLDER = path.join(__dirname, "examples")

const examples = readdirSync(FOLDER).flatMap(
  (file) => JSON.parse(readFileSync(path.join(FOLDER, file), "utf8")) as Example[]
)

const rows = examples.flatMap((example) =>
  example.cases.map((each, at) => [`${example.id} ${at + 1}`, example, each] as const)
)

describe("published price rules", () => {
  it.each(rows)("%s", (_name, example, each) => {
    const { quantity = 1 } = each
    const price = priceOf(example, each, quantity)
    expect(price.lineTotal.bigNumber!.toFixed()).toBe(fixed(each.line_total))
    expect(MathBN.eq(MathBN.mult(price.unitPrice, quantity), price.lineTotal)).toBe(true)
    if (each.unit_price !== undefined) {
      expect(price.unitPrice.bigNumber!.toFixed()).toBe(fixed(each.unit_price))
    }
    if (each.days_charged !== undefined) {
      expect(price.days).toBe(each.days_charged)
    }
  })

  it("are many, each of a source, and most with the prices of their source", () => {
    expect(rows.length).toBeGreaterThanOrEqual(100)
    expect(new Set(examples.map((example) => example.id)).size).toBe(examples.length)
    expect(examples.length).toBeGreaterThanOrEqual(60)
    for (const { source, rule } of examples) {
      expect(source.title.length * rule.length).toBeGreaterThan(0)
      expect(source.url).toMatch(/^https?:\/\/\S+\.\S+/)
    }
    const published = examples.filter((example) => example.expected === "published")
    expect(published.length).toBeGreaterThan(examples.length / 2)
  })
})

function priceOf(example: Example, each: Case, quantity: number): UnitPrice {
  const card = rateCardOf(example.id, definitionSchema.parse(example.card))
  return priceUnit(
    { cards: new Map([[card.name, card]]), isClosed: () => false },
    {
      rateCard: card.name,
      baseRate: new BigNumber(example.base_rate),
      currencyCode: example.currency_code,
      period: periodOf(each.start_date, each.end_date, each.start_time, each.end_time),
      quantity,
    }
  )
}

function fixed(amount: string): string {
  return MathBN.convert(amount).toFixed()
}
