import { readPdf, textOf, type ReadPdf } from "../../../../integration-tests/pdf/read-pdf"
import { money, percent } from "./amounts"
import { type PaperLook } from "./paper-frame"
import { PAPER_NAMES, type PaperName } from "./paper-names"
import { type Papers } from "./paper-layouts"
import { renderPaper } from "./render-paper"
import { samplePaper } from "./sample-papers"
import { completePaperSettings } from "./settings/paper-settings"

jest.setTimeout(30_000)

const settings = completePaperSettings(
  {
    shop: { name: "Barn & Bloom", address: ["1 Dock Road"], bank: ["IBAN XX00"] },
    terms: "# Care\nReturn it clean.\n\n- No tape on linen.",
  },
  ""
)
const MARGIN = 44

function sample<Name extends PaperName>(name: Name): Papers[Name] {
  const { shop, look, texts, terms } = settings
  return samplePaper(name, { shop, look, text: texts[name], terms })
}

/** Every word is between the margins of its page. */
function expectInside({ pages }: ReadPdf): void {
  for (const { width, words } of pages) {
    const beyond = words.filter(
      ({ left, right }) => left < MARGIN - 1 || right > width - MARGIN + 1
    )
    expect(beyond).toEqual([])
  }
}

describe("a paper", () => {
  it.each(PAPER_NAMES)(
    "is one page with its title, number and customer: %s",
    async (name) => {
      const pdf = await readPdf(await renderPaper(name, sample(name)))
      expect(pdf.pages.length).toBe(name === "rental-agreement" ? pdf.pages.length : 1)
      const text = textOf(pdf)
      expect(text).toContain(settings.texts[name].title)
      expect(text).toContain("Barn & Bloom")
      expect(text).toContain(name === "daily-pick-list" ? "× 1042" : "Šárka Łuczak-Größe")
      expect(text).toContain("Fri, Jun 11, 2027")
      expectInside(pdf)
    }
  )

  it("is the same bytes for the same data, and others for other data", async () => {
    const paper = sample("rental-agreement")
    const first = await renderPaper("rental-agreement", paper)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect((await renderPaper("rental-agreement", paper)).equals(first)).toBe(true)
    const dearer = { ...paper, sums: { ...paper.sums, total: "801.79" } }
    expect((await renderPaper("rental-agreement", dearer)).equals(first)).toBe(false)
  })

  it("does not change the data it is made of", async () => {
    const paper = sample("invoice")
    const before = JSON.stringify(paper)
    await renderPaper("invoice", paper)
    expect(JSON.stringify(paper)).toBe(before)
  })

  it("prints names of many languages, and words longer than a page", async () => {
    const paper = sample("packing-slip")
    const names = [
      "Šárka Łuczak",
      "Größe",
      "İpek Ağaoğlu",
      "Þórr Ævarsson",
      "Nguyễn Ánh",
      "Ελένη",
      "Юлия",
      "x".repeat(300),
    ]
    const [line] = paper.lines
    const lines = names.map((title) => ({ ...line!, title, parts: [] }))
    const pdf = await readPdf(await renderPaper("packing-slip", { ...paper, lines }))
    const text = textOf(pdf)
    for (const name of names.slice(0, -1)) {
      expect(text).toContain(name)
    }
    expect(text.replace(/\s/g, "")).toContain("x".repeat(300))
    expectInside(pdf)
  })

  it("loses nothing, however tall its rows and texts are", async () => {
    const many = (count: number, word: string) =>
      Array.from({ length: count }, (_, at) => `${word}${at}.`)
    const found = async (name: PaperName, paper: Papers[PaperName], words: string[]) => {
      const pdf = await readPdf(await renderPaper(name, paper as never))
      const text = textOf(pdf)
      expect(words.filter((word) => !text.includes(word))).toEqual([])
      expectInside(pdf)
    }
    const slip = sample("packing-slip")
    const serials = many(1500, "SN-")
    await found(
      "packing-slip",
      { ...slip, lines: [{ ...slip.lines[1]!, serials }] },
      serials
    )
    const daily = sample("daily-pick-list")
    const numbers = many(500, "O-")
    const [thing] = daily.goods
    const orders = numbers.map((number) => ({ ...thing!.orders[0]!, number }))
    await found("daily-pick-list", { ...daily, goods: [{ ...thing!, orders }] }, numbers)

    const quote = sample("quote")
    const [words, due, clauses] = [many(900, "w"), many(80, "due"), many(900, "c")]
    await found(
      "quote",
      {
        ...quote,
        text: { ...quote.text, intro: words.join(" ") },
        lines: [{ ...quote.lines[0]!, title: words.join(" ") }],
        payments: {
          rows: due.map((label) => ({ label, amount: "1", due_on: null })),
          deposits: [],
        },
        terms: clauses.join(" "),
      },
      [...words, ...due, ...clauses]
    )
  })

  it("repeats the heading of a long table on each page and numbers the pages", async () => {
    const paper = sample("invoice")
    const lines = Array.from({ length: 60 }, (_, at) => ({
      ...paper.lines[at % 2]!,
      title: `Item number ${at + 1} with a name that needs more than one line of the table`,
    }))
    const pdf = await readPdf(await renderPaper("invoice", { ...paper, lines }))
    const pages = pdf.pages.length
    expect(pages).toBeGreaterThan(2)
    pdf.pages.forEach(({ text }, at) => {
      expect(text).toContain(`Page ${at + 1} of ${pages}`)
      const hasLines = text.includes("Item number")
      expect(text.includes("Quantity")).toBe(hasLines)
    })
    for (let at = 1; at <= 60; at++) {
      expect(textOf(pdf)).toContain(`Item number ${at} `)
    }
    expect(pdf.pages.at(-1)!.text).toContain("$801.78")
    expectInside(pdf)
  })

  it("sets amounts under each other, at the right edge", async () => {
    const paper = sample("invoice")
    const amounts = ["7", "1250", "123456.78"]
    const lines = amounts.map((subtotal) => ({ ...paper.lines[0]!, subtotal }))
    const pdf = await readPdf(await renderPaper("invoice", { ...paper, lines }))
    const { width, words } = pdf.pages[0]!
    for (const amount of ["$7.00", "$1,250.00", "$123,456.78", "$801.78"]) {
      const found = words.filter(({ text }) => text === amount)
      expect(found).toHaveLength(1)
      expect(found[0]!.right).toBeCloseTo(width - MARGIN, 0)
    }
  })

  it("shows a package as one line to who pays, and its parts to who packs", async () => {
    const text = async (name: PaperName) =>
      textOf(await readPdf(await renderPaper(name, sample(name))))
    for (const name of ["quote", "rental-agreement", "invoice"] as const) {
      expect(await text(name)).toContain("Dinner for eight")
      expect(await text(name)).not.toContain("Oak table")
    }
    for (const name of ["pick-list", "packing-slip"] as const) {
      expect(await text(name)).toMatch(/Dinner for eight.*Oak table.*T-0017.*Gold chair/s)
      expect(await text(name)).not.toContain("$")
    }
  })

  it("carries a drawn signature, what proves it, and the document it is of", async () => {
    const paper = sample("rental-agreement")
    const document = await renderPaper("rental-agreement", paper)
    const signature = {
      name: "Šárka Łuczak",
      strokes: [[[0.1, 0.2] as const, [0.5, 0.9] as const], [[0.7, 0.7] as const]],
      signed_at: "2027-06-02T10:11:12.000Z",
      address: "203.0.113.7",
      user_agent: "a browser",
      document_sha256: "ab".repeat(32),
      document_name: "rental-agreement-1042.pdf",
    }
    const pdf = await readPdf(
      await renderPaper(
        "rental-agreement",
        { ...paper, signature },
        {
          attachment: {
            name: signature.document_name,
            bytes: document,
            description: "as signed",
          },
        }
      )
    )
    expect(textOf(pdf)).toContain("2027-06-02 10:11:12 UTC")
    expect(textOf(pdf)).toContain("203.0.113.7")
    expect(textOf(pdf)).toContain("ab".repeat(32))
    const [attached] = pdf.attachments
    expect(attached?.name).toBe("rental-agreement-1042.pdf")
    expect(Buffer.from(attached!.base64, "base64").equals(document)).toBe(true)
  })

  it("lists what is paid, due and deposited only where there is something", async () => {
    const paper = sample("quote")
    const text = async (payments: typeof paper.payments) =>
      textOf(await readPdf(await renderPaper("quote", { ...paper, payments })))
    expect(await text({ rows: [], deposits: [] })).not.toContain("Deposit")
    const due_on = paper.order.period!.start_date
    const full = await text({
      rows: [{ label: "Second half", amount: "400.89", due_on }],
      deposits: [{ label: "Back at return", amount: "150", due_on: null }],
    })
    expect(full).toMatch(/Second half \(Due Fri, Jun 11, 2027\).*\$400\.89/s)
    expect(full).toMatch(/Deposit.*Back at return.*\$150\.00/s)
  })
})

