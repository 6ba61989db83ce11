import type { HttpTypes } from "@medusajs/types"
import type { Shortage } from "../medusa/store-error"
import { type EventLine, fittingQuantities, lineShortOf, toEventCart } from "./event-cart"

const line = (over: Partial<EventLine>): EventLine => ({
  id: "li_1",
  variantId: "v1",
  productId: "p1",
  handle: "chair",
  title: "Chair",
  variantTitle: "",
  picture: null,
  quantity: 10,
  unitPrice: 5,
  total: 50,
  componentVariantIds: [],
  ...over,
})

const short = (over: Partial<Shortage>): Shortage => ({
  variant_id: "v1",
  title: "Chair",
  requested: 10,
  available: 4,
  slots: [],
  ...over,
})

describe("fittingQuantities", () => {
  it("brings a line down to what is free, and out when nothing is", () => {
    const [a, b] = [line({}), line({ id: "li_2", variantId: "v2" })]
    expect(
      fittingQuantities([a, b], [short({}), short({ variant_id: "v2", available: 0 })])
    ).toEqual([
      { line: a, quantity: 4 },
      { line: b, quantity: 0 },
    ])
  })

  it("takes out a package that lacks a component", () => {
    const set = line({ variantId: "set", componentVariantIds: ["v1", "v2"], quantity: 2 })
    expect(lineShortOf([set], short({}))).toBe(set)
    expect(fittingQuantities([set], [short({ available: 1 })])).toEqual([
      { line: set, quantity: 0 },
    ])
  })

  it("always makes room, so that trying again cannot go on for ever", () => {
    const [only] = fittingQuantities([line({ quantity: 3 })], [short({ available: 9 })])
    expect(only!.quantity).toBe(2)
  })

  it("leaves alone what it does not know", () => {
    expect(fittingQuantities([line({})], [short({ variant_id: "other" })])).toEqual([])
  })
})

describe("toEventCart", () => {
  const cart = {
    id: "cart_1",
    currency_code: "usd",
    items: [
      {
        id: "li_1",
        title: "Chair",
        product_title: "Chair",
        variant_title: "Default variant",
        variant_id: "v1",
        quantity: 2,
        unit_price: 20,
      },
    ],
    item_total: 40,
    total: 40,
  } as unknown as HttpTypes.StoreCart

  it("joins the cart with what the ledger says", () => {
    const event = toEventCart(cart, {
      start_date: "2027-06-12",
      end_date: "2027-06-15",
      days: 4,
      hold_expires_at: "2027-06-01T10:00:00Z",
      lines: [
        {
          line_item_id: "li_1",
          variant_id: "v1",
          quantity: 2,
          state: "held",
          components: [{ variant_id: "c1", quantity: 8 }],
        },
      ],
    })
    expect(event.period).toEqual({ start: "2027-06-12", end: "2027-06-15" })
    expect(event.heldUntil).toBe("2027-06-01T10:00:00Z")
    expect(event.lines[0]).toMatchObject({
      total: 40,
      variantTitle: "",
      componentVariantIds: ["c1"],
    })
  })

  it("keeps the lines in the order they were added", () => {
    const [first] = cart.items!
    const second = { ...first!, id: "li_2" }
    const moved = { ...cart, items: [second, first!] }
    expect(toEventCart(moved, null).lines.map(({ id }) => id)).toEqual(["li_1", "li_2"])
  })

  it("has no period before one was chosen", () => {
    expect(toEventCart(cart, null)).toMatchObject({
      period: null,
      heldUntil: null,
      days: 0,
    })
  })
})
