/**
 * The storefront's own address of a picture. Medusa writes the host it had when
 * a file was uploaded into the file's address; only the path below `/static/`
 * is ours to use. Addresses elsewhere (a CDN) are kept.
 */
export function pictureSrc(url: string | null | undefined): string | null {
  if (!url) {
    return null
  }
  const path = /^(?:https?:\/\/[^/]+)?\/static\/([^?#]+)/.exec(url)?.[1]
  return path ? `/media/${path}` : url
}

/** True for a picture our image optimizer may read. */
export function isOwnPicture(src: string): boolean {
  return src.startsWith("/media/")
}
