import type { GuardedFetch } from "../fetching/guarded-fetch"

/** The part of Medusa's File module that is needed. */
export type FileReader = { getAsBuffer(key: string): Promise<Uint8Array> }

/**
 * Reads the pictures of products: those below a configured prefix straight from Medusa's File
 * module (their key is the rest of the address), all others from the internet, guarded.
 */
export class ProductPictureReader {
  constructor(
    private readonly baseUrls: string[],
    private readonly files: FileReader,
    private readonly fetch: GuardedFetch
  ) {}

  async read(url: string): Promise<Uint8Array> {
    const key = fileKeyOf(url, this.baseUrls)
    return key === null ? await this.fetch.read(url) : await this.files.getAsBuffer(key)
  }
}

/** The key in the File module of an address below one of the prefixes, or null. */
export function fileKeyOf(url: string, baseUrls: string[]): string | null {
  for (const baseUrl of baseUrls) {
    const prefix = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`
    if (!url.startsWith(prefix)) continue
    const path = url.slice(prefix.length).split(/[?#]/)[0]
    try {
      return decodeURIComponent(path)
    } catch {
      return path
    }
  }
  return null
}
