import { decideCharge } from "../../../../../requests/decide-charge"

/** A charge is not asked for; `reason` says why. */
export const POST = decideCharge("waived", "reason")
