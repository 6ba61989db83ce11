export const dynamic = "force-dynamic"

/** Answers as soon as the storefront does, whatever Medusa's state. */
export function GET(): Response {
  return new Response("OK", { headers: { "cache-control": "no-store" } })
}
