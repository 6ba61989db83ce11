import { BigNumber, MathBN } from "@medusajs/framework/utils"
import fc from "fast-check"
import { type RentalError } from "../errors/rental-error"
import { type ItemIndex, type ItemRow } from "../items/item-rows"
import { periodOf } from "../periods/rental-period"
import { ZERO } from "../pricing/decimal"
import { definitionSchema } from "../pricing/definition"
import { rateCardOf } from "../pricing/price-by-definition"
import { requiredUnits, followAddOns, unitsWithParent } from "./add-ons"
import { refuseNesting } from "./nesting"
import { type AddOn, type PackageChoice, type PackagePart } from "./package-terms"
import { priceItem, pricedVariants } from "./price-item"
import { readChoice, sameChoice } from "./read-choice"
import { chosenUnits } from "./units-of-package"

const PERIOD = periodOf("2027-06-11", "2027-06-13")
const perDay = rateCardOf("per_day", definitionSchema.parse({ kind: "per_day" }))
const bulk = rateCardOf(
  "bulk",
  definitionSchema.parse({
    kind: "per_day",
    modifiers: { quantity: { breaks: [{ from: 10, factor: 0.5 }] } },
  })
)
const pricing = {
  cards: new Map([
    ["per_day", perDay],
    ["bulk", bulk],
  ]),
  isClosed: () => false,
}

function item(id: string, rest: Partial<ItemRow> = {}): ItemRow {
  return {
    id,
    number: 1,
    variant_id: `v-${id}`,
    product_id: `p-${id}`,
    slot_minutes: 1440,
    turnaround_before: 0,
    turnaround_after: 0,
    replacement_value: null,
    currency_code: null,
    rate_card: "per_day",
    storage_place: null,
    fleet: [],
    components: [],
    ...rest,
  }
}

function part(id: string, quantity = 1, rest: Partial<PackagePart> = {}): PackagePart {
  return {
    item_id: id,
    variant_id: `v-${id}`,
    quantity,
    is_optional: false,
    is_default: true,
    charge: "included",
    replacements: [],
    ...rest,
  }
}

const instead = (id: string, charge: "included" | "difference" = "included") => ({
  item_id: id,
  variant_id: `v-${id}`,
  charge,
})

const fixed = (...parts: PackagePart[]) => ({
  package: { pricing: "fixed" as const, percent_off: "0", parts },
})
const percent = (off: string, ...parts: PackagePart[]) => ({
  package: { pricing: "percent" as const, percent_off: off, parts },
})

const indexOf = (...rows: ItemRow[]): ItemIndex => new Map(rows.map((r) => [r.id, r]))

const rates: Record<string, number> = {
  "v-chair": 2,
  "v-gold": 3.5,
  "v-table": 10,
  "v-cloth": 4,
  "v-set": 15,
  "v-bulk": 2,
}
const rateOf = (id: string) => new BigNumber(rates[id] ?? 1)

const items = indexOf(
  item("chair"),
  item("gold"),
  item("table"),
  item("cloth"),
  item("bulk", { rate_card: "bulk" }),
  item(
    "set",
    fixed(
      part("table"),
      part("chair", 4, {
        replacements: [instead("gold", "difference"), instead("cloth")],
      }),
      part("cloth", 2, { is_optional: true, is_default: false, charge: "own" })
    )
  ),
  item("sum", percent("10", part("table"), part("chair", 4))),
  item("hall", percent("0", part("sum", 2), part("cloth"), part("chair"))),
  item("many", percent("0", part("bulk", 5))),
  item("empty", fixed(part("table"), part("chair", 0)))
)

const unitsOf = (id: string, choice?: PackageChoice) =>
  Object.fromEntries(
    chosenUnits(items, items.get(id)!, choice).map((unit) => [
      unit.item_id,
      unit.quantity,
    ])
  )
const priceOf = (id: string, choice?: PackageChoice, quantity = 1) =>
  priceItem(pricing, items, rateOf, {
    item: items.get(id)!,
    choice,
    currencyCode: "usd",
    period: PERIOD,
    quantity,
  })
