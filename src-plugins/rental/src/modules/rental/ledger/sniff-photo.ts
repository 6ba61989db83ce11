/** What a photo is by its first bytes, whatever it is called; null when it is none we take. */
export function sniffPhoto(bytes: Uint8Array): PhotoType | null {
  return TYPES.find(({ starts }) => starts(bytes))?.type ?? null
}

export interface PhotoType {
  mime_type: "image/jpeg" | "image/png" | "image/webp"
  extension: "jpg" | "png" | "webp"
}

const has = (bytes: Uint8Array, at: number, ...values: number[]): boolean =>
  bytes.length >= at + values.length &&
  values.every((value, i) => bytes[at + i] === value)

/* From the formats' own specifications: SOI marker, PNG signature, RIFF with a WEBP form. */
const TYPES: { type: PhotoType; starts: (bytes: Uint8Array) => boolean }[] = [
  {
    type: { mime_type: "image/jpeg", extension: "jpg" },
    starts: (bytes) => has(bytes, 0, 0xff, 0xd8, 0xff),
  },
  {
    type: { mime_type: "image/png", extension: "png" },
    starts: (bytes) => has(bytes, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  },
  {
    type: { mime_type: "image/webp", extension: "webp" },
    starts: (bytes) =>
      has(bytes, 0, 0x52, 0x49, 0x46, 0x46) && has(bytes, 8, 0x57, 0x45, 0x42, 0x50),
  },
]
