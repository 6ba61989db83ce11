/** A small copy of a picture, kept in this browser only. */
export type Thumbnail = { name: string; url: string }

const LONGEST = 240
const PREFIX = "gather:board:"

/**
 * Small JPEG copies of pictures as data addresses. Pictures the browser cannot
 * draw (HEIC in most) are left out.
 */
export async function makeThumbnails(files: File[]): Promise<Thumbnail[]> {
  const made: Thumbnail[] = []
  for (const file of files) {
    const url = await shrink(file).catch(() => null)
    if (url) {
      made.push({ name: file.name, url })
    }
  }
  return made
}

/** Keeps a board's thumbnails for as long as this tab lives. */
export function keepThumbnails(boardId: string, thumbnails: Thumbnail[]): void {
  try {
    sessionStorage.setItem(PREFIX + boardId, JSON.stringify(thumbnails))
  } catch {
    // Full or forbidden storage: the board is complete without them.
  }
}

/** What {@link keepThumbnails} kept, as the text it is stored as. */
export function storedThumbnails(boardId: string): string {
  try {
    return sessionStorage.getItem(PREFIX + boardId) ?? "[]"
  } catch {
    return "[]"
  }
}

async function shrink(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return canvas.toDataURL("image/jpeg", 0.72)
}
