import type { GuardedFetch } from "../fetching/guarded-fetch"

/** A picture of a board that has been found but not yet read. */
export type FoundPicture = {
  /** What the customer knows it by: a file name, or the title of a pin. */
  name: string
  /** Reads the bytes. Called at most once; throws an error worded for the customer. */
  read(): Promise<Uint8Array>
}

/** A file the customer sent along with the request. */
export type UploadedPicture = { name: string; bytes: Uint8Array }

/** What a source needs to do its work. */
export type SourceContext = {
  fetch: GuardedFetch
  uploads: UploadedPicture[]
  /** Most pictures that will be used. */
  limit: number
}

/** What was asked for, as a source understood it; kept with the board. */
export type SourceRequest = { type: string } & Record<string, string | number>

/**
 * Strategy: one way in which a board comes in.
 *
 * `parse` runs while the customer waits and only looks at what was sent; `find` runs in the
 * background and may fetch.
 */
export interface BoardSource {
  /** The `source.type` it answers to. */
  readonly type: string
  /** Origins `find` and the pictures it returns are fetched from. */
  readonly origins: readonly string[]
  /** @throws RequestError naming the field, when what was sent cannot be a board of this type */
  parse(source: Record<string, unknown>, uploads: UploadedPicture[]): SourceRequest
  /** @throws BoardError worded for the customer, when there is no such board */
  find(request: SourceRequest, context: SourceContext): Promise<FoundPicture[]>
}
