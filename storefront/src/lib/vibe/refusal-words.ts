import { vibe } from "@/copy/en"

/** Why a board was not taken, by the short code an address can carry. */
const REFUSALS = {
  empty: vibe.needSource,
  "not-pinterest": vibe.notPinterest,
  failed: vibe.failedToSend,
  refused: vibe.refused,
} as const

export type Refusal = keyof typeof REFUSALS

/** The words for a refusal; an unknown code gets the general ones. */
export function refusalWords(code: string): string {
  return REFUSALS[code as Refusal] ?? vibe.refused
}
