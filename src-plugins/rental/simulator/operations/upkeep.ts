import { expireHolds } from "../../src/modules/rental/ledger/expire-holds"
import { reconcileLedger } from "../../src/modules/rental/ledger/reconcile"
import { type LedgerReport } from "../../src/modules/rental/ledger/reconcile"
import { type Draw, type Operation } from "./operation"

/** Holds that ran out are ended. */
export function sweep(_draw: Draw): Operation {
  return {
    says: "sweep",
    owners: [],
    short: [],
    run: async (ledger) => await expireHolds(ledger.knex),
    expect: () => undefined,
  }
}

/** The reconciler counts again, and must find nothing wrong. */
export function reconcile(draw: Draw): Operation {
  const recount = draw.random.chance(0.5) ? "everything" : "lately"
  return {
    says: `reconcile ${recount}`,
    owners: [],
    short: [],
    run: async (ledger) => await reconcileLedger(ledger.knex, recount),
    expect: () => undefined,
    settle: (_model, answer) => {
      const { findings } = answer as LedgerReport
      return findings.length
        ? `the reconciler found ${JSON.stringify(findings.slice(0, 3))}`
        : undefined
    },
  }
}
