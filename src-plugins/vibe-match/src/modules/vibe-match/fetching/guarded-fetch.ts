import { lookup } from "node:dns/promises"
import { isIP, type LookupFunction } from "node:net"
import { Agent, type Dispatcher, request } from "undici"
import {
  type FetchPolicy,
  permit,
  type PermittedAddress,
  RefusedAddressError,
} from "./fetch-policy"
import { isPublicAddress } from "./public-address"

/** A fetch that was allowed but did not succeed; the message is written for the customer. */
export class FetchError extends Error {
  override readonly name = "FetchError"
  /** HTTP status, when there was an answer. */
  readonly status?: number

  constructor(message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.status = options.status
  }
}

export type ResolvedAddress = { address: string; family: 4 | 6 }

/** The two places where the guard touches the network, so that tests can stand in for them. */
export type FetchWires = {
  /** All addresses of a host name. */
  resolve(hostname: string): Promise<ResolvedAddress[]>
  /** A dispatcher whose connections go to this address and to no other. */
  connect(pinned: ResolvedAddress): Dispatcher
}

export type FetchCaps = {
  /** Largest body in bytes. */
  bytes: number
  /** For everything: name look-up, redirects and body. */
  milliseconds: number
  /** Requests at the same time; others wait. */
  atOnce: number
}

const MOST_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/**
 * Fetches from the internet on behalf of a visitor without becoming a way into the shop's own
 * network: each hop is checked as text, then by all addresses it resolves to, and the connection
 * goes to the very address that was checked.
 */
export class GuardedFetch {
  private running = 0
  private readonly waiting: (() => void)[] = []

  constructor(
    private readonly policy: FetchPolicy,
    private readonly caps: FetchCaps,
    private readonly wires: FetchWires = REAL_WIRES
  ) {}

  /**
   * @param url - where to read; must pass the policy
   * @returns the whole body
   * @throws RefusedAddressError when it must not be asked, FetchError when it does not answer well
   */
  async read(url: string): Promise<Uint8Array> {
    await this.begin()
    try {
      return await this.follow(url)
    } finally {
      this.end()
    }
  }

  private async follow(first: string): Promise<Uint8Array> {
    const signal = AbortSignal.timeout(this.caps.milliseconds)
    let next = first
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const answer = await this.ask(permit(next, this.policy), signal)
      if (answer instanceof Uint8Array) return answer
      next = answer.redirect
    }
    throw new FetchError("This address sends on too many times.")
  }

  private async ask(
    { url, isLoopback }: PermittedAddress,
    signal: AbortSignal
  ): Promise<Uint8Array | { redirect: string }> {
    const pinned = await this.resolve(url, isLoopback, signal)
    const dispatcher = this.wires.connect(pinned)
    try {
      const answer = await request(url, {
        dispatcher,
        signal,
        headers: { accept: "*/*", "user-agent": "Gather vibe-match" },
      })
      const location = answer.headers.location
      if (REDIRECTS.has(answer.statusCode) && typeof location === "string") {
        answer.body.on("error", () => undefined).destroy()
        return { redirect: new URL(location, url).href }
      }
      if (answer.statusCode !== 200) {
        answer.body.on("error", () => undefined).destroy()
        throw new FetchError(`${url.hostname} answered ${answer.statusCode}.`, {
          status: answer.statusCode,
        })
      }
      return await this.collect(answer)
    } catch (error) {
      throw inWords(error, url, signal)
    } finally {
      void dispatcher.destroy().catch(() => undefined)
    }
  }

  private async collect({ headers, body }: Dispatcher.ResponseData): Promise<Uint8Array> {
    const tooLarge = () =>
      new FetchError(`It is larger than ${Math.round(this.caps.bytes / 1024 / 1024)} MB.`)
    const chunks: Uint8Array[] = []
    let size = 0
    if (Number(headers["content-length"]) > this.caps.bytes) {
      body.on("error", () => undefined).destroy()
      throw tooLarge()
    }
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length
      if (size > this.caps.bytes) throw tooLarge()
      chunks.push(chunk)
    }
    return Buffer.concat(chunks, size)
  }

  private async resolve(
    url: URL,
    isLoopback: boolean,
    signal: AbortSignal
  ): Promise<ResolvedAddress> {
    const host = url.hostname.replace(/^\[|\]$/g, "")
    const family = isIP(host)
    const addresses = family
      ? [{ address: host, family: family as 4 | 6 }]
      : await abortable(this.wires.resolve(host), signal).catch((error: unknown) => {
          throw inWords(error, url, signal)
        })
    if (addresses.length === 0) {
      throw new FetchError(`There is no ${url.hostname}.`)
    }
    const checked = isLoopback
      ? addresses.every(({ address }) => isLoopbackAddress(address))
      : addresses.every(({ address }) => isPublicAddress(address))
    if (!checked) {
      throw new RefusedAddressError(`Nothing is fetched from ${url.hostname}.`)
    }
    return addresses[0]
  }

  private async begin(): Promise<void> {
    if (this.running < this.caps.atOnce) this.running++
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
  }

  /** Hands the place to the next in line, so that nobody slips in between. */
  private end(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.running--
  }
}

const REAL_WIRES: FetchWires = {
  async resolve(hostname) {
    const addresses = await lookup(hostname, { all: true, verbatim: true })
    return addresses.map(({ address, family }) => ({
      address,
      family: family === 6 ? 6 : 4,
    }))
  },
  connect(pinned) {
    const pinnedLookup: LookupFunction = (_hostname, options, callback) => {
      if (options.all) callback(null, [pinned])
      else callback(null, pinned.address, pinned.family)
    }
    return new Agent({ connect: { lookup: pinnedLookup }, connections: 1, pipelining: 0 })
  },
}

function isLoopbackAddress(address: string): boolean {
  return address === "::1" || /^127\.\d+\.\d+\.\d+$/.test(address)
}

async function abortable<Value>(
  promise: Promise<Value>,
  signal: AbortSignal
): Promise<Value> {
  return await new Promise<Value>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true })
    promise.then(resolve, reject)
  })
}

function inWords(error: unknown, url: URL, signal: AbortSignal): Error {
  if (error instanceof FetchError || error instanceof RefusedAddressError) return error
  if (signal.aborted) {
    return new FetchError(`${url.hostname} took too long to answer.`, { cause: error })
  }
  return new FetchError(`${url.hostname} could not be reached.`, { cause: error })
}
