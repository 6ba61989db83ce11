import fc from "fast-check"
import { opensOrder, orderToken } from "./order-token"

const DAY_MS = 86_400_000
const NOW = Date.UTC(2027, 5, 1)

describe("an order's token", () => {
  const token = orderToken("secret", "order_1", NOW)

  it("opens its order for half a year", () => {
    expect(opensOrder("secret", "order_1", token, NOW)).toBe(true)
    expect(opensOrder("secret", "order_1", token, NOW + 180 * DAY_MS)).toBe(true)
    expect(opensOrder("secret", "order_1", token, NOW + 181 * DAY_MS)).toBe(false)
  })

  it("opens no other order, and none under another secret", () => {
    expect(opensOrder("secret", "order_2", token, NOW)).toBe(false)
    expect(opensOrder("other", "order_1", token, NOW)).toBe(false)
    const longer = token.replace(/^\d+/, (day) => String(Number(day) + 1))
    expect(opensOrder("secret", "order_1", longer, NOW)).toBe(false)
  })

  it("cannot be guessed from any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat(99_999).map((day) => `${day}.${token.split(".")[1]!.slice(1)}A`)
        ),
        (text) => !opensOrder("secret", "order_1", text, NOW)
      )
    )
  })
})
