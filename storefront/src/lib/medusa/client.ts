import "server-only"
import Medusa, { FetchError } from "@medusajs/js-sdk"
import { shared } from "../cache-tags"
import { medusaUrl, publishableKey } from "../shop/config"
import { readStoreError, StoreError } from "./store-error"

type Query = Record<string, string | number | boolean | string[] | undefined>

type ReadOptions = {
  query?: Query
  headers?: Record<string, string>
  /** Cache the answer for all visitors under this name; never for one visitor's data. */
  sharedAs?: Parameters<typeof shared>[0]
}

/** GETs from Medusa's store API. Throws {@link StoreError} for 3xx–5xx. */
export async function readStore<T>(path: string, options: ReadOptions = {}): Promise<T> {
  const { query, headers, sharedAs } = options
  const caching = sharedAs
    ? ({ cache: "force-cache", next: shared(sharedAs) } as const)
    : ({ cache: "no-store" } as const)
  try {
    return await sdk().client.fetch<T>(path, { query, headers, ...caching })
  } catch (error) {
    if (error instanceof FetchError) {
      throw new StoreError(error.status ?? 500, error.message)
    }
    throw error
  }
}

/**
 * POSTs or DELETEs, with the facts of a refusal (code, field, shortages), which
 * the SDK drops. Throws {@link StoreError} for 4xx and 5xx.
 */
export async function sendStore<T>(
  path: string,
  body?: unknown,
  { method = "POST", headers = {}, sharedAs }: SendOptions = {}
): Promise<T> {
  const response = await fetch(`${medusaUrl()}${path}`, {
    method,
    headers: {
      ...storeHeaders(),
      "content-type": "application/json",
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    ...(sharedAs
      ? { cache: "force-cache", next: shared(sharedAs) }
      : { cache: "no-store" }),
  })
  if (!response.ok) {
    throw await readStoreError(response)
  }
  return (await response.json()) as T
}

type SendOptions = {
  method?: "POST" | "DELETE"
  headers?: Record<string, string>
  sharedAs?: Parameters<typeof shared>[0]
}

/** The headers every store call needs. */
export function storeHeaders(): Record<string, string> {
  return { accept: "application/json", "x-publishable-api-key": publishableKey() }
}

let client: Medusa | undefined

function sdk(): Medusa {
  client ??= new Medusa({ baseUrl: medusaUrl(), publishableKey: publishableKey() })
  return client
}
