import {
  withExpiryOffByOne,
  withExpiryShifted,
  withExpiryTurned,
  withoutCartLock,
  withoutCheck,
  withoutIdempotency,
  withoutLockingFirst,
  withoutRelease,
  withoutResupply,
  withoutSlotOrder,
  withoutTurnaround,
  withoutTurnaroundInReads,
  withSlackOverbooking,
  type Mutant,
} from "../simulator/mutants"
import { firstSteps, run, type Failure, type Mode } from "../simulator/run"
import { SimulatorDatabases } from "../simulator/simulator-database"

jest.setTimeout(60_000)

/* Of bursts, those of crowded shops: there everybody writes the same slots. */
const SEEDS: Record<Mode, readonly number[]> = {
  serial: [3, 4, 6, 8, 1, 2, 5, 7],
  bursts: [17, 8, 4, 21, 30, 18],
}

/** Each ledger is broken on purpose in one place; the simulator has to find it. */
describe("the simulator notices when", () => {
  const databases = new SimulatorDatabases()
  beforeAll(async () => await databases.prepare())
  afterAll(async () => await databases.close())

  const cases: [Mutant, Mode, RegExp][] = [
    [withoutCheck(), "serial", /oversold|went through, though units are missing/],
    [withoutSlotOrder(), "bursts", /40P01|deadlock/],
    [withoutLockingFirst(), "bursts", /40P01|deadlock/],
    [withExpiryTurned(), "serial", /differ|free|not right|ran out/],
    [withExpiryShifted(), "serial", /differ|free|not right|ran out/],
    [withExpiryOffByOne(), "serial", /differ|free|not right|ran out/],
    [withoutIdempotency(), "serial", /booked twice|differ|not right|units are missing/],
    [withoutCartLock(), "bursts", /23505|booked twice|no order of these|was not written/],
    [withoutTurnaround(), "serial", /bookings differ/],
    [withoutTurnaroundInReads(), "serial", /free, the model/],
    [withSlackOverbooking(), "serial", /slack in its overbooking/],
    [withoutRelease(), "serial", /counts \d+ units/],
    [withoutResupply(), "serial", /it should have/],
  ]

  it.each(
    cases.map(([mutant, mode, says]) => [mutant.name, mutant, mode, says] as const)
  )("%s", async (_name, mutant, mode, says) => {
    const failure = await hunt(mutant, mode)
    mutant.verify?.()
    expect(failure?.message).toMatch(says)
  })

  async function hunt(mutant: Mutant, mode: Mode): Promise<Failure | undefined> {
    const steps = firstSteps(mode === "serial" ? 150 : 15)
    for (const seed of SEEDS[mode]) {
      const { failure } = await run(databases, { seed, mode, steps, mutant })
      if (failure) {
        return failure
      }
    }
    return undefined
  }
})
