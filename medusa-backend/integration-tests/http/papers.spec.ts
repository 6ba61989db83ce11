import { createHash } from "crypto"
import {
  addItem,
  complete,
  expectOk,
  openCart,
  period,
  prepareCheckout,
} from "../harness/customer"
import { fetchPaper, fetchRaw } from "../harness/paper"
import { openShop, type Shop } from "../harness/shop"
import { addGoods, changeOrder, placeOrder, sellCandles } from "../harness/staff"

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex")

describe("papers", () => {
  let shop: Shop
  let cart: string
  let order: string
  let number: string
  const dates = period(20, 3)

  beforeAll(async () => {
    shop = await openShop()
    cart = await openCart(shop, dates)
    const dinner = await shop.variantId("PACKAGE-DINNER-FOR-EIGHT")
    await expectOk(addItem(shop, cart, dinner, 2))
    await expectOk(addItem(shop, cart, await shop.variantId("TERRACOTTA-VASE"), 12))
    await expectOk(addGoods(shop, cart, await sellCandles(shop), 3))
    await prepareCheckout(shop, cart)
    const { body } = await expectOk(complete(shop, cart))
    order = body.order.id
    number = String(body.order.display_id)
  })
  afterAll(async () => {
    expect(shop.serverErrors()).toEqual([])
    await shop.close()
  })

  const paper = (name: string) => `/admin/rental/orders/${order}/papers/${name}`
  const own = (name: string) => `/store/orders/${order}/rental/papers/${name}`

  it("have the money of the order as Medusa has it", async () => {
    const { body } = await expectOk(
      shop.admin(
        "GET",
        `/admin/orders/${order}?fields=total,item_subtotal,shipping_subtotal,tax_total`
      )
    )
    const dollars = (amount: number) =>
      amount.toLocaleString("en-US", { style: "currency", currency: "usd" })
    for (const name of ["quote", "rental-agreement"]) {
      const { text } = await fetchPaper(shop, paper(name))
      expect(text).toContain(`Order ${number}`)
      expect(text).toContain("Ada Reyes")
      expect(text).toContain("12534 Hudson")
      expect(text).toContain("United States")
      expect(text).toMatch(/Dinner for eight.*2 \$270\.00 .*\$540\.00/)
      expect(text).toMatch(/Terracotta vase.*12 \$12\.00 .*\$144\.00/)
      expect(text).toMatch(/Candles.*3 \$9\.00 .*\$27\.00/)
      expect(text).toContain(`Subtotal ${dollars(body.order.item_subtotal)}`)
      expect(text).toContain(`Delivery ${dollars(body.order.shipping_subtotal)}`)
      expect(text).toContain(`Total ${dollars(body.order.total)}`)
      expect(text).not.toContain("Oak table")
    }
  })

  it("say how a price came about", async () => {
    const { body } = await expectOk(shop.admin("GET", `/admin/rental/orders/${order}`))
    const { text } = await fetchPaper(shop, paper("quote"))
    for (const line of body.rental.lines) {
      expect(text).toContain(line.price.breakdown.words)
    }
  })

  it("tell the store room the parts of packages, and goods for sale too", async () => {
    for (const name of ["pick-list", "packing-slip"]) {
      const { text } = await fetchPaper(shop, paper(name))
      expect(text).toMatch(/2 Dinner for eight/)
      expect(text).toMatch(/2 Oak table/)
      expect(text).toMatch(/2 Gold chair/)
      expect(text).toMatch(/12 Terracotta vase/)
      expect(text).toMatch(/3 Candles/)
      expect(text).not.toContain("$")
    }
  })

  it("lead through the store room by place", async () => {
    const keep = async (sku: string, storage_place: string) => {
      const variant_id = await shop.variantId(sku)
      const { body } = await expectOk(
        shop.admin("GET", `/admin/rental/items?variant_id=${variant_id}`)
      )
      const { product_id } = body.items[0]
      await expectOk(
        shop.admin("POST", "/admin/rental/items", {
          items: [{ variant_id, product_id, storage_place }],
        })
      )
    }
    await keep("TERRACOTTA-VASE", "A-2")
    await keep("OAK-TABLE", "A-10")
    const { text } = await fetchPaper(shop, paper("pick-list"))
    expect(text).toMatch(/Terracotta vase.*A-2.*Dinner for eight.*Oak table.*A-10/)

    const day = `/admin/rental/papers/daily-pick-list?date=${dates.start_date}`
    const daily = await fetchPaper(shop, day)
    expect(daily.text).toMatch(
      new RegExp(
        `A-2 12 0 Terracotta vase 12 × ${number}` +
          `.*A-10 2 0 Oak table 2 × ${number} \\(Dinner for eight`
      )
    )
    expect(daily.headers.get("content-disposition")).toContain(
      `pick-list-${dates.start_date}.pdf`
    )
    const empty = await fetchPaper(shop, `${day}&location_id=sloc_none`)
    expect(empty.text).not.toContain("Oak table")
    expect((await fetchRaw(shop, `${day}x`)).status).toBe(400)
  })

  it("are PDF files with a name, and are not sent twice", async () => {
    const { headers, bytes } = await fetchPaper(shop, paper("quote"))
    expect(headers.get("content-type")).toBe("application/pdf")
    expect(headers.get("content-disposition")).toBe(
      `inline; filename="quote-${number}.pdf"`
    )
    expect(headers.get("cache-control")).toBe("private, no-cache")
    const again = await fetchRaw(shop, paper("quote.pdf"), {
      "if-none-match": headers.get("etag")!,
    })
    expect(again.status).toBe(304)
    expect((await fetchPaper(shop, paper("quote"))).bytes.equals(bytes)).toBe(true)
  })

  it("of an order are for its own customer", async () => {
    const theirs = await openCart(shop)
    for (const headers of [
      {},
      { "x-cart-id": theirs },
      { "x-order-token": "99999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    ] as Record<string, string>[]) {
      const refused = await fetchRaw(shop, own("quote"), headers)
      expect(refused.status).toBe(404)
      expect(await refused.json()).toMatchObject({ code: "rental_not_found" })
    }
    const { text } = await fetchPaper(shop, own("quote"), { "x-cart-id": cart })
    expect(text).toContain("Ada Reyes")
    const list = await fetchRaw(shop, own("pick-list"), { "x-cart-id": cart })
    expect(list.status).toBe(404)
    expect((await fetch(`${shop.url}${paper("quote")}`)).status).toBe(401)
  })

  it("open with the token that their customer has, and with no other", async () => {
    const { body } = await expectOk(
      shop.store("GET", `/store/orders/${order}/rental/papers`, undefined, {
        "x-cart-id": cart,
      })
    )
    const names = body.papers.map((one: { name: string }) => one.name)
    expect(names).toEqual(["quote", "rental-agreement", "packing-slip", "return-receipt"])
    const token: string = body.order_token
    for (const { href } of body.papers as { href: string }[]) {
      const { text } = await fetchPaper(shop, `${href}?token=${token}`)
      expect(text).toContain("Ada Reyes")
    }
    await fetchPaper(shop, own("quote"), { "x-order-token": token })
    const other = await placeOrder(shop, period(40, 2), [
      [await shop.variantId("BLUE-CHAIR"), 1],
    ])
    for (const wrong of [
      `/store/orders/${other}/rental/papers/quote?token=${token}`,
      `${own("quote")}?token=${token.slice(0, -1)}`,
      `${own("quote")}?token=${Number.parseInt(token) + 1}${token.slice(token.indexOf("."))}`,
      `${own("quote")}?token[]=${token}`,
    ]) {
      expect((await fetchRaw(shop, wrong)).status).toBe(404)
    }
    const { body: staffs } = await expectOk(
      shop.admin("GET", `/admin/rental/orders/${order}/papers`)
    )
    expect(staffs.order_token).toBe(token)
  })

  it("that do not exist are refused by name", async () => {
    for (const name of ["poster", "invoice"]) {
      const refused = await fetchRaw(shop, paper(name))
      expect(refused.status).toBe(404)
      expect(await refused.json()).toMatchObject({
        code: "rental_not_found",
        field: "name",
      })
    }
    const nobodys = await fetchRaw(shop, "/admin/rental/orders/order_none/papers/quote")
    expect(nobodys.status).toBe(404)
  })

  describe("the agreement", () => {
    let signedOrder: string
    let itsCart: string
    let blue: string
    const mine = () => ({ "x-cart-id": itsCart })
    const at = (path = "") => `/store/orders/${signedOrder}/rental/agreement${path}`

    beforeAll(async () => {
      blue = await shop.variantId("BLUE-CHAIR")
      itsCart = await openCart(shop, period(60, 2))
      await expectOk(addItem(shop, itsCart, blue, 4))
      await prepareCheckout(shop, itsCart)
      signedOrder = (await expectOk(complete(shop, itsCart))).body.order.id
    })

    const read = async () =>
      (await expectOk(shop.store("GET", at(), undefined, mine()))).body.agreement
    const sign = (body: unknown, headers: Record<string, string> = mine()) =>
      shop.store("POST", at("/sign"), body, { "user-agent": "Test browser", ...headers })
    const paperOf = () =>
      fetchPaper(
        shop,
        `/store/orders/${signedOrder}/rental/papers/rental-agreement`,
        mine()
      )

    it("is signed as it was read, and proves it", async () => {
      const { is_signed, document_sha256 } = await read()
      expect(is_signed).toBe(false)
      const unsigned = await paperOf()
      expect(sha256(unsigned.bytes)).toBe(document_sha256)
      expect(unsigned.headers.get("etag")).toBe(`"${document_sha256}"`)

      const { body } = await expectOk(sign({ document_sha256, name: " Ada Reyes " }))
      expect(body.agreement).toMatchObject({
        is_signed: true,
        signatures: [
          {
            version: 1,
            name: "Ada Reyes",
            method: "typed",
            document_sha256,
            is_current: true,
          },
        ],
      })
      const signed = await paperOf()
      expect(signed.text).toContain(document_sha256)
      expect(signed.text).toMatch(/Signed by Ada Reyes/)
      expect(signed.text).toMatch(/From address (::ffff:)?127\.0\.0\.1|From address ::1/)
      const [attached] = signed.pdf.attachments
      const original = Buffer.from(attached!.base64, "base64")
      expect(sha256(original)).toBe(document_sha256)
      expect(original.equals(unsigned.bytes)).toBe(true)

      const { body: staffs } = await expectOk(
        shop.admin("GET", `/admin/rental/orders/${signedOrder}/agreement`)
      )
      expect(staffs.agreement.signatures[0]).toMatchObject({
        user_agent: "Test browser",
        customer_id: null,
      })
    })

    it("is not signed twice, and not by whom it does not belong to", async () => {
      const { document_sha256 } = await read()
      const again = await expectOk(sign({ document_sha256, name: "Somebody else" }))
      expect(again.body.agreement.signatures).toHaveLength(1)
      expect(again.body.agreement.signatures[0].name).toBe("Ada Reyes")
      const strangers = await sign(
        { document_sha256, name: "Eve" },
        { "x-cart-id": cart }
      )
      expect(strangers.status).toBe(404)
      for (const path of ["", "/1"]) {
        expect((await fetchRaw(shop, at(path))).status).toBe(404)
      }
    })

    it("needs a new signature when the order changes, and keeps the old one", async () => {
      await expectOk(
        changeOrder(shop, signedOrder, { items: [{ variant_id: blue, quantity: 6 }] })
      )
      const changed = await read()
      expect(changed).toMatchObject({
        is_signed: false,
        signatures: [{ version: 1, is_current: false }],
      })
      const stale = await sign({
        document_sha256: changed.signatures[0].document_sha256,
        name: "Ada Reyes",
      })
      expect(stale).toMatchObject({
        status: 409,
        body: {
          code: "rental_agreement_stale",
          document_sha256: changed.document_sha256,
        },
      })
      const strokes = [
        [
          [0.1, 0.5],
          [0.2, 0.123456789],
          [0.5, 1],
        ],
        [[0.9, 0.9]],
      ]
      const { body } = await expectOk(
        sign({ document_sha256: changed.document_sha256, name: "Ada Reyes", strokes })
      )
      expect(body.agreement.signatures).toMatchObject([
        { version: 2, method: "drawn", is_current: true },
        { version: 1, method: "typed", is_current: false },
      ])
      expect((await paperOf()).text).toContain("Drawn by hand")
      const old = await fetchPaper(shop, at("/1"), mine())
      expect(old.text).toMatch(/Blue chair.* 4 \$/)
      expect((await fetchRaw(shop, at("/3"), mine())).status).toBe(404)
    })

    it("stays signed when the shop changes its terms, or is paid", async () => {
      await expectOk(
        shop.admin("POST", "/admin/rental/papers/settings", {
          terms: "New terms.",
          look: { colour: "#123456", locale: "fr-FR" },
        })
      )
      expect((await read()).is_signed).toBe(true)
      expect((await paperOf()).text).not.toContain("New terms.")
      await expectOk(
        shop.admin("POST", "/admin/rental/papers/settings", { terms: null, look: null })
      )
    })

    it.each([
      ["document_sha256", { document_sha256: "abc", name: "Ada" }],
      ["document_sha256", { name: "Ada" }],
      ["name", { document_sha256: "a".repeat(64), name: "  " }],
      ["name", { document_sha256: "a".repeat(64), name: "x".repeat(121) }],
      ["name", { document_sha256: "a".repeat(64), name: "Ada\nSigned by Eve" }],
      [
        "strokes.0.0.1",
        { document_sha256: "a".repeat(64), name: "A", strokes: [[[0, 2]]] },
      ],
      ["strokes.0", { document_sha256: "a".repeat(64), name: "A", strokes: [[]] }],
      [
        "strokes",
        {
          document_sha256: "a".repeat(64),
          name: "A",
          strokes: [Array.from({ length: 3001 }, () => [0.5, 0.5])],
        },
      ],
      ["seal", { document_sha256: "a".repeat(64), name: "A", seal: 1 }],
    ])("is not signed with a request that is wrong: %s", async (field, body) => {
      expect(await sign(body)).toMatchObject({
        status: 400,
        body: { code: "rental_request_invalid", field },
      })
    })

    it("is not signed once the order is cancelled", async () => {
      await expectOk(
        changeOrder(shop, signedOrder, { items: [{ variant_id: blue, quantity: 5 }] })
      )
      const { document_sha256 } = await read()
      await expectOk(shop.admin("POST", `/admin/orders/${signedOrder}/cancel`))
      expect(await sign({ document_sha256, name: "Ada" })).toMatchObject({
        status: 409,
        body: { code: "rental_wrong_state" },
      })
    })
  })

  describe("invoices", () => {
    const issue = (id: string, body?: unknown) =>
      shop.admin("POST", `/admin/rental/orders/${id}/invoices`, body)
    const credit = (id: string, body: unknown) =>
      shop.admin("POST", `/admin/rental/orders/${id}/credit-notes`, body)

    it("are issued once, stay as they are, and are corrected by a credit note", async () => {
      const blue = await shop.variantId("BLUE-CHAIR")
      const id = await placeOrder(shop, period(80, 2), [[blue, 2]])
      const base = `/admin/rental/orders/${id}`
      expect((await fetchRaw(shop, `${base}/papers/invoice`)).status).toBe(404)

      const { body: first } = await expectOk(issue(id))
      expect(first.invoice).toMatchObject({
        number: "INV-0001",
        total: 120,
        is_open: true,
      })
      expect((await expectOk(issue(id))).body.invoice.id).toBe(first.invoice.id)
      const paper = await fetchPaper(shop, `${base}/papers/invoice`)
      expect(paper.text).toMatch(/Invoice.*Number INV-0001.*Total \$120\.00/)
      expect(paper.headers.get("content-disposition")).toContain("invoice-INV-0001.pdf")

      await expectOk(
        changeOrder(shop, id, { items: [{ variant_id: blue, quantity: 3 }] })
      )
      expect(await issue(id)).toMatchObject({
        status: 409,
        body: { code: "rental_invoice_open", invoice: { number: "INV-0001" } },
      })
      expect(await issue(id, { replace: {} })).toMatchObject({
        status: 400,
        body: { field: "replace.reason" },
      })
      const same = await fetchPaper(shop, `${base}/papers/invoice`)
      expect(same.bytes.equals(paper.bytes)).toBe(true)

      const { body: next } = await expectOk(
        issue(id, { replace: { reason: "One more" } })
      )
      expect(next.invoice).toMatchObject({ number: "INV-0002", total: 130 })
      const { body: list } = await expectOk(shop.admin("GET", `${base}/papers`))
      expect(
        list.invoices.map((one: { number: string; total: number }) => [
          one.number,
          one.total,
        ])
      ).toEqual(
        expect.arrayContaining([
          ["INV-0002", 130],
          ["CN-0001", -120],
          ["INV-0001", 120],
        ])
      )
      const note = await fetchPaper(shop, `${base}/papers/credit-note`)
      expect(note.text).toMatch(/Credit note.*Corrects invoice INV-0001 Reason One more/)
      expect(note.text).toMatch(/Total -\$120\.00/)
      const old = await fetchPaper(shop, `${base}/invoices/${first.invoice.id}`)
      expect(old.bytes.equals(paper.bytes)).toBe(true)
    })

    it("are not issued for what is cancelled, but are taken back", async () => {
      const blue = await shop.variantId("BLUE-CHAIR")
      const id = await placeOrder(shop, period(90, 2), [[blue, 1]])
      expect(await credit(id, { reason: "Nothing to take back" })).toMatchObject({
        status: 404,
        body: { code: "rental_not_found" },
      })
      await expectOk(issue(id))
      await expectOk(shop.admin("POST", `/admin/orders/${id}/cancel`))
      expect(await issue(id)).toMatchObject({
        status: 409,
        body: { code: "rental_wrong_state" },
      })
      expect(await credit(id, {})).toMatchObject({
        status: 400,
        body: { field: "reason" },
      })
      const { body } = await expectOk(credit(id, { reason: "Cancelled" }))
      expect(body.credit_note).toMatchObject({ kind: "credit-note", reason: "Cancelled" })
    })

    it("of another order are not to be had", async () => {
      const { body } = await expectOk(issue(order))
      const other = await placeOrder(shop, period(95, 2), [
        [await shop.variantId("BLUE-CHAIR"), 1],
      ])
      const theirs = `/admin/rental/orders/${other}/invoices/${body.invoice.id}`
      expect((await fetchRaw(shop, theirs)).status).toBe(404)
      const ours = `/store/orders/${order}/rental/invoices/${body.invoice.id}`
      expect((await fetchRaw(shop, ours)).status).toBe(404)
      const { text } = await fetchPaper(shop, ours, { "x-cart-id": cart })
      expect(text).toContain(body.invoice.number)
    })
  })

  describe("of a shop that charges a waiver and a deposit", () => {
    const charge = (change: unknown) =>
      shop.admin("POST", "/admin/rental/charges", change)

    beforeAll(async () => {
      await expectOk(
        charge({
          waiver: { type: "percent", percent: 10 },
          deposit: { type: "fixed", amounts: [{ currency_code: "usd", amount: 75 }] },
        })
      )
    })
    afterAll(async () => {
      await expectOk(charge({ waiver: null, deposit: null }))
    })

    it("have both for who pays, and neither for who packs", async () => {
      const careful = await openCart(shop, period(100, 2))
      await expectOk(addItem(shop, careful, await shop.variantId("BLUE-CHAIR"), 5))
      await expectOk(
        shop.store("POST", `/store/carts/${careful}/rental-waiver`, { accepted: true })
      )
      await prepareCheckout(shop, careful)
      const { body: quoted } = await expectOk(
        shop.admin("POST", "/admin/rental/quotes", { cart_id: careful })
      )
      const { body } = await expectOk(complete(shop, careful))
      expect(quoted.quote.total).toBe(body.order.total)
      const papers = `/admin/rental/orders/${body.order.id}/papers`
      const agreement = await fetchPaper(shop, `${papers}/rental-agreement`)
      expect(agreement.text).toMatch(/Damage waiver 1 \$5\.00 .*Total \$155\.00/)
      expect(agreement.text).toMatch(/Deposit Comes back with the goods \$75\.00/)
      for (const name of ["pick-list", "packing-slip"]) {
        const { text } = await fetchPaper(shop, `${papers}/${name}`)
        expect(text).toContain("Blue chair")
        expect(text).not.toContain("Damage waiver")
      }
      await expectOk(shop.admin("POST", `/admin/rental/orders/${body.order.id}/invoices`))
      const invoice = await fetchPaper(shop, `${papers}/invoice`)
      expect(invoice.text).toContain("Total $155.00")
      expect(invoice.text).not.toContain("Deposit")
    })
  })

  describe("of a shop that has settings", () => {
    const save = (change: unknown) =>
      shop.admin("POST", "/admin/rental/papers/settings", change)
    const PIXEL =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

    it("speak its words and its terms", async () => {
      const { body } = await expectOk(
        save({
          shop: { name: "Scheune & Blüte", address: ["Hof 1", "Łódź"] },
          look: { locale: "de-DE", logo: PIXEL, page_size: "LETTER" },
          words: { total: "Summe", quantity: "Menge" },
          texts: {
            "rental-agreement": { title: "Mietvertrag", intro: "Für {customer}:" },
          },
          terms: "# Pflege\nZurück am {end}.",
        })
      )
      expect(body.settings.shop.name).toBe("Scheune & Blüte")
      expect(body.settings.look.colour).toBe("#33415c")
      const { text, pdf } = await fetchPaper(shop, paper("rental-agreement"))
      expect(pdf.pages[0]!.width).toBe(612)
      expect(text).toMatch(/Mietvertrag.*Für Ada Reyes:.*Menge.*Summe/)
      expect(text).toMatch(/Summe [\d.]+,\d\d \$/)
      expect(text).toContain("Vereinigte Staaten")
      const [year, , day] = dates.end_date.split("-")
      expect(text).toMatch(new RegExp(`Zurück am \\S+ ${Number(day)}\\. \\S+ ${year}`))
      const sample = await fetchPaper(
        shop,
        "/admin/rental/papers/samples/rental-agreement"
      )
      expect(sample.text).toMatch(/Mietvertrag.*Für Šárka Łuczak-Größe:/)
    })

    it("keep what a change leaves out, and go back to their defaults", async () => {
      const { body } = await expectOk(
        save({ words: { total: null }, look: null, terms: null })
      )
      expect(body.set).toEqual({
        shop: { name: "Scheune & Blüte", address: ["Hof 1", "Łódź"] },
        words: { quantity: "Menge" },
        texts: { "rental-agreement": { title: "Mietvertrag", intro: "Für {customer}:" } },
      })
      expect(body.settings.words ?? body.settings.look.words.total).toBe("Total")
    })

    it.each([
      ["look.colour", { look: { colour: "red; }" } }],
      ["look.locale", { look: { locale: "no such" } }],
      ["look.logo", { look: { logo: "https://example.com/logo.png" } }],
      ["look.logo", { look: { logo: `${PIXEL.slice(0, 60)}AAAA` } }],
      ["look.logo", { look: { logo: "data:image/png;base64,AAAA" } }],
      ["terms", { terms: "Dear {nobody}" }],
      ["terms", { terms: "x".repeat(50_001) }],
      ["texts.poster", { texts: { poster: { title: "x" } } }],
      ["words.nothing", { words: { nothing: "x" } }],
      ["shop.address.1", { shop: { address: ["a", 7] } }],
      ["numbering.credit_note_prefix", { numbering: { invoice_prefix: "CN-" } }],
      ["numbering.invoice_prefix", { numbering: { invoice_prefix: "2026" } }],
      ["nothing", { nothing: 1 }],
      ["shop.name", { shop: { name: "\u0000" } }],
    ])("refuse what cannot be printed: %s", async (field, change) => {
      const { body: before } = await shop.admin("GET", "/admin/rental/papers/settings")
      expect(await save(change)).toMatchObject({
        status: 400,
        body: { code: "rental_request_invalid", field },
      })
      const { body: after } = await shop.admin("GET", "/admin/rental/papers/settings")
      expect(after.set).toEqual(before.set)
    })
  })
})
