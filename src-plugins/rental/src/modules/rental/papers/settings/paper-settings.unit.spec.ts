import { PAPER_WORDS } from "../words"
import { changePaperSettings, completePaperSettings } from "./paper-settings"
import { fillIn } from "./placeholders"

describe("the settings of papers", () => {
  it("have a default for everything", () => {
    const { shop, look, texts, numbering } = completePaperSettings({}, "Medusa Store")
    expect(shop.name).toBe("Medusa Store")
    expect(look.words).toEqual(PAPER_WORDS)
    expect(texts["daily-pick-list"].title).toBe("Pick list")
    expect(numbering).toMatchObject({ invoice_prefix: "INV-", first_number: 1 })
  })

  it("change field by field, and lists as a whole", () => {
    const first = changePaperSettings(
      {},
      { shop: { name: "Barn", address: ["a", "b"] }, terms: "Be kind." }
    )
    const second = changePaperSettings(first, {
      shop: { address: ["c"], email: "hello@example.com" },
      terms: null,
    })
    expect(second).toEqual({
      shop: { name: "Barn", address: ["c"], email: "hello@example.com" },
    })
    expect(changePaperSettings(second, { shop: null })).toEqual({})
    expect(changePaperSettings(second, {})).toEqual(second)
  })

  it.each([
    ["numbering.digits", { numbering: { digits: 0 } }],
    ["numbering.invoice_prefix", { numbering: { invoice_prefix: "INV 1" } }],
    ["shop", { shop: "Barn" }],
    ["look.page_size", { look: { page_size: "A3" } }],
    ["texts.quote.intro", { texts: { quote: { intro: "Hello {custmer}" } } }],
    ["__proto__", JSON.parse(`{"__proto__": {"terms": "x"}}`) as Record<string, unknown>],
  ])("are refused by name: %s", (field, change) => {
    expect(() => changePaperSettings({}, change)).toThrow(
      expect.objectContaining({ details: { field } })
    )
  })

  it("fill in what texts mention, and nothing that is filled in", () => {
    const values = {
      shop: "Barn",
      order: "7",
      customer: "{order}",
      start: "",
      end: "",
      days: "",
    }
    expect(fillIn("{customer} at {shop}: {order}", values)).toBe("{order} at Barn: 7")
  })
})