const unitPrice = (id: string, choice?: PackageChoice, quantity = 1) =>
  priceOf(id, choice, quantity).unitPrice.numeric

function refusal(run: () => unknown): RentalError {
  try {
    run()
  } catch (error) {
    return error as RentalError
  }
  throw new Error("It was not refused")
}

describe("the units of a package", () => {
  test("are those of its components, as the shop has it or as it was chosen", () => {
    expect(unitsOf("set")).toEqual({ table: 1, chair: 4 })
    expect(unitsOf("set", { "v-cloth": { taken: true } })).toEqual({
      table: 1,
      chair: 4,
      cloth: 2,
    })
    expect(unitsOf("set", { "v-chair": { replaced_by: "v-gold" } })).toEqual({
      table: 1,
      gold: 4,
    })
  })

  test("of a component that comes in several ways add up", () => {
    expect(unitsOf("hall")).toEqual({ table: 2, chair: 9, cloth: 1 })
    expect(
      unitsOf("set", {
        "v-cloth": { taken: true },
        "v-chair": { replaced_by: "v-cloth" },
      })
    ).toEqual({ table: 1, cloth: 6 })
  })

  test("Signals: a component of quantity zero is ignored", () => {
    expect(unitsOf("empty")).toEqual({ table: 1 })
  })

  test("are not changed by a choice that is not offered any more", () => {
    const gone: PackageChoice = {
      "v-table": { taken: false },
      "v-chair": { replaced_by: "v-moon" },
      "v-gone": { taken: true },
    }
    expect(unitsOf("set", gone)).toEqual(unitsOf("set"))
  })
})

describe("a choice", () => {
  const terms = items.get("set")!.package

  test("is written in one way, whatever was asked in which order", () => {
    const asked = [
      { variant_id: "v-cloth", include: true },
      { variant_id: "v-chair", replace_with: "v-gold" },
    ]
    const choice = readChoice(terms, asked)
    expect(choice).toEqual({
      "v-chair": { replaced_by: "v-gold" },
      "v-cloth": { taken: true },
    })
    expect(sameChoice(choice, readChoice(terms, [...asked].reverse()))).toBe(true)
    expect(readChoice(terms, [{ variant_id: "v-cloth", include: false }])).toEqual({})
  })

  test("changes what is named and leaves the rest", () => {
    const before = readChoice(terms, [
      { variant_id: "v-cloth", include: true },
      { variant_id: "v-chair", replace_with: "v-gold" },
    ])
    expect(
      readChoice(terms, [{ variant_id: "v-chair", replace_with: null }], before)
    ).toEqual({ "v-cloth": { taken: true } })
  })

  test.each([
    ["is no component", [{ variant_id: "v-gold" }]],
    ["cannot be left out", [{ variant_id: "v-table", include: false }]],
    ["cannot take the place", [{ variant_id: "v-table", replace_with: "v-gold" }]],
    ["chosen twice", [{ variant_id: "v-cloth" }, { variant_id: "v-cloth" }]],
  ])("that %s is refused", (why, asked) => {
    const error = refusal(() => readChoice(terms, asked))
    expect(error.details).toMatchObject({ field: "choices" })
    expect(error.message).toContain(why)
  })

  test("of an item that is no package is refused", () => {
    expect(
      refusal(() => readChoice(undefined, [{ variant_id: "v-chair" }])).details
    ).toMatchObject({ field: "choices" })
    expect(readChoice(undefined, [])).toEqual({})
  })
})

