import { mkdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { VIBE_MATCH_MODULE } from "../../src/modules/vibe-match"
import type { AvailabilityPort } from "../../src/modules/vibe-match/availability/availability-port"
import type VibeMatchModuleService from "../../src/modules/vibe-match/service"
import type { CatalogueProduct } from "../../src/modules/vibe-match/products/catalogue-product"
import { LazyVectorStore } from "../../src/modules/vibe-match/vectors/lazy-vector-store"
import { openVectorStore } from "../../src/modules/vibe-match/vectors/open-vector-store"
import { drawProduct, drawScene } from "../pictures/drawn-pictures"
import { startPinterestProcess } from "../servers/pinterest-process"

const BOHO = ["#b9623d", "#e2a684", "#76804f", "#d6c1a0"]
const COAST = ["#8aa4bc", "#22345a", "#f4f2ee", "#a6c8c1"]
const DATES = { start_date: "2027-06-12", end_date: "2027-06-14" }

const folder = path.join(tmpdir(), `vibe-boards-${process.pid}`)
const port = 20_000 + (process.pid % 20_000)
const origin = `http://127.0.0.1:${port}`
let stopPinterest: () => Promise<void>
const store = new LazyVectorStore(() =>
  openVectorStore({ driver: "pglite", dataDir: path.join(folder, "vectors") })
)

beforeAll(async () => {
  await mkdir(path.join(folder, "boards/two-styles"), { recursive: true })
  await mkdir(path.join(folder, "boards/empty"), { recursive: true })
  for (let index = 0; index < 8; index++) {
    const scene = await drawScene(index % 2 ? BOHO : COAST, index + 1)
    await writeFile(path.join(folder, `boards/two-styles/${index}.jpg`), scene)
  }
  await writeFile(path.join(folder, "boards/two-styles/8.jpg"), "not a picture")
  const server = await startPinterestProcess(path.join(folder, "boards"), port)
  stopPinterest = () => server.stop()
})
afterAll(async () => {
  await stopPinterest()
  await store.close()
  await rm(folder, { recursive: true })
})

moduleIntegrationTestRunner<VibeMatchModuleService>({
  moduleName: VIBE_MATCH_MODULE,
  dbName: "vibe_boards_test",
  resolve: path.join(__dirname, "../../src/modules/vibe-match"),
  moduleOptions: {
    // One for all tests: the runner starts the module anew for each.
    vectorStore: { driver: "custom", store },
    pinterest: {
      rssBaseUrl: origin,
      imageOrigins: [origin],
      allowLoopbackOrigins: [origin],
    },
    limits: { pictures: 20 },
  },
  testSuite: ({ service }) => {
    const pictures = new Map<string, Buffer>()
    const files = {
      getAsBuffer: async (key: string) => pictures.get(key) ?? Buffer.alloc(0),
    }

    async function indexCatalogue(): Promise<void> {
      for (const [style, colours] of [
        ["boho", BOHO],
        ["coastal", COAST],
      ] as const) {
        for (const [number, hex] of colours.entries()) {
          const key = `${style}-${number}.jpg`
          pictures.set(key, pictures.get(key) ?? (await drawProduct(hex, number + 1)))
          await service.indexProduct(product(style, number, key), files)
        }
      }
    }

    const product = (style: string, number: number, key: string): CatalogueProduct => ({
      product_id: `${style}-${number}`,
      published: true,
      variant_ids: [`${style}-${number}-v`],
      facts: {
        title: key,
        category: `category-${number}`,
        colours: style === "boho" ? ["terracotta"] : ["navy"],
        materials: [],
        styles: [style],
        tags: [style],
      },
      pictures: [{ url: `https://files.example/${key}`, variant_id: null }],
    })

    async function send(source: Record<string, unknown>, uploads: Buffer[] = []) {
      const uploadId = uploads.length
        ? service.uploads.hold(
            uploads.map((bytes, index) => ({ name: `${index}.jpg`, bytes }))
          )
        : undefined
      const request = await service.parseSource(source, uploadId)
      return await service.openBoard(request, uploadId)
    }

    async function finished(id: string, token: string) {
      for (let tries = 0; tries < 400; tries++) {
        const board = await service.readBoard(id, token)
        if (board.status !== "processing") return board
        await sleep(25)
      }
      throw new Error("the board was never finished")
    }

    beforeEach(async () => {
      const indexed = await service.listIndexedProducts()
      await service.removeIndexedProducts(indexed.map(({ product_id }) => product_id))
      service.options.productPictures.baseUrls = ["https://files.example/"]
    })

    it("matches a Pinterest board of two styles, each theme with its own products", async () => {
      await indexCatalogue()
      const { id, token } = await send({
        type: "pinterest",
        url: "see https://www.pinterest.com/anna/two-styles/ !",
      })
      const board = await finished(id, token)
      expect(board).toMatchObject({
        status: "ready",
        progress: { found: 9, fetched: 9, embedded: 8, failed: 1 },
      })
      expect(board.failures).toEqual([
        { index: 8, name: "8.jpg", reason: expect.stringContaining("not a JPEG") },
      ])

      const { themes, matches } = await service.matchBoard(id, null, 8, null)
      expect(themes.map(({ image_count }) => image_count)).toEqual([4, 4])
      const styles = themes
        .map((theme) => theme.matches[0].product_id.split("-")[0])
        .sort()
      expect(styles).toEqual(["boho", "coastal"])
      expect(themes.flatMap(({ palette }) => palette.map(({ name }) => name))).toEqual(
        expect.arrayContaining(["terracotta", "navy"])
      )
      expect(
        new Set(matches.slice(0, 4).map(({ product_id }) => product_id.split("-")[0]))
          .size
      ).toBe(2)
      expect(matches[0]).toMatchObject({
        available: null,
        variant_id: expect.any(String),
      })
      expect(matches[0].score).toBeGreaterThan(matches.at(-1)?.score ?? 1)
    })

    it("shows only what is free on the dates, and how many", async () => {
      await indexCatalogue()
      const scenes = await Promise.all([1, 2, 3].map((seed) => drawScene(COAST, seed)))
      const { id, token } = await send({ type: "uploads" }, scenes)
      await finished(id, token)
      const asked: unknown[] = []
      const onlyTwo: AvailabilityPort = {
        async freeUnits(input) {
          asked.push([input.start_date, input.end_date, input.variant_ids.length])
          return new Map([
            ["coastal-1-v", 3],
            ["boho-0-v", 1],
            ["coastal-0-v", 0],
          ])
        },
      }
      const { themes, matches } = await service.matchBoard(id, DATES, 8, onlyTwo)
      expect(asked).toEqual([[DATES.start_date, DATES.end_date, 8]])
      expect(matches.map(({ product_id, available }) => [product_id, available])).toEqual(
        [
          ["coastal-1", 3],
          ["boho-0", 1],
        ]
      )
      expect(themes[0].matches).toHaveLength(2)
      const none: AvailabilityPort = { freeUnits: async () => new Map() }
      expect((await service.matchBoard(id, DATES, 8, none)).matches).toEqual([])
    })

    it("opens a board to its token only, and deletes it for good", async () => {
      const { id, token } = await send({ type: "uploads" }, [await drawScene(BOHO, 1)])
      await finished(id, token)
      for (const wrong of [undefined, "", "x", `${token}x`]) {
        await expect(service.readBoard(id, wrong)).rejects.toMatchObject({ status: 404 })
        await expect(service.closeBoard(id, wrong)).rejects.toMatchObject({ status: 404 })
      }
      await expect(service.readBoard("vboard_' OR 1=1", token)).rejects.toMatchObject({
        status: 404,
      })
      await service.closeBoard(id, token)
      await expect(service.readBoard(id, token)).rejects.toMatchObject({ status: 404 })
      expect(await service.listVibeBoards({}, { withDeleted: true })).toEqual([])
    })

    it("keeps nothing of the pictures", async () => {
      const { id, token } = await send({ type: "uploads" }, [await drawScene(BOHO, 1)])
      await finished(id, token)
      expect(service.uploads.hasRoomFor(service.options.limits.heldBytes)).toBe(true)
      const [row] = await service.listVibeBoards({ id })
      expect(JSON.stringify(row)).not.toContain(token)
      expect(JSON.stringify(row).length).toBeLessThan(8000)
    })

    it.each([
      ["nowhere", /no public board/],
      ["empty", /no pictures yet/],
    ])("ends a Pinterest board that is %s in words", async (board, says) => {
      const url = `https://www.pinterest.com/anna/${board}/`
      const { id, token } = await send({ type: "pinterest", url })
      expect(await finished(id, token)).toMatchObject({
        status: "failed",
        error: expect.stringMatching(says),
      })
      expect(await service.matchBoard(id, null, 8, null)).toEqual({
        themes: [],
        matches: [],
      })
    })

    it("refuses what cannot be a board before anything is noted down", async () => {
      const refusals = [
        [{ type: "text", text: "boho" }, "source.type"],
        [{ type: "images", urls: [] }, "source.type"],
        [{}, "source.type"],
        [{ type: "pinterest", url: "https://www.pinterest.com/anna/" }, "source.url"],
        [{ type: "uploads" }, "images"],
      ] as const
      for (const [source, field] of refusals) {
        await expect(send(source)).rejects.toMatchObject({ status: 400, field })
      }
      await expect(
        send({ type: "uploads" }, [Buffer.from("words, words, words")])
      ).rejects.toMatchObject({
        field: "images",
      })
      expect(await service.listVibeBoards({})).toEqual([])
    })

    it("ends boards that a process left behind when it was killed", async () => {
      const { id, token } = await send({ type: "uploads" }, [await drawScene(BOHO, 1)])
      await finished(id, token)
      const { hostname } = await import("node:os")
      await service.updateVibeBoards({
        selector: { id },
        data: { status: "processing", worker: `${hostname()}:999999999` },
      })
      expect(await service.failAbandonedBoards()).toBe(1)
      expect(await service.readBoard(id, token)).toMatchObject({
        status: "failed",
        error: expect.stringContaining("restarted"),
      })
      expect(await service.failAbandonedBoards()).toBe(0)
    })

    it("leaves boards alone that this or another living process works on", async () => {
      const { id, token } = await send({ type: "uploads" }, [await drawScene(BOHO, 1)])
      await finished(id, token)
      await service.updateVibeBoards({
        selector: { id },
        data: { status: "processing", worker: "another-host:1" },
      })
      expect(await service.failAbandonedBoards()).toBe(0)
      expect(await service.failAbandonedBoards(new Date(Date.now() + 600_000))).toBe(1)
    })

    it("deletes boards whose time is over", async () => {
      const { id, token } = await send({ type: "uploads" }, [await drawScene(BOHO, 1)])
      await finished(id, token)
      expect(await service.sweepBoards()).toBe(0)
      const later = new Date(Date.now() + 25 * 3_600_000)
      expect(await service.sweepBoards(later)).toBe(1)
      await expect(service.readBoard(id, token)).rejects.toMatchObject({ status: 404 })
    })

    it("embeds a product's unchanged pictures once", async () => {
      pictures.set("boho-0.jpg", await drawProduct(BOHO[0], 1))
      const one = product("boho", 0, "boho-0.jpg")
      expect(await service.indexProduct(one, files)).toMatchObject({
        embedded: 1,
        reused: 0,
      })
      const [indexed] = await service.listIndexedProducts()
      expect(await service.isProductCurrent(one, indexed)).toBe(true)

      const renamed = { ...one, facts: { ...one.facts, title: "Another name" } }
      expect(await service.isProductCurrent(renamed, indexed)).toBe(false)
      expect(await service.indexProduct(renamed, files)).toMatchObject({
        embedded: 0,
        reused: 1,
      })
    })

    it("tries a product again whose picture could not be read", async () => {
      const broken = product("boho", 0, "missing.jpg")
      const { failures } = await service.indexProduct(broken, files)
      expect(failures).toMatchObject([{ product_id: "boho-0" }])
      const [indexed] = await service.listIndexedProducts()
      expect(await service.isProductCurrent(broken, indexed)).toBe(false)
    })

    it("does not fetch a product's picture from this machine", async () => {
      const inside = product("boho", 0, "x.jpg")
      inside.pictures = [{ url: "https://127.0.0.1/x.jpg", variant_id: null }]
      const { failures } = await service.indexProduct(inside, files)
      expect(failures).toMatchObject([{ reason: expect.stringContaining("127.0.0.1") }])
    })
  },
})
