const LONGEST = 270_000
const MOST_PIXELS = 2000
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])

/** Where the header of a PNG has its size, and whether it is interlaced. */
const WIDTH_AT = 16
const HEIGHT_AT = 20
const INTERLACED_AT = 28

/** What is wrong with a logo, in words; null when it can be printed. */
export function logoFault(logo: string): string | null {
  const [, kind, data] = /^data:image\/(png|jpeg);base64,([\w+/]+=*)$/.exec(logo) ?? []
  if (!kind || !data) {
    return "must be a PNG or JPEG as data:image/png;base64,… or data:image/jpeg;base64,…"
  }
  if (logo.length > LONGEST) {
    return "must have at most 200 kB"
  }
  const bytes = Buffer.from(data, "base64")
  if (kind === "jpeg") {
    return bytes.subarray(0, JPEG.length).equals(JPEG) ? null : "is not a JPEG"
  }
  if (!bytes.subarray(0, PNG.length).equals(PNG) || bytes.length <= INTERLACED_AT) {
    return "is not a PNG"
  }
  if (
    Math.max(bytes.readUInt32BE(WIDTH_AT), bytes.readUInt32BE(HEIGHT_AT)) > MOST_PIXELS
  ) {
    return `must be at most ${MOST_PIXELS} pixels wide and high`
  }
  return bytes[INTERLACED_AT] ? "must not be interlaced" : null
}
