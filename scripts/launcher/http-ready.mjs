// @ts-check

/**
 * Waits until an address answers with a status below 400.
 *
 * @param {string} url
 * @param {{within: number, failed: Promise<never>}} limits milliseconds; what ends the wait early
 */
export async function answers(url, { within, failed }) {
  const deadline = Date.now() + within
  let last = "no answer"
  const poll = async () => {
    while (Date.now() < deadline) {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(20_000) })
        await response.arrayBuffer()
        if (response.status < 400) {
          return
        }
        last = `status ${response.status}`
      } catch (error) {
        const cause = /** @type {{cause?: {code?: string}}} */ (error).cause
        last = cause?.code ?? String(error)
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(
      `${url} did not answer within ${Math.round(within / 1000)} s: ${last}`
    )
  }
  await Promise.race([poll(), failed])
}
