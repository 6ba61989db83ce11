import { spawnSync } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import { lockFolder } from "./folder-lock"

describe("lockFolder", () => {
  let folder: string
  beforeEach(async () => {
    folder = path.join(await mkdtemp(path.join(tmpdir(), "lock-")), "vectors")
  })
  afterEach(async () => await rm(path.dirname(folder), { recursive: true }))

  it("keeps a second user out, names the first, and lets go", async () => {
    const lock = await lockFolder(folder, 0)
    await expect(lockFolder(folder, 50)).rejects.toThrow(`process ${process.pid}`)
    await lock.release()
    const again = await lockFolder(folder, 0)
    await again.release()
    await expect(readFile(`${folder}.lock`)).rejects.toThrow()
  })

  it("waits for a folder that becomes free", async () => {
    const lock = await lockFolder(folder, 0)
    setTimeout(() => void lock.release(), 50)
    const next = await lockFolder(folder, 3000)
    await next.release()
  })

  it("takes over what a killed process left behind", async () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""])
    await writeFile(`${folder}.lock`, `${pid} 123456\n`)
    await (await lockFolder(folder, 0)).release()
  })

  it("takes over from an earlier process that had the number of a living one", async () => {
    await writeFile(`${folder}.lock`, `${process.ppid} 1\n`)
    await (await lockFolder(folder, 0)).release()
  })

  it("takes over an empty file, the trace of a crash", async () => {
    await writeFile(`${folder}.lock`, "")
    await (await lockFolder(folder, 0)).release()
  })
})
