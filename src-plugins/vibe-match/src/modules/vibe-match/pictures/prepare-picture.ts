import sharp from "sharp"
import type { PreparedPicture } from "./prepared-picture"
import { type PictureKind, sniffPicture } from "./sniff"

/** Longest side in pixels of a prepared picture. */
export const LONGEST_SIDE = 1024
/** Width × height beyond which a picture is refused before it is decoded. */
export const MOST_PIXELS = 50e6
const SMALLEST_SIDE = 16

// Everything else libvips can read (SVG, PDF, TIFF, GIF…) is a way in that nobody needs here.
sharp.block({ operation: ["VipsForeignLoad"] })
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadHeifBuffer",
  ],
})

/** A picture that cannot be used; the message is written for the customer. */
export class PictureError extends Error {
  override readonly name = "PictureError"
}

/**
 * Decodes bytes from outside: upright, sRGB, without metadata or transparency (on white), at most
 * 1024 pixels a side.
 *
 * @throws PictureError when the bytes are no picture, or one that is broken, too large or too small
 */
export async function preparePicture(bytes: Uint8Array): Promise<PreparedPicture> {
  const kind = sniffPicture(bytes)
  if (!kind) throw new PictureError("This is not a JPEG, PNG, WebP or AVIF picture.")
  const decoded = await decode(bytes, kind)
  const { width, height } = decoded.info
  return { width, height, rgb: decoded.data }
}

async function decode(bytes: Uint8Array, kind: PictureKind) {
  try {
    const source = sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: "warning",
      pages: 1,
    })
    const { width, height } = await source.metadata()
    if (Math.min(width, height) < SMALLEST_SIDE) {
      throw new PictureError(`This picture is too small (${width} × ${height} pixels).`)
    }
    return await source
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .removeAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true })
  } catch (error) {
    if (error instanceof PictureError) throw error
    throw new PictureError(reasonOf(error, kind), { cause: error })
  }
}

function reasonOf(error: unknown, kind: PictureKind): string {
  const message = error instanceof Error ? error.message : String(error)
  if (/pixel limit/i.test(message)) {
    return `This picture has more than ${MOST_PIXELS / 1e6} million pixels.`
  }
  // Apple's HEIC needs a patented decoder that the usual build of sharp does not have.
  return kind === "heif"
    ? "This HEIC picture cannot be read here. Send it as JPEG."
    : "This picture is damaged and cannot be read."
}
