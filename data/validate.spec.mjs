// @ts-check
// Run with: node --test data/validate.spec.mjs
import assert from "node:assert/strict"
import test from "node:test"
import { problemsOf, readCatalogue } from "./validate.mjs"

/** @param {(catalogue: any) => void} spoil @param {(path: string) => boolean} [hasPicture] */
function fieldsAfter(spoil, hasPicture) {
  const catalogue = structuredClone(readCatalogue())
  catalogue.boards = {}
  spoil(catalogue)
  return problemsOf(catalogue, hasPicture).map((p) => `${p.file} ${p.entry} ${p.field}`)
}

test("the catalogue in the repository is sound", () => {
  assert.deepEqual(problemsOf(readCatalogue()), [])
})

test("it is large enough to be a shop", () => {
  const { products, categories, packages } = readCatalogue()
  assert.ok(products.length >= 76)
  assert.ok(categories.length >= 12)
  assert.ok(packages.length >= 10)
})

const spoiled = /** @type {[string, (c: any) => void, string][]} */ ([
  ["a category nobody knows", (c) => (c.products[3].category = "hats"), "category"],
  [
    "a fleet of nothing",
    (c) => (c.products[3].variants[0].fleet = 0),
    "variants[0].fleet",
  ],
  ["half a unit", (c) => (c.products[3].variants[0].fleet = 1.5), "variants[0].fleet"],
  [
    "a rate of zero",
    (c) => (c.products[3].variants[0].day_rate = 0),
    "variants[0].day_rate",
  ],
  [
    "a third decimal",
    (c) => (c.products[3].variants[0].day_rate = 1.005),
    "variants[0].day_rate",
  ],
  ["a repeated handle", (c) => (c.products[3].handle = c.products[2].handle), "handle"],
  ["no description", (c) => (c.products[3].description = " "), "description"],
  [
    "turnaround as text",
    (c) => (c.products[3].rental.turnaround_after = "1"),
    "rental.turnaround_after",
  ],
  [
    "an option the variant lacks",
    (c) => (c.products[3].variants[0].options = {}),
    "variants[0].options.",
  ],
])

for (const [name, spoil, field] of spoiled) {
  test(`names the field: ${name}`, () => {
    const found = fieldsAfter(spoil)
    assert.equal(found.length >= 1, true)
    assert.ok(found[0]?.startsWith("catalogue/products.json "), found[0])
    assert.ok(found[0]?.includes(field), found[0])
  })
}

test("a package part that is not in the catalogue is named", () => {
  const found = fieldsAfter((c) => (c.packages[0].components[1].sku = "NOT-THERE"))
  assert.deepEqual(found, [
    "catalogue/packages.json boho-ceremony-package components[1].sku",
  ])
})

test("a missing picture is named", () => {
  const found = fieldsAfter(
    () => {},
    (path) => path !== "pictures/hexagon-oak-arch.jpg"
  )
  assert.deepEqual(found, ["catalogue/products.json hexagon-oak-arch pictures[0]"])
})

test("a board with too few pictures is refused", () => {
  const found = fieldsAfter((c) => {
    c.boards.thin = { title: "Thin", description: "Thin", themes: ["a"], images: [] }
  })
  assert.deepEqual(found, ["boards/thin/board.json thin images"])
})

test("a time zone that does not exist is refused", () => {
  assert.deepEqual(
    fieldsAfter((c) => (c.shop.timezone = "Mars/Base")),
    ["shop.json shop timezone"]
  )
})
