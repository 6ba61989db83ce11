import { readFileSync } from "fs"
import path from "path"
import { readDefinition } from "./rate-card-change"

const GUIDE = path.resolve(__dirname, "../../../../../../docs/rental/prices.md")

describe("the guide to prices", () => {
  const guide = readFileSync(GUIDE, "utf8")
  const blocks = [...guide.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(
    ([, json]) => json!
  )
  const endings = [...guide.matchAll(/`(\{ "step".*?\})`/g)].map(([, json]) => json!)

  it.each(numbered(blocks))("has a card %i that can be read", (_number, json) => {
    const card = JSON.parse(json) as { kind?: string; modifiers?: object }
    expect(Object.keys(card)).toContain(card.kind ? "kind" : "modifiers")
    expect(readDefinition({ kind: "per_day", ...card })).toBeDefined()
  })

  it.each(numbered(endings))("has an ending %i that can be read", (_number, json) => {
    const modifiers = { rounding: JSON.parse(json) as object }
    expect(readDefinition({ kind: "per_day", modifiers })).toBeDefined()
  })

  it("has each kind of card and each modifier", () => {
    const cards = blocks.map((json) => JSON.parse(json) as Record<string, object>)
    const kinds = new Set(cards.flatMap((card) => card.kind ?? []))
    expect([...kinds].sort()).toEqual([
      "combination",
      "flat",
      "hourly",
      "per_day",
      "tiers",
    ])
    const modifiers = new Set(cards.flatMap((card) => Object.keys(card.modifiers ?? {})))
    expect([...modifiers, "rounding"].sort()).toEqual([
      "count",
      "free_days",
      "length",
      "minimum",
      "quantity",
      "rounding",
      "seasons",
      "weekdays",
    ])
  })
})

function numbered(texts: readonly string[]): [number, string][] {
  return texts.map((text, at) => [at + 1, text])
}
