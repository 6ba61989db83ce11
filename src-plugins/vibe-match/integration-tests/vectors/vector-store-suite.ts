import fc from "fast-check"
import type {
  IndexedProduct,
  PictureVector,
  VectorSpace,
  VectorStore,
} from "../../src/modules/vibe-match/vectors/vector-store"

const space: VectorSpace = { model: "test", version: "1", dimensions: 3 }

export function product(
  product_id: string,
  some: Partial<IndexedProduct> = {}
): IndexedProduct {
  return {
    product_id,
    variant_ids: [`${product_id}_v`],
    facts: {
      title: product_id,
      category: null,
      colours: [],
      materials: [],
      styles: [],
      tags: [],
    },
    fingerprint: "f",
    ...some,
  }
}

export function picture(
  name: string,
  vector: number[],
  some: Partial<PictureVector> = {}
) {
  return {
    picture: name,
    variant_id: null,
    content_hash: `hash-${name}`,
    vector,
    ...some,
  }
}

/** What every vector store has to do. `open` gives an empty one. */
export function describeVectorStore(
  name: string,
  open: () => Promise<VectorStore>
): void {
  describe(`VectorStore on ${name}`, () => {
    let store: VectorStore
    beforeAll(async () => {
      store = await open()
      await store.prepare()
    })
    beforeEach(async () => {
      await store.remove((await store.listProducts()).map(({ product_id }) => product_id))
    })
    afterAll(async () => await store?.close())

    it("prepares twice without harm", async () => {
      await store.put(product("a"), [picture("1", [1, 0, 0])], space)
      await store.prepare()
      expect(await store.listProducts()).toHaveLength(1)
    })

    it("gives a product back as it was put", async () => {
      const facts = {
        title: `O'Brien's "arch" \\ ünïcode`,
        category: "arches",
        colours: ["dusty blue"],
        materials: [],
        styles: ["boho, garden"],
        tags: ["{x}"],
      }
      const given = product("a", {
        variant_ids: ["v1", "v,2"],
        facts,
        fingerprint: "abc",
      })
      await store.put(given, [], space)
      expect(await store.listProducts()).toEqual([given])
      expect(await store.listProducts(["a", "z"])).toEqual([given])
      expect(await store.listProducts([])).toEqual([])
    })

    it("finds the nearest products, each once by its best picture", async () => {
      await store.put(
        product("a"),
        [picture("far", [0, 1, 0]), picture("near", [1, 0, 0], { variant_id: "a_v" })],
        space
      )
      await store.put(product("b"), [picture("only", [0.8, 0.6, 0])], space)
      const found = await store.nearest({
        space,
        vectors: [
          [1, 0, 0],
          [0, 1, 0],
        ],
        limit: 5,
      })
      expect(
        found.map(({ query, product_id, picture: name }) => [query, product_id, name])
      ).toEqual([
        [0, "a", "near"],
        [0, "b", "only"],
        [1, "a", "far"],
        [1, "b", "only"],
      ])
      expect(found[0].variant_id).toBe("a_v")
      expect(found[0].similarity).toBeCloseTo(1, 3)
      expect(found[1].similarity).toBeCloseTo(0.8, 2)
    })

    it("filters first and limits then", async () => {
      for (const [id, x] of [
        ["a", 1],
        ["b", 0.9],
        ["c", 0.8],
      ] as const) {
        await store.put(product(id), [picture("1", [x, Math.sqrt(1 - x * x), 0])], space)
      }
      const nearest = async (product_ids: string[] | undefined, limit: number) => {
        const found = await store.nearest({
          space,
          vectors: [[1, 0, 0]],
          product_ids,
          limit,
        })
        return found.map(({ product_id }) => product_id)
      }
      expect(await nearest(undefined, 2)).toEqual(["a", "b"])
      expect(await nearest(["b", "c", "nobody"], 2)).toEqual(["b", "c"])
      expect(await nearest([], 2)).toEqual([])
    })

    it("orders equal ones by id", async () => {
      for (const id of ["c", "a", "b"])
        await store.put(product(id), [picture("1", [1, 0, 0])], space)
      const found = await store.nearest({ space, vectors: [[1, 0, 0]], limit: 3 })
      expect(found.map(({ product_id }) => product_id)).toEqual(["a", "b", "c"])
    })

    it("never compares vectors of different models or versions", async () => {
      await store.put(product("a"), [picture("1", [1, 0, 0])], space)
      const other = { model: "other", version: "1", dimensions: 2 }
      await store.put(product("b"), [picture("1", [1, 0])], other)
      const found = await store.nearest({ space, vectors: [[1, 0, 0]], limit: 9 })
      expect(found.map(({ product_id }) => product_id)).toEqual(["a"])
      const newer = { ...space, version: "2" }
      expect(
        await store.nearest({ space: newer, vectors: [[1, 0, 0]], limit: 9 })
      ).toEqual([])
    })

    it("refuses a vector that is not as long as it says, and keeps what was there", async () => {
      await store.put(product("a"), [picture("1", [1, 0, 0])], space)
      const wrong = store.put(
        product("a", { fingerprint: "new" }),
        [picture("1", [1, 0])],
        space
      )
      await expect(wrong).rejects.toThrow()
      const [kept] = await store.listProducts()
      expect(kept.fingerprint).toBe("f")
      expect(await store.nearest({ space, vectors: [[1, 0, 0]], limit: 9 })).toHaveLength(
        1
      )
    })

    it("replaces the pictures of a product", async () => {
      await store.put(
        product("a"),
        [picture("1", [1, 0, 0]), picture("2", [0, 1, 0])],
        space
      )
      await store.put(product("a"), [picture("3", [0, 0, 1])], space)
      const found = await store.nearest({ space, vectors: [[0, 1, 0]], limit: 9 })
      expect(found.map(({ picture: name }) => name)).toEqual(["3"])
    })

    it("takes two puts of the same product at the same time", async () => {
      await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          store.put(
            product("a", { fingerprint: `${index}` }),
            [picture("1", [1, 0, 0])],
            space
          )
        )
      )
      expect(await store.nearest({ space, vectors: [[1, 0, 0]], limit: 9 })).toHaveLength(
        1
      )
    })

    it("removes products with their vectors", async () => {
      await store.put(product("a"), [picture("1", [1, 0, 0])], space)
      await store.remove(["a", "nobody"])
      await store.remove([])
      expect(await store.listProducts()).toEqual([])
      expect(await store.findByContent(["hash-1"], space)).toEqual(new Map())
    })

    it("finds vectors again by content, within their space", async () => {
      await store.put(product("a"), [picture("1", [1, 0, 0])], space)
      await store.put(product("b"), [picture("1", [1, 0, 0])], space)
      expect(await store.findByContent(["hash-1", "hash-2"], space)).toEqual(
        new Map([["hash-1", [1, 0, 0]]])
      )
      expect(await store.findByContent(["hash-1"], { ...space, version: "2" })).toEqual(
        new Map()
      )
      expect(await store.findByContent([], space)).toEqual(new Map())
    })

    it("agrees with cosines computed by hand", async () => {
      const number = fc.double({ min: -1, max: 1, noNaN: true })
      const direction = fc
        .tuple(number, number, number)
        .filter((vector) => Math.hypot(...vector) > 0.1)
        .map((vector) => vector.map((value) => value / Math.hypot(...vector)))
      await fc.assert(
        fc.asyncProperty(
          fc.array(direction, { minLength: 1, maxLength: 5 }),
          direction,
          async (vectors, query) => {
            await store.remove(
              (await store.listProducts()).map(({ product_id }) => product_id)
            )
            for (const [index, vector] of vectors.entries()) {
              await store.put(product(`p${index}`), [picture("1", vector)], space)
            }
            const found = await store.nearest({ space, vectors: [query], limit: 9 })
            expect(found).toHaveLength(vectors.length)
            for (const { product_id, similarity } of found) {
              const vector = vectors[Number(product_id.slice(1))]
              const expected = vector.reduce(
                (sum, value, axis) => sum + value * query[axis],
                0
              )
              // halfvec keeps eleven bits of each number.
              expect(Math.abs(similarity - expected)).toBeLessThan(0.005)
            }
          }
        ),
        { numRuns: 15 }
      )
    })
  })
}
