import { resolveOptions } from "./options"

const vectorStore = { driver: "pglite", dataDir: "/data" }

describe("resolveOptions", () => {
  it("fills in what is left out", () => {
    const options = resolveOptions({ vectorStore })
    expect(options.pinterest.rssBaseUrl).toBe("https://www.pinterest.com")
    expect(options.pinterest.allowLoopbackOrigins).toEqual([])
    expect(options.limits.pictures).toBe(40)
  })

  it.each([
    [{}, "vectorStore"],
    [{ vectorStore: { driver: "pglite" } }, "dataDir"],
    [{ vectorStore: { driver: "pgvector" } }, "databaseUrl"],
    [{ vectorStore, limits: { pictures: 0 } }, "limits.pictures"],
    [{ vectorStore, limits: { picturs: 3 } }, "picturs"],
    [{ vectorStore, pinterest: { rssBaseUrl: "pinterest" } }, "pinterest.rssBaseUrl"],
    [{ vectorStore, availability: "yes" }, "availability"],
  ])("names the option that is wrong in %j", (options, name) => {
    expect(() => resolveOptions(options)).toThrow(name)
  })
})
