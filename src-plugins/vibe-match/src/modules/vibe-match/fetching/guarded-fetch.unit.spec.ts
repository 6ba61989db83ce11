import { MockAgent } from "undici"
import { type FetchPolicy, RefusedAddressError } from "./fetch-policy"
import { FetchError, GuardedFetch, type ResolvedAddress } from "./guarded-fetch"

const PINTEREST: FetchPolicy = {
  origins: ["https://www.pinterest.com", "https://i.pinimg.com"],
  loopbackOrigins: [],
}
const PUBLIC: FetchPolicy = { origins: "public", loopbackOrigins: [] }
const OUTSIDE: ResolvedAddress[] = [{ address: "151.101.0.84", family: 4 }]

type Reply = {
  status?: number
  body?: string | Buffer
  headers?: Record<string, string>
  delay?: number
}

/** A guard over an internet that exists only in these tables: no socket is ever opened. */
function guardOver(
  policy: FetchPolicy,
  pages: Record<string, Reply> = {},
  names: Record<string, ResolvedAddress[]> = {},
  caps = { bytes: 1000, milliseconds: 500, atOnce: 2 }
) {
  const connections: string[] = []
  const asked: string[] = []
  const guard = new GuardedFetch(policy, caps, {
    async resolve(hostname) {
      asked.push(hostname)
      return names[hostname] ?? OUTSIDE
    },
    connect({ address }) {
      connections.push(address)
      const agent = new MockAgent()
      agent.disableNetConnect()
      agent.destroy = () => agent.close()
      for (const [
        url,
        { status = 200, body = "", headers = {}, delay = 0 },
      ] of Object.entries(pages)) {
        const { origin, pathname, search } = new URL(url)
        agent
          .get(origin)
          .intercept({ path: pathname + search })
          .reply(status, body, { headers })
          .delay(Math.max(1, delay))
      }
      return agent
    },
  })
  return { guard, connections, asked }
}

