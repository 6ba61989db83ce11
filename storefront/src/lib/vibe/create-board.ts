import "server-only"
import { storeHeaders } from "../medusa/client"
import { readStoreError } from "../medusa/store-error"
import { medusaUrl } from "../shop/config"
import { rememberBoard } from "./board-cookie"

type Body = ReadableStream<Uint8Array> | FormData | string

/**
 * Hands a board's source to Medusa, streaming pictures through, and keeps the
 * token that opens it. Throws StoreError when it is refused.
 */
export async function createBoard(body: Body, contentType?: string): Promise<string> {
  // `duplex` is what lets a body be sent while it is still arriving; it is
  // missing from the DOM's types.
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: {
      ...storeHeaders(),
      ...(contentType ? { "content-type": contentType } : {}),
    },
    body,
    cache: "no-store",
    duplex: "half",
  }
  const response = await fetch(`${medusaUrl()}/store/vibe/boards`, init)
  if (!response.ok) {
    throw await readStoreError(response)
  }
  const { board } = (await response.json()) as { board: { id: string; token: string } }
  await rememberBoard(board.id, board.token)
  return board.id
}

/** The body for a board that is read from a Pinterest address. */
export function pinterestSource(url: string): string {
  return JSON.stringify({ source: { type: "pinterest", url } })
}
