import { type Client } from "pg"
import {
  type NewCreditNote,
  type NewInvoice,
} from "../src/modules/rental/papers/invoices/invoices"
import { samplePaper } from "../src/modules/rental/papers/sample-papers"
import { completePaperSettings } from "../src/modules/rental/papers/settings/paper-settings"
import { sha256, sha256OfData } from "../src/modules/rental/papers/sha256"
import { ledgerSuite } from "./ledger-suite"

const settings = completePaperSettings({}, "Shop")
const paper = samplePaper("invoice", { ...settings, text: settings.texts.invoice })
const NOW = "2027-06-01T12:00:00.000Z"

function invoice(
  order_id: string,
  content = "a",
  changes: Partial<NewInvoice> = {}
): NewInvoice {
  return {
    order_id,
    series: { prefix: "INV-", digits: 4, first: 1 },
    content_sha256: sha256(content),
    issued_at: NOW,
    issued_by: "user_1",
    print: (number) =>
      Promise.resolve({ paper: { ...paper, number }, document: Buffer.from(number) }),
    ...changes,
  }
}

const credit: NewCreditNote = {
  series: { prefix: "CN-", digits: 4, first: 1 },
  reason: "Changed",
  issued_at: NOW,
  issued_by: "user_1",
  print: (number, taken) => {
    const sums = { ...taken.paper.sums, total: `-${taken.paper.sums.total}` }
    return Promise.resolve({
      paper: { ...taken.paper, number, sums },
      document: Buffer.from(number),
    })
  },
}

