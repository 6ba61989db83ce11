import { drawScene } from "../../../../integration-tests/pictures/drawn-pictures"
import { ClassicalEmbedder } from "../embedding/classical/classical-embedder"
import { FetchError } from "../fetching/guarded-fetch"
import type { FoundPicture } from "../sources/board-source"
import type { BoardProgress } from "./board-progress"
import { NoPictureError, workOnBoard } from "./work-on-board"

const picture = (name: string, read: () => Promise<Uint8Array>): FoundPicture => ({
  name,
  read,
})

function work(found: FoundPicture[], signal = new AbortController().signal) {
  const told: BoardProgress[] = []
  const result = workOnBoard({
    find: async () => found,
    embedder: new ClassicalEmbedder(),
    atOnce: 3,
    onProgress: (progress) => told.push(progress),
    signal,
  })
  return { result, told }
}

describe("workOnBoard", () => {
  it("gives up the bad pictures of a board with a reason each, and never the board", async () => {
    const good = await drawScene(["#22345a", "#f4f2ee"], 1)
    const { result, told } = work([
      picture("good", async () => good),
      picture("words", async () => Buffer.from("no picture at all")),
      picture("gone", async () => {
        throw new FetchError("i.pinimg.com answered 404.", { status: 404 })
      }),
      picture("broken", async () => good.subarray(0, good.length >> 1)),
      picture("odd", async () => {
        throw new TypeError("internal detail at /srv/secret.ts:1")
      }),
    ])
    const { themes, progress, failures } = await result
    expect(themes).toHaveLength(1)
    expect(progress).toEqual({ found: 5, fetched: 3, embedded: 1, failed: 4 })
    expect(failures.map(({ index, name }) => [index, name])).toEqual([
      [1, "words"],
      [2, "gone"],
      [3, "broken"],
      [4, "odd"],
    ])
    expect(failures[3].reason).not.toContain("internal")
    expect(told[0]).toEqual({ found: 5, fetched: 0, embedded: 0, failed: 0 })
    expect(told.at(-1)).toEqual(progress)
  })

  it("fails in words when no picture can be used, and still says why of each", async () => {
    const { result } = work([picture("a", async () => Buffer.from("nothing"))])
    const error = await result.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(NoPictureError)
    expect((error as NoPictureError).failures).toHaveLength(1)
  })

  it("keeps neither bytes nor pixels in what it returns", async () => {
    const good = await drawScene(["#22345a", "#f4f2ee"], 1)
    const { themes } = await work([picture("good", async () => good)]).result
    expect(JSON.stringify(themes).length).toBeLessThan(6000)
  })

  it("stops before it looks for anything once nobody wants it", async () => {
    let looked = false
    const read = async () => {
      looked = true
      return Buffer.alloc(0)
    }
    await expect(work([picture("a", read)], AbortSignal.abort()).result).rejects.toThrow()
    expect(looked).toBe(false)
  })
})
