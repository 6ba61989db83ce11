import { type MedusaContainer } from "@medusajs/framework/types"
import { endQuoteHolds } from "../workflows/quotes/end-quote-holds"

export const config = {
  name: "end-quote-holds",
  schedule: "* * * * *",
}

/** Every minute: frees what quotes kept that expired or were withdrawn. */
export default async function endQuoteHoldsJob(
  container: MedusaContainer
): Promise<void> {
  await endQuoteHolds(container)
}
