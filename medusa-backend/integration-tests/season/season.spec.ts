import { longRun, seeds } from "../harness/random"
import { auditSeason } from "./audit-season"
import { liveSeason } from "./season"

const ORDERS = Number(process.env.GATHER_SEASON_ORDERS) || (longRun() ? 300 : 10)

jest.setTimeout(longRun() ? 3_600_000 : 600_000)

/*
 * The shop's clock is moved from day to day, in its process and in its database, so that every
 * order is lived through by calls alone: see `harness/shop-clock.ts`.
 */
describe("a whole season", () => {
  it.each(seeds({ short: [1], long: 1 }))(
    `of ${ORDERS} orders ends as it was told, by ledger, money, papers and events: seed %i`,
    async (seed) => {
      const season = await liveSeason(seed, ORDERS, (line) => {
        if (longRun()) {
          // Printed as it comes: see `scripts/testing/jest.mjs`.
          process.stderr.write(`TEST ${line}\n`)
        }
      })
      try {
        const findings = await auditSeason(season)
        const concerned = season.lives.filter(({ orderId, plan }) =>
          findings.some((one) => one.includes(orderId ?? `order ${plan.index} `))
        )
        const lived = concerned.map(({ plan, orderId, steps }) =>
          [`Order ${plan.index} (${orderId}) lived through:`, ...steps].join("\n  ")
        )
        expect([...findings, ...lived].join("\n")).toBe("")
        expectVariety(season.lives.map(({ phase }) => phase))
      } finally {
        await season.shop.close()
      }
    }
  )
})

/** A season in which nothing happened would prove nothing. */
function expectVariety(phases: readonly string[]): void {
  for (const phase of ["checked", "cancelled", "not fetched"]) {
    expect(phases).toContain(phase)
  }
  expect(phases.filter((phase) => phase === "checked").length).toBeGreaterThan(
    phases.length / 3
  )
}
