import { expectOk, period } from "../harness/customer"
import { demoBoard } from "../harness/demo-board"
import { openShop, type Answer, type Shop } from "../harness/shop"

describe("a board becomes themes and items that are free", () => {
  let shop: Shop
  const dates = period(30, 2)

  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const upload = async (pictures: Buffer[], type = "image/jpeg") => {
    const form = new FormData()
    pictures.forEach((picture, index) =>
      form.append(
        "images",
        new Blob([new Uint8Array(picture)], { type }),
        `p${index}.jpg`
      )
    )
    return shop.store("POST", "/store/vibe/boards", form)
  }
  const read = (board: { id: string; token: string }, query = "") =>
    shop.store("GET", `/store/vibe/boards/${board.id}${query}`, undefined, {
      "x-vibe-token": board.token,
    })
  const finished = async (created: Answer): Promise<Answer> => {
    for (let tries = 0; tries < 200; tries++) {
      const answer = await expectOk(
        read(created.body.board, `?${new URLSearchParams(dates)}`)
      )
      if (answer.body.board.status !== "processing") {
        return answer
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error("The board was never finished")
  }
  const twoStyles = () => demoBoard("two-styles")

  it("finds the two styles of a board and an item of its colour for each", async () => {
    const pictures = await twoStyles()
    const count = pictures.length
    const created = await upload(pictures)
    expect(created.status).toBe(202)
    expect(created.body.board).toEqual({
      id: expect.any(String),
      token: expect.any(String),
      status: expect.any(String),
    })

    const { body } = await finished(created)
    expect(body.board).toMatchObject({
      status: "ready",
      progress: { found: count, fetched: count, embedded: count, failed: 0 },
    })
    expect(body.themes).toHaveLength(2)
    for (const theme of body.themes) {
      expect(theme.image_count).toBeGreaterThanOrEqual(Math.floor(count / 3))
    }
    const best = body.themes.map(
      (theme: { matches: { variant_id: string }[] }) => theme.matches[0]?.variant_id
    )
    expect(new Set(best)).toEqual(
      new Set([
        await shop.variantId("BLUE-CHAIR"),
        await shop.variantId("TERRACOTTA-VASE"),
      ])
    )
    expect(body.matches.length).toBeGreaterThan(0)
  })

  it("leaves out what is not free on those dates", async () => {
    const board = await upload(await twoStyles())
    const blue = await shop.variantId("BLUE-CHAIR")
    const [region] = await shop.sql<{ id: string }>("select id from region limit 1")
    const cart = await expectOk(
      shop.store("POST", "/store/carts", { region_id: region?.id })
    )
    await expectOk(
      shop.store("POST", `/store/carts/${cart.body.cart.id}/rental-items`, {
        variant_id: blue,
        quantity: 40,
        ...dates,
      })
    )
    const { body } = await finished(board)
    expect(JSON.stringify(body.matches)).not.toContain(blue)
    expect(JSON.stringify(body.themes)).not.toContain(blue)
  })

  it("is private to its token and gone when deleted", async () => {
    const created = await upload(await twoStyles())
    await finished(created)
    const { id, token } = created.body.board

    for (const wrong of ["", "nope", `${token}x`]) {
      expect((await read({ id, token: wrong })).status).toBe(404)
    }
    const remove = (key: string) =>
      shop.store("DELETE", `/store/vibe/boards/${id}`, undefined, { "x-vibe-token": key })
    expect((await remove("nope")).status).toBe(404)
    expect((await remove(token)).status).toBeLessThan(300)
    expect((await read({ id, token })).status).toBe(404)
  })

  it("counts a picture that is not one as its own failure", async () => {
    const created = await upload([
      ...(await twoStyles()).slice(0, 3),
      Buffer.from("GIF89a not really a picture"),
    ])
    const { body } = await finished(created)
    expect(body.board).toMatchObject({
      status: "ready",
      progress: { found: 4, embedded: 3, failed: 1 },
    })
    expect(body.board.failures[0].reason).toEqual(expect.any(String))
  })

  it("refuses what cannot become a board, naming the field", async () => {
    const bad: [unknown, RegExp][] = [
      [{}, /source/],
      [{ source: null }, /source/],
      [{ source: { type: "pinterest" } }, /url/],
      [{ source: { type: "pinterest", url: "not an address" } }, /url/],
      [{ source: { type: "pinterest", url: "https://example.com/a/b" } }, /url/],
      [
        { source: { type: "pinterest", url: "https://www.pinterest.com/someone/" } },
        /url/,
      ],
      [{ source: { type: "pinterest", url: "http://127.0.0.1:9000/a/b/" } }, /url/],
      [{ source: { type: "pinterest", url: "x".repeat(100_000) } }, /url|large/],
      [{ source: { type: "carrier pigeon" } }, /type/],
    ]
    for (const [body, field] of bad) {
      const answer = await shop.store("POST", "/store/vibe/boards", body)
      expect({ sent: JSON.stringify(body).slice(0, 80), status: answer.status }).toEqual({
        sent: JSON.stringify(body).slice(0, 80),
        status: answer.status === 413 ? 413 : 400,
      })
      expect(JSON.stringify(answer.body)).toMatch(field)
    }

    const notPictures = await upload([Buffer.from("hello"), Buffer.from("<svg/>")])
    expect(notPictures.status).toBe(400)
    expect(JSON.stringify(notPictures.body)).toMatch(/images/)
    const empty = await shop.store("POST", "/store/vibe/boards", new FormData())
    expect(empty.status).toBe(400)

    const created = await upload((await twoStyles()).slice(0, 2))
    await finished(created)
    for (const query of [
      "?limit=0",
      "?limit=x",
      "?start_date=2027-01-01",
      "?limit=100000",
    ]) {
      const answer = await read(created.body.board, query)
      expect({ query, status: answer.status }).toEqual({ query, status: 400 })
    }
  })

  it("follows the catalogue: a product that goes is matched no more", async () => {
    const [vase] = await shop.sql<{ product_id: string }>(
      "select product_id from product_variant where sku = 'TERRACOTTA-VASE'"
    )
    await expectOk(shop.admin("DELETE", `/admin/products/${vase?.product_id}`))
    const created = await upload(await twoStyles())
    for (let tries = 0; tries < 50; tries++) {
      const { body } = await finished(created)
      if (!JSON.stringify(body).includes(vase?.product_id ?? "")) {
        return
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error("The deleted product is still matched")
  })
})
