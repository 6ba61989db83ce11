import { metrics } from "@opentelemetry/api"
import { type RentalReport } from "./reconcile-rentals"

/** Counts what the reconciler mends, or cannot, for whoever has set OpenTelemetry up. */
export function countMended({ mended, findings }: RentalReport): void {
  const meter = metrics.getMeter("@gather/medusa-rental")
  const counter = meter.createCounter("rental.reconciler.mended", {
    description: "Things the rental reconciler found wrong and put right",
  })
  for (const [kind, count] of Object.entries(mended)) {
    if (count > 0) {
      counter.add(count, { kind })
    }
  }
  const failed = findings.filter(({ kind }) => kind === "mend_failed").length
  if (failed > 0) {
    meter
      .createCounter("rental.reconciler.failed", {
        description: "Things the rental reconciler could not put right",
      })
      .add(failed)
  }
}
