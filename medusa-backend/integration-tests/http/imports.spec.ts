import { expectOk, period } from "../harness/customer"
import { openShop, type Answer, type Shop } from "../harness/shop"
import { placeOrder } from "../harness/staff"

const IMPORTS = [
  "rate-cards",
  "items",
  "fleet",
  "units",
  "packages",
  "add-ons",
  "zones",
  "windows",
  "downtime",
]

describe("import and export of rental data", () => {
  let shop: Shop
  const dates = period(20, 2)

  beforeAll(async () => {
    shop = await openShop()
    await placeOrder(shop, dates, [[await shop.variantId("GOLD-CHAIR"), 2]])
  })
  afterAll(() => shop.close())

  const send = (kind: string, text: string, query = "", type = "text/csv") =>
    shop.admin("POST", `/admin/rental/imports/${kind}${query}`, text, {
      "content-type": type,
    })
  const read = async (kind: string, query = ""): Promise<string> =>
    (await expectOk(shop.admin("GET", `/admin/rental/exports/${kind}${query}`))).body
  const linesOf = (text: string) => text.trimEnd().split("\r\n")

  const expectRefused = ({ status, body }: Answer, code: string, at = 400) =>
    expect({ status, body }).toMatchObject({
      status: at,
      body: {
        type: expect.any(String),
        message: expect.any(String),
        code,
        field: expect.any(String),
      },
    })

  it.each(IMPORTS)(
    "takes back the %s it has exported, and changes nothing",
    async (kind) => {
      for (const separator of ["comma", "semicolon"]) {
        const text = await read(kind, `?separator=${separator}`)
        for (const query of ["?dry_run=true", ""]) {
          const { body } = await expectOk(send(kind, text, query))
          expect(body.import).toMatchObject({
            kind,
            dry_run: query !== "",
            rows: { created: 0, changed: 0, removed: 0 },
            changes: [],
            errors: [],
          })
          expect(body.import.rows.unchanged).toBe(linesOf(text).length - 1)
        }
        expect(await read(kind, `?separator=${separator}`)).toBe(text)
      }
    }
  )

  it("makes a product for sale one for rent, counted by the ledger from then on", async () => {
    const { body } = await expectOk(
      shop.admin("POST", "/admin/products", {
        title: "Lantern",
        options: [{ title: "Size", values: ["One"] }],
        variants: [
          {
            title: "One",
            sku: "LANTERN-1",
            manage_inventory: true,
            options: { Size: "One" },
            prices: [{ currency_code: "usd", amount: 3 }],
          },
        ],
      })
    )
    const [variant] = body.product.variants
    const text = "sku,turnaround_after,deposit\nLANTERN-1,1,5 usd\n"
    const managed = async () =>
      (
        await shop.sql<{ manage_inventory: boolean }>(
          "select manage_inventory from product_variant where id = $1",
          [variant.id]
        )
      )[0]!.manage_inventory
    await expectOk(send("items", text, "?dry_run=true"))
    expectRefused(await send("items", `${text}NO-LANTERN,1,\n`), "rental_import_invalid")
    expect(await managed()).toBe(true)
    const { body: done } = await expectOk(send("items", text))
    expect(done.import.rows).toEqual({ created: 1, changed: 0, removed: 0, unchanged: 0 })
    expect(await managed()).toBe(false)
    const fleet = "sku;location;quantity\nLANTERN-1;PLACE;12\n"
    const [place] = await shop.sql<{ name: string }>("select name from stock_location")
    await expectOk(send("fleet", fleet.replace("PLACE", place!.name)))
    const { body: calendar } = await expectOk(
      shop.store(
        "GET",
        `/store/rental/availability?start_date=${dates.start_date}` +
          `&end_date=${dates.end_date}&variant_id=${variant.id}`
      )
    )
    expect(calendar.availability).toMatchObject([{ available: 12 }])
  })

  it("never takes away what is booked", async () => {
    const before = await read("fleet")
    const text = linesOf(before)
      .map((line) =>
        line.startsWith("GOLD-CHAIR") ? line.replace(/,\d+,/, ",1,") : line
      )
      .join("\n")
    expect(text).not.toBe(linesOf(before).join("\n"))
    const answer = await send("fleet", text)
    expectRefused(answer, "rental_import_invalid")
    expect(answer.body.errors).toMatchObject([
      { column: "quantity", value: "1", code: "rental_fleet_in_use" },
    ])
    expect(await read("fleet")).toBe(before)
  })

  it("exports bookings and orders, and does not import them", async () => {
    const query = `?from=${dates.start_date}&to=${dates.end_date}`
    const [head, booking] = linesOf(await read("bookings", query))
    expect(head?.split(",").slice(0, 5)).toEqual([
      "id",
      "order_id",
      "order",
      "state",
      "sku",
    ])
    expect(booking).toMatch(/,reserved,GOLD-CHAIR,.*,2,/)
    const [, order] = linesOf(await read("orders", query))
    expect(order).toContain(`,${dates.start_date},,${dates.end_date},,`)
    expect(linesOf(await read("orders", "?to=2020-01-01"))).toHaveLength(1)
    expectRefused(await send("bookings", "id\n1\n"), "rental_not_found", 404)
  })

  describe("bad files", () => {
    const big = "x".repeat(6 * 1024 * 1024)
    it.each([
      ["nothing", ""],
      ["empty lines", "\n\n"],
      ["a quote that stays open", 'sku,location\n"GOLD'],
      ["JSON", '{"items": []}'],
      ["a quote inside a cell", 'sku,location\nGO"LD,x\n'],
      ["more than 5 MB", `sku\n${big}`],
      ["too many rows", `sku\n${"GOLD-CHAIR\n".repeat(5001)}`],
    ])("refuses %s", async (_what, text) => {
      for (const kind of IMPORTS) {
        expectRefused(await send(kind, text), "rental_request_invalid")
      }
    })

    it.each([
      ["columns it does not know", "sku,colour\nGOLD-CHAIR,red\n"],
      ["columns twice", "sku,sku\na,b\n"],
      ["no columns that it needs", "note\nx\n"],
      ["one cell too many", "sku\nGOLD-CHAIR,1\n"],
      [
        "control characters",
        "sku,name,zone,window,reason\n\u0000,\u0000,\u0001,\u0007,x\n",
      ],
      ["tabs for commas", "sku\tlocation\nGOLD-CHAIR\tx\n"],
    ])("answers %s with what is wrong", async (_what, text) => {
      for (const kind of IMPORTS) {
        const dry = await expectOk(send(kind, text, "?dry_run=true"))
        expect(dry.body.import.errors.length).toBeGreaterThan(0)
        const answer = await send(kind, text)
        expectRefused(answer, "rental_import_invalid")
        expect(answer.body.errors).toEqual(dry.body.import.errors)
        expect(answer.body.errors[0]).toEqual({
          line: expect.any(Number),
          column: answer.body.errors[0].column,
          value: answer.body.errors[0].value,
          message: expect.any(String),
          code: "rental_request_invalid",
        })
      }
    })

    it("answers every cell of nonsense with its line and column", async () => {
      const nonsense = [
        "1e999",
        "-1",
        "99999999999",
        "{}",
        "[]",
        "null",
        "'",
        "|",
        "=1+1",
      ]
      for (const kind of IMPORTS) {
        const [head = ""] = linesOf(await read(kind))
        const columns = head.split(",")
        const rows = nonsense.map((cell) => columns.map(() => cell).join(";"))
        const answer = await send(kind, [columns.join(";"), ...rows].join("\n"))
        expectRefused(answer, "rental_import_invalid")
        const lines = new Set(
          answer.body.errors.map(({ line }: { line: number }) => line)
        )
        expect([...lines]).toEqual(nonsense.map((_cell, at) => at + 2))
      }
    })

    it.each([
      ["application/json", '{"a": 1}'],
      ["text/plain", "sku\nGOLD-CHAIR\n"],
      ["multipart/form-data; boundary=x", "--x--"],
    ])("refuses %s", async (type, text) => {
      expectRefused(await send("items", text, "", type), "rental_request_invalid")
    })

    it("refuses kinds and parameters it does not know", async () => {
      expectRefused(await send("customers", "id\n1\n"), "rental_not_found", 404)
      expectRefused(
        await send("items", "sku\n", "?dry_run=perhaps"),
        "rental_request_invalid"
      )
      for (const [path, code, at] of [
        ["customers", "rental_not_found", 404],
        ["items?separator=tab", "rental_request_invalid", 400],
        ["orders?from=soon", "rental_request_invalid", 400],
        ["orders?from=2027-02-01&to=2027-01-01", "rental_request_invalid", 400],
      ] as const) {
        const answer = await shop.admin("GET", `/admin/rental/exports/${path}`)
        expectRefused(answer, code, at)
      }
    })
  })
})
