import fc from "fast-check"
import { IMPORT_KINDS } from "../import-kinds"
import { namesOf } from "../names"
import { WrongCell, type Column } from "./column"
import { depositRule, lateFeeRule } from "./money"
import { decimalNumber, timeOfDay } from "./plain"

const names = namesOf(
  [
    { id: "variant_1", product_id: "p1", sku: "CHAIR", title: "Chair" },
    { id: "variant_2", product_id: "p2", sku: "A|B: difference", title: "Odd" },
  ],
  [
    { id: "sloc_1", name: "Here" },
    { id: "sloc_2", name: "Twin" },
    { id: "sloc_3", name: "Twin" },
  ],
  new Map()
)
const reading = { names, decimalComma: false }
const columns = IMPORT_KINDS.flatMap((kind) =>
  kind.columns.map((column): [string, Column] => [`${kind.name} ${column.name}`, column])
)

const PIECES = [
  "CHAIR",
  "variant_2",
  "Here",
  "sloc_2",
  "Twin",
  "none",
  "yes",
  "No",
  "0",
  "12",
  "-1.50",
  "08:00",
  "8:00",
  "2027-06-12",
  " | ",
  "|",
  ": ",
  "%",
  " of rental",
  " usd",
  "grace 2 h",
  "at most 3 days",
  "monday",
  "delivery",
  "{}",
  '{"type": "fixed"}',
  " ",
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((parts) => parts.join("")),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.json()
)

const amount = fc.record({
  currency_code: fc.constantFrom("usd", "eur"),
  amount: fc.oneof(fc.nat(10_000), fc.double({ min: 0, max: 1e6, noNaN: true })),
})
const amounts = fc.array(amount, { minLength: 1, maxLength: 2 })
const percent = fc.oneof(fc.nat(200), fc.double({ min: 0, max: 200, noNaN: true }))
const late = {
  grace_hours: fc.nat(50),
  most_days: fc.option(fc.integer({ min: 1, max: 9 })),
}

describe("columns", () => {
  it.each(columns)("%s settles what it has settled as it is", (_name, column) => {
    fc.assert(
      fc.property(text, (cell) => {
        const settled = column.settled(cell, reading)
        if (!(settled instanceof WrongCell)) {
          expect(column.settled(settled, reading)).toBe(settled)
        }
      })
    )
  })

  it("say any deposit in a cell and read it from there", () => {
    const deposit = fc.oneof(
      fc.constant("none" as const),
      fc.record({ type: fc.constant("percent_of_rental" as const), percent }),
      fc.record({ type: fc.constant("percent_of_value" as const), percent }),
      fc.record({ type: fc.constant("fixed" as const), amounts })
    )
    fc.assert(
      fc.property(deposit, (rule) => {
        expect(depositRule.read(depositRule.write(rule, names), reading)).toEqual(rule)
      })
    )
  })

  it("say any late fee in a cell and read it from there", () => {
    const fee = fc.oneof(
      fc.constant("none" as const),
      fc.record({ type: fc.constant("percent" as const), percent, ...late }),
      fc.record({ type: fc.constant("fixed" as const), amounts, ...late })
    )
    fc.assert(
      fc.property(fee, (rule) => {
        expect(lateFeeRule.read(lateFeeRule.write(rule, names), reading)).toEqual(rule)
      })
    )
  })

  it("keep what a rule says beyond the words for it", () => {
    const ladder = { type: "percent", percent: 5, steps: [1, 2] } as never
    expect(lateFeeRule.read(lateFeeRule.write(ladder, names), reading)).toEqual(ladder)
  })

  it.each([
    ["12.5", 12.5],
    [" 12 ", 12],
    ["-0", 0],
  ])("read the number %j", (cell, value) => {
    expect(decimalNumber.read(cell, reading)).toBe(value)
  })

  it.each(["1,5", "1e3", "", "12.", "one", "1 000"])("read no number in %j", (cell) => {
    expect(decimalNumber.read(cell, reading)).toBeInstanceOf(WrongCell)
  })

  it("take a comma for the point where semicolons part the cells", () => {
    expect(decimalNumber.read("1,5", { ...reading, decimalComma: true })).toBe(1.5)
  })

  it("take a list of nothing for an empty cell", () => {
    const of = (name: string) => columns.find(([known]) => known === name)![1]
    expect(of("windows kinds").settled(" | ", reading)).toBeInstanceOf(WrongCell)
    expect(of("windows weekdays").settled("|", reading)).toContain("monday | tuesday")
    expect(of("windows zones").settled("|", reading)).toBe("")
  })

  it("give hours two digits", () => {
    expect(timeOfDay.read("8:00", reading)).toBe("08:00")
  })
})

describe("names", () => {
  it("do not guess which of two places is meant", () => {
    const location = columns.find(([name]) => name === "fleet location")![1]
    expect(location.settled("Twin", reading)).toBeInstanceOf(WrongCell)
    expect(location.settled("sloc_2", reading)).toBe("sloc_2")
    expect(location.settled("sloc_1", reading)).toBe("Here")
  })

  it("are put for ids in messages", () => {
    expect(names.words("Component variant_1 at sloc_1, not variant_9")).toBe(
      "Component CHAIR at Here, not variant_9"
    )
  })
})
