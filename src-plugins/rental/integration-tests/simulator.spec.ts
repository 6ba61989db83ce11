import { openShop } from "../simulator/shop"
import { firstSteps, run, type Mode } from "../simulator/run"
import { SimulatorDatabases } from "../simulator/simulator-database"

jest.setTimeout(60_000)

/** Seeds are fixed, so that a failure is the same for everyone; `npm run simulate` goes on. */
describe("the simulator agrees with the ledger", () => {
  const databases = new SimulatorDatabases()
  beforeAll(async () => await databases.prepare())
  afterAll(async () => await databases.close())

  const runs: [Mode, number, number][] = [
    ...[1, 2, 3, 4, 5, 6].map((seed): [Mode, number, number] => ["serial", seed, 100]),
    ...[1, 2, 8, 17].map((seed): [Mode, number, number] => ["bursts", seed, 12]),
  ]

  it.each(runs)("%s, seed %d, %d steps", async (mode, seed, steps) => {
    const report = await run(databases, { seed, mode, steps: firstSteps(steps) })
    expect(report.failure).toBeUndefined()
    expect(report.operations).toBeGreaterThanOrEqual(steps)
    expect(report.ends.done).toBeGreaterThan(steps / 4)
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
