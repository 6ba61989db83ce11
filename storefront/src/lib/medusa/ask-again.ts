import { StoreError } from "./store-error"

/** Milliseconds before each further try. */
const PAUSES = [200, 800]
/** What a proxy answers for a server that it cannot reach, or no longer. */
const UNANSWERED = [502, 503, 504]

/**
 * Makes a call again when nobody knows whether it was done: it was cut off, or a proxy
 * answered for the shop. Also when the shop says to try again. Only for calls that are done
 * once however often they are made.
 */
export async function askAgain<T>(
  call: () => Promise<T>,
  pauses: readonly number[] = PAUSES
): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const [pause, ...later] = pauses
    if (pause === undefined || !mayHelp(error)) {
      throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
    return await askAgain(call, later)
  }
}

function mayHelp(error: unknown): boolean {
  return error instanceof StoreError
    ? UNANSWERED.includes(error.status) || error.code === "rental_busy"
    : error instanceof Error
}
