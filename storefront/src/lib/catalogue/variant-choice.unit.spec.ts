import type { Product, Variant } from "./product"
import { optionChoices } from "./variant-choice"

const variant = (id: string, Colour: string, Size: string): Variant => ({
  id,
  title: `${Colour} / ${Size}`,
  options: { Colour, Size },
  dayRate: 5,
  picture: null,
})

const product: Product = {
  id: "prod_1",
  handle: "napkin",
  title: "Napkin",
  description: "",
  category: null,
  tags: [],
  pictures: [],
  options: [
    { title: "Colour", values: ["Ivory", "Blush", "Sage"] },
    { title: "Size", values: ["Small", "Large"] },
  ],
  variants: [
    variant("ivory-s", "Ivory", "Small"),
    variant("ivory-l", "Ivory", "Large"),
    variant("blush-s", "Blush", "Small"),
    variant("blush-l", "Blush", "Large"),
    variant("sage-s", "Sage", "Small"),
  ],
}

const leads = (current: Variant, title: string) =>
  Object.fromEntries(
    optionChoices(product, current)
      .find((option) => option.title === title)!
      .choices.map(({ value, variantId }) => [value, variantId])
  )

it("keeps the other options as they are", () => {
  expect(leads(product.variants[1]!, "Colour")).toEqual({
    Ivory: "ivory-l",
    Blush: "blush-l",
    Sage: "sage-s",
  })
})

it("marks what is chosen, and leads nowhere when no variant has the value", () => {
  const [, size] = optionChoices(product, product.variants[4]!)
  expect(size!.choices.filter(({ chosen }) => chosen).map(({ value }) => value)).toEqual([
    "Small",
  ])
  const bare = { ...product, variants: [product.variants[0]!] }
  expect(optionChoices(bare, bare.variants[0]!)[0]!.choices[1]!.variantId).toBeNull()
})
