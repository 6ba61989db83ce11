import type { Embedder } from "../embedding/embedder"
import { BoardError } from "../errors/board-error"
import { RefusedAddressError } from "../fetching/fetch-policy"
import { FetchError } from "../fetching/guarded-fetch"
import { PictureError, preparePicture } from "../pictures/prepare-picture"
import type { FoundPicture } from "../sources/board-source"
import { swatchesOfPicture } from "../themes/palette"
import { type SeenPicture, type Theme, themesOf } from "../themes/theme"
import { type BoardFailure, type BoardProgress, NO_PROGRESS } from "./board-progress"

export type BoardWork = {
  find(): Promise<FoundPicture[]>
  embedder: Embedder
  /** Pictures worked on at the same time. */
  atOnce: number
  /** Told after every step; may be slow, and is not waited for. */
  onProgress(progress: BoardProgress, failures: BoardFailure[]): void
  /** Stops the work before the next picture. */
  signal: AbortSignal
}

export type BoardResult = {
  themes: Theme[]
  progress: BoardProgress
  failures: BoardFailure[]
}

/**
 * Finds, reads and looks at the pictures of a board and sorts them into themes. A picture that
 * cannot be used costs itself only. Nothing of the pictures is kept beyond their vectors and main
 * colours.
 *
 * @throws BoardError when there is no board, or none of its pictures can be used
 */
export async function workOnBoard(work: BoardWork): Promise<BoardResult> {
  const progress = { ...NO_PROGRESS }
  const failures: BoardFailure[] = []
  const tell = () => work.onProgress({ ...progress }, [...failures])

  work.signal.throwIfAborted()
  const found: (FoundPicture | null)[] = await work.find()
  progress.found = found.length
  tell()

  const seen: (SeenPicture | null)[] = found.map(() => null)
  let next = 0
  const workThrough = async () => {
    for (let index = next++; index < found.length; index = next++) {
      work.signal.throwIfAborted()
      const picture = found[index] as FoundPicture
      // Lets go of uploaded bytes as soon as they have been looked at.
      found[index] = null
      try {
        const bytes = await picture.read()
        progress.fetched++
        tell()
        seen[index] = await look(picture.name, bytes, work.embedder)
        progress.embedded++
      } catch (error) {
        failures.push({ index, name: picture.name, reason: reasonOf(error) })
        progress.failed++
      }
      tell()
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, work.atOnce) }, workThrough))

  const pictures = seen.filter((picture) => picture !== null)
  failures.sort((one, other) => one.index - other.index)
  if (pictures.length === 0) {
    throw new NoPictureError(progress, failures)
  }
  return { themes: themesOf(pictures), progress, failures }
}

/** None of the pictures could be used; carries what is known of each. */
export class NoPictureError extends BoardError {
  constructor(
    readonly progress: BoardProgress,
    readonly failures: BoardFailure[]
  ) {
    super("None of the pictures of this board could be used.")
  }
}

async function look(
  name: string,
  bytes: Uint8Array,
  embedder: Embedder
): Promise<SeenPicture> {
  const picture = await preparePicture(bytes)
  const vector = await embedder.embed(picture, "scene")
  return { name, vector, swatches: swatchesOfPicture(picture) }
}

function reasonOf(error: unknown): string {
  const isWorded =
    error instanceof PictureError ||
    error instanceof FetchError ||
    error instanceof RefusedAddressError
  return isWorded ? error.message : "This picture could not be used."
}
