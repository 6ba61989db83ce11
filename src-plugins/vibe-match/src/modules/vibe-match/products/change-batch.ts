import { setTimeout as sleep } from "node:timers/promises"

/**
 * Gathers the ids of products that change within a moment of each other, so that a hundred events
 * of an import become one piece of work instead of a hundred at the same time.
 */
export class ChangeBatch {
  private gathering: { ids: Set<string>; done: Promise<void> } | null = null
  private last: Promise<void> = Promise.resolve()

  /** @param pause - how long ids are gathered, in milliseconds */
  constructor(private readonly pause = 300) {}

  /**
   * @param work - is called once per batch, never twice at the same time
   * @returns when the batch that has this id is done
   */
  async add(id: string, work: (ids: string[]) => Promise<void>): Promise<void> {
    if (!this.gathering) {
      const ids = new Set<string>()
      const done = this.run(ids, this.last, work)
      this.last = done.catch(() => undefined)
      this.gathering = { ids, done }
    }
    this.gathering.ids.add(id)
    await this.gathering.done
  }

  private async run(
    ids: Set<string>,
    before: Promise<void>,
    work: (ids: string[]) => Promise<void>
  ): Promise<void> {
    await Promise.all([before, sleep(this.pause)])
    this.gathering = null
    await work([...ids])
  }
}
