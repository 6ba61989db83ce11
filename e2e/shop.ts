import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"

export type OpenShop = {
  storefront_url: string
  medusa_url: string
  publishable_key: string
  admin: { email: string; password: string }
  database_url: string
}

const DATA = path.resolve(__dirname, "../data")

/** How to reach the shop under test: the file that a running shop writes. */
export function openShop(): OpenShop {
  const file =
    process.env.E2E_SHOP_FILE ?? path.resolve(__dirname, "../.gather/shop.json")
  return JSON.parse(readFileSync(file, "utf8")) as OpenShop
}

/** The local server that speaks for Pinterest, or a clear failure when none was started. */
export function pinterestUrl(): string {
  const url = process.env.GATHER_PINTEREST_BASE_URL
  if (!url) {
    throw new Error("GATHER_PINTEREST_BASE_URL must name the local Pinterest server")
  }
  return url
}

/** Absolute paths of a demo board's pictures, in order. */
export function boardPictures(slug: string): string[] {
  const folder = path.join(DATA, "boards", slug)
  return readdirSync(folder)
    .filter((file) => file.endsWith(".jpg"))
    .sort()
    .map((file) => path.join(folder, file))
}

/** A calendar day so many days ahead, as `YYYY-MM-DD`. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}
