import { decideCharge } from "../../../../../requests/decide-charge"

/** A charge was paid; `reference` says by what. */
export const POST = decideCharge("settled", "reference")
