import type { HttpTypes } from "@medusajs/types"
import {
  cheapestVariant,
  picturesFor,
  pricesDiffer,
  toProduct,
  variantWords,
} from "./product"

const source = {
  id: "prod_1",
  handle: "chair",
  title: "Chair",
  description: null,
  thumbnail: "http://localhost:9000/static/chair-1.jpg",
  images: [
    { url: "http://localhost:9000/static/chair-2.jpg", rank: 1 },
    { url: "http://localhost:9000/static/chair-1.jpg", rank: 0 },
  ],
  tags: [{ value: "rustic" }],
  categories: [{ name: "Chairs", handle: "chairs" }],
  options: [
    { id: "opt_1", title: "Colour", values: [{ value: "Oak" }, { value: "Walnut" }] },
  ],
  variants: [
    {
      id: "v1",
      title: "Oak",
      options: [{ option_id: "opt_1", value: "Oak" }],
      calculated_price: { calculated_amount: 5 },
    },
    {
      id: "v2",
      title: "Walnut",
      thumbnail: "http://localhost:9000/static/chair-walnut.jpg",
      options: [{ option_id: "opt_1", value: "Walnut" }],
      calculated_price: { calculated_amount: 4.5 },
    },
    { id: "v3", title: "Gold", options: [], calculated_price: null },
  ],
} as unknown as HttpTypes.StoreProduct

const product = toProduct(source)

it("keeps each picture once, the thumbnail first", () => {
  expect(product.pictures).toEqual(["/media/chair-1.jpg", "/media/chair-2.jpg"])
})

it("shows a variant by its own picture", () => {
  expect(picturesFor(product, product.variants[1]!)[0]).toBe("/media/chair-walnut.jpg")
})

it("names a variant's options by their titles", () => {
  expect(product.variants[0]!.options).toEqual({ Colour: "Oak" })
})

it("finds the cheapest variant among those with a price", () => {
  expect(cheapestVariant(product)?.id).toBe("v2")
  expect(pricesDiffer(product)).toBe(true)
  expect(cheapestVariant({ ...product, variants: [] })).toBeUndefined()
})

it("says nothing of the only variant of a product without options", () => {
  const bare = toProduct({
    ...source,
    options: [{ id: "o", title: "Default", values: [{ value: "Default" }] }],
  } as unknown as HttpTypes.StoreProduct)
  expect(bare.options).toEqual([])
  expect(variantWords(bare, bare.variants[0]!)).toBe("")
  expect(variantWords(product, product.variants[0]!)).toBe("Oak")
})
