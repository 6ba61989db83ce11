import fc from "fast-check"
import { type RentalError } from "../../errors/rental-error"
import { MAX_FILE_BYTES, MAX_FILE_ROWS, readCsv } from "./read-csv"
import { writeCsv } from "./write-csv"

const read = (text: string) => readCsv(Buffer.from(text))

const refusal = (bytes: Uint8Array): RentalError => {
  try {
    readCsv(bytes)
  } catch (error) {
    return error as RentalError
  }
  throw new Error("The file was not refused")
}

const TRAPS = ["=1+1", "'=1", "''@x", "-", "-5", "'-5", "+", "\t", "\r\n", '"', ";", ","]

const cell = fc.oneof(
  fc.constantFrom(...TRAPS),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.array(fc.constantFrom(...TRAPS, "a", "'"), { maxLength: 4 }).map((p) => p.join(""))
)

describe("reading CSV", () => {
  it.each([
    ["commas", "sku,quantity\na,1\n"],
    ["semicolons", "sku;quantity\na;1\n"],
    ["a byte order mark", "\ufeffsku,quantity\na,1\n"],
    ["line ends of Windows", "sku,quantity\r\na,1\r\n"],
    ["no line end at the end", "sku,quantity\na,1"],
    ["quotes that are not needed", '"sku","quantity"\n"a","1"\n'],
    ["names in capitals with spaces", " SKU , Quantity \na,1\n"],
    ["empty rows below", "sku,quantity\na,1\n,\n\n , \n"],
  ])("takes %s", (_what, text) => {
    expect(read(text)).toMatchObject({
      header: ["sku", "quantity"],
      rows: [{ line: 2, cells: ["a", "1"] }],
    })
  })

  it("counts lines as an editor does, those inside cells too", () => {
    const text = 'a,b\r\n1,"x\r\ny"\r\n\r\n2,"u\nv"\r\n3,4\r\n'
    expect(read(text).rows.map(({ line }) => line)).toEqual([2, 5, 7])
  })

  it.each([
    ["a quote that is never closed", 'a,b\n1,"x', 2],
    ["something after a quote", 'a,b\n1,"x"y\n', 2],
    ["a quote inside a cell", 'a,b\n1,x"y\n', 2],
  ])("refuses %s and says where", (_what, text, line) => {
    expect(refusal(Buffer.from(text)).details).toEqual({ field: "file", line })
  })

  it.each([
    ["nothing", Buffer.from("")],
    ["empty lines only", Buffer.from("\n \n,,\n")],
    ["what is not UTF-8", Buffer.from([0x61, 0x2c, 0xfc, 0x0a])],
    ["a file that is too large", Buffer.alloc(MAX_FILE_BYTES + 1, "a")],
    ["too many rows", Buffer.from("a\n" + "1\n".repeat(MAX_FILE_ROWS + 1))],
  ])("refuses %s", (_what, bytes) => {
    expect(refusal(bytes)).toMatchObject({
      code: "rental_request_invalid",
      details: { field: "file" },
    })
  })

  it("takes as many rows as it says", () => {
    expect(read("a\n" + "1\n".repeat(MAX_FILE_ROWS)).rows).toHaveLength(MAX_FILE_ROWS)
  })
})

describe("writing CSV", () => {
  it("gives the same cells back, whatever is in them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }),
        fc.constantFrom("," as const, ";" as const),
        (rows, separator) => {
          // A row of empty cells is none.
          const kept = rows.filter((row) => row.some((text) => text.trim() !== ""))
          const written = writeCsv(
            ["a", "b", "c"],
            kept.map(([a, b, c]) => ({ a, b, c })),
            { separator }
          )
          expect(read(written).rows.map(({ cells }) => cells)).toEqual(kept)
        }
      )
    )
  })

  it.each([["=1+1"], ["+1"], ["@SUM(A1)"], ["-A1"], ["\t=1"], ["-"], ["＝1"]])(
    "does not let a spreadsheet run %j",
    (text) => {
      expect(writeCsv(["a"], [{ a: text }], { header: false })).toMatch(/^"?'/)
    }
  )

  it("leaves numbers below zero as they are", () => {
    expect(writeCsv(["a"], [{ a: "-5.25" }], { header: false })).toBe("-5.25\r\n")
  })
})
