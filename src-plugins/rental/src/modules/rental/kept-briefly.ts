/** Something read from the database, kept for a moment in this process. */
export interface KeptBriefly<T> {
  /**
   * Read at most once in two seconds: a change that another process makes is heeded here
   * within that time.
   */
  current(): Promise<T>
  /** The next use reads it again: this process has changed it. */
  forget(): void
}

const FRESH_MS = 2000

/** Keeps what `read` answers; an answer that fails is not kept. */
export function keptBriefly<T>(read: () => Promise<T>): KeptBriefly<T> {
  let kept: { value: Promise<T>; readAt: number } | undefined

  return {
    async current() {
      if (!kept || performance.now() - kept.readAt >= FRESH_MS) {
        const reading = { value: read(), readAt: performance.now() }
        kept = reading
        reading.value.catch(() => {
          kept = kept === reading ? undefined : kept
        })
      }
      return await kept.value
    },

    forget() {
      kept = undefined
    },
  }
}
