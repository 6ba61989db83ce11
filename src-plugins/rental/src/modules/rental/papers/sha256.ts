import { createHash } from "node:crypto"

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex")
}

/** The hash of plain data: the same for the same values, in whatever order they stand. */
export function sha256OfData(data: unknown): string {
  return sha256(JSON.stringify(data, inOrder))
}

function inOrder(_key: string, value: unknown): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
}