describe("the price of a package", () => {
  test("is its own, and what was chosen beyond it", () => {
    expect(unitPrice("set")).toBe(45)
    expect(unitPrice("set", { "v-cloth": { taken: true } })).toBe(45 + 2 * 12)
    expect(unitPrice("set", { "v-chair": { replaced_by: "v-gold" } })).toBe(
      45 + 4 * (10.5 - 6)
    )
    expect(unitPrice("set", { "v-chair": { replaced_by: "v-cloth" } })).toBe(45)
  })

  test("is the sum of its components less a percentage", () => {
    expect(unitPrice("sum")).toBe(48.6)
    expect(priceOf("sum").words).toBe("its components at $54, 10% off")
  })

  test("of packages in packages is made by the terms of each", () => {
    expect(unitPrice("hall")).toBe(2 * 48.6 + 12 + 6)
  })

  test("counts all units of the line for quantity breaks of a component", () => {
    expect(unitPrice("many", undefined, 1)).toBe(30)
    expect(unitPrice("many", undefined, 2)).toBe(15)
  })

  test("names the variants whose prices it needs, and no others", () => {
    const needs = (id: string, choice?: PackageChoice) =>
      pricedVariants(items, items.get(id)!, choice).sort()
    expect(needs("chair")).toEqual(["v-chair"])
    expect(needs("set")).toEqual(["v-set"])
    expect(needs("set", { "v-chair": { replaced_by: "v-gold" } })).toEqual([
      "v-chair",
      "v-gold",
      "v-set",
    ])
    expect(needs("sum")).toEqual(["v-chair", "v-table"])
  })
})

/** Plain items with prices, and a package of some of them. */
const shop = fc
  .array(
    fc.record({
      rate: fc.integer({ min: 0, max: 99_999 }),
      quantity: fc.integer({ min: 0, max: 20 }),
      optional: fc.boolean(),
      included: fc.boolean(),
      own: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 }
  )
  .map((rows) => {
    const plain = rows.map((_, at) => item(`i${at}`))
    const parts = rows.map(({ quantity, optional, included, own }, at) =>
      part(`i${at}`, at ? quantity : quantity + 1, {
        is_optional: at > 0 && optional,
        is_default: at === 0 || !optional || included,
        charge: own ? "own" : "included",
        replacements: at ? [instead("i0", "difference")] : [],
      })
    )
    const cents = new Map(rows.map(({ rate }, at) => [`v-i${at}`, rate]))
    return {
      plain,
      parts,
      rateOf: (id: string) =>
        new BigNumber(MathBN.div(MathBN.convert(cents.get(id) ?? 500), 100)),
    }
  })
const off = fc.integer({ min: 0, max: 1000 }).map((tenths) => (tenths / 10).toFixed(1))
const units = fc.integer({ min: 1, max: 40 })
const coin = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 })

/** Some choice of a package, by the toss of coins. */
function tossed(parts: readonly PackagePart[], coins: readonly boolean[]): PackageChoice {
  return Object.fromEntries(
    parts.map(({ variant_id, is_optional, replacements }, at) => [
      variant_id,
      {
        ...(is_optional ? { taken: coins[at] } : {}),
        ...(coins[at + 6] && replacements[0]
          ? { replaced_by: replacements[0].variant_id }
          : {}),
      },
    ])
  )
}

