import { openShop } from "../simulator/shop"
import { firstSteps, run, type Report } from "../simulator/run"
import { SimulatorDatabases } from "../simulator/simulator-database"

jest.setTimeout(120_000)

const STEPS = 130

/** Seeds are fixed, so that a failure is the same for everyone; `npm run simulate` goes on. */
describe("the simulator agrees with the ledger", () => {
  const databases = new SimulatorDatabases()
  beforeAll(async () => await databases.prepare())
  afterAll(async () => await databases.close())

  it("in thousands of steps, one after the other", async () => {
    const seeds = Array.from({ length: 16 }, (_, at) => at + 1)
    const limited = seeds.filter((seed) => openShop(seed).visits.length)
    expect(limited.length).toBeGreaterThan(4)
    const reports = await inLanes(seeds, 4, (seed) =>
      run(databases, { seed, mode: "serial", steps: firstSteps(STEPS) })
    )
    expect(reports.flatMap((report) => report.failure ?? [])).toEqual([])
    expect(total(reports, "done")).toBeGreaterThan((seeds.length * STEPS) / 2)
    for (const refusal of [
      "rental_shortage",
      "rental_period_invalid",
      "rental_goods_out",
    ]) {
      expect(total(reports, refusal)).toBeGreaterThan(0)
    }
  })

  it.each([1, 2, 8, 17])("when many happen at once, seed %d", async (seed) => {
    const report = await run(databases, { seed, mode: "bursts", steps: firstSteps(12) })
    expect(report.failure).toBeUndefined()
    expect(report.ends.done).toBeGreaterThan(3)
  })

  it("does the same again for the same seed", async () => {
    const again = { seed: 7, mode: "serial" as const, steps: firstSteps(40) }
    const first = await run(databases, again)
    expect(await run(databases, again)).toEqual(first)
  })

  it("opens shops in zones whose clocks change, and in one whose do not", () => {
    const zones = Array.from({ length: 40 }, (_, seed) => openShop(seed).timezone)
    expect(new Set(zones)).toEqual(
      new Set(["America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Auckland"])
    )
  })
})

function total(reports: readonly Report[], end: string): number {
  return reports.reduce((sum, { ends }) => sum + (ends[end] ?? 0), 0)
}

/** Works through what there is, so many at a time. */
async function inLanes<T, R>(
  all: readonly T[],
  lanes: number,
  work: (one: T) => Promise<R>
): Promise<R[]> {
  const left = [...all]
  const done: R[] = []
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      done.push(await work(next))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done
}
