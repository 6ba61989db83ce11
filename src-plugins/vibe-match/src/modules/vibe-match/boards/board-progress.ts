/** How far a board is: pictures found, read, turned into vectors, and given up. */
export type BoardProgress = {
  found: number
  fetched: number
  embedded: number
  failed: number
}

/** A picture that could not be used, and why, in words for the customer. */
export type BoardFailure = { index: number; name: string; reason: string }

export const NO_PROGRESS: BoardProgress = { found: 0, fetched: 0, embedded: 0, failed: 0 }
