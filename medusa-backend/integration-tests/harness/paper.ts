import {
  readPdf,
  textOf,
  type ReadPdf,
} from "../../../src-plugins/rental/integration-tests/pdf/read-pdf"
import { testSetup } from "./test-setup"
import type { Shop } from "./shop"

/** A PDF as the shop sent it, read. */
export type SentPaper = {
  status: number
  headers: Headers
  bytes: Buffer
  pdf: ReadPdf
  text: string
}

/** Fetches a paper and opens it; fails with the shop's own words when there is none. */
export async function fetchPaper(
  shop: Shop,
  path: string,
  headers: Record<string, string> = {}
): Promise<SentPaper> {
  const response = await fetchRaw(shop, path, headers)
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.status !== 200) {
    throw new Error(`Expected a paper, got ${response.status}: ${bytes.toString()}`)
  }
  const pdf = await readPdf(bytes)
  return { status: 200, headers: response.headers, bytes, pdf, text: textOf(pdf) }
}

/** The answer as it comes over the wire, signed in where the path is the admin's. */
export async function fetchRaw(
  shop: Shop,
  path: string,
  headers: Record<string, string> = {}
): Promise<Response> {
  const who: Record<string, string> = path.startsWith("/admin/")
    ? { authorization: `Bearer ${await staffToken(shop)}` }
    : { "x-publishable-api-key": shop.publishableKey }
  return await fetch(`${shop.url}${path}`, { headers: { ...who, ...headers } })
}

const tokens = new Map<string, string>()

async function staffToken(shop: Shop): Promise<string> {
  const known = tokens.get(shop.url)
  if (known) {
    return known
  }
  const { env } = testSetup()
  const { body } = await shop.store("POST", "/auth/user/emailpass", {
    email: env.GATHER_ADMIN_EMAIL,
    password: env.GATHER_ADMIN_PASSWORD,
  })
  tokens.set(shop.url, body.token)
  return body.token
}
