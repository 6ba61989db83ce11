import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { workOnBoard } from "../../src/modules/vibe-match/boards/work-on-board"
import { ClassicalEmbedder } from "../../src/modules/vibe-match/embedding/classical/classical-embedder"
import type { CatalogueProduct } from "../../src/modules/vibe-match/products/catalogue-product"
import { ProductIndex } from "../../src/modules/vibe-match/products/product-index"
import { BoardMatcher } from "../../src/modules/vibe-match/ranking/board-matcher"
import { MemoryVectorStore } from "../vectors/memory-vector-store"

const data = path.join(__dirname, "../../../../data")
const FIRST = 12
/** The best matches carry a theme's style or colour so much more often than the catalogue does. */
const MORE_OFTEN = 1.4

type Product = {
  handle: string
  title: string
  category: string
  tags: string[]
  metadata: { materials: string[]; styles: string[]; colours: string[] }
  pictures: string[]
}
type Board = { themes: string[]; images: { file: string; theme: string }[] }

const read = <Content>(file: string) =>
  JSON.parse(readFileSync(path.join(data, file), "utf8")) as Content
const boards = readdirSync(path.join(data, "boards"))
  .filter((slug) => existsSync(path.join(data, "boards", slug, "board.json")))
  .map((slug) => ({ slug, board: read<Board>(`boards/${slug}/board.json`) }))

/** The shop's own boards, which are drawn of the same world as its products. */
describe("demo boards", () => {
  const embedder = new ClassicalEmbedder()
  const store = new MemoryVectorStore()
  const index = new ProductIndex(store, embedder)
  const matcher = new BoardMatcher(index, store)
  const metadata = new Map<string, Product["metadata"]>()

  beforeAll(async () => {
    for (const product of read<Product[]>("catalogue/products.json")) {
      metadata.set(product.handle, product.metadata)
      await index.put(catalogueProduct(product), async (file) =>
        readFileSync(path.join(data, "pictures", file))
      )
    }
  }, 300_000)

  it("are there", () => expect(boards.length).toBeGreaterThanOrEqual(6))

  it.each(boards)(
    "$slug has its themes, and products of its style first",
    async ({ slug, board }) => {
      const themes = await themesOf(slug, board)
      expect(themes.map(({ image_count }) => image_count)).toHaveLength(
        board.themes.length
      )

      const { themes: matched } = await matcher.match(themes, null, FIRST, null)
      const made = matched.map(({ matches }) => {
        const shares = board.themes.map((theme) => {
          const carrying = matches.filter(({ product_id }) =>
            carries(metadata.get(product_id), theme)
          )
          return carrying.length / matches.length
        })
        return shares.indexOf(Math.max(...shares))
      })
      expect(new Set(made).size).toBe(board.themes.length)
      for (const [number, theme] of made.entries()) {
        const slugOfTheme = board.themes[theme]
        const isOfTheme = (handle: string) => carries(metadata.get(handle), slugOfTheme)
        const { matches } = matched[number]
        const share =
          matches.filter(({ product_id }) => isOfTheme(product_id)).length / FIRST
        const inCatalogue = [...metadata.keys()].filter(isOfTheme).length / metadata.size
        expect(share / inCatalogue).toBeGreaterThan(MORE_OFTEN)
      }
    }
  )

  async function themesOf(slug: string, { images }: Board) {
    const { themes } = await workOnBoard({
      find: async () =>
        images.map(({ file }) => ({
          name: file,
          read: async () => readFileSync(path.join(data, "boards", slug, file)),
        })),
      embedder,
      atOnce: 2,
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    return themes
  }
})

function catalogueProduct({
  handle,
  title,
  category,
  tags,
  metadata,
  pictures,
}: Product): CatalogueProduct {
  return {
    product_id: handle,
    published: true,
    variant_ids: [`${handle}-variant`],
    facts: { title, category, tags, ...metadata },
    pictures: pictures.map((url) => ({ url, variant_id: null })),
  }
}

/** A product carries a theme when it has a style or a colour in whose words the theme is named. */
function carries(metadata: Product["metadata"] | undefined, theme: string): boolean {
  const words = new Set(theme.split("-"))
  return [...(metadata?.styles ?? []), ...(metadata?.colours ?? [])].some((name) =>
    name.split(/[ -]/).every((word) => words.has(word))
  )
}
