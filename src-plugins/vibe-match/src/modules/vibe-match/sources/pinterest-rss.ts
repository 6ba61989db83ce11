import { BoardError } from "../errors/board-error"
import { RequestError } from "../errors/request-error"
import { RefusedAddressError } from "../fetching/fetch-policy"
import { FetchError, type GuardedFetch } from "../fetching/guarded-fetch"
import type { ResolvedOptions } from "../options"
import type {
  BoardSource,
  FoundPicture,
  SourceContext,
  SourceRequest,
} from "./board-source"
import { feedAddressOf, parsePinterestAddress } from "./pinterest-address"
import { picturesOfFeed } from "./rss-feed"

/** Widths Pinterest keeps of a picture, best first. */
const SIZES = ["736x", "564x"]

/** Public boards of Pinterest, read by their RSS feed: the newest 25 pins. */
export class PinterestRssSource implements BoardSource {
  readonly type = "pinterest"
  readonly origins: readonly string[]

  constructor(private readonly options: ResolvedOptions["pinterest"]) {
    this.origins = [new URL(options.rssBaseUrl).origin, ...options.imageOrigins]
  }

  parse(source: Record<string, unknown>): SourceRequest {
    if (typeof source.url !== "string" || source.url.trim() === "") {
      throw new RequestError("Paste the address of a public Pinterest board.", {
        field: "source.url",
        code: "board_address_invalid",
      })
    }
    const { user, board } = parsePinterestAddress(source.url)
    return { type: this.type, user, board }
  }

  async find(
    { user, board }: SourceRequest,
    { fetch, limit }: SourceContext
  ): Promise<FoundPicture[]> {
    const address = feedAddressOf(
      { user: String(user), board: String(board) },
      this.options.rssBaseUrl
    )
    const pictures = picturesOfFeed(await this.readFeed(address, fetch))
    if (!pictures) {
      throw new BoardError(
        "Pinterest did not answer with a board. Is it public, and still there?"
      )
    }
    if (pictures.length === 0) throw new BoardError("This board has no pictures yet.")
    return pictures.slice(0, limit).map(({ title, url }) => ({
      name: title,
      read: () => readLargest(url, fetch),
    }))
  }

  private async readFeed(address: string, fetch: GuardedFetch): Promise<string> {
    try {
      return Buffer.from(await fetch.read(address)).toString("utf8")
    } catch (error) {
      const status = error instanceof FetchError ? error.status : undefined
      if (
        status === 404 ||
        status === 403 ||
        status === 410 ||
        error instanceof RefusedAddressError
      ) {
        throw new BoardError(
          "Pinterest shows no public board at this address. It may be secret, renamed or deleted."
        )
      }
      if (status === 429) {
        throw new BoardError("Pinterest asks us to wait. Try again in a few minutes.")
      }
      throw new BoardError(
        "Pinterest could not be reached. Try again, or send the pictures instead.",
        {
          cause: error,
        }
      )
    }
  }
}

/** Addresses of a picture to try, the largest first. */
export function sizesOf(url: string): string[] {
  const larger = SIZES.map((size) =>
    url.replace(/\/(?:\d+x\d*|originals)(?:_RS)?\//, `/${size}/`)
  )
  return [...new Set([...larger, url])]
}

async function readLargest(url: string, fetch: GuardedFetch): Promise<Uint8Array> {
  const candidates = sizesOf(url)
  for (const [index, candidate] of candidates.entries()) {
    try {
      return await fetch.read(candidate)
    } catch (error) {
      const isMissing =
        error instanceof FetchError && [403, 404].includes(error.status ?? 0)
      if (!isMissing || index === candidates.length - 1) throw error
    }
  }
  throw new FetchError("This picture is not there any more.")
}
