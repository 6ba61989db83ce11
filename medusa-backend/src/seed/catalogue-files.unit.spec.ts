import { access, mkdtemp, cp, readFile, rm, writeFile } from "fs/promises"
import { tmpdir } from "os"
import path from "path"
import { readCatalogue } from "./catalogue-files"

const DATA = path.resolve(__dirname, "../../../data")

describe("the catalogue folder", () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "gather-catalogue-"))
    await cp(path.join(DATA, "shop.json"), path.join(folder, "shop.json"))
    await cp(path.join(DATA, "catalogue"), path.join(folder, "catalogue"), {
      recursive: true,
    })
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it("of the demo shop is whole: every picture, category and component exists", async () => {
    const catalogue = await readCatalogue(DATA)
    const categories = new Set(catalogue.categories.map(({ slug }) => slug))
    const skus = new Set(
      catalogue.products.flatMap(({ variants }) => variants.map(({ sku }) => sku))
    )
    expect(catalogue.products.length).toBeGreaterThanOrEqual(72)
    expect(categories.size).toBeGreaterThanOrEqual(10)
    expect(catalogue.packages.length).toBeGreaterThanOrEqual(8)

    const problems: string[] = []
    for (const product of catalogue.products) {
      if (!categories.has(product.category)) {
        problems.push(`${product.handle}: no category ${product.category}`)
      }
    }
    for (const { handle, components } of catalogue.packages) {
      problems.push(
        ...components
          .filter(({ sku }) => !skus.has(sku))
          .map(({ sku }) => `${handle}: no ${sku}`)
      )
    }
    for (const { handle, pictures } of [...catalogue.products, ...catalogue.packages]) {
      for (const picture of pictures) {
        await access(catalogue.picturePath(picture)).catch(() =>
          problems.push(`${handle}: no picture ${picture}`)
        )
      }
    }
    expect(problems).toEqual([])
  })

  it("names the file and the field that is wrong", async () => {
    const file = path.join(folder, "catalogue", "products.json")
    const products = JSON.parse(await readFile(file, "utf8"))
    products[3].variants[0].fleet = -2
    await writeFile(file, JSON.stringify(products))
    await expect(readCatalogue(folder)).rejects.toThrow(
      /products\.json[\s\S]*3\.variants\.0\.fleet/
    )
  })

  it("says which file cannot be read", async () => {
    await writeFile(path.join(folder, "catalogue", "packages.json"), "{")
    await expect(readCatalogue(folder)).rejects.toThrow("packages.json")
  })

  it("keeps a picture's name inside the pictures folder", async () => {
    const { picturePath } = await readCatalogue(folder)
    expect(picturePath("../../secret.jpg")).toBe(
      path.join(folder, "pictures", "secret.jpg")
    )
  })
})
