import { hashOfToken, newToken, opens } from "./board-token"

describe("board token", () => {
  it("opens its own board and no other", () => {
    const [one, other] = [newToken(), newToken()]
    expect(one).not.toBe(other)
    expect(one).toMatch(/^[\w-]{32}$/)
    expect(opens(one, hashOfToken(one))).toBe(true)
    expect(opens(other, hashOfToken(one))).toBe(false)
  })

  it("opens nothing when it is missing, even where the hash is of nothing", () => {
    expect(opens(undefined, hashOfToken("x"))).toBe(false)
    expect(opens("", hashOfToken(""))).toBe(false)
    expect(opens("x", "")).toBe(false)
  })
})