describe("GuardedFetch", () => {
  it("reads a picture from an allowed host over the address it has checked", async () => {
    const { guard, connections } = guardOver(PINTEREST, {
      "https://i.pinimg.com/736x/a.jpg": { body: "picture" },
    })
    const bytes = await guard.read("https://I.PINIMG.COM:443/736x/a.jpg")
    expect(Buffer.from(bytes).toString()).toBe("picture")
    expect(connections).toEqual(["151.101.0.84"])
  })

  it("takes a host with a trailing dot for the host itself", async () => {
    const { guard } = guardOver(PINTEREST, {
      "https://i.pinimg.com/a.jpg": { body: "x" },
    })
    await expect(guard.read("https://i.pinimg.com./a.jpg")).resolves.toHaveLength(1)
  })

  it.each([
    "http://i.pinimg.com/a.jpg",
    "https://i.pinimg.com:8443/a.jpg",
    "https://user@i.pinimg.com/a.jpg",
    "https://i.pinimg.com.evil.example/a.jpg",
    "https://evil.example/?u=https://i.pinimg.com/",
    "https://i.pinimg.com@127.0.0.1/a.jpg",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::ffff:a9fe:a9fe]/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "blob:https://i.pinimg.com/1",
    "not an address",
  ])("refuses %s without touching the network", async (url) => {
    const { guard, connections, asked } = guardOver(PINTEREST)
    await expect(guard.read(url)).rejects.toBeInstanceOf(RefusedAddressError)
    expect({ connections, asked }).toEqual({ connections: [], asked: [] })
  })

  it.each([
    "https://127.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://0300.0250.0.1/",
    "https://[::127.0.0.1]/",
    "https://[fd00:ec2::254]/",
    "https://168.63.129.16/",
    "http://93.184.216.34/",
  ])("refuses %s even where any public host is allowed", async (url) => {
    const { guard, connections } = guardOver(PUBLIC)
    await expect(guard.read(url)).rejects.toBeInstanceOf(RefusedAddressError)
    expect(connections).toEqual([])
  })

  it.each([
    [[{ address: "127.0.0.1", family: 4 }]],
    [[{ address: "::1", family: 6 }]],
    [[{ address: "169.254.169.254", family: 4 }]],
    [
      [
        { address: "151.101.0.84", family: 4 },
        { address: "10.0.0.5", family: 4 },
      ],
    ],
  ] as [ResolvedAddress[]][])("refuses a name that resolves to %j", async (addresses) => {
    const { guard, connections } = guardOver(PUBLIC, {}, { "rebind.example": addresses })
    await expect(guard.read("https://rebind.example/a.jpg")).rejects.toBeInstanceOf(
      RefusedAddressError
    )
    expect(connections).toEqual([])
  })

  it("resolves once per hop, so that a second answer cannot differ", async () => {
    const { guard, asked } = guardOver(PUBLIC, {
      "https://shop.example/a.jpg": { body: "x" },
    })
    await guard.read("https://shop.example/a.jpg")
    expect(asked).toEqual(["shop.example"])
  })

  it("follows redirects, each checked like the first", async () => {
    const { guard } = guardOver(PINTEREST, {
      "https://i.pinimg.com/1": { status: 302, headers: { location: "/2" } },
      "https://i.pinimg.com/2": {
        status: 301,
        headers: { location: "https://i.pinimg.com/3" },
      },
      "https://i.pinimg.com/3": { body: "here" },
    })
    expect(Buffer.from(await guard.read("https://i.pinimg.com/1")).toString()).toBe(
      "here"
    )
  })

  it.each([
    "http://i.pinimg.com/x.jpg",
    "https://evil.example/x.jpg",
    "https://127.0.0.1/x.jpg",
    "file:///etc/passwd",
    "//169.254.169.254/",
  ])("does not follow a redirect to %s", async (location) => {
    const { guard } = guardOver(PINTEREST, {
      "https://i.pinimg.com/1": { status: 302, headers: { location } },
    })
    await expect(guard.read("https://i.pinimg.com/1")).rejects.toBeInstanceOf(
      RefusedAddressError
    )
  })

  it("gives up after three redirects", async () => {
    const { guard, connections } = guardOver(PINTEREST, {
      "https://i.pinimg.com/1": { status: 302, headers: { location: "/1" } },
    })
    await expect(guard.read("https://i.pinimg.com/1")).rejects.toThrow(/too many times/)
    expect(connections).toHaveLength(4)
  })

  it.each([
    ["declared", { body: "x", headers: { "content-length": "5000" } }],
    ["sent", { body: Buffer.alloc(1001) }],
  ])("stops at a body whose %s size is over the cap", async (_which, reply) => {
    const { guard } = guardOver(PINTEREST, { "https://i.pinimg.com/big": reply })
    await expect(guard.read("https://i.pinimg.com/big")).rejects.toBeInstanceOf(
      FetchError
    )
  })

  it("stops when the answer takes too long", async () => {
    const { guard } = guardOver(PINTEREST, {
      "https://i.pinimg.com/slow": { delay: 3000 },
    })
    await expect(guard.read("https://i.pinimg.com/slow")).rejects.toThrow(/too long/)
  })

  it("stops when the name takes too long to resolve", async () => {
    const never = new GuardedFetch(
      PUBLIC,
      { bytes: 10, milliseconds: 50, atOnce: 1 },
      {
        resolve: () => new Promise(() => undefined),
        connect: () => new MockAgent(),
      }
    )
    await expect(never.read("https://slow.example/")).rejects.toThrow(/too long/)
  })

  it("tells the status of a refusal", async () => {
    const { guard } = guardOver(PINTEREST, {
      "https://i.pinimg.com/gone": { status: 404 },
    })
    await expect(guard.read("https://i.pinimg.com/gone")).rejects.toMatchObject({
      status: 404,
    })
  })

  it("lets through exactly the loopback origin that is configured", async () => {
    const policy: FetchPolicy = {
      ...PINTEREST,
      loopbackOrigins: ["http://127.0.0.1:9321"],
    }
    const { guard } = guardOver(policy, { "http://127.0.0.1:9321/a": { body: "ok" } })
    await expect(guard.read("http://127.0.0.1:9321/a")).resolves.toHaveLength(2)
    for (const url of [
      "http://127.0.0.1:9322/a",
      "http://127.0.0.2:9321/a",
      "https://127.0.0.1:9321/a",
      "http://127.0.0.1:9321@evil.example/a",
    ]) {
      await expect(guard.read(url)).rejects.toBeInstanceOf(RefusedAddressError)
    }
  })

  it("does not take a configured loopback name that resolves elsewhere", async () => {
    const policy: FetchPolicy = {
      origins: [],
      loopbackOrigins: ["http://localhost:9321"],
    }
    const { guard } = guardOver(
      policy,
      {},
      { localhost: [{ address: "10.0.0.1", family: 4 }] }
    )
    await expect(guard.read("http://localhost:9321/a")).rejects.toBeInstanceOf(
      RefusedAddressError
    )
  })

  it("asks no more than so many at the same time", async () => {
    let running = 0
    let most = 0
    const guard = new GuardedFetch(
      PUBLIC,
      { bytes: 10, milliseconds: 500, atOnce: 2 },
      {
        async resolve() {
          most = Math.max(most, ++running)
          await new Promise((resolve) => setTimeout(resolve, 10))
          running--
          return []
        },
        connect: () => new MockAgent(),
      }
    )
    await Promise.allSettled(
      Array.from({ length: 8 }, () => guard.read("https://a.example/"))
    )
    expect(most).toBe(2)
  })
})
