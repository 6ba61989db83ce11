import path from "path"
import { readEnvironment } from "./environment"

describe("readEnvironment", () => {
  it("opens an embedded shop when nothing is set", () => {
    expect(readEnvironment({})).toMatchObject({
      port: 9000,
      publicUrl: "http://localhost:9000",
      storefrontUrl: "http://localhost:8000",
      vectors: "pglite",
      redisUrl: undefined,
      insecureCookies: false,
    })
  })

  it("lets ports move both addresses and drops a trailing slash", () => {
    expect(
      readEnvironment({ MEDUSA_PORT: "9100", STOREFRONT_PORT: "8100" })
    ).toMatchObject({
      port: 9100,
      publicUrl: "http://localhost:9100",
      storefrontUrl: "http://localhost:8100",
    })
    expect(readEnvironment({ MEDUSA_URL: "https://api.shop.test/" }).publicUrl).toBe(
      "https://api.shop.test"
    )
  })

  it("makes the data folder absolute", () => {
    expect(path.isAbsolute(readEnvironment({ GATHER_DATA_DIR: "here" }).dataDir)).toBe(
      true
    )
  })

  it.each([
    ["MEDUSA_PORT", "0"],
    ["MEDUSA_PORT", "70000"],
    ["STOREFRONT_PORT", "http"],
    ["GATHER_VECTORS", "faiss"],
    ["GATHER_TIMEZONE", "Mars/Olympus"],
    ["GATHER_HOLD_LIMIT_CARTS", "many"],
    ["REDIS_URL", "localhost:6379"],
    ["REDIS_URL", "redis://"],
  ])("names %s when it is %s", (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(name)
  })
})