describe("packages of any kind", () => {
  const price = (
    { plain, rateOf: rate }: { plain: ItemRow[]; rateOf: typeof rateOf },
    pack: ItemRow,
    quantity: number,
    choice?: PackageChoice
  ) =>
    priceItem(pricing, indexOf(...plain, pack), rate, {
      item: pack,
      choice,
      currencyCode: "usd",
      period: PERIOD,
      quantity,
    })

  test("cost what their parts add up to, never less than nothing", () => {
    fc.assert(
      fc.property(shop, off, units, coin, fc.boolean(), (given, less, n, coins, sums) => {
        const terms = sums ? percent(less, ...given.parts) : fixed(...given.parts)
        const made = price(given, item("pack", terms), n, tossed(given.parts, coins))
        const sum = made.parts.reduce((all, p) => MathBN.add(all, p.amount), ZERO)
        expect(MathBN.eq(sum, made.unitPrice)).toBe(true)
        expect(made.unitPrice.numeric).toBeGreaterThanOrEqual(0)
        expect(made.lineTotal.numeric).toBe(MathBN.mult(made.unitPrice, n).toNumber())
      })
    )
  })

  test("do not depend on the order in which components are listed", () => {
    fc.assert(
      fc.property(shop, off, units, coin, (given, less, n, coins) => {
        const choice = tossed(given.parts, coins)
        const one = price(given, item("pack", percent(less, ...given.parts)), n, choice)
        const turned = [...given.parts].reverse()
        const other = price(given, item("pack", percent(less, ...turned)), n, choice)
        expect(other.unitPrice.numeric).toBe(one.unitPrice.numeric)
      })
    )
  })

  test("with nothing off cost what their components cost as lines of their own", () => {
    fc.assert(
      fc.property(shop, units, coin, (given, n, coins) => {
        const pack = item("pack", percent("0", ...given.parts))
        const choice = tossed(given.parts, coins)
        const all = indexOf(...given.plain, pack)
        const alone = chosenUnits(all, pack, choice).reduce((sum, unit) => {
          const own = price(given, all.get(unit.item_id)!, unit.quantity * n)
          return MathBN.add(sum, own.lineTotal)
        }, ZERO)
        expect(MathBN.eq(price(given, pack, n, choice).lineTotal, alone)).toBe(true)
      })
    )
  })

  test("with more off never cost more", () => {
    fc.assert(
      fc.property(shop, off, off, (given, a, b) => {
        const [less, more] = [a, b].sort((x, y) => Number(x) - Number(y)) as [
          string,
          string,
        ]
        const dear = price(given, item("pack", percent(less, ...given.parts)), 1)
        const cheap = price(given, item("pack", percent(more, ...given.parts)), 1)
        expect(cheap.unitPrice.numeric).toBeLessThanOrEqual(dear.unitPrice.numeric)
      })
    )
  })

  test("are free as often as their scarcest component", () => {
    fc.assert(
      fc.property(
        shop,
        coin,
        fc.array(fc.nat(100), { minLength: 6 }),
        (given, coins, stock) => {
          const pack = item("pack", fixed(...given.parts))
          const all = indexOf(...given.plain, pack)
          const needs = chosenUnits(all, pack, tossed(given.parts, coins))
          const least = Math.min(
            ...needs.map((u) =>
              Math.floor(stock[Number(u.item_id.slice(1))]! / u.quantity)
            )
          )
          const enough = (times: number) =>
            needs.every((u) => u.quantity * times <= stock[Number(u.item_id.slice(1))]!)
          expect(enough(least)).toBe(true)
          expect(enough(least + 1)).toBe(false)
        }
      )
    )
  })
})

describe("nesting", () => {
  const edge = (parent: string, child: string) => ({ parent, child })

  test("Signals: a package that contains itself through another is refused, and named", () => {
    const error = refusal(() =>
      refuseNesting([edge("a", "b"), edge("b", "c"), edge("c", "a")], 8)
    )
    expect(error.details).toMatchObject({ field: "components" })
    expect(error.message).toContain("a > b > c > a")
  })

  test("Signals: nesting deeper than the shop allows is refused", () => {
    const chain = [edge("a", "b"), edge("b", "c"), edge("c", "d")]
    expect(() => refuseNesting(chain, 3)).not.toThrow()
    expect(refusal(() => refuseNesting(chain, 2)).message).toContain("3 deep")
  })

  test("a component that several packages share is no cycle", () => {
    expect(() =>
      refuseNesting([edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d")], 2)
    ).not.toThrow()
  })

  test("any graph without a way back is allowed, and any with one refused", () => {
    const edges = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 12 })
    fc.assert(
      fc.property(edges, (pairs) => {
        const reaches = (from: number, to: number, seen: number[] = []): boolean =>
          pairs.some(
            ([a, b]) =>
              a === from &&
              (b === to || (!seen.includes(b) && reaches(b, to, [...seen, b])))
          )
        const hasCycle = pairs.some(([a]) => reaches(a, a))
        const check = () =>
          refuseNesting(
            pairs.map(([a, b]) => edge(String(a), String(b))),
            20
          )
        if (hasCycle) {
          expect(check).toThrow("cannot contain itself")
        } else {
          expect(check).not.toThrow()
        }
      })
    )
  })
})

