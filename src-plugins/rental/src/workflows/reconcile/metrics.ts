import { metrics } from "@opentelemetry/api"
import { type Mended } from "./reconcile-rentals"

/** Counts what the reconciler mends, for whoever has set OpenTelemetry up. */
export function countMended(mended: Record<Mended, number>): void {
  const counter = metrics
    .getMeter("@gather/medusa-rental")
    .createCounter("rental.reconciler.mended", {
      description: "Things the rental reconciler found wrong and put right",
    })
  for (const [kind, count] of Object.entries(mended)) {
    if (count > 0) {
      counter.add(count, { kind })
    }
  }
}
