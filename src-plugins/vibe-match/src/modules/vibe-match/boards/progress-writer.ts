import { setTimeout as sleep } from "node:timers/promises"
import type { BoardFailure, BoardProgress } from "./board-progress"

export type ProgressNews = { progress: BoardProgress; failures: BoardFailure[] }

/** Writes the latest progress a few times a second, however often it changes. */
export class ProgressWriter {
  private latest: ProgressNews | null = null
  private writing: Promise<void> | null = null

  /**
   * @param write - stores progress; a failure is passed over, as the next write brings more
   * @param pause - least time between two writes, in milliseconds
   */
  constructor(
    private readonly write: (news: ProgressNews) => Promise<void>,
    private readonly pause = 150
  ) {}

  tell(news: ProgressNews): void {
    this.latest = news
    this.writing ??= this.drain().finally(() => (this.writing = null))
  }

  /** Drops what has not been written and waits until nothing is being written. */
  async stop(): Promise<void> {
    this.latest = null
    await this.writing
  }

  private async drain(): Promise<void> {
    while (this.latest) {
      const news = this.latest
      this.latest = null
      await this.write(news).catch(() => undefined)
      await sleep(this.pause)
    }
  }
}
