import { metrics } from "@opentelemetry/api"
import { countMended } from "./metrics"
import { type RentalReport } from "./reconcile-rentals"

const NOTHING: RentalReport["mended"] = {
  expired_holds: 0,
  mended_slots: 0,
  purged_holds: 0,
  attached_orders: 0,
  dead_completions: 0,
  undone_orders: 0,
  cancelled_orders: 0,
  gone_orders: 0,
  released_carts: 0,
  released_lines: 0,
  rebooked_orders: 0,
  overdue_bookings: 0,
}

describe("the counters of the reconciler", () => {
  const counted: [name: string, count: number, labels: unknown][] = []
  const meter = {
    createCounter: (name: string) => ({
      add: (count: number, labels?: unknown) => counted.push([name, count, labels]),
    }),
  }

  beforeAll(() => {
    metrics.setGlobalMeterProvider({ getMeter: () => meter } as unknown as Parameters<
      typeof metrics.setGlobalMeterProvider
    >[0])
  })
  beforeEach(() => counted.splice(0))
  afterAll(() => metrics.disable())

  it("say how many of what were mended, and how many could not be", () => {
    const mended = { ...NOTHING, mended_slots: 3, gone_orders: 1 }
    const failed = { kind: "mend_failed" as const, id: "slots", why: "no" }
    countMended({ mended, findings: [failed, failed] })
    expect(counted).toEqual([
      ["rental.reconciler.mended", 3, { kind: "mended_slots" }],
      ["rental.reconciler.mended", 1, { kind: "gone_orders" }],
      ["rental.reconciler.failed", 2, undefined],
    ])
  })

  it("say nothing when all was in order", () => {
    countMended({ mended: NOTHING, findings: [] })
    expect(counted).toEqual([])
  })
})
