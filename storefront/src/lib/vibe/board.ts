import "server-only"
import type { RentalPeriod } from "../dates/period"
import { readStore, sendStore } from "../medusa/client"
import { StoreError } from "../medusa/store-error"
import { boardToken } from "./board-cookie"

/** A product that goes with a theme. `available` is null when nobody asked for dates. */
export type BoardMatch = {
  product_id: string
  variant_id: string | null
  score: number
  /** True when it fits only loosely. */
  weak: boolean
  available: number | null
  why: string[]
}

/** A group of a board's pictures that belong together. `weight` and `share` are 0 to 1. */
export type BoardTheme = {
  id: string
  name: string
  weight: number
  image_count: number
  palette: { hex: string; name: string; share: number }[]
  matches: BoardMatch[]
}

/** How far a board is, in pictures. */
export type BoardProgressCount = {
  found: number
  fetched: number
  embedded: number
  failed: number
}

/** A board with what was found for it. */
export type Board = {
  id: string
  status: "processing" | "ready" | "failed"
  /** Why it failed, in words for the customer. */
  error: string | null
  progress: BoardProgressCount
  failures: { index: number; name: string; reason: string }[]
  themes: BoardTheme[]
}

type Answer = { board: Omit<Board, "themes">; themes: BoardTheme[] }

/** How many matches a theme shows. */
const MATCHES = 8

/** A board this visitor made or was given the link of; null for any other. */
export async function readBoard(
  id: string,
  period: RentalPeriod | null
): Promise<Board | null> {
  const token = await boardToken(id)
  if (!token) {
    return null
  }
  try {
    const { board, themes } = await readStore<Answer>(
      `/store/vibe/boards/${encodeURIComponent(id)}`,
      {
        query: { start_date: period?.start, end_date: period?.end, limit: MATCHES },
        headers: { "x-vibe-token": token },
      }
    )
    return { ...board, themes }
  } catch (error) {
    if (error instanceof StoreError && [401, 403, 404].includes(error.status)) {
      return null
    }
    throw error
  }
}

/** Deletes a board and everything derived from it. */
export async function deleteBoard(id: string): Promise<void> {
  const token = await boardToken(id)
  if (token) {
    await sendStore(`/store/vibe/boards/${encodeURIComponent(id)}`, undefined, {
      method: "DELETE",
      headers: { "x-vibe-token": token },
    })
  }
}
