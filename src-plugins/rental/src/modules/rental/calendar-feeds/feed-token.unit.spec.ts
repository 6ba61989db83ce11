import { hashToken, makeToken } from "./feed-token"

describe("the secret of a calendar", () => {
  it("is new each time, has 256 bits, and needs no escaping in an address", () => {
    const tokens = new Set(Array.from({ length: 100 }, makeToken))
    expect(tokens.size).toBe(100)
    for (const token of tokens) {
      expect(Buffer.from(token, "base64url")).toHaveLength(32)
      expect(encodeURIComponent(token)).toBe(token)
    }
  })

  it("is known by its hash, which is always the same and not the secret", () => {
    const token = makeToken()
    expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/)
    expect(hashToken(token)).toBe(hashToken(token))
    expect(hashToken(token)).not.toBe(hashToken(makeToken()))
  })

  it.each(["", "short", `${makeToken()}x`, `${makeToken().slice(1)}/`, "a".repeat(1e6)])(
    "is not looked up when it cannot be one",
    (text) => expect(hashToken(text)).toBeNull()
  )
})
