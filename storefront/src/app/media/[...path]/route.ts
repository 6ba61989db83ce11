import type { NextRequest } from "next/server"
import { medusaUrl } from "@/lib/shop/config"

const PASSED_ON = ["content-type", "content-length", "etag", "last-modified"]

// Not SVG: it could carry a script, and would run it as ours.
const PICTURE = /^image\/(jpeg|png|webp|avif)/

/**
 * A picture from Medusa's file store, under the shop's own address. Files get a
 * new name when they change, so they may be kept for a year.
 */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<"/media/[...path]">
): Promise<Response> {
  const { path } = await params
  if (path.some((part) => part === "." || part === ".." || /[\\/]/.test(part))) {
    return new Response(null, { status: 404 })
  }
  const source = `${medusaUrl()}/static/${path.map(encodeURIComponent).join("/")}`
  const answer = await fetch(source, { cache: "no-store", signal: request.signal })
  const type = answer.headers.get("content-type") ?? ""
  if (!answer.ok || !PICTURE.test(type)) {
    await answer.body?.cancel()
    return new Response(null, { status: answer.ok ? 404 : answer.status })
  }
  const headers = new Headers({ "cache-control": "public, max-age=31536000, immutable" })
  for (const name of PASSED_ON) {
    const value = answer.headers.get(name)
    if (value) {
      headers.set(name, value)
    }
  }
  return new Response(answer.body, { headers })
}