ledgerSuite("rental_paper_records_test", {}, ({ service, sql, scenario }) => {
  const numbers = async () =>
    (
      await sql().query<{ name: string }>(
        "SELECT name FROM rental_invoice ORDER BY series, number"
      )
    ).rows.map((row) => row.name)

  describe("invoice numbers", () => {
    scenario(
      "have no gap, whoever issues at once and whatever fails between",
      async () => {
        const work = Array.from({ length: 24 }, (_, at) =>
          service
            .issueInvoice(
              invoice(`order_${at}`, "a", {
                print: async (number) => {
                  await new Promise((resolve) => setTimeout(resolve, Math.random() * 20))
                  if (at % 3 === 0) {
                    throw new Error("The printer is on fire")
                  }
                  return { paper: { ...paper, number }, document: Buffer.from(number) }
                },
              }),
              null
            )
            .then(
              () => 1,
              () => 0
            )
        )
        const issued = (await Promise.all(work)).reduce<number>(
          (sum, one) => sum + one,
          0
        )
        expect(issued).toBe(16)
        expect(await numbers()).toEqual(
          Array.from({ length: 16 }, (_, at) => `INV-${String(at + 1).padStart(4, "0")}`)
        )
      }
    )

    scenario("begin where the shop says, and anew with another prefix", async () => {
      const series = { prefix: "R", digits: 3, first: 998 }
      for (const order of ["a", "b", "c"]) {
        await service.issueInvoice(invoice(order, "a", { series }), null)
      }
      const yearly = { prefix: "R2028-", digits: 3, first: 1 }
      await service.issueInvoice(invoice("d", "a", { series: yearly }), null)
      expect(await numbers()).toEqual(["R998", "R999", "R1000", "R2028-001"])
    })

    scenario("cannot be skipped, changed or taken away in SQL", async () => {
      const { id } = await service.issueInvoice(invoice("order_1"), null)
      await service.issueInvoice(invoice("order_2"), null)
      const copy = (number: number, name: string) =>
        sql().query(
          `INSERT INTO rental_invoice (id, kind, series, number, name, order_id,
             currency_code, total, content_sha256, content, document, issued_at)
           SELECT 'x', kind, series, $1, $2, 'order_3', currency_code, total,
                  content_sha256, content, document, issued_at
             FROM rental_invoice WHERE id = $3`,
          [number, name, id]
        )
      await expect(copy(4, "INV-0004")).rejects.toMatchObject({
        constraint: "rental_invoice_no_gap",
      })
      await expect(copy(3, "INV-0007")).rejects.toMatchObject({ code: "23514" })
      for (const statement of [
        "UPDATE rental_invoice SET total = 0",
        "DELETE FROM rental_invoice WHERE number = 2",
        "TRUNCATE rental_invoice",
      ]) {
        await expect(sql().query(statement)).rejects.toMatchObject({ code: "23000" })
      }
      expect(await numbers()).toEqual(["INV-0001", "INV-0002"])
    })
  })

  describe("the invoice of an order", () => {
    scenario(
      "is the same while the order stays as it is, and one at a time",
      async () => {
        const all = await Promise.all(
          Array.from({ length: 6 }, () => service.issueInvoice(invoice("order_1"), null))
        )
        expect(new Set(all.map((one) => one.number))).toEqual(new Set(["INV-0001"]))
        await expect(
          service.issueInvoice(invoice("order_1", "b"), null)
        ).rejects.toMatchObject({ code: "rental_invoice_open" })
        expect(await numbers()).toEqual(["INV-0001"])
      }
    )

    scenario("is taken back whole, once, before another is issued", async () => {
      await service.issueInvoice(invoice("order_1"), null)
      const second = await service.issueInvoice(invoice("order_1", "b"), credit)
      expect(second).toMatchObject({ number: "INV-0002", is_open: true })
      const [latest, ...before] = await service.readInvoices("order_1")
      expect(
        [latest, ...before].map((one) => [one?.number, one?.total, one?.is_open])
      ).toEqual(
        expect.arrayContaining([
          ["INV-0001", "801.78", false],
          ["CN-0001", "-801.78", false],
          ["INV-0002", "801.78", true],
        ])
      )
      const taken = await service.creditInvoice("order_1", credit)
      expect(taken).toMatchObject({ number: "CN-0002", corrects: second.id })
      await expect(service.creditInvoice("order_1", credit)).rejects.toMatchObject({
        code: "rental_not_found",
      })
    })

    scenario("is never taken back in part", async () => {
      await service.issueInvoice(invoice("order_1"), null)
      const partly: NewCreditNote = {
        ...credit,
        print: async (number, taken) => {
          const printed = await credit.print(number, taken)
          const sums = { ...printed.paper.sums, total: "-1" }
          return { ...printed, paper: { ...printed.paper, sums } }
        },
      }
      await expect(service.creditInvoice("order_1", partly)).rejects.toMatchObject({
        constraint: "rental_invoice_whole",
      })
      expect(await numbers()).toEqual(["INV-0001"])
    })
  })

  describe("a signature", () => {
    const signature = (content: string, bytes = Buffer.from(content)) => ({
      order_id: "order_1",
      content_sha256: sha256OfData({ content }),
      document: bytes,
      document_sha256: sha256(content),
      signed_document: Buffer.from(`signed ${content}`),
      name: "Šárka Łuczak",
      strokes: [[[0.1, 0.2] as const]],
      address: "203.0.113.7",
      user_agent: "a browser",
      customer_id: null,
      signed_at: NOW,
    })

    scenario("is kept with each earlier one, and once for the same content", async () => {
      const first = await service.addSignature(signature("a"))
      const again = await Promise.all([
        service.addSignature(signature("a")),
        service.addSignature(signature("a")),
      ])
      expect(again.map((one) => one.id)).toEqual([first.id, first.id])
      await service.addSignature(signature("b"))
      await service.addSignature(signature("a"))
      const all = await service.readSignatures("order_1")
      expect(all.map((one) => one.version)).toEqual([3, 2, 1])
      expect(all[2]).toEqual({ ...first, strokes: [[[0.1, 0.2]]], signed_at: NOW })
    })

    scenario("is of the very bytes it names, and is never changed", async () => {
      await expect(
        service.addSignature(signature("a", Buffer.from("other bytes")))
      ).rejects.toMatchObject({ code: "23514" })
      await service.addSignature(signature("a"))
      for (const statement of [
        "UPDATE rental_signature SET name = 'somebody'",
        "DELETE FROM rental_signature",
        "TRUNCATE rental_signature",
      ]) {
        await expect(run(sql(), statement)).rejects.toMatchObject({ code: "23000" })
      }
    })
  })

  describe("settings of papers", () => {
    scenario("change together or not at all, and can be put back", async () => {
      const { before } = await service.savePaperSettings(
        { shop: { name: "Barn" }, terms: "Be kind." },
        "user_1"
      )
      await expect(
        service.savePaperSettings({ terms: null, look: { colour: "blue" } }, "user_2")
      ).rejects.toMatchObject({ code: "rental_request_invalid" })
      expect(await service.readPaperSettings()).toMatchObject({
        settings: { shop: { name: "Barn" }, terms: "Be kind." },
        updated_by: "user_1",
      })
      await service.restorePaperSettings(before)
      expect((await service.readPaperSettings()).settings).toEqual({})
    })
  })
})

async function run(client: Client, statement: string): Promise<unknown> {
  return await client.query(statement)
}
