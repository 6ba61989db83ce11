import { spawn, spawnSync } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import path from "node:path"
import { openEmbedded } from "../../src/modules/vibe-match/vectors/embedded-connection"
import { SqlVectorStore } from "../../src/modules/vibe-match/vectors/sql-vector-store"
import { describeVectorStore, picture, product } from "./vector-store-suite"

const space = { model: "test", version: "1", dimensions: 3 }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "vibe-vectors-"))
})
afterAll(async () => await rm(folder, { recursive: true }))

const open = async (name: string, patience?: number) => {
  const store = new SqlVectorStore(await openEmbedded(path.join(folder, name), patience))
  await store.prepare()
  return store
}

describeVectorStore("PGlite", () => open("suite"))

describe("embedded vectors", () => {
  it("are there again after they were closed", async () => {
    const store = await open("kept")
    await store.put(product("a"), [picture("1", [1, 0, 0])], space)
    await store.close()
    const reopened = await open("kept")
    expect(
      await reopened.nearest({ space, vectors: [[1, 0, 0]], limit: 1 })
    ).toHaveLength(1)
    await reopened.close()
  })

  it("serve one at a time, and say so", async () => {
    const store = await open("kept")
    await expect(open("kept", 50)).rejects.toThrow(/in use by process/)
    await store.close()
  })

  it("survive a process that is killed while it writes", async () => {
    const store = await open("kept")
    await store.put(product("a"), [picture("1", [1, 0, 0])], space)
    await store.close()
    await killWhileWriting(path.join(folder, "kept"))

    const reopened = await open("kept")
    const products = await reopened.listProducts()
    expect(products.map(({ product_id }) => product_id)).toEqual(["a"])
    await reopened.put(product("b"), [picture("1", [0, 1, 0])], space)
    expect(
      await reopened.nearest({ space, vectors: [[0, 1, 0]], limit: 9 })
    ).toHaveLength(2)
    await reopened.close()
  })
})

/** Opens the folder in another process, which takes the lock and is killed in mid-transaction. */
async function killWhileWriting(dataDir: string): Promise<void> {
  const require = createRequire(__filename)
  const script = `
    const { PGlite } = require(${JSON.stringify(require.resolve("@electric-sql/pglite"))})
    const { vector } = require(${JSON.stringify(require.resolve("@electric-sql/pglite-pgvector"))})
    require("node:fs").writeFileSync(${JSON.stringify(`${dataDir}.lock`)}, process.pid + " 1\\n")
    PGlite.create({ dataDir: ${JSON.stringify(dataDir)}, extensions: { vector } }).then(async (database) => {
      await database.exec("BEGIN; DELETE FROM vibe_match.product;")
      console.log("writing")
    })`
  const child = spawn(process.execPath, ["-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  await new Promise((resolve) => child.stdout.once("data", resolve))
  const ended = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGKILL")
  await ended
  expect(spawnSync("kill", ["-0", String(child.pid)]).status).not.toBe(0)
}
