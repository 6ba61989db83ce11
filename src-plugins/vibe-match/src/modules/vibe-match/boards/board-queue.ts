type Waiting = { id: string; work: (signal: AbortSignal) => Promise<void> }

/** Works on boards in the order they come, a few at the same time. */
export class BoardQueue {
  private readonly waiting: Waiting[] = []
  private readonly running = new Map<
    string,
    { stop: AbortController; done: Promise<void> }
  >()

  constructor(private readonly atOnce: number) {}

  /** Boards that wait or are worked on. */
  get size(): number {
    return this.waiting.length + this.running.size
  }

  /**
   * @param work - must not reject; is told by the signal when nobody wants the result any more, and
   *   is called even then, so that it can let go of what it holds
   */
  add(id: string, work: (signal: AbortSignal) => Promise<void>): void {
    this.waiting.push({ id, work })
    this.fill()
  }

  /** Stops a board, whether it waits or is worked on. */
  cancel(id: string): void {
    const place = this.waiting.findIndex((board) => board.id === id)
    if (place >= 0) void this.waiting.splice(place, 1)[0].work(AbortSignal.abort())
    this.running.get(id)?.stop.abort()
  }

  /** Stops all boards and waits until none is worked on. */
  async close(): Promise<void> {
    const waiting = this.waiting.splice(0)
    const running = [...this.running.values()]
    running.forEach(({ stop }) => stop.abort())
    await Promise.all([
      ...running.map(({ done }) => done),
      ...waiting.map(({ work }) => work(AbortSignal.abort())),
    ])
  }

  private fill(): void {
    while (this.running.size < this.atOnce) {
      const next = this.waiting.shift()
      if (!next) return
      const stop = new AbortController()
      const done = next.work(stop.signal).finally(() => {
        this.running.delete(next.id)
        this.fill()
      })
      this.running.set(next.id, { stop, done })
    }
  }
}