describe("a shop's own layout", () => {
  it("stands in for the usual one, and can build on it", async () => {
    const paper = sample("quote")
    const bytes = await renderPaper("quote", paper, {
      layouts: {
        quote: (data, usual) => {
          const document = usual(data)
          const content = [`Since 1974: ${data.order.number}`, document.content]
          return { ...document, content }
        },
      },
    })
    expect(textOf(await readPdf(bytes))).toMatch(/Since 1974: 1042.*Dinner for eight/s)
  })

  it.each([
    ["a file of the server", { image: "/etc/hostname" }],
    ["an address", { image: "http://127.0.0.1:9/logo.png" }],
  ])("cannot read %s", async (_what, content) => {
    const printing = renderPaper("quote", sample("quote"), {
      layouts: { quote: () => ({ content, defaultStyle: { font: "Paper" } }) },
    })
    await expect(printing).rejects.toThrow()
  })
})

describe("amounts", () => {
  const look = (locale: string): PaperLook => ({ ...settings.look, locale })

  it.each([
    ["en-US", "usd", "1234.5", "$1,234.50"],
    ["de-DE", "eur", "1234.5", "1.234,50 €"],
    ["en-US", "jpy", "1234", "¥1,234"],
    ["en-US", "usd", "-0.4", "-$0.40"],
    ["en-US", "usd", "0.125", "$0.125"],
    ["en-US", "usd", "12345678901234567.89", "$12,345,678,901,234,567.89"],
  ])("in %s: %s %s is %s", (locale, currency, amount, written) => {
    expect(money(look(locale), currency, amount).replace(/\u00a0/g, " ")).toBe(written)
  })

  it("have rates in percent", () => {
    expect(percent(look("en-US"), "8.25")).toBe("8.25%")
  })
})
