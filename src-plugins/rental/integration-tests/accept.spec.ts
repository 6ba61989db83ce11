import { execFile } from "child_process"
import { mkdtemp, readFile, rm, writeFile } from "fs/promises"
import { tmpdir } from "os"
import path from "path"

jest.setTimeout(120_000)

const ROOT = path.resolve(__dirname, "../../..")
const OWN = path.join(__dirname, "scenarios/own.json")

/** `npm run accept -- rental FILE`, as somebody with scenarios of their own runs it. */
function accept(...args: string[]): Promise<{ code: number; lines: string[] }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(ROOT, "scripts/accept.mjs"), ...args],
      { cwd: ROOT },
      (error, stdout, stderr) =>
        resolve({
          code: error ? Number(error.code) : 0,
          lines: `${stdout}${stderr}`.trim().split("\n"),
        })
    )
  })
}

describe("npm run accept -- rental", () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "gather-accept-spec-"))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it("passes scenarios that the ledger agrees with", async () => {
    const { code, lines } = await accept("rental", OWN)
    expect(lines.slice(-2)).toEqual([
      "1 scenarios are prose: they are not run here",
      "3 passed, 0 failed",
    ])
    expect(code).toBe(0)
  })

  it("names those it does not agree with", async () => {
    const content = JSON.parse(await readFile(OWN, "utf8"))
    content.scenarios[1].queries[0].expect_available = 1
    content.scenarios[1].queries[4].expect_accept = true
    const file = path.join(folder, "wrong.json")
    await writeFile(file, JSON.stringify(content))
    const { code, lines } = await accept("rental", file)
    expect(lines).toContain(
      "own-02-buffers-on-both-sides-and-repair: " +
        "2030-05-14 to 2030-05-15: 0 available, not 1; " +
        "2030-05-07 to 2030-05-08: 1 refused"
    )
    expect(lines.slice(-1)).toEqual(["2 passed, 1 failed"])
    expect(code).toBe(1)
  })

  it.each([
    [[], /^Usage: /],
    [["rental", "nowhere.json"], /^There is no file nowhere.json/],
    [["rental", path.join(__dirname, "accept.spec.ts")], /is not JSON/],
  ])("says what is wrong with %j", async (args, words) => {
    const { code, lines } = await accept(...args)
    expect(lines.at(-1)).toMatch(words)
    expect(code).toBe(2)
  })
})
