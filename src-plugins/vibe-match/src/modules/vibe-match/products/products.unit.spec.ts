import { setTimeout as sleep } from "node:timers/promises"
import { fingerprintOf, productFromRecord, type ProductRecord } from "./catalogue-product"
import { ChangeBatch } from "./change-batch"
import { fileKeyOf } from "./product-picture-reader"

const record: ProductRecord = {
  id: "prod_1",
  title: "Rattan moon gate",
  status: "published",
  thumbnail: "http://shop/static/front.jpg",
  metadata: { colours: ["natural"], materials: ["rattan", 7], styles: "boho" },
  images: [
    { url: "http://shop/static/white.jpg", rank: 1 },
    { url: "http://shop/static/front.jpg", rank: 0 },
  ],
  tags: [{ value: "garden" }],
  categories: [{ handle: "arches" }, null],
  variants: [
    { id: "variant_white", variant_rank: 1, thumbnail: "http://shop/static/white.jpg" },
    {
      id: "variant_natural",
      variant_rank: 0,
      images: [{ url: "http://shop/static/close.jpg" }],
    },
  ],
}
const space = { model: "m", version: "1", dimensions: 3 }

describe("productFromRecord", () => {
  it("reads a product with its pictures, each with the variant it shows", () => {
    expect(productFromRecord(record)).toEqual({
      product_id: "prod_1",
      published: true,
      variant_ids: ["variant_natural", "variant_white"],
      facts: {
        title: "Rattan moon gate",
        category: "arches",
        colours: ["natural"],
        materials: ["rattan"],
        styles: [],
        tags: ["garden"],
      },
      pictures: [
        { url: "http://shop/static/front.jpg", variant_id: null },
        { url: "http://shop/static/white.jpg", variant_id: "variant_white" },
        { url: "http://shop/static/close.jpg", variant_id: "variant_natural" },
      ],
    })
  })

  it("lets a thumbnail say which variant a picture shows, though every variant lists it", () => {
    const red = "http://shop/static/red.jpg"
    const blue = "http://shop/static/blue.jpg"
    const images = [{ url: red }, { url: blue }]
    const { pictures } = productFromRecord({
      id: "prod_3",
      images,
      variants: [
        { id: "variant_red", variant_rank: 0, thumbnail: red, images },
        { id: "variant_blue", variant_rank: 1, thumbnail: blue, images },
      ],
    })
    expect(pictures).toEqual([
      { url: red, variant_id: "variant_red" },
      { url: blue, variant_id: "variant_blue" },
    ])
  })

  it("bears a record of which hardly anything is known", () => {
    expect(productFromRecord({ id: "prod_2" })).toMatchObject({
      published: false,
      pictures: [],
    })
  })
})

describe("fingerprintOf", () => {
  it("changes with what is indexed, and with the model", () => {
    const product = productFromRecord(record)
    const same = fingerprintOf(productFromRecord(structuredClone(record)), space)
    expect(same).toBe(fingerprintOf(product, space))
    expect(fingerprintOf(product, { ...space, version: "2" })).not.toBe(same)
    expect(fingerprintOf({ ...product, pictures: [] }, space)).not.toBe(same)
    const recoloured = { ...product, facts: { ...product.facts, colours: ["black"] } }
    expect(fingerprintOf(recoloured, space)).not.toBe(same)
  })
})

describe("fileKeyOf", () => {
  it("is the rest of an address below a prefix", () => {
    const bases = ["http://shop/static", "https://cdn.shop/a/"]
    expect(fileKeyOf("http://shop/static/x%20y.jpg?v=1", bases)).toBe("x y.jpg")
    expect(fileKeyOf("https://cdn.shop/a/b/c.jpg", bases)).toBe("b/c.jpg")
    expect(fileKeyOf("http://shop/staticx/c.jpg", bases)).toBeNull()
    expect(fileKeyOf("https://elsewhere/c.jpg", bases)).toBeNull()
  })
})

describe("ChangeBatch", () => {
  it("gathers changes of a moment and never works on two batches at the same time", async () => {
    const batches = new ChangeBatch(10)
    const seen: string[][] = []
    let running = 0
    const work = async (ids: string[]) => {
      expect(++running).toBe(1)
      await sleep(25)
      running--
      seen.push(ids)
    }
    const first = ["a", "b", "a"].map((id) => batches.add(id, work))
    await sleep(15)
    const second = batches.add("c", work)
    await Promise.all([...first, second])
    expect(seen).toEqual([["a", "b"], ["c"]])
  })

  it("goes on after a batch that failed, and tells who was in it", async () => {
    const batches = new ChangeBatch(1)
    const failing = batches.add("a", async () => {
      throw new Error("no")
    })
    await expect(failing).rejects.toThrow("no")
    await expect(batches.add("b", async () => undefined)).resolves.toBeUndefined()
  })
})