const addOn = (id: string, rest: Partial<AddOn> = {}): AddOn => ({
  item_id: id,
  variant_id: `v-${id}`,
  is_required: true,
  quantity: 1,
  per: 1,
  ...rest,
})

describe("add-ons", () => {
  const goods = indexOf(
    item("heater", {
      add_ons: [addOn("gas", { quantity: 2 }), addOn("cover", { is_required: false })],
    }),
    item("stove", { add_ons: [addOn("gas", { per: 4 })] }),
    item("gas", { add_ons: [addOn("key")] }),
    item("cover"),
    item("key")
  )
  const line = (id: string, quantity: number) => ({
    line_item_id: `l-${id}`,
    variant_id: `v-${id}`,
    quantity,
  })
  const follow = (
    before: Record<string, number>,
    after: Record<string, number>
  ): Record<string, number> =>
    Object.fromEntries(
      followAddOns(
        goods,
        Object.entries(before).map(([id, n]) => line(id, n)),
        Object.entries(after).map(([id, n]) => line(id, n))
      ).map(({ variant_id, quantity }) => [variant_id.slice(2), quantity])
    )

  test("go with begun groups of their item", () => {
    const each = addOn("gas", { per: 4, quantity: 3 })
    expect([1, 4, 5].map((n) => unitsWithParent(each, n))).toEqual([3, 3, 6])
  })

  test("come with the item, and theirs with them", () => {
    expect(follow({}, { heater: 3 })).toEqual({ heater: 3, gas: 6, key: 6 })
  })

  test("follow its quantity and go with it", () => {
    const before = { heater: 3, gas: 6, key: 6 }
    expect(follow(before, { ...before, heater: 1 })).toEqual({
      heater: 1,
      gas: 2,
      key: 2,
    })
    expect(follow(before, { gas: 6, key: 6 })).toEqual({})
  })

  test("of their own stay when the item goes", () => {
    const before = { heater: 1, gas: 5, key: 5 }
    expect(follow(before, { gas: 5, key: 5 })).toEqual({ gas: 3, key: 3 })
  })

  test("of several items add up", () => {
    expect(follow({}, { heater: 1, stove: 5 })).toEqual({
      heater: 1,
      stove: 5,
      gas: 4,
      key: 4,
    })
  })

  test("cannot be taken away from their item", () => {
    const before = { heater: 3, gas: 6, key: 6 }
    const error = refusal(() => follow(before, { ...before, gas: 5 }))
    expect(error.details).toMatchObject({ field: "quantity" })
    expect(refusal(() => follow(before, { heater: 3, key: 6 }))).toBeDefined()
    expect(follow(before, { ...before, gas: 8 })).toEqual({ heater: 3, gas: 8, key: 8 })
  })

  test("that are missing are added when anything changes", () => {
    expect(follow({ heater: 2 }, { heater: 2 })).toEqual({ heater: 2, gas: 4, key: 4 })
  })

  test("are always enough, whatever is added and taken away", () => {
    const step = fc.tuple(
      fc.constantFrom("heater", "stove", "gas", "key", "cover"),
      fc.integer({ min: -6, max: 9 })
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let lines: { line_item_id: string; variant_id: string; quantity: number }[] = []
        for (const [id, change] of steps) {
          const known = lines.find((l) => l.variant_id === `v-${id}`)
          const quantity = (known?.quantity ?? 0) + change
          const after = [
            ...lines.filter((l) => l !== known),
            ...(quantity > 0 ? [line(id, quantity)] : []),
          ]
          try {
            lines = followAddOns(goods, lines, after)
          } catch {
            continue
          }
          const required = requiredUnits(goods, lines)
          for (const [variant, needed] of required) {
            const there = lines.find((l) => l.variant_id === variant)?.quantity ?? 0
            expect(there).toBeGreaterThanOrEqual(needed)
          }
        }
        const only = lines.map(({ variant_id }) => variant_id)
        expect(new Set(only).size).toBe(only.length)
      })
    )
  })
})
