import { setTimeout as sleep } from "node:timers/promises"
import { BoardQueue } from "./board-queue"
import { ProgressWriter } from "./progress-writer"
import { UploadIntake } from "./upload-intake"

/** Waits for something that a slow machine may need a while for. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(2)
}

describe("BoardQueue", () => {
  it("works on so many at the same time, in order", async () => {
    const queue = new BoardQueue(2)
    const started: string[] = []
    let running = 0
    let most = 0
    for (const id of ["a", "b", "c", "d"]) {
      queue.add(id, async () => {
        started.push(id)
        most = Math.max(most, ++running)
        await sleep(5)
        running--
      })
    }
    expect(queue.size).toBe(4)
    await until(() => queue.size === 0)
    expect({ started, most, size: queue.size }).toEqual({
      started: ["a", "b", "c", "d"],
      most: 2,
      size: 0,
    })
  })

  it("stops a running board and tells a waiting one that it is over", async () => {
    const queue = new BoardQueue(1)
    const told: Record<string, boolean> = {}
    queue.add("running", async (signal) => {
      await sleep(5)
      told.running = signal.aborted
    })
    queue.add("waiting", async (signal) => {
      told.waiting = signal.aborted
    })
    queue.cancel("waiting")
    queue.cancel("running")
    await queue.close()
    expect(told).toEqual({ running: true, waiting: true })
    expect(queue.size).toBe(0)
  })
})

describe("UploadIntake", () => {
  it("holds up to its size and has room again when let go", () => {
    const intake = new UploadIntake(100)
    const id = intake.hold([{ name: "a", bytes: new Uint8Array(80) }])
    expect(intake.hasRoomFor(30)).toBe(false)
    expect(intake.peek(id)).toHaveLength(1)
    intake.release(id)
    intake.release(id)
    expect(intake.hasRoomFor(100)).toBe(true)
    expect(intake.peek(id)).toEqual([])
    expect(intake.peek(undefined)).toEqual([])
  })
})

describe("ProgressWriter", () => {
  const news = (embedded: number) => ({
    progress: { found: 9, fetched: 9, embedded, failed: 0 },
    failures: [],
  })

  it("writes the latest news only, and nothing after it was stopped", async () => {
    const written: number[] = []
    const writer = new ProgressWriter(
      async ({ progress }) => void written.push(progress.embedded),
      20
    )
    writer.tell(news(1))
    writer.tell(news(2))
    writer.tell(news(3))
    await until(() => written.length === 2)
    writer.tell(news(4))
    await writer.stop()
    const count = written.length
    await sleep(40)
    expect(written).toHaveLength(count)
    expect(written.slice(0, 2)).toEqual([1, 3])
  })

  it("survives a write that fails", async () => {
    let tries = 0
    const writer = new ProgressWriter(async () => {
      tries++
      throw new Error("database away")
    }, 1)
    writer.tell(news(1))
    await until(() => tries === 1)
    writer.tell(news(2))
    await until(() => tries === 2)
    await writer.stop()
  })
})
